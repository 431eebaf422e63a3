from __future__ import annotations

from dataclasses import replace

import pytest
from shared_books import NAMES, book_of, giant_first_commit, novel, one_draft, single_file, tiny

from drafttime.model import Analysis, SessionGap
from drafttime.output import findings
from drafttime.output.totals import work_by_draft, work_by_writer


def with_measures(book: Analysis, **values: float | None) -> Analysis:
    measures = {**book.drift.measures, **values}
    return replace(book, drift=replace(book.drift, measures=measures))


def test_the_edit_distance_stands_beside_that_of_unrelated_parts() -> None:
    book = with_measures(novel(), edit_distance=0.4567)
    said = findings.edit_distance(book)
    assert "at most 0.46 apart" in said
    assert "unrelated parts of this manuscript lie 0.81 apart" in said
    exact = replace(book.drift.comparison, indel_at_most=False)
    drift = replace(book.drift, comparison=exact, halves_edit_distance=None)
    said = findings.edit_distance(replace(book, drift=drift))
    assert "at most" not in said
    assert said.endswith("lie 0.46 apart, from 0 for the same text to 1 for nothing in common.")
    assert findings.edit_distance(with_measures(book, edit_distance=None)) == ""
    assert findings.edit_distance(one_draft()) == ""


def test_what_moved() -> None:
    assert findings.moved(with_measures(novel(), moved=0.1)).startswith("Of what survives, 10")
    assert findings.moved(with_measures(novel(), moved=0.0)).endswith("in its old order.")
    assert findings.moved(with_measures(novel(), moved=None)) == ""


def shares(book: Analysis, *kept: float) -> Analysis:
    chapters = tuple(
        replace(share, tokens=1000, first_draft_tokens=round(part * 1000))
        for share, part in zip(book.chapters, kept, strict=False)
    )
    return replace(book, chapters=chapters)


def test_chapters_at_both_ends_are_named() -> None:
    said = findings.chapters(shares(novel(), 0.5, 0.04, 0.97))
    assert said.startswith("‘The Tide Tables’ is 4\u202f% first draft, over ")
    assert said.endswith("; ‘A Letter from Sluice Street’ is 97\u202f%.")
    assert "over" not in findings.chapters(shares(single_file(), 0.5, 0.04, 0.97))


def test_chapters_that_are_alike_are_not_set_against_each_other() -> None:
    said = findings.chapters(shares(novel(), 0.5, 0.55, 0.52))
    assert (
        said
        == "All chapters are much alike: between 50\u202f% and 55\u202f% of each is first draft."
    )


def test_new_chapters_are_named_while_they_are_few() -> None:
    assert findings.new_chapters(shares(novel(), 0.5, 0.0)) == (
        "‘The Tide Tables’ holds nothing of the first draft."
    )
    two = findings.new_chapters(shares(novel(), 0.5, 0.0, 0.0))
    assert (
        two
        == "‘The Tide Tables’ and ‘A Letter from Sluice Street’ hold nothing of the first draft."
    )
    assert findings.new_chapters(shares(novel(), 0.5, 0, 0, 0, 0, 0)) == ""
    assert findings.new_chapters(shares(novel(), 0.0, 0.0)) == ""
    assert findings.chapters(shares(novel(), 0.0, 0.5)) == ""


def test_a_draft_took_out_the_most_only_where_it_did() -> None:
    book = novel()
    done = work_by_draft(book)
    assert [work is not None for work in done] == [True] * 4
    most = max(work.words_deleted for work in done[1:] if work)
    assert findings.cut_most(book) == f"Draft 2 took out the most: {most:,} words in five months."
    even = replace(
        book,
        revisions=tuple(replace(r, words_deleted=int(r.labour)) for r in book.revisions[:8]),
        drafts=tuple(
            replace(draft, commit=book.revisions[place].commit)
            for draft, place in zip(book.drafts, (1, 3, 5, 7), strict=True)
        ),
    )
    assert findings.cut_most(even) == ""
    assert findings.cut_most(tiny()) == ""


def test_work_adds_up_over_drafts_and_over_writers() -> None:
    book = novel()
    written = sum(r.words_inserted for r in book.revisions if r.labour)
    assert sum(work.words_inserted for work in work_by_draft(book) if work) == written
    assert sum(writer.words_inserted for writer in work_by_writer(book)) == written
    assert sum(writer.sessions for writer in work_by_writer(book)) == len(book.sessions)


def test_a_draft_kept_beside_the_final_one_has_no_place_of_its_own() -> None:
    book = novel()
    beside = replace(book.drafts[1], commit=book.drift.final.commit)
    done = work_by_draft(replace(book, drafts=(book.drafts[0], beside, *book.drafts[2:])))
    assert done[1] is None
    assert all(done[place] for place in (0, 2, 3))


def test_imports_and_merges_are_not_sessions() -> None:
    assert findings.at_once(giant_first_commit()) == (
        "80,112 words arrived at once; their time is unknown."
    )
    assert findings.at_once(novel()) == ""
    assert findings.unattributed(novel()).startswith("640 words arrived by a merge")
    assert findings.unattributed(tiny()) == ""


def test_the_session_gap_is_that_of_the_main_writer() -> None:
    book = novel()
    gaps = (SessionGap("B. Reader", 90.0, "set", "90 minutes, as set."), *book.time.gaps)
    said = findings.session_gap(replace(book, time=replace(book.time, gaps=gaps)))
    assert "two hours, since the commits are few." in said
    assert said.endswith("That is the gap of M. Arden; for 1 other writer it is 90 minutes.")
    assert findings.session_gap(replace(book, time=replace(book.time, gaps=()))) == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", ["drift", "chapters", "ledger", "rhythm", "unknown"])
def test_every_book_finds_whole_sentences(name: str, key: str) -> None:
    for said in findings.findings(key, book_of(name)):
        assert said.endswith(".")
        assert "None" not in said
        assert "!" not in said


@pytest.mark.parametrize("name", NAMES)
def test_time_is_told_in_paragraphs_of_whole_sentences(name: str) -> None:
    said = findings.time_paragraphs(book_of(name))
    assert said
    assert all(paragraph.endswith(".") for paragraph in said)
