"""Single sentences about a week, and when they are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_weeks import MONDAY, a_spell, a_week, quiet_week

from drafttime.model import DiaryLine, Returned, Shift, Spell, WeekWords
from drafttime.output import week_words as said
from drafttime.output.terminal import plain_spaces
from drafttime.output.week_diary import diary_line, spread


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (WeekWords(5, 0), "5 in, 0 out"),
        (WeekWords(moved=40), "40 moved"),
        (WeekWords(), "none in, none out"),
        (WeekWords(0, 3, restored=9, copied=8), "0 in, 3 out, 9 brought back, 8 copied"),
        (WeekWords(at_once=80_112), "80,112 arrived at once"),
    ],
)
def test_words_say_what_there_is(words: WeekWords, text: str) -> None:
    assert said.words(a_week(words=words)) == text


@pytest.mark.parametrize(
    ("spell", "text"),
    [
        (None, ""),
        (a_spell(sessions=0), ""),
        (a_spell(observed_minutes=0.0), "5 sessions, no time observed; probably 8–14 h"),
        (a_spell(recorded_minutes=400.0), "6 h 40 recorded, 5 sessions"),
        (
            a_spell(recorded_minutes=60.0),
            "at least 6 h 40, 5 sessions, 1 h of it recorded; probably 8–14 h",
        ),
        (
            a_spell(sessions=1, estimate=None),
            "at least 6 h 40, 1 session; too little is known to estimate",
        ),
        (a_spell(observed_minutes=600.0), "at least 8 h, 5 sessions; probably 8–14 h"),
    ],
)
def test_time_says_what_it_rests_on(spell: Spell | None, text: str) -> None:
    assert plain_spaces(said.time(spell)) == text


@pytest.mark.parametrize(
    ("before", "beside"),
    [
        ((), "4,552 words"),
        ((10,), "▂▇ 4,552 words (the week before 10)"),
        ((0, 0, 9), "▁▁▂▇ 4,552 words (three-week median 0)"),
    ],
)
def test_weeks_before_the_history_are_no_weeks(before: tuple[int, ...], beside: str) -> None:
    assert said.touched(a_week(before=before)) == beside


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_a_sparkline_has_a_bar_a_number_in_their_order(numbers: list[int]) -> None:
    bars = said.sparkline(numbers)
    assert len(bars) == (len(numbers) if any(numbers) else 0)
    heights = [said.BARS.index(bar) for bar in bars]
    for number, height in zip(numbers, heights, strict=False):
        assert (height == 0) == (number == 0)
    for (a, x), (b, y) in zip(
        zip(numbers, heights, strict=False), zip(numbers[1:], heights[1:], strict=False),
        strict=False,
    ):  # fmt: skip
        assert not a <= b or x <= y


def test_the_first_draft_is_told_by_where_the_week_lies() -> None:
    week = a_week(survival=Shift(0.4, 0.6))
    assert plain_spaces(said.first_draft(week)) == "40.0 → 60.0 % of the first draft still stands"
    to_come = said.first_draft(replace(week, first_draft="to come"))
    assert plain_spaces(to_come) == "40.0 → 60.0 % of the first draft is written"
    finished = replace(week, first_draft="finished", survival=Shift(0.4, 1.0))
    assert said.first_draft(finished).endswith("finished; at the week’s end all of it stands")
    same = said.first_draft(a_week(survival=Shift(0.9999, 0.99991)))
    assert plain_spaces(same) == "over 99.9 % of the first draft still stands, as before"
    assert said.tenth(0.0001) == "under 0.1"
    assert said.first_draft(a_week(survival=None)) == ""


def test_a_chapter_that_is_not_in_sight_has_its_title() -> None:
    found = Returned(7, "The Weir", 14, 91, 2, 2)
    assert said.returned(found) == "ch. 7 (The Weir), paragraph 14: two sittings, its only ones"
    assert said.returned(found, {7}) == "ch. 7, paragraph 14: two sittings, its only ones"
    assert said.returned(None) == ""


def test_what_is_gone_stands_among_the_chapters_by_its_size() -> None:
    items = said.chapter_items(a_week(chapters_gone=1_500))
    assert [plain_spaces(item) for item in items] == [
        "7 The Weir",
        "chapters that are gone",
        "8 Ebb",
        "22 The Sluice",
    ]


def test_shares_of_nothing_are_not_named() -> None:
    week = a_week(labour={"drafting": 1.0, "revising": 0.0, "cutting": 0.0})
    assert plain_spaces(said.labour(week)) == "drafting 100 %"
    assert said.labour(a_week(labour=None)) == ""


def test_shares_of_labour_add_up() -> None:
    week = a_week(labour={"drafting": 0.856, "revising": 0.0275, "cutting": 0.1165})
    assert plain_spaces(said.labour(week)) == "drafting 85 % · revising 3 % · cutting 12 %"


@pytest.mark.parametrize(
    ("revisions", "automatic", "text"),
    [
        (8, 8, "none; all eight commits were made automatically"),
        (1, 1, "none; the commit was made automatically"),
        (3, 0, "none; no commit has a message"),
        (3, 1, "none; one of 3 commits was made automatically, the rest without a message"),
        (9, 7, "none; seven of 9 commits were made automatically, the rest without a message"),
    ],
)
def test_a_week_without_a_diary_says_why(revisions: int, automatic: int, text: str) -> None:
    week = a_week(diary=(), revisions=revisions, automatic=automatic)
    assert {line.label: line.text for line in said.facts(week, lambda _: True)}["Diary"] == text


def test_a_week_with_a_diary_or_without_labour_has_no_such_line() -> None:
    for week in (a_week(automatic=8), quiet_week()):
        assert "Diary" not in [line.label for line in said.facts(week, lambda _: True)]


def test_a_session_of_the_sunday_before_is_said_to_be_one() -> None:
    lines = said.facts(a_week(time=None), lambda _: True)
    assert "in a session that began in the week before" in [line.text for line in lines]


def test_what_was_said_twice_is_said_once() -> None:
    line = DiaryLine(MONDAY, "M. Arden", "more", "x", 3)
    assert diary_line(line, a_week()) == "more (three times)"


@given(st.lists(st.integers(0, 6), max_size=50).map(sorted), st.integers(1, 60))
def test_every_day_has_its_share_of_the_lines(days: list[int], most: int) -> None:
    lines = [DiaryLine(MONDAY + timedelta(days=d), "M.", str(k), "") for k, d in enumerate(days)]
    kept = spread(lines, most)
    assert len(kept) == min(most, len(lines))
    assert list(kept) == [line for line in lines if line in kept]
    counts: dict[date, int] = {}
    for line in kept:
        counts[line.day] = counts.get(line.day, 0) + 1
    for line in lines:
        if line not in kept:
            assert counts.get(line.day, 0) >= max(counts.values()) - 1
