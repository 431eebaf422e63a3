"""Generated histories against an oracle that knows the truth (see `lineage_oracle`)."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_history import Story
from lineage_checks import (
    check_ancestors,
    check_births,
    check_conservation,
    check_kinds,
    check_ledger,
    check_snapshots,
    check_steps,
    fingerprint,
)
from lineage_judge import COPIED, CUT, MOVED, RESTORED, Run, Score, judge, run, text_of
from lineage_oracle import tell
from model_book import Book, Typist
from model_desk import Desk, Keys
from traced_story import trace_story

SEEDS = st.integers(0, 10_000_000)
AT_LEAST = 0.99
LATE_AT_MOST = 0.005
CHECKS = (
    check_snapshots,
    check_conservation,
    check_kinds,
    check_steps,
    check_ancestors,
    check_ledger,
)


IN_THE_LONG_RUN = pytest.mark.skipif(
    "'long' not in config.getoption('markexpr')", reason="run with -m long"
)


def check(seed: int, commits: int) -> Run:
    found = run(tell(seed, commits))
    for hold in CHECKS:
        hold(found.traced)
    if not found.hides():
        check_births(found)
    return found


@given(SEEDS)
@settings(max_examples=60, derandomize=True)
def test_sums_births_and_ledger_hold_in_every_history(seed: int) -> None:
    check(seed, commits=12)


@pytest.mark.long
@IN_THE_LONG_RUN
@given(SEEDS, st.integers(2, 60))
@settings(max_examples=1_500)
def test_sums_births_and_ledger_hold_in_many_histories(seed: int, commits: int) -> None:
    check(seed, commits)


@given(SEEDS)
@settings(max_examples=15, derandomize=True)
def test_two_runs_over_one_history_are_equal(seed: int) -> None:
    told = tell(seed)
    one, other = run(told).traced.lineage, run(told).traced.lineage
    assert fingerprint(one) == fingerprint(other)


def scored(seeds: range) -> Score:
    score = Score()
    for seed in seeds:
        found = run(tell(seed))
        if not found.hides():
            judge(found, score)
    return score


def hold_rates(score: Score) -> None:
    """At least 99 % of what was moved, cut and restored unedited is labelled rightly."""
    for kinds in (MOVED, CUT, RESTORED, COPIED):
        assert score.share(*kinds) >= AT_LEAST, (kinds, score.share(*kinds))
    assert score.share("typed") == 1
    assert 1 - score.share("standing after a merge") <= LATE_AT_MOST


def test_of_what_moved_was_cut_and_came_back_99_in_100_are_labelled_rightly() -> None:
    score = scored(range(120))
    hold_rates(score)
    assert min(sum(score.all[k] for k in kinds) for kinds in (MOVED, CUT, RESTORED, COPIED)) > 1_000


@pytest.mark.long
@IN_THE_LONG_RUN
def test_of_what_moved_was_cut_and_came_back_99_in_100_are_labelled_rightly_in_the_long_run() -> (
    None
):
    hold_rates(scored(range(1_000, 4_000)))


def test_the_judge_sees_wrong_labels() -> None:
    """The oracle can fail: every token is given the id of its neighbour in the register."""
    found = run(tell(3))
    assert not found.hides()
    lives = replace(found.traced.lives, canon=np.roll(found.traced.lives.canon, 7))
    score = Score()
    judge(Run(found.told, replace(found.traced, lives=lives)), score)
    assert score.all["typed"] > 0
    assert score.share("typed") < AT_LEAST


@given(SEEDS)
@settings(max_examples=40, derandomize=True)
def test_splitting_and_joining_paragraphs_moves_and_cuts_nothing(seed: int) -> None:
    keys = Keys()
    book: Book = {}
    typist = Typist(random.Random(seed), "a")
    for _ in range(3):
        keys.new_file(book, tuple(typist.paragraph() for _ in range(8)))
    desk = Desk(keys, typist, book, ())
    for _ in range(6):
        desk.chance.choice([desk.split, desk.join])()
    story = Story()
    story.commit("a", {file.path: file.blob for file in book.values()})
    story.commit("b", {file.path: file.blob for file in desk.book.values()}, "a")
    found = trace_story(story, text_of=text_of)
    assert story.trees["a"] != story.trees["b"]
    assert found.did("b") == (0, 0, 0, 0, 0)
    assert found.lineage.deltas["b"].distance_tokens == 0
    assert list(found.standing("b")) == list(found.standing("a"))
