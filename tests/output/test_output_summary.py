from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from shared_books import (
    TAME,
    book_of,
    giant_first_commit,
    hostile,
    japanese,
    novel,
    one_draft,
    tiny,
)

from drafttime.drafts import Candidate, DraftList
from drafttime.model import Analysis, LeftOut, Notice
from drafttime.output.summary import drafts_table, files_table, summary, summary_lines
from drafttime.output.terminal import Line, columns_of, labelled, padded

REPORT = Path("drafttime-report/index.html")


def said(book: Analysis, label: str) -> str:
    return next((line.text for line in summary_lines(book, REPORT) if line.label == label), "")


def tidewright() -> Analysis:
    """The book of the example, with its figures."""
    book = novel()
    first = replace(book.drift.first, words=118_340, resolved_by="tag draft-1")
    final = replace(book.drift.final, words=92_418, resolved_by="main")
    measures = {**book.drift.measures, "survival": 0.4, "first_share": 0.51}
    left_out = tuple(LeftOut(f"notes/{n}.md", "notes", 9) for n in range(13))
    return replace(
        book,
        manuscript=replace(
            book.manuscript,
            words=92_418,
            left_out=(*left_out, LeftOut("outline.md", "an outline", 9)),
        ),
        drift=replace(book.drift, first=first, final=final, measures=measures),
        ledger=replace(
            book.ledger, words_written=171_905, words_kept=92_418, words_cut=79_487,
            words_unattributed=0,
        ),
        time=replace(book.time, observed_minutes=401 * 60.0),
        facts=replace(book.facts, uncommitted=("ch-07.md",)),
    )  # fmt: skip


def test_the_summary_by_example() -> None:
    assert summary(tidewright(), width=80, report=REPORT) == (
        "The Tidewright · 92,418 words · 31 chapters · 2022–2025\n"
        "\n"
        "  First draft  draft-1 (tag), 14 Mar 2023   118,340 words\n"
        "  Final        main, 2 Nov 2025              92,418 words\n"
        "  Still there  40 % of the first draft; it is 51 % of the final\n"
        "  Born in      Draft 1 60 % · Draft 2 20 % · Draft 3 14 % · Final 6 %\n"
        "  Written      171,905 words: 92,418 kept, 79,487 cut or replaced\n"
        "  Time         at least 401 h, 300 sessions\n"
        "  Not counted  14 files (notes/, outline.md): drafttime files\n"
        "  Uncommitted  changes in ch-07.md are not in this report\n"
        "  Report       drafttime-report/index.html"
    )


@pytest.mark.parametrize("name", TAME)
@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_keep_to_their_width(name: str, width: int) -> None:
    lines = summary(book_of(name), width=width, report=None).split("\n")[2:]
    for line in lines:
        words = line[15:].split(" ")
        assert columns_of(line) <= width or "   " in line or len(words) == 1
        assert line == line.rstrip()
        assert "None" not in line


def test_nothing_hostile_reaches_the_terminal() -> None:
    book = hostile()
    drafts = DraftList(
        book.drafts[0], book.drafts[-1], book.drafts,
        (Candidate(book.drafts[1], "x", "git tag draft-1 \x1b[2J"),), (), (),
    )  # fmt: skip
    for text in (
        summary(book, width=80, report=Path("a\x1b\u202e")),
        files_table(book.manuscript, width=80),
        drafts_table(drafts, width=80),
    ):
        for character in text:
            assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def test_a_guess_is_said_with_how_to_change_it() -> None:
    book = tiny()
    first = replace(book.drift.first, resolved_by="guess: the last day before a pause of 21 days")
    book = replace(book, drift=replace(book.drift, first=first))
    assert said(book, "Guessed") == (
        "no drafts are marked; 5 May 2024 is a guess (the last day before a pause of 21 days). "
        "To change it: drafttime drafts".replace("drafttime drafts", "drafttime\u00a0drafts")
    )
    assert said(novel(), "Guessed") == ""
    assert said(book, "First draft").startswith("guessed,")


def test_what_there_is_to_say_of_one_draft() -> None:
    assert said(one_draft(), "Still there") == "this is still the first draft"
    assert said(one_draft(), "Draft")
    assert not said(one_draft(), "First draft")


def test_what_is_not_known_is_not_made_up() -> None:
    book = novel()
    empty = {**book.drift.measures, "survival": None, "first_share": 0.0}
    book = replace(book, drift=replace(book.drift, measures=empty))
    assert said(book, "Still there") == "not known: the first draft has no words"
    assert said(tiny(), "Time") == "3 sessions, no time observed; too few to estimate time"


