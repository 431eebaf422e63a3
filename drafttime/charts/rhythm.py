"""Rhythm: on which weekdays and at which hours the writer sat down, on the writer's own clock.

Small and private: it belongs in the writer's own report and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._hours import PARTS_OF_DAY, hours
from drafttime.model import FEWEST_REVISIONS, Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOSTLY = 0.5
_MOSTLY_ONE_DAY = 0.3


def applies(analysis: Analysis) -> bool:
    """Return whether there are enough revisions with a known time to speak of a habit."""
    found = hours(analysis)
    return found.revisions >= FEWEST_REVISIONS and found.total > 0


def title(analysis: Analysis) -> str:
    """Return the part of the day, and the weekday, on which most of it was written, if any."""
    found = hours(analysis)
    part = next((name for name in PARTS_OF_DAY if found.part(name) >= _MOSTLY), "")
    weekday = max(range(7), key=lambda day: (found.weekday(day), -day))
    day = _words.WEEKDAYS[weekday] if found.weekday(weekday) >= _MOSTLY_ONE_DAY else ""
    if part and day:
        return f"Mostly {part}, most of all on {day}s"
    if part:
        return f"Mostly {part}"
    if day:
        return f"Most of all on {day}s"
    return "When you wrote"


def subtitle(analysis: Analysis) -> str:
    """Return what a square is, and what stands for sessions of which only the day is known."""
    said = "Sessions by weekday and hour, on your own clock. The larger the square, the more."
    if not hours(analysis).by_commits:
        return said
    return f"{said} Where a record knows only the day, the hours of its commits count."


def alt(analysis: Analysis) -> str:
    """Return the grid in words: shares of the day's parts, the busiest day and hour."""
    found = hours(analysis)
    told = _words.percents_spoken([found.part(name) for name in PARTS_OF_DAY])
    parts = ", ".join(f"{share} {name}" for share, name in zip(told, PARTS_OF_DAY, strict=True))
    busiest = max(range(7 * 24), key=lambda cell: (found.cells[cell // 24][cell % 24], -cell))
    day, hour = divmod(busiest, 24)
    number = _words.counted(found.cells[day][hour], "session", "sessions")
    told = _words.percents_spoken([found.weekday(day) for day in range(7)])
    weekdays = ", ".join(
        f"{name} {share}" for name, share in zip(_words.WEEKDAYS, told, strict=True)
    )
    return (
        f"Grid of weekdays and hours. Of the hours at work, {parts}. By weekday: {weekdays}. "
        f"The fullest hour is {_words.WEEKDAYS[day]} from {hour}:00, with {number}."
    )


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, smaller than others on purpose."""
    from drafttime.charts._rhythm_drawing import draw_grid  # noqa: PLC0415 - matplotlib, late

    return draw_grid(hours(analysis), title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="rhythm",
    order=60,
    heading="When you sat down",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
