"""What `drafttime week` prints: the example, one screen, several weeks, quiet ones."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from invented_passages import LONG
from invented_weeks import (
    MONDAY,
    a_spell,
    a_week,
    diary,
    hostile_week,
    quiet_week,
    weeks,
    with_texts,
)

from drafttime.model import Shift, Week, WeekWords
from drafttime.output.terminal import columns_of
from drafttime.output.week_text import weeks_text


def printed(week: Week, width: int = 80) -> str:
    return weeks_text(weeks(week), width=width)


def test_the_week_by_example() -> None:
    assert printed(a_week()) == (
        "The Tidewright · 27 Oct – 2 Nov 2025\n"
        "\n"
        "  Words     1,912 in, 2,640 out (1,105 one for another), 820 moved\n"
        "  Book      93,146 → 92,418\n"
        "  Labour    drafting 12 % · revising 61 % · cutting 27 %\n"
        "  Time      at least 6 h 40, 5 sessions; probably 8–14 h\n"
        "  Touched   ▄▆▃▅▇ 4,552 words (four-week median 2,652)\n"
        "  Chapters  7 The Weir · 8 Ebb · 22 The Sluice\n"
        "  Returned  ch. 7, paragraph 14: four sittings, eleven in all\n"
        "  First     41.0 → 40.0 % of the first draft still stands\n"
        "  Diary     Tue  weir scene: let him leave\n"
        "\n"
        "  What I worked on:\n"
        "  What resisted:\n"
        "  What I cut, and why:\n"
        "  Next:"
    )


def test_a_quiet_week_is_stated_and_no_more() -> None:
    assert printed(quiet_week()) == (
        "The Tidewright · 27 Oct – 2 Nov 2025\n"
        "\n"
        "No commits touched the manuscript. It stands at 92,418 words."
    )


def test_hours_of_a_log_are_told_of_a_quiet_week_too() -> None:
    recorded = a_spell(sessions=2, observed_minutes=190.0, recorded_minutes=190.0)
    assert printed(quiet_week(time=recorded)).endswith(
        "It stands at 92,418 words.\n\n  Time      3 h 10 recorded, 2 sessions"
    )


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("week", [a_week(), a_week(diary=diary(40)), hostile_week()])
def test_lines_keep_to_their_width(week: Week, width: int) -> None:
    for line in printed(replace(week, texts=None), width).split("\n"):
        assert columns_of(line) <= width or " " not in line.strip()
        assert line == line.rstrip()


@pytest.mark.parametrize("lines", [1, 4, 8, 9, 40])
@pytest.mark.parametrize("several", [False, True])
def test_a_week_fits_one_screen(lines: int, several: bool) -> None:
    writers = {f"A Writer with a Name {k}": 9 - k for k in range(8)} if several else {"M. Arden": 9}
    text = printed(a_week(diary=diary(lines), writers=writers))
    assert text.count("\n") + 1 <= 22
    if lines == 40:
        assert "and 3" in text


def test_remarks_below_a_week_belong_to_its_screen() -> None:
    text = weeks_text(weeks(a_week(diary=diary(40))), width=80, below=3)
    assert text.count("\n") + 1 <= 22 - 3


def test_many_messages_leave_room_for_every_day() -> None:
    text = printed(a_week(diary=diary(40)))
    assert {day for day in ("Mon", "Wed") if f" {day}  " in text} == {"Mon", "Wed"}


def test_text_is_shown_where_it_was_asked_for() -> None:
    text = printed(with_texts())
    assert "  Paragraph 14 of ch. 7, The Weir, as it reads now:\n    The lock-keeper had" in text
    assert "  The longest cut, 70 words from chapters/07-the-weir.md:\n    The lock-keeper" in text
    assert "lock-keeper" not in printed(a_week())


def test_a_long_passage_is_begun_only() -> None:
    week = with_texts()
    assert week.texts is not None
    long = replace(week, texts=replace(week.texts, returned=" ".join([LONG] * 9)))
    assert printed(long).count("harmonium") == 1  # that of the cut; the paragraph breaks off


def test_nothing_hostile_reaches_the_terminal() -> None:
    found = weeks(hostile_week(), name="a\x1b]0;x\x07b\u202e")
    for several in (found, replace(found, weeks=(quiet_week(), *found.weeks))):
        for character in weeks_text(several, width=80):
            assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def test_several_weeks_are_a_table() -> None:
    before = quiet_week(monday=MONDAY - timedelta(days=7), book=Shift(93_146, 93_146))
    text = weeks_text(weeks(before, a_week(state="so far")), width=80)
    assert text == (
        "The Tidewright · 2 weeks, 20 Oct – 2 Nov 2025, so far\n"
        "\n"
        "  Touched  ▁▇ 4,552 words in and out; the median week 2,276\n"
        "\n"
        "  Week                    In    Out    Book  Sessions  At least  Probably\n"
        "  20–26 Oct 2025           –      –  93,146         –         –         –\n"
        "  27 Oct – 2 Nov 2025  1,912  2,640  92,418         5    6 h 40    8–14 h"
    )
    for width in (44, 60):
        lines = weeks_text(weeks(before, a_week()), width=width).split("\n")
        assert max(map(columns_of, lines)) <= width
        assert "93,146" in "".join(lines)


def test_quiet_weeks_together_have_no_sparkline() -> None:
    text = weeks_text(weeks(quiet_week(), quiet_week()), width=80)
    assert "No commits touched the manuscript in these weeks." in text
    assert "▁" not in text


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (quiet_week(state="ahead"), "This week is still to come."),
        (
            quiet_week(state="before"),
            "The history of the manuscript had not begun. It begins on 14 Mar 2022.",
        ),
        (
            quiet_week(state="so far"),
            "No commits have touched the manuscript so far. It stands at 92,418 words.",
        ),
        (
            quiet_week(others=2, book=Shift(90, 94)),
            "No commits but merges and repeated changes touched the manuscript. It went from 90",
        ),
    ],
)
def test_weeks_of_which_there_is_little_to_say(week: Week, said: str) -> None:
    assert said in " ".join(printed(week).split())


def test_the_writers_who_were_asked_for_are_named() -> None:
    text = weeks_text(weeks(quiet_week(others=4), writers=("Ben", "Ada")), width=120)
    assert text.startswith("The Tidewright · Ben and Ada · 27 Oct")
    assert "No commits by Ben and Ada touched the manuscript." in text


def test_by_whom_is_said_where_several_wrote() -> None:
    lines = (*diary(1, "Ada"), *diary(1, "Ben"))
    text = printed(a_week(writers={"Ada": 3, "Ben": 1}, diary=lines))
    assert "  By        Ada (3 commits) and Ben (1)\n" in text
    assert "  Diary     Mon  line 0\n                 Ben: line 0\n" in text


def test_a_wide_title_leaves_room_for_one_chapter() -> None:
    week = a_week(chapters=tuple(replace(c, title="潮守" * 20) for c in a_week().chapters))
    lines = printed(week, 60).split("\n")
    assert any("and 2 more" in line for line in lines)


def test_a_week_may_begin_with_nothing() -> None:
    text = printed(a_week(book=Shift(0, 40), before=(), words=WeekWords(40, 0), survival=None))
    assert "  Words     40 in, 0 out\n" in text
    assert "  Touched   40 words\n" in text
    assert "First" not in text
    turn = a_week(monday=date(2024, 12, 30))
    assert printed(turn).startswith("The Tidewright · 30 Dec 2024 – 5 Jan 2025\n")
