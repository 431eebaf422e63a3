"""Bars from the bottom up: recorded, observed, and what is estimated as a tint that fades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.charts._clock_bars import Bar
from drafttime.charts._clock_fading import layer_opacity, layers
from drafttime.charts._colours import draft_role
from drafttime.charts._sheet import Box, Point, Sheet
from drafttime.model import Estimate

OBSERVED = draft_role(0, 1)
RECORDED = draft_role(1, 2)
TOUCH = 1e-6
_FINE, _COARSE = 6, 4  # steps in each half of a range
_FEW = 70  # bars that may have fine ones
_MIDDLE = 1.0
_LEAST_RANGE = 2.0  # points: a shorter one is drawn without its middle
_LEAST_INK = 4.0  # points: on narrower bars a middle in ink would be a crumb,
_LEAST_MIDDLE = 2.5  # and on still narrower ones dust

Span = tuple[float, float]
"""The left and the right edge of a bar."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The line that bars stand on, and how many points a minute is high.

    Below nothing, they hang from the line.
    """

    bottom: float
    scale: float

    def y(self, minutes: float) -> float:
        """Return the height of so many minutes."""
        return self.bottom - minutes * self.scale


def draw_stack(sheet: Sheet, ground: Ground, bars: Sequence[Bar], spans: Sequence[Span]) -> None:
    """Draw bars, from left to right; those that touch become one shape with a stepped edge."""
    half = _FINE if len(bars) <= _FEW else _COARSE
    reaches = [_reaches(bar, half) for bar in bars]
    for layer in range(2 * half):
        _fill(sheet, ground, [r[layer] for r in reaches], spans, OBSERVED, layer_opacity(half))
    seen = [b.observed_minutes if b.observed_minutes > b.recorded_minutes else 0 for b in bars]
    _fill(sheet, ground, seen, spans, OBSERVED)
    _fill(sheet, ground, [bar.recorded_minutes for bar in bars], spans, RECORDED)
    for fine in (True, False):
        middles = [
            ((x0, ground.y(bar.estimate.mid_minutes)), (x1, ground.y(bar.estimate.mid_minutes)))
            for bar, (x0, x1) in zip(bars, spans, strict=True)
            if bar.estimate
            and _has_middle(bar.estimate, x1 - x0, ground)
            and (x1 - x0 >= _LEAST_INK) is fine
        ]
        sheet.lines(middles, "ink" if fine else OBSERVED, _MIDDLE)


def _reaches(bar: Bar, half: int) -> Sequence[float]:
    """Return how far the layers of a range reach: nowhere, where nothing is beyond the observed."""
    if bar.estimate is None or bar.estimate.high_minutes <= bar.observed_minutes:
        return [0.0] * 2 * half
    return layers(bar.estimate, half)


def _has_middle(own: Estimate, wide: float, ground: Ground) -> bool:
    high = (own.high_minutes - own.low_minutes) * abs(ground.scale)
    return high >= _LEAST_RANGE and wide >= _LEAST_MIDDLE


def _fill(
    sheet: Sheet,
    ground: Ground,
    minutes: Sequence[float],
    spans: Sequence[Span],
    role: str,
    opacity: float = 1,
) -> None:
    alone: list[Box] = []
    for first, last in _rows(minutes, spans):
        if last - first == 1:
            x0, x1 = spans[first]
            alone.append(Box(x0, ground.y(minutes[first]), x1, ground.bottom))
        else:
            sheet.area(_outline(ground, minutes[first:last], spans[first:last]), role, opacity)
    sheet.boxes(alone, role, opacity)


def _rows(minutes: Sequence[float], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return first and last + 1 of bars that touch, without those of no height."""
    found: list[tuple[int, int]] = []
    for place, (high, span) in enumerate(zip(minutes, spans, strict=True)):
        if high <= 0:
            continue
        if found and found[-1][1] == place and span[0] - spans[place - 1][1] <= TOUCH:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _outline(ground: Ground, minutes: Sequence[float], spans: Sequence[Span]) -> list[Point]:
    corners: list[Point] = [(spans[0][0], ground.bottom)]
    for high, (x0, x1) in zip(minutes, spans, strict=True):
        corners += [(x0, ground.y(high)), (x1, ground.y(high))]
    return [*corners, (spans[-1][1], ground.bottom)]
