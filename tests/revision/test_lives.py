"""When tokens came to stand on the mainline, and when they went: replayed the slow way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_history import Story
from lineage_judge import text_of as blob_text
from lineage_oracle import tell
from traced_story import Traced, passage, prose, trace_story

from drafttime.revision.lives import ids_of, live
from drafttime.revision.ropes import Rope

A, B, C, D = (passage(k, 20) for k in range(4))


def replayed(found: Traced) -> list[Counter[int]]:
    """How often each token stands after each step of the mainline."""
    return [Counter(found.standing(commit)) for commit in found.history.mainline]


@given(st.integers(0, 1_000_000))
@settings(max_examples=40, derandomize=True)
def test_a_token_appears_where_it_first_stands_and_dies_where_it_last_stood(seed: int) -> None:
    found = trace_story(tell(seed).story, text_of=blob_text)
    lives, stands = found.lives, replayed(found)
    assert lives.end == len(stands)
    for token in range(len(lives.canon)):
        steps = [k for k, standing in enumerate(stands) if token in standing]
        if lives.canon[token] != token:
            assert not steps
        elif steps:
            assert (lives.appeared[token], lives.died[token]) == (steps[0], steps[-1] + 1)
        else:  # written and cut on a branch: it came and went with the merge that brought it in
            assert lives.appeared[token] == lives.died[token]
            joins = found.lineage.ancestry.joins[lives.ranks[token]]
            assert lives.appeared[token] <= joins


@given(st.integers(0, 1_000_000))
@settings(max_examples=40, derandomize=True)
def test_the_steps_are_the_differences_of_what_stands(seed: int) -> None:
    found = trace_story(tell(seed).story, text_of=blob_text)
    before: Counter[int] = Counter()
    for step, after in zip(found.lives.steps, replayed(found), strict=True):
        changed = sorted(t for t in before.keys() | after.keys() if before[t] != after[t])
        assert step.ids.tolist() == changed
        assert step.before.tolist() == [before[t] for t in changed]
        assert step.after.tolist() == [after[t] for t in changed]
        before = after


def story() -> Story:
    made = Story()
    made.commit("a", {"x": prose(A, B)})
    made.commit("b", {"x": prose(B)}, "a")
    made.commit("c", {"x": prose(B, C)}, "b")
    made.commit("d", {"x": prose(A, B, C, C)}, "c")
    made.commit("e", {"x": prose(A, C)}, "d")
    return made


def test_a_return_undoes_a_death() -> None:
    lives = trace_story(story()).lives
    assert {
        (int(a), int(d)) for a, d in zip(lives.appeared[:20], lives.died[:20], strict=True)
    } == {(0, 5)}
    assert set(lives.died[20:40].tolist()) == {4}
    assert (lives.appeared[40:] == 2).all()


def test_what_was_never_merged_does_not_count() -> None:
    made = story()
    made.commit("other", {"x": prose(D)}, "a")
    found = trace_story(made, paths=["x"], tips=["e", "other"])
    counted = [found.birth(k) for k in range(len(found.lives.canon)) if found.lives.counted[k]]
    assert set(counted) == {"a", "c"}
    assert len(found.lives.canon) == 80


def test_what_was_written_and_cut_on_a_branch_came_and_went_with_it() -> None:
    made = Story()
    made.commit("a", {"x": prose(A)})
    made.commit("s1", {"x": prose(A, D)}, "a")
    made.commit("s2", {"x": prose(A, C)}, "s1")
    made.commit("m1", {"x": prose(A), "y": prose(B)}, "a")
    made.commit("merge", {"x": prose(A, C), "y": prose(B)}, "m1", "s2")
    found = trace_story(made)
    own = [k for k in range(len(found.lives.canon)) if found.birth(k) == "s1"]
    assert len(own) == 20
    assert {int(found.lives.appeared[k]) for k in own} == {2}
    assert {int(found.lives.died[k]) for k in own} == {2}
    assert found.ledger().words_cut == 20


def test_ids_that_were_folded_are_one_token_through_any_chain_of_folds() -> None:
    lineage = trace_story(story()).lineage
    births = replace(lineage.births, folds=[(50, 30, 4), (30, 10, 2), (12, 11, 1), (53, 52, 1)])
    canon = live(replace(lineage, births=births)).canon.tolist()
    assert [canon[k] for k in (50, 30, 10)] == [10, 10, 10]
    assert [canon[k] for k in (51, 31, 11, 12)] == [11, 11, 11, 11]
    assert [canon[k] for k in (52, 32, 53, 33)] == [32, 32, 32, 32]
    assert [k for k, own in enumerate(canon) if own != k] == [12, 30, 31, 33, 50, 51, 52, 53]


def test_a_history_without_words_has_no_lives() -> None:
    made = Story()
    made.commit("a", {"x": ""})
    found = trace_story(made)
    assert len(found.lives.canon) == 0
    assert found.lives.end == 1
    assert found.ledger().words_written == 0
    assert ids_of(Rope().runs()).tolist() == []
