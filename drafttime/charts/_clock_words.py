"""Minutes as words and as round numbers for an axis, the same in title, labels and alternatives."""

from __future__ import annotations

import math

from drafttime.charts import _words
from drafttime.durations import exact, rough
from drafttime.model import Estimate

SPACE = "\N{NO-BREAK SPACE}"
_STEPS_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 300, 600)


def at_least(minutes: float) -> str:
    """Return "401 h", "16 h 40" or "40 min": rounded down, so that "at least" stays true."""
    return exact(minutes).replace(" ", SPACE)


def between(estimate: Estimate, floor_minutes: float = 0.0) -> str:
    """Return "540–880 h", "1½–3 h" or "20–50 min": figures as rough as a range is.

    `floor_minutes` is what stands beside it as "at least": no range is printed as if it began
    below.
    """
    figure, hours = rough(estimate.low_minutes, estimate.high_minutes, floor_minutes)
    return f"{figure}{SPACE}{'h' if hours else 'min'}"


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
