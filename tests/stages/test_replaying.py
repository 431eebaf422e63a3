"""The replay of real histories: what it shows is what stands in the files, step by step."""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from gitrepo import START, GitRepo
from hypothesis import given, settings
from hypothesis import strategies as st
from shore import BOAT, LAMP, RAIN, SALT, TIDE, page, words

from drafttime.model import Replay
from drafttime.model.replay import Frame, frames
from drafttime.pipeline import analyse, replay
from drafttime.request import Request
from drafttime.stages.replay_changes import File, alike, gaps

DAY = 86_400
SENTENCES = (TIDE, LAMP, BOAT, RAIN, SALT, "Nobody.", "He waited for the ferry until the evening.")
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join),
                      max_size=5)  # fmt: skip
STATES = st.lists(st.tuples(PARAGRAPHS, PARAGRAPHS), min_size=1, max_size=6)


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return GitRepo(tmp_path / "Tide")


def shown(repo: GitRepo, **overrides: object) -> Replay:
    return replay(Request(repo.path, overrides=overrides, use_cache=False))


def lengths(frame: Frame) -> list[list[int]]:
    """The words of every paragraph, file by file."""
    return [
        [sum(n for n, _ in frame.paragraphs[number]) for number in frame.order[slot]]
        for slot in sorted(frame.order)
    ]


@settings(max_examples=40)
@given(STATES)
def test_every_frame_is_what_stands_in_the_files(states: list[tuple[list[str], list[str]]]) -> None:
    end = "And that was the end of it, as far as anybody on the quay could tell."
    states = [*states, ([TIDE], [end])]
    with tempfile.TemporaryDirectory() as folder:
        repo = GitRepo(Path(folder) / "Tide")
        for k, (one, two) in enumerate(states):
            repo.commit(
                {"ch1.md": page(*one), "ch2.md": page(*two)}, f"day {k}", time=START + k * DAY
            )
        found = shown(repo)
        revisions = analyse(Request(repo.path, use_cache=False)).revisions
    seen = [(lengths(frame), frame.words) for frame in frames(found)]
    for step, (shape, _) in zip(found.steps, seen, strict=True):
        assert step.day is not None
        state = states[(step.day - date(2024, 1, 1)).days]
        assert shape == [[len(text.split()) for text in file] for file in state if file]
    assert seen[-1][0] == [[words(TIDE)], [words(end)]]
    assert [total for _, total in seen] == [step.words for step in found.steps]
    assert [step.words for step in found.steps] == [r.words for r in revisions]
    assert [*accumulate(step.came - step.went for step in found.steps)] == [
        step.words for step in found.steps
    ]


def test_births_are_the_steps_in_which_words_were_written(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "one", time=START)
    repo.commit({"ch1.md": page(TIDE, RAIN, LAMP)}, "two", time=START + DAY)
    repo.commit({"ch1.md": page(RAIN, LAMP)}, "three", time=START + 2 * DAY)
    found = shown(repo)
    last = [*frames(found)][-1]
    born = [
        [(n, found.births[birth].step) for n, birth in last.paragraphs[number]]
        for number in last.order[0]
    ]
    assert born == [[(words(RAIN), 1)], [(words(LAMP), 0)]]
    assert [(s.kind, s.came, s.went) for s in found.steps] == [
        ("session", words(TIDE, LAMP), 0),
        ("session", words(RAIN), 0),
        ("session", 0, words(TIDE)),
    ]
    assert [(s.cut, s.stays) for s in found.steps[2].splices] == [(words(TIDE), False)]


def test_a_paragraph_that_moves_keeps_its_number_and_is_not_cut(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN), "ch2.md": page(BOAT)}, "one", time=START)
    repo.commit({"ch1.md": page(TIDE, RAIN), "ch2.md": page(BOAT, LAMP)}, "two", time=START + DAY)
    found = shown(repo)
    before, after = (dict(frame.order) for frame in map(copied, frames(found)))
    assert after[1][1] == before[0][1]
    assert found.steps[1].splices == ()
    assert found.steps[1].moved == words(LAMP)


def copied(frame: Frame) -> Frame:
    return Frame(dict(frame.paragraphs), {k: [*row] for k, row in frame.order.items()})


def test_joined_paragraphs_lose_nothing(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "one", time=START)
    repo.commit({"ch1.md": page(f"{TIDE} {LAMP}")}, "two", time=START + DAY)
    step = shown(repo).steps[1]
    assert all(splice.stays for splice in step.splices if splice.cut)
    assert (step.came, step.went) == (0, 0)


def test_a_merge_is_a_step_of_its_own(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE)}, "one", time=START)
    repo.branch("side")
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "two", time=START + DAY)
    repo.switch("side")
    repo.commit({"ch2.md": page(BOAT)}, "aside", time=START + 2 * DAY)
    repo.switch("main")
    repo.merge("side", time=START + 3 * DAY)
    found = shown(repo)
    assert [(s.kind, s.came) for s in found.steps] == [
        ("session", words(TIDE)), ("session", words(LAMP)), ("merge", words(BOAT)),
    ]  # fmt: skip
    assert [frame.words for frame in frames(found)] == [step.words for step in found.steps]


def test_what_a_filter_leaves_out_is_one_step(repo: GitRepo) -> None:
    texts = [(TIDE,), (TIDE, LAMP), (TIDE, LAMP, RAIN), (TIDE, LAMP, RAIN, BOAT)]
    for k, text in enumerate(texts):
        repo.commit({"ch1.md": page(*text)}, f"{k}", time=START + k * DAY)
    found = shown(repo, since="2024-01-03")
    assert [(s.kind, s.why) for s in found.steps] == [
        ("not counted", "before 2024-01-03"), ("session", ""), ("session", ""),
    ]  # fmt: skip
    assert found.steps[0].words == words(TIDE, LAMP)
    repo.tag("draft-1", repo.id_of("HEAD"))
    assert shown(repo, final="HEAD~2").steps[-1].words == words(TIDE, LAMP)


def test_commits_of_one_session_are_one_step(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE)}, "one", time=START)
    repo.commit({"notes.txt": "milk"}, "elsewhere", time=START + 60)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "two", time=START + 300)
    (step,) = shown(repo, exclude=("notes.txt",)).steps
    assert (step.kind, step.words) == ("session", words(TIDE, LAMP))


NUMBERS = st.lists(st.integers(0, 9), max_size=12)


@given(NUMBERS, NUMBERS)
def test_gaps_turn_one_row_into_the_other(old: list[int], new: list[int]) -> None:
    made = [*old]
    for start, stop, first, last in reversed([*gaps(old, new)]):
        made[start:stop] = new[first:last]
    assert made == new


@given(st.lists(NUMBERS, max_size=6), st.lists(NUMBERS, max_size=6))
def test_what_is_alike_at_either_end_is_the_same(
    old: list[list[int]], new: list[list[int]]
) -> None:
    def file(rows: list[list[int]]) -> File:
        return File(
            np.array([n for row in rows for n in row], np.int64),
            np.array([len(row) for row in rows], np.int64),
        )

    head, tail = alike(file(old), file(new))
    assert head + tail <= min(len(old), len(new))
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    if old == new:
        assert head + tail == len(old)
