"""Births through merges, and of changes that are present twice."""

from __future__ import annotations

import pytest
from invented_history import Story
from lineage_checks import check_ancestors, check_conservation, check_ledger, check_snapshots
from traced_story import Traced, passage, prose, trace_story

from drafttime.model import Person

A, B, C, D, E, F = (passage(k, 20) for k in range(6))
FILLER = tuple(passage(10 + k, 30) for k in range(4))


def traced(story: Story, *tips: str) -> Traced:
    found = trace_story(story, tips=tips)
    for check in (check_snapshots, check_conservation, check_ancestors, check_ledger):
        check(found)
    return found


def test_what_a_merge_brings_in_keeps_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A), "y": prose(B)})
    story.commit("side", {"x": prose(A), "y": prose(B, C)}, "a")
    story.commit("main", {"x": prose(A, D), "y": prose(B)}, "a")
    story.commit("merge", {"x": prose(A, D), "y": prose(B, C)}, "main", "side")
    found = traced(story)
    assert found.births("merge", "y") == [["a"], ["side"]]
    assert found.births("merge", "x") == [["a"], ["main"]]
    assert found.did("merge") == (20, 0, 0, 0, 0)
    assert found.ledger().words_written == 80


def test_a_clean_merge_within_one_file_writes_nothing() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, C)}, "a")
    story.commit("main", {"x": prose(D, *FILLER)}, "a")
    story.commit("merge", {"x": prose(D, *FILLER, C)}, "main", "side")
    found = traced(story)
    assert found.births("merge", "x") == [["main"], *[["a"]] * 4, ["side"]]
    assert found.ledger().words_unattributed == 0


def test_the_text_of_a_resolved_conflict_is_born_in_the_merge() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER, A)})
    story.commit("side", {"x": prose(*FILLER, B)}, "a")
    story.commit("main", {"x": prose(*FILLER, C)}, "a")
    story.commit("merge", {"x": prose(*FILLER, C, B, D)}, "main", "side")
    found = traced(story)
    assert found.births("merge", "x")[4:] == [["main"], ["side"], ["merge"]]
    assert found.ledger().words_unattributed == 20


def test_what_the_other_side_cut_is_cut_by_the_merge_and_counted_once() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER, A), "y": prose(B)})
    story.commit("side", {"x": prose(*FILLER), "y": prose(B)}, "a")
    story.commit("main", {"x": prose(*FILLER, A), "y": prose(B, C)}, "a")
    story.commit("merge", {"x": prose(*FILLER), "y": prose(B, C)}, "main", "side")
    story.commit("back", {"x": prose(*FILLER, A), "y": prose(B, C)}, "merge")
    found = traced(story, "merge")
    assert found.did("merge") == (0, 20, 0, 0, 0)
    assert found.ledger().words_cut == 20
    assert [d.rank for d in found.lineage.deletions] == [found.history.order.index("side")]
    assert traced(story).did("back") == (0, 0, 0, 20, 0)


def test_what_a_merge_dropped_of_its_own_accord_can_come_back() -> None:
    """Taken out by hand while merging, from text that both sides still had."""
    story = Story()
    story.commit("a", {"x": prose(*FILLER, A)})
    story.commit("side", {"x": prose(*FILLER, A), "y": prose(B)}, "a")
    story.commit("main", {"x": prose(C, *FILLER, A)}, "a")
    story.commit("merge", {"x": prose(C, *FILLER), "y": prose(B)}, "main", "side")
    story.commit("back", {"x": prose(C, *FILLER, A), "y": prose(B)}, "merge")
    found = traced(story)
    assert found.births("back", "x")[-1] == ["a"]
    assert found.did("back") == (0, 0, 0, 20, 0)


def test_a_file_that_a_merge_dropped_though_both_sides_had_it_can_come_back() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER), "y": prose(A, B)})
    story.commit("side", {"x": prose(*FILLER, C), "y": prose(A, B)}, "a")
    story.commit("main", {"x": prose(D, *FILLER), "y": prose(A, B)}, "a")
    story.commit("merge", {"x": prose(D, *FILLER, C)}, "main", "side")
    story.commit("back", {"x": prose(D, *FILLER, C), "y": prose(A, B)}, "merge")
    found = traced(story)
    assert found.did("back") == (0, 0, 0, 40, 0)


