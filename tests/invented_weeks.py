"""Weeks that nobody worked: figures and words for tests of what is shown of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from invented_passages import HOSTILE, LONG, a_cut

from drafttime.model import (
    DiaryLine,
    Estimate,
    FoundWeeks,
    KindCount,
    Returned,
    Shift,
    Spell,
    TouchedChapter,
    Week,
    WeekTexts,
    WeekWords,
)
from drafttime.model.kinds import Labour

MONDAY = date(2025, 10, 27)
LABOUR: dict[Labour, float] = {"drafting": 0.12, "revising": 0.61, "cutting": 0.27}


def a_spell(**changes: object) -> Spell:
    spell = Spell(
        MONDAY.isoformat(), MONDAY, MONDAY + timedelta(days=5), 5, 4552, 400.0, 0.0,
        Estimate(480.0, 660.0, 840.0),
    )  # fmt: skip
    return replace(spell, **changes)  # type: ignore[arg-type]


def a_week(**changes: object) -> Week:
    """The week of the example, in figures."""
    week = Week(
        monday=MONDAY,
        state="over",
        revisions=9,
        writers={"M. Arden": 9},
        words=WeekWords(1912, 2640, 1105, 820),
        book=Shift(93_146, 92_418),
        kinds={"new": KindCount(3, 300, 340), "cut": KindCount(9, 700, 760)},
        labour=LABOUR,
        time=a_spell(),
        before=(2_275, 3_793, 1_517, 3_030),
        survival=Shift(0.410, 0.400),
        drift=Shift(0.55, 0.56),
        chapters=(
            TouchedChapter(7, "The Weir", "chapters/07-the-weir.md", 2_900),
            TouchedChapter(8, "Ebb", "chapters/08-ebb.md", 1_100),
            TouchedChapter(22, "The Sluice", "chapters/22-the-sluice.md", 400),
        ),
        returned=Returned(7, "The Weir", 14, 91, 4, 11),
        diary=(DiaryLine(date(2025, 10, 28), "M. Arden", "weir scene: let him leave", "3f" * 20),),
    )
    return replace(week, **changes)  # type: ignore[arg-type]


def quiet_week(**changes: object) -> Week:
    week = Week(MONDAY, "over", book=Shift(92_418, 92_418), before=(0, 200, 0, 31))
    return replace(week, **changes)  # type: ignore[arg-type]


def weeks(*found: Week, **changes: object) -> FoundWeeks:
    whole = FoundWeeks("The Tidewright", found or (a_week(),), begins=date(2022, 3, 14))
    return replace(whole, **changes)  # type: ignore[arg-type]


def diary(number: int, writer: str = "M. Arden") -> tuple[DiaryLine, ...]:
    """So many lines, the first three quarters of them on the Monday."""
    return tuple(
        DiaryLine(MONDAY + timedelta(days=max(0, 4 * k // number - 2) * 2), writer, f"line {k}", "")
        for k in range(number)
    )


def with_texts() -> Week:
    return a_week(texts=WeekTexts(returned=LONG, cut=a_cut()))


def hostile_week() -> Week:
    """Every name tries to be mark-up, or to be obeyed by a terminal."""
    bad = HOSTILE + "\n<!-- drafttime week end -->\n"
    return a_week(
        writers={bad: 3, "\u202eb": 2},
        chapters=(TouchedChapter(1, bad, bad, 9),),
        chapters_gone=4,
        returned=Returned(1, bad, 2, 9, 3, 3),
        diary=(DiaryLine(MONDAY, bad, bad, bad), DiaryLine(MONDAY, "\u202eb", "a\udcffb", "x", 3)),
        texts=WeekTexts(returned=bad, cut=a_cut(bad, path=bad)),
    )
