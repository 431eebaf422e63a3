"""Time as a writer lives it: one step per day with writing, long pauses as slits of paper.

On a calendar, the days that decide a book may get three percent of the width. Here every day with
writing is as wide as any other, in the order of the commit graph; days whose clocks run backwards,
and commits without a known time, belong to the step that is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from drafttime.charts import _type, _words
from drafttime.charts._type import TICK

PAUSE_DAYS = 180
LABELLED_PAUSES = 6
TICK_DISTANCE = 44
_SLIT, _LABELLED_SLIT = 7.0, 16.0
_MOST_IN_SLITS = 0.3


@dataclass(frozen=True, slots=True)
class Step:
    """A day with writing; `last` is the index of its last entry. `day` is None if unknown."""

    day: date | None
    last: int


@dataclass(frozen=True, slots=True)
class Slit:
    """A pause of 180 days or more, before step `before`; `label` is empty if it has no room."""

    before: int
    x0: float
    x1: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis: where its day begins, and where its text begins."""

    x: float
    start: float
    words: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Steps laid out between `left` and `right`: step i reaches from edges[i][0] to edges[i][1]."""

    left: float
    right: float
    steps: tuple[Step, ...]
    edges: tuple[tuple[float, float], ...]
    slits: tuple[Slit, ...]
    ticks: tuple[Tick, ...]

    def runs(self) -> tuple[range, ...]:
        """Return the steps between pauses, as ranges."""
        cuts = [0, *(slit.before for slit in self.slits), len(self.steps)]
        return tuple(range(a, b) for a, b in pairwise(cuts))


def steps_of(days: Sequence[date | None]) -> tuple[Step, ...]:
    """Return the days with writing, one step each; without any known day, one step per entry."""
    known = next((day for day in days if day), None)
    if known is None:
        return tuple(Step(None, index) for index in range(len(days)))
    found = [Step(known, 0)]
    for index, day in enumerate(days):
        latest = found[-1].day
        if day and latest and day > latest:
            found.append(Step(day, index))
        else:
            found[-1] = Step(latest, index)
    return tuple(found)


def pauses(steps: Sequence[Step]) -> dict[int, int]:
    """Return the long pauses: the index of the step after each, and its days."""
    found = {}
    for index, (one, other) in enumerate(pairwise(steps), 1):
        if one.day and other.day and (other.day - one.day).days >= PAUSE_DAYS:
            found[index] = (other.day - one.day).days
    return found


def said(steps: Sequence[Step]) -> str:
    """Return a sentence on how time is drawn, for the line below a title."""
    gaps = "; gaps: nothing came in for half a year or more" if pauses(steps) else ""
    return f"One step per day with writing{gaps}."


def lay_out(steps: Sequence[Step], left: float, right: float, limit: float) -> TimeAxis:
    """Return the axis of the steps between `left` and `right`; no label reaches beyond `limit`."""
    long = pauses(steps)
    widths = _slit_widths(long, right - left)
    wide = (right - left - sum(widths.values())) / max(1, len(steps))
    edges, slits, x = [], [], left
    for index in range(len(steps)):
        if index in long:
            label = _words.pause(long[index]) if widths[index] >= _LABELLED_SLIT else ""
            slits.append(Slit(index, x, x + widths[index], label))
            x += widths[index]
        edges.append((x, x + wide))
        x += wide
    ticks = _ticks(steps, [edge[0] for edge in edges], limit)
    return TimeAxis(left, right, tuple(steps), tuple(edges), tuple(slits), ticks)


def _slit_widths(long: dict[int, int], room: float) -> dict[int, float]:
    """Return the width of each slit: the six longest wide enough for a label, if there is room."""
    budget = room * _MOST_IN_SLITS
    plain = min(_SLIT, budget / 2 / max(1, len(long)))
    widths = dict.fromkeys(long, plain)
    for index in sorted(long, key=lambda index: (-long[index], index))[:LABELLED_PAUSES]:
        if sum(widths.values()) - plain + _LABELLED_SLIT <= budget:
            widths[index] = _LABELLED_SLIT
    return widths


def _ticks(steps: Sequence[Step], xs: Sequence[float], limit: float) -> tuple[Tick, ...]:
    """Return labels by year, by month or by day, whichever first gives three periods."""
    days = [step.day for step in steps]
    if not any(days):
        return ()
    for period, name in _PERIODS:  # noqa: B007 - the last one tried is used
        starts = [
            index
            for index, day in enumerate(days)
            if day and (not index or period(day) != period(days[index - 1] or day))
        ]
        if len(starts) >= 3:
            break
    return _with_room([(xs[index], day) for index in starts if (day := days[index])], name, limit)


def _with_room(
    starts: Sequence[tuple[float, date]], name: Callable[[date, date | None], str], limit: float
) -> tuple[Tick, ...]:
    found: list[Tick] = []
    before: date | None = None
    for x, day in starts:
        words = name(day, before)
        start = min(x, limit - _type.width(words, TICK))
        free = found[-1].start + _type.width(found[-1].words, TICK) + 6 if found else start
        if start >= free and (not found or start - found[-1].start >= TICK_DISTANCE):
            found.append(Tick(x, start, words))
            before = day
    return tuple(found)


def _month(day: date, before: date | None) -> str:
    month = _words.MONTHS[day.month - 1][:3]
    return month if before and before.year == day.year else f"{month} {day.year}"


def _day(day: date, before: date | None) -> str:
    short = _words.day_short(day)
    return short if before and before.year == day.year else f"{short} {day.year}"


_PERIODS: tuple[tuple[Callable[[date], object], Callable[[date, date | None], str]], ...] = (
    (lambda day: day.year, lambda day, _: str(day.year)),
    (lambda day: (day.year, day.month), _month),
    (lambda day: day, _day),
)
