"""Two drafts side by side: pieces, folds, counts and sentences that page and terminal share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from two_drafts import edited, gone, new, pair, same, tame

from drafttime.model import ComparedChapter, Comparison, Mark, Row
from drafttime.output.side_by_side import (
    Counter,
    Side,
    Tally,
    chapter_title,
    is_same,
    merged,
    paragraphs_of,
    places,
    stretches,
    text_of,
)
from drafttime.output.side_by_side_sentences import headline, how_followed


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ((("same", "a", 0), ("same", " b", 0)), (("same", "a b", 0),)),
        (
            (("same", "the", 0), ("out", " old", 0), ("out", " oak", 0), ("same", ".", 0)),
            (("same", "the ", 0), ("out", "old oak", 0), ("same", ".", 0)),
        ),
        ((("in", "a", 0), ("same", " ", 0), ("in", "b", 0)), (("in", "a b", 0),)),
        (
            (("moved", "a ", 1), ("moved", "b", 2)),
            (("moved", "a", 1), ("same", " ", 0), ("moved", "b", 2)),
        ),
        ((("out", " ", 0), ("same", "", 0)), (("same", " ", 0),)),
    ],
)
def test_pieces_are_few_and_no_mark_runs_through_a_space_at_its_rim(
    side: Side, found: Side
) -> None:
    assert merged(side) == found
    assert text_of(merged(side)) == text_of(side)


def test_paragraphs_inside_a_row_keep_their_marks() -> None:
    side: Side = (("same", "One.\nTwo ", 0), ("in", "and\nThree", 0))
    assert list(paragraphs_of(side)) == [
        (("same", "One.", 0),),
        (("same", "Two ", 0), ("in", "and", 0)),
        (("in", "Three", 0),),
    ]
    assert list(paragraphs_of(())) == []


def test_a_split_paragraph_is_not_the_same_and_is_never_folded() -> None:
    split = Row((("same", "One. Two.", 0),), (("same", "One.\nTwo.", 0),))
    assert not is_same(split)
    assert is_same(same("One. Two."))
    assert not any(stretch.folded for stretch in stretches([split] * 9))


def folds(rows: list[Row], **options: int) -> list[tuple[int, bool]]:
    return [(len(found.rows), found.folded) for found in stretches(rows, **options)]


def test_long_unchanged_stretches_are_folded_but_for_the_paragraphs_beside_a_change() -> None:
    still, change = [same("a b c")], [gone("d")]
    assert folds([*change, *still * 6, *change]) == [
        *((1, False), (1, False), (4, True), (1, False), (1, False))
    ]
    assert folds([*still * 6, *change]) == [(5, True), (1, False), (1, False)]
    assert folds(still * 6) == [(6, True)]
    assert folds([*change, *still * 4, *change]) == [(1, False), (4, False), (1, False)]
    assert folds([*change, *still, *change], context=0, fewest=1) == [
        *((1, False), (1, True), (1, False))
    ]


def test_no_row_is_lost_or_told_twice() -> None:
    for chapter in tame().sides.chapters:
        told = [row for stretch in stretches(chapter.rows) for row in stretch.rows]
        assert tuple(told) == chapter.rows


def test_words_are_counted_by_the_rule_and_punctuation_is_not() -> None:
    row = edited("The tide", " was slow,", " went", " that day.")
    assert Counter().tally(row.left) == Tally(words=6, changed=2, moved=0)
    assert Counter().tally(row.right) == Tally(words=5, changed=1, moved=0)


def test_the_share_changed_is_that_of_the_words_of_both_sides() -> None:
    chapter = ComparedChapter("a", "a", (same("one two"), gone("three four"), new("five six")))
    assert Counter().chapter(chapter).share_changed == 0.5
    assert Counter().chapter(ComparedChapter("a", "a", ())).share_changed == 0


def test_chapters_are_named_by_their_heading_else_by_their_file() -> None:
    titles = [chapter_title(chapter) for chapter in tame().sides.chapters]
    assert titles == ["Low Water", "02-weir", "03", "04"]


def test_only_links_that_stand_on_both_sides_lead_anywhere() -> None:
    compared = tame()
    assert places(compared.sides) == {1: (0, 1)}
    lonely: tuple[tuple[Mark, str, int], ...] = (("moved", "a", 5),)
    assert places(pair([ComparedChapter("a", "a", (Row(lonely, ()),))]).sides) == {}


def test_the_headline_says_what_the_figures_bear() -> None:
    assert headline(tame()).endswith("of draft-1 stands in draft-2")
    still = ComparedChapter("a", "a", (same("one two"),))
    longer = ComparedChapter("a", "a", (same("one two"), new("three")))
    other = ComparedChapter("a", "a", (gone("one two"), new("three")))
    assert headline(pair([still])) == "draft-1 and draft-2 are the same, word for word"
    assert headline(pair([longer])) == "All of draft-1 stands in draft-2, with more beside it"
    assert headline(pair([other])) == "Nothing of draft-1 stands in draft-2"
    assert headline(pair([])) == "There are no words in either draft"
    assert (
        headline(pair([ComparedChapter("", "a", (new("b"),))])) == "There are no words in draft-1"
    )
    assert (
        headline(pair([ComparedChapter("a", "", (gone("b"),))])) == "There are no words in draft-2"
    )


def test_it_is_said_by_what_words_were_followed() -> None:
    compared = tame()
    assert "lineage" in how_followed(compared)
    direct: Comparison = replace(compared.drift.comparison, by="alignment")
    beside = replace(compared, drift=replace(compared.drift, comparison=direct))
    assert "directly" in how_followed(beside)