def test_words_that_arrived_at_once_stand_apart() -> None:
    written = said(giant_first_commit(), "Written")
    assert "80,112 arrived at once: " in written
    assert "640 by merge or import: " in said(novel(), "Written")


def test_another_rule_stands_apart_too() -> None:
    book = novel()
    other = replace(book, time=replace(book.time, rule="git-hours", rule_minutes=60_000.0))
    assert said(other, "Time").endswith("; by the rule git-hours: 1,000\u00a0h")


def test_few_notices_are_told_and_many_counted() -> None:
    some = tuple(Notice(f"code-{number}", f"Remark {number}.") for number in range(5))
    few = summary_lines(replace(novel(), notices=some[:3]), REPORT)
    assert [line.text for line in few if "Remark" in line.text] == [n.message for n in some[:3]]
    assert [line.label for line in few if "Remark" in line.text] == ["Noticed", "", ""]
    many = summary_lines(replace(novel(), notices=some), REPORT)
    assert Line("", "3 more remarks: the report lists them") in many
    guessed = (Notice("guessed-draft", "Remark."),)
    assert not [
        x for x in summary_lines(replace(novel(), notices=guessed), None) if "Rem" in x.text
    ]


def test_many_uncommitted_files_are_counted() -> None:
    book = novel()
    names = tuple(f"{number}.md" for number in range(9))
    book = replace(book, facts=replace(book.facts, uncommitted=names))
    assert said(book, "Uncommitted") == (
        "changes in 0.md, 1.md, 2.md, 6 more files are not in this report"
    )


def test_wide_characters_keep_the_columns() -> None:
    lines = summary(japanese(), width=80, report=None).split("\n")
    first, final = (next(line for line in lines if name in line) for name in ("初稿", "決定稿"))
    assert columns_of(first) == columns_of(final)
    assert padded("潮守", 6) == "潮守  "
    assert columns_of("e\u0301") == 1


def test_a_long_path_stays_whole() -> None:
    path = "a" * 90
    assert labelled([Line("Report", path)], 40).endswith(path)
    assert labelled([Line("Report", f"in {path}")], 40).split("\n")[1].strip() == path


def test_files_are_listed_in_reading_order_with_their_words() -> None:
    manuscript = replace(
        tiny().manuscript,
        left_out=(
            LeftOut("build/", "build output"),
            LeftOut("notes/a.md", "notes", 2140),
            LeftOut("outline.md", "an outline", 812),
        ),
    )
    first, second = manuscript.files
    assert files_table(manuscript, width=80).split("\n") == [
        f"Crossing · {manuscript.words} words · 2 chapters from files",
        "",
        "Counted, in reading order",
        f"  {first.words}  chapters/01.md  prose",
        f"  {second.words}  chapters/02.md  prose",
        f"  {manuscript.words}  words in 2 files",
        "",
        "Left out",
        "      –  build/      build output",
        "  2,140  notes/a.md  notes",
        "    812  outline.md  an outline",
        "  2,952  words in 2 files and 1 folder",
        "",
        "To change this, name files with --include and --exclude, or under include and",
        "exclude in drafttime.toml.",
    ]
    nothing = files_table(replace(manuscript, left_out=()), width=80)
    assert "No text file was left out." in nothing


def test_drafts_are_listed_with_ready_tag_lines() -> None:
    first, second, _, final = novel().drafts
    first = replace(
        first, resolved_by="guess: the last day before a pause of 202 days", guessed=True
    )
    other = replace(second, commit="f" * 40, resolved_by="message “Second draft”")
    found = DraftList(
        first,
        final,
        (first, final),
        (
            Candidate(first, first.resolved_by, f"git tag draft-1 {first.commit[:7]}"),
            Candidate(other, other.resolved_by, "git tag draft-2 fffffff"),
        ),
        (Candidate(replace(other, name="first draft of Ebb"), "x", None),),
        (),
    )
    lines = drafts_table(found, width=100).split("\n")
    assert lines[0] == "Drafts in use; the first is a guess"
    assert lines[1].endswith("words  a guess: the last day before a pause of 202 days")
    assert lines[2] == f"    git tag draft-1 {first.commit[:7]}"
    assert "Could be drafts too" in lines
    assert "    git tag draft-2 fffffff" in lines
    assert "Drafts of single chapters" in lines
    assert lines[-1].endswith(f"drafttime report --first {first.commit[:7]}")
    for line in drafts_table(found, width=48).split("\n"):
        assert columns_of(line) <= 48