def test_a_merge_cuts_the_rest_of_what_the_other_side_cut_in_part() -> None:
    """Half of a stretch is gone on the other side, half goes in the merge: both come back."""
    story = Story()
    story.commit("a", {"x": prose(*FILLER, A, B)})
    story.commit("side", {"x": prose(*FILLER, B)}, "a")
    story.commit("main", {"x": prose(*FILLER, A, B), "y": prose(C)}, "a")
    story.commit("merge", {"x": prose(*FILLER), "y": prose(C)}, "main", "side")
    story.commit("back", {"x": prose(*FILLER, A, B), "y": prose(C)}, "merge")
    found = traced(story)
    assert found.did("merge") == (0, 40, 0, 0, 0)
    assert found.did("back") == (0, 0, 0, 40, 0)


@pytest.mark.parametrize("resolved", [True, False])
def test_what_a_merge_left_behind_of_the_other_side_can_come_back(resolved: bool) -> None:
    """A merge that keeps our side alone, and later takes theirs after all."""
    more = (D,) if resolved else ()
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, A)}, "a")
    story.commit("main", {"x": prose(C, *FILLER)}, "a")
    story.commit("merge", {"x": prose(C, *more, *FILLER)}, "main", "side")
    story.commit("back", {"x": prose(C, *more, *FILLER, A)}, "merge")
    found = traced(story)
    assert found.births("back", "x")[-1] == ["side"]
    assert found.did("back") == (0, 0, 0, 20, 0)
    assert found.ledger().words_cut == 0


@pytest.mark.parametrize("elsewhere", [(), (D,)])
def test_text_that_both_sides_typed_is_born_once_where_it_came_first(
    elsewhere: tuple[str, ...],
) -> None:
    """The same paragraph on both sides, with another change beside it or without."""
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, A)}, "a", at=9)
    story.commit("main", {"x": prose(*elsewhere, *FILLER, A)}, "a", at=8)
    story.commit("merge", {"x": prose(*elsewhere, *FILLER, A)}, "main", "side")
    found = traced(story)
    assert found.births("merge", "x")[-1] == ["main"]
    assert found.ledger().words_cut == 0
    assert found.ledger().words_written == 140 + 20 * len(elsewhere)


def test_text_that_both_sides_typed_is_counted_once_in_a_file_that_both_changed() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, A, B)}, "a", at=9)
    story.commit("main", {"x": prose(D, *FILLER, A)}, "a", at=8)
    story.commit("merge", {"x": prose(D, *FILLER, A, B)}, "main", "side")
    found = traced(story)
    assert found.births("merge", "x")[-2:] == [["main"], ["side"]]
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_cut) == (180, 0)


def test_the_earliest_birth_wins_also_where_it_is_the_other_parents() -> None:
    """A branch takes the mainline in: its own first parent is the later one."""
    for extra in ((), (B,)):
        story = Story()
        story.commit("a", {"x": prose(*FILLER)})
        story.commit("m", {"x": prose(*FILLER, A)}, "a", at=5)
        story.commit("s", {"x": prose(*extra, *FILLER, A)}, "a", at=6)
        story.commit("s2", {"x": prose(*extra, *FILLER, A)}, "s", "m")
        story.commit("m2", {"x": prose(*FILLER, A), "y": prose(C)}, "m")
        story.commit("final", {"x": prose(*extra, *FILLER, A), "y": prose(C)}, "m2", "s2")
        found = traced(story)
        assert found.births("final", "x")[-1] == ["m"], extra
        assert found.births("s2", "x")[-1] == ["m"], extra
        assert found.ledger().words_cut == 0
        assert found.ledger().words_written == 160 + 20 * len(extra)


