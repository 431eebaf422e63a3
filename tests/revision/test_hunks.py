"""Hunks: what went and what came in the same place, and paragraph breaks that moved."""

from __future__ import annotations

from drafttime.revision.distance import edits_between, word_edits
from drafttime.revision.hunks import Hunk, find_hunks, joined, moved_breaks


def test_what_stands_between_two_shared_runs_faces_each_other() -> None:
    runs = [(0, 0, 0, 0, 5), (0, 8, 0, 6, 4)]
    found = find_hunks([(0, 5, 8)], [(0, 5, 6)], runs, {0: (0, 12)}, {0: (0, 10)})
    assert found == [Hunk((0, 5, 8), (0, 5, 6))]


def test_the_beginning_and_the_end_of_a_paragraph_face_each_other_too() -> None:
    runs = [(0, 2, 0, 3, 6)]
    gone, came = [(0, 0, 2), (0, 8, 10)], [(0, 0, 3), (0, 9, 10)]
    found = find_hunks(gone, came, runs, {0: (0, 10)}, {0: (0, 10)})
    assert found == [Hunk((0, 0, 2), (0, 0, 3)), Hunk((0, 8, 10), (0, 9, 10))]


def test_a_stretch_is_cut_where_a_paragraph_ends_and_whole_paragraphs_stand_alone() -> None:
    runs = [(0, 0, 0, 0, 4)]
    found = find_hunks([(0, 4, 12)], [(0, 4, 6)], runs, {0: (0, 7, 12)}, {0: (0, 6)})
    assert found == [
        Hunk((0, 4, 7), (0, 4, 6)),
        Hunk((0, 7, 12), None, whole=True, behind=(0, 4)),
    ]


def test_text_that_moved_takes_what_faces_it_along() -> None:
    runs = [(0, 0, 1, 0, 4), (0, 6, 1, 6, 4)]
    found = find_hunks([(0, 4, 6)], [(1, 4, 6)], runs, {0: (0, 10)}, {1: (0, 10)})
    assert found == [Hunk((0, 4, 6), (1, 4, 6))]


def test_nothing_faces_two() -> None:
    runs = [(0, 0, 0, 0, 3), (1, 4, 0, 5, 3)]
    gone, came = [(0, 3, 5), (1, 2, 4)], [(0, 3, 5)]
    at = {0: (0, 6), 1: (0, 8)}
    found = find_hunks(gone, came, runs, at, {0: (0, 9)})
    assert [hunk.new for hunk in found] == [(0, 3, 5), None]


def test_a_break_that_came_or_went_among_words_that_stayed() -> None:
    assert moved_breaks([(0, 0, 0, 0, 9)], {0: (0, 9)}, {0: (0, 4, 9)}) == ([(0, 4)], [])
    assert moved_breaks([(0, 0, 0, 0, 9)], {0: (0, 4, 9)}, {0: (0, 9)}) == ([], [(0, 4)])
    both = moved_breaks([(0, 0, 0, 2, 9)], {0: (0, 4, 9)}, {0: (0, 2, 8, 11)})
    assert both == ([(0, 8)], [(0, 6)])
    # Runs that touch on both sides are one: a break between them is seen.
    parts = [(0, 0, 0, 0, 4), (0, 4, 0, 4, 5)]
    assert moved_breaks(parts, {0: (0, 4, 9)}, {0: (0, 9)}) == ([], [(0, 4)])
    # A break beside words that changed is no act of its own.
    apart = [(0, 0, 0, 0, 4), (0, 5, 0, 5, 4)]
    assert moved_breaks(apart, {0: (0, 5, 9)}, {0: (0, 4, 9)}) == ([], [])


def test_stretches_that_touch_are_one() -> None:
    assert joined([(0, 0, 2), (0, 2, 5), (0, 6, 7), (1, 7, 8)]) == [(0, 0, 5), (0, 6, 7), (1, 7, 8)]
    assert joined([]) == []


def test_letters_and_words_apart() -> None:
    assert edits_between("recieve", "receive", at_most=2) == 1
    assert edits_between("harbour", "harbor", at_most=2) == 1
    assert edits_between("harbour", "garden", at_most=2) > 2
    assert word_edits(["a", "b", "c"], ["a", "x", "y", "c"]) == [(1, 2, 1, 3)]
    assert word_edits([], ["a"]) == [(0, 0, 0, 1)]
