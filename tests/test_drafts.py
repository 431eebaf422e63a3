"""Which snapshots are called drafts, and why."""

from __future__ import annotations

import pytest

from drafttime.drafts import (
    Mark,
    Point,
    choose,
    draft_number,
    guess_first,
    marks_from_messages,
    marks_from_tags,
    tag_lines,
)
from drafttime.model import Moment, Ref

DAY = 86_400


def points(*rows: tuple[int, int, str]) -> list[Point]:
    """Rows of (day, words, subject); the commit is the row's number."""
    return [
        Point(f"c{k}", Moment(day * DAY + 1_600_000_000), subject, words, words)
        for k, (day, words, subject) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("draft-1", 1),
        ("Draft 2: let her keep the boat", 2),
        ("finish first draft", 1),
        ("first-draft", 1),
        ("second draft done", 2),
        ("3rd draft", 3),
        ("Draft Two, done", 2),
        ("rough draft", 1),
        ("first public draft", 1),
        ("updated draft", None),
        ("v1.0", None),
        ("overdraft 2", None),
        ("draft 0", None),
    ],
)
def test_the_number_of_a_draft_is_read_from_its_name(text: str, number: int | None) -> None:
    assert draft_number(text) == number


def test_the_first_draft_is_guessed_before_the_first_long_pause() -> None:
    shape = points((0, 300, ""), (30, 500, ""), (31, 700, ""), (60, 720, ""), (61, 1000, ""))
    guess = guess_first(shape)
    assert guess is not None
    assert guess.commit == "c2"
    assert guess.guessed
    assert "29 days" in guess.resolved_by


def test_without_a_pause_the_guess_is_nine_tenths_of_the_peak() -> None:
    guess = guess_first(points((0, 300, ""), (1, 899, ""), (2, 900, ""), (3, 1000, "")))
    assert guess is not None
    assert guess.commit == "c2"


def test_a_clock_that_ran_backwards_makes_no_pause() -> None:
    guess = guess_first(points((50, 500, ""), (0, 600, ""), (51, 950, ""), (52, 1000, "")))
    assert guess is not None
    assert guess.commit == "c2"


def test_an_empty_history_has_no_guess() -> None:
    assert guess_first([]) is None
    assert guess_first(points((0, 0, ""))) is None


def test_tags_named_drafts_win_over_releases() -> None:
    shape = points((0, 500, ""), (1, 800, ""), (2, 1000, ""))
    refs = [Ref("v1.0", "tag", "c0"), Ref("draft-1", "tag", "c1"), Ref("main", "branch", "c2")]
    assert [(m.name, m.commit) for m in marks_from_tags(refs, shape)] == [("Draft 1", "c1")]


def test_releases_are_drafts_where_nothing_else_is_tagged() -> None:
    shape = points((0, 10, ""), (1, 800, ""), (2, 1000, ""))
    refs = [Ref("v0", "tag", "c0"), Ref("v1", "tag", "c1"), Ref("elsewhere", "tag", "zz")]
    assert [m.name for m in marks_from_tags(refs, shape)] == ["v1"]


def test_messages_name_drafts_of_the_book_and_of_chapters_apart() -> None:
    shape = points(
        (0, 100, "First draft of chapter 2"),
        (1, 600, "finish first draft"),
        (2, 700, "Draft 2: the weir"),
        (3, 800, "Draft 2: cut the inquest"),
        (4, 1000, "start third draft"),
    )
    whole, chapters = marks_from_messages(shape)
    assert [(m.name, m.commit) for m in whole] == [("Draft 1", "c1"), ("Draft 2", "c3")]
    assert [m.commit for m in chapters] == ["c0"]


def test_a_message_that_names_a_chapter_by_its_title_speaks_of_the_chapter() -> None:
    shape = points((0, 900, "first draft, the weir"), (1, 1000, ""))
    whole, chapters = marks_from_messages(shape, ["The weir"])
    assert not whole
    assert [m.commit for m in chapters] == ["c0"]


def test_a_draft_named_on_a_beginning_is_not_the_books() -> None:
    whole, _ = marks_from_messages(points((0, 100, "first draft"), (1, 1000, "")))
    assert not whole


def mark(name: str, commit: str, **more: object) -> Mark:
    return Mark(name, commit, f"tag {name}", **more)  # type: ignore[arg-type]


def test_options_win_and_tags_still_name_the_drafts_between() -> None:
    given, tags = mark("chosen", "c1"), [mark("Draft 1", "c0"), mark("Draft 2", "c2")]
    first, inner = choose(given, [], tags, [], [], None, "c9")
    assert first == given
    assert [m.commit for m in inner] == ["c0", "c2"]


def test_a_tag_on_the_final_commit_is_the_final_draft() -> None:
    tags = [mark("Draft 1", "c0"), mark("Draft 2", "c9")]
    first, inner = choose(None, [], tags, [], [], None, "c9")
    assert first is not None
    assert first.commit == "c0"
    assert inner == ()


def test_the_guess_is_the_last_resort() -> None:
    guess = Mark("First draft", "c3", "guess", guessed=True)
    assert choose(None, [], [], [], [], guess, "c9") == (guess, ())


def test_tag_lines_are_ready_to_paste_and_never_repeat_a_name() -> None:
    marks = [
        (mark("Draft 1", "c0", number=1), "aaaaaaa"),
        (Mark("First draft", "c1", "guess", 1, guessed=True), "bbbbbbb"),
        (Mark("Draft 1", "c2", "message", 1), "ccccccc"),
    ]
    assert tag_lines(marks, {}) == (None, "git tag draft-1 bbbbbbb", None)
    assert tag_lines(marks, {"draft-1": "c0"}) == (None, None, None)