def test_an_octopus_brings_in_all_its_arms() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER), "y": prose(A)})
    story.commit("one", {"x": prose(*FILLER, B), "y": prose(A)}, "a")
    story.commit("two", {"x": prose(C, *FILLER), "y": prose(A)}, "a")
    story.commit("three", {"x": prose(*FILLER), "y": prose(A, D)}, "a")
    tree = {"x": prose(C, *FILLER, B), "y": prose(A, D)}
    story.commit("merge", tree, "one", "two", "three")
    found = traced(story)
    assert found.births("merge", "x") == [["two"], *[["a"]] * 4, ["one"]]
    assert found.births("merge", "y") == [["a"], ["three"]]
    assert found.ledger().words_unattributed == 0


def test_criss_cross_merges_keep_every_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("m", {"x": prose(A, *FILLER)}, "a")
    story.commit("s", {"x": prose(*FILLER, B)}, "a")
    both = {"x": prose(A, *FILLER, B)}
    story.commit("m2", both, "m", "s")
    story.commit("s2", both, "s", "m")
    story.commit("m3", {"x": prose(A, C, *FILLER, B)}, "m2")
    story.commit("s3", {"x": prose(A, *FILLER, D, B)}, "s2")
    story.commit("final", {"x": prose(A, C, *FILLER, D, B)}, "m3", "s3")
    found = traced(story)
    births = [["m"], ["m3"], *[["a"]] * 4, ["s3"], ["s"]]
    assert found.births("final", "x") == births
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_unattributed, ledger.words_cut) == (200, 0, 0)


def test_roots_that_meet_keep_their_births() -> None:
    """Two books that became one: a merge of histories without a common commit."""
    story = Story()
    story.commit("a", {"x": prose(A, *FILLER)})
    story.commit("b", {"y": prose(B, C)})
    story.commit("merge", {"x": prose(A, *FILLER), "y": prose(B, C)}, "a", "b")
    found = traced(story)
    assert found.births("merge", "y") == [["b"], ["b"]]
    assert found.did("merge") == (40, 0, 0, 0, 0)


def test_a_cherry_picked_change_has_one_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, A)}, "a", at=5)
    story.commit("side2", {"x": prose(*FILLER, A, B)}, "side", at=6)
    story.commit("main", {"x": prose(C, *FILLER)}, "a", at=7)
    story.commit("pick", {"x": prose(C, *FILLER, A)}, "main", at=5)
    story.commit("merge", {"x": prose(C, *FILLER, A, B)}, "pick", "side2", at=8)
    found = traced(story)
    assert found.lineage.twins == {"side": "pick"}
    assert found.ids("side", "x")[-20:] == found.ids("pick", "x")[-20:]
    assert found.births("merge", "x")[-2:] == [["pick"], ["side2"]]
    assert found.ledger().words_written == 180


def test_the_same_words_by_another_hand_are_no_twin() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("side", {"x": prose(*FILLER, A)}, "a", at=5)
    story.commit("main", {"x": prose(C, *FILLER, A)}, "a", at=5, author=Person("Bo", "bo@x.org"))
    story.commit("merge", {"x": prose(C, *FILLER, A, B)}, "main", "side")
    found = traced(story)
    assert not found.lineage.twins


def test_a_change_that_was_reverted_and_applied_again_stands_again() -> None:
    """Taken up once more with its first author time, as `git cherry-pick` does."""
    story = Story()
    story.commit("a", {"x": prose(*FILLER)})
    story.commit("b", {"x": prose(*FILLER, A)}, "a", at=5)
    story.commit("c", {"x": prose(*FILLER)}, "b", at=6)
    story.commit("d", {"x": prose(*FILLER, A)}, "c", at=5)
    found = traced(story)
    assert found.births("d", "x")[-1] == ["b"]
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_cut) == (140, 0)


def test_a_merge_of_the_same_parent_twice_is_a_plain_step() -> None:
    """git refuses to make such a commit, and reads it all the same."""
    story = Story()
    story.commit("a", {"x": prose(A)})
    story.commit("odd", {"x": prose(A)}, "a", "a")
    story.commit("side", {"x": prose(A, B)}, "a")
    story.commit("final", {"x": prose(A, B)}, "odd", "side")
    found = traced(story)
    assert found.births("final", "x") == [["a"], ["side"]]
    assert found.births("side", "x") == [["a"], ["side"]]
