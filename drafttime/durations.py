"""Minutes as figures: exact, or as rough as a range is; the same on page, terminal and charts."""

from __future__ import annotations

import math

DASH = "–"
MINUTES_UP_TO = 90
HALVES_UP_TO = 9.75
EXACT_UP_TO = 100


def exact(minutes: float) -> str:
    """Return "401 h", "16 h 40", "6 h" or "40 min": rounded down, so that "at least" stays true."""
    hours, rest = divmod(math.floor(minutes + 1e-6), 60)
    if hours >= EXACT_UP_TO or (hours and not rest):
        return f"{hours:,} h"
    return f"{hours} h {rest:02}" if hours else f"{rest} min"


def rough(low: float, high: float, floor: float = 0.0) -> tuple[str, bool]:
    """Return the figure of a range of minutes, and whether it is in hours: ("540–880", True).

    Each end bears two digits, or as many as the width of the range asks for ("127–142"): more would
    promise what the range denies, fewer would change it. Hours below ten are given to the half.
    `floor` is what stands beside the range as "at least": it is never shown as if it began below.
    """
    if high < MINUTES_UP_TO:
        ends = [f"{round_to(minutes, high - low):,}" for minutes in (low, high)]
        return _joined(ends), False
    ends = [_in_hours(minutes / 60, (high - low) / 60) for minutes in (low, high)]
    lowest = low / 60
    if lowest >= HALVES_UP_TO and 60 * round_to(lowest, (high - low) / 60) < floor:
        ends[0] = f"{math.ceil(floor / 60):,}"
    return _joined(ends), True


def each_minute(low: float, high: float) -> tuple[str, str]:
    """Return a range of minutes for each minute: ("4–7", "minutes"), ("20–40", "seconds")."""
    # Sixty times as much, since what is rounded there are minutes and hours.
    figure, in_minutes = rough(60 * low, 60 * high)
    unit = "minute" if in_minutes else "second"
    return figure, unit if figure in {"1", "½"} else f"{unit}s"


def round_to(number: float, width: float = math.inf) -> int:
    """Return a number to two digits, or to a tenth of `width` where that is finer."""
    steps = [10 ** max(0, math.floor(math.log10(max(number, 1))) - 1)]
    if 0 < width < math.inf:
        steps.append(10 ** max(0, math.floor(math.log10(max(width, 1))) - 1))
    step: int = min(steps)
    return round(number / step) * step


def _in_hours(hours: float, width: float) -> str:
    if hours >= HALVES_UP_TO:
        return f"{round_to(hours, width):,}"
    whole, half = divmod(round(hours * 2), 2)
    return f"{whole or ''}½" if half else str(whole)


def _joined(ends: list[str]) -> str:
    return ends[0] if ends[0] == ends[1] else DASH.join(ends)
