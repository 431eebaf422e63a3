"""What the page says of lineage claims no more than the figures bear."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from analyses import novel, one_draft, tiny

from drafttime.model import Analysis, ParagraphLife
from drafttime.output import lineage_words
from drafttime.output.passes_totals import passes_totals

N = "\N{NARROW NO-BREAK SPACE}"


def with_lives(book: Analysis, *lives: tuple[int, tuple[int, ...], int]) -> Analysis:
    """Give a book these paragraphs: words, revisions, sessions."""
    paragraphs = tuple(ParagraphLife(0, words, touched, n) for words, touched, n in lives)
    return replace(book, lineage=replace(book.lineage, paragraphs=paragraphs))


def with_moved(book: Analysis, *shares: float) -> Analysis:
    pairs = [pair for pair in book.lineage.pairs if pair.new == pair.old + 1]
    made = tuple(
        replace(pair, measures=MappingProxyType({**pair.measures, "moved": share}))
        for pair, share in zip(pairs, shares, strict=True)
    )
    return replace(book, lineage=replace(book.lineage, pairs=made))


def test_births_are_told_draft_by_draft() -> None:
    said = lineage_words.born(novel())
    assert said.startswith("Of the words of the final text, ")
    assert "were written on the way to Draft 1" in said
    assert said.endswith("on the way to the final draft.")
    assert lineage_words.born(one_draft()) == ""


def test_written_per_kept_is_silent_where_nothing_went() -> None:
    book = novel()
    assert lineage_words.written_per_kept(book) == "For every word that is kept, 1.8 were written."
    even = replace(book, lineage=replace(book.lineage, written_per_kept=1.04))
    assert lineage_words.written_per_kept(even) == ""


def test_passes_are_told_from_two_sessions_on() -> None:
    book = with_lives(novel(), (10, (0,), 1), (10, (0, 1, 2), 3), (10, (0, 2, 3, 4), 4))
    assert lineage_words.touched(book) == (
        "Half of the paragraphs were worked on in three sessions or more, the one most returned to "
        "in four."
    )
    once = with_lives(novel(), (10, (0,), 1), (10, (0,), 1), (10, (0, 1, 2), 3))
    assert lineage_words.touched(once) == (
        "The paragraph most returned to was worked on in three sessions."
    )


def test_what_nobody_touched_again_is_counted_among_what_is_known() -> None:
    book = with_lives(novel(), (30, (0,), 1), (10, (0, 1), 2), (60, (), 0))
    assert lineage_words.untouched(book) == (
        f"1 paragraph, 75{N}% of the text, has not been touched since first written."
    )
    totals = passes_totals(book)
    assert totals is not None
    assert (totals.paragraphs, totals.untouched_paragraphs) == (2, 1)
    none = with_lives(novel(), (30, (0, 1), 1))
    assert lineage_words.untouched(none) == "No paragraph stands as it was first written."


def test_moves_are_named_where_they_are_worth_a_word() -> None:
    assert lineage_words.moves(with_moved(novel(), 0.0, 0.12, 0.001)) == (
        f"Of what was kept, this much changed its place: 12{N}% from Draft 2 to Draft 3."
    )
    assert lineage_words.moves(with_moved(novel(), 0.0, 0.004, 0.001)).startswith(
        "From draft to draft, less than 1"
    )
    assert lineage_words.moves(with_moved(novel(), 0.0, 0.0, 0.0)) == ""
    assert lineage_words.moves(tiny()) == ""
