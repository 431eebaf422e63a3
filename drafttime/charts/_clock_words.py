"""Minutes as words and as round numbers for an axis, the same in title, labels and alternatives."""

from __future__ import annotations

import math

from drafttime.charts import _words
from drafttime.model import Estimate

SPACE = "\N{NO-BREAK SPACE}"
_MINUTES_UP_TO = 90
_HALVES_UP_TO = 9.75
_STEPS_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 300, 600)


def at_least(minutes: float) -> str:
    """Return "401 h", "6 h 40" or "40 min": rounded down, so that "at least" stays true."""
    hours, rest = divmod(math.floor(minutes + 1e-6), 60)
    if hours >= 10:
        return f"{_words.count(hours)}{SPACE}h"
    return _exact(hours, rest)


def between(estimate: Estimate, floor_minutes: float = 0.0) -> str:
    """Return "540–880 h", "1½–3 h" or "20–50 min": figures as rough as a range is.

    `floor_minutes` is what stands beside it as "at least": no range is printed as if it began
    below.
    """
    low, high = estimate.low_minutes, estimate.high_minutes
    if high < _MINUTES_UP_TO:
        unit, ends = "min", [_words.count(two_digits(minutes)) for minutes in (low, high)]
    else:
        unit, ends = "h", [_in_hours(minutes / 60) for minutes in (low, high)]
        if low / 60 >= _HALVES_UP_TO and two_digits(low / 60) * 60 < floor_minutes:
            ends[0] = _words.count(math.ceil(floor_minutes / 60))
    return f"{ends[0] if ends[0] == ends[1] else '–'.join(ends)}{SPACE}{unit}"


def two_digits(number: float) -> int:
    """Return the whole number that two leading digits give: 543 as 540, 5.4 as 5."""
    step: int = 10 ** max(0, math.floor(math.log10(max(number, 1))) - 1)
    return round(number / step) * step


def _in_hours(hours: float) -> str:
    """Return hours below ten to the half, others with two digits that count."""
    if hours >= _HALVES_UP_TO:
        return _words.count(two_digits(hours))
    whole, half = divmod(round(hours * 2), 2)
    return f"{whole or ''}½" if half else str(whole)


def _exact(hours: int, rest: int) -> str:
    if not hours:
        return f"{rest}{SPACE}min"
    return f"{hours}{SPACE}h{SPACE}{rest:02}" if rest else f"{hours}{SPACE}h"


def ticks(most_minutes: float, distance_minutes: float) -> tuple[int, ...]:
    """Return 0 and the multiples up to `most_minutes` of a round step, in minutes.

    The step is the smallest of at least `distance_minutes`: a part of an hour, or a number of hours
    that is 1, 2, 3, 4, 5 or 10, the last three with any number of noughts.
    """
    step = next((step for step in _STEPS_MINUTES if step >= distance_minutes), 0)
    power = 600
    while not step:
        step = next((s for s in (2 * power, 5 * power, 10 * power) if s >= distance_minutes), 0)
        power *= 10
    return tuple(range(0, math.floor(most_minutes) + 1, step))


def tick(minutes: int) -> str:
    """Return what stands beside a line of the axis: "0", "30 min", "2 h"."""
    return _exact(*divmod(minutes, 60)) if 0 < minutes < 600 else _tick_in_hours(minutes)


def _tick_in_hours(minutes: int) -> str:
    return f"{_words.count(minutes // 60)}{SPACE}h" if minutes else "0"
