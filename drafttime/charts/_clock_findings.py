"""What may be said of where the hours lie: only what holds over the whole range of the estimate."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.charts._clock_bars import monday
from drafttime.charts._once import once
from drafttime.model import Analysis

SEASONS = ("winter", "spring", "summer", "autumn")
_MOST = 0.55
_LEAST_SEASONS = 3
_LEAST_WEEKS = 12
_FEW = 1 / 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A session's day, and its minutes: those that are certain, and those in the middle of doubt.

    Without an estimate the observed minutes are the certain ones.
    """

    day: date
    certain: float
    doubtful: float


@once
def pieces(analysis: Analysis) -> tuple[Piece, ...]:
    """Return the sessions of known day."""
    estimated = analysis.time.estimate is not None
    found = []
    for session in analysis.sessions:
        if session.day is None:
            continue
        if session.recorded or session.estimate is None or not estimated:
            found.append(Piece(session.day, session.observed_minutes, 0.0))
        else:
            found.append(Piece(session.day, 0.0, session.estimate.mid_minutes))
    return tuple(found)


@once
def factors(analysis: Analysis) -> tuple[float, ...]:
    """Return by how much the doubtful minutes may be fewer or more in all, and 1 between.

    Beside a record, which is certain, it matters for a share how long the rest really took.
    """
    whole, recorded = analysis.time.estimate, analysis.time.recorded_minutes
    if whole is None or whole.mid_minutes <= recorded:
        return (1.0,)
    middle = whole.mid_minutes - recorded
    limits = (whole.low_minutes - recorded, middle, whole.high_minutes - recorded)
    return tuple(max(0.0, limit) / middle for limit in limits)


@once
def fullest_season(analysis: Analysis) -> str:
    """Return the season, else the year, with most of the hours by far ("spring 2024"), or ""."""
    for name in (season, lambda day: str(day.year)):
        found = _gathered(pieces(analysis), name)
        whole = [sum(parts) for parts in zip(*found.values(), strict=True)]
        if len(found) < _LEAST_SEASONS:
            continue
        for which, parts in found.items():
            if _holds(parts, whole, _MOST, factors(analysis)):
                return str(which)
    return ""


def season(day: date) -> str:
    """Return the season of a day, a winter with both of its years: "winter 2016–17"."""
    name = SEASONS[day.month % 12 // 3]
    if name != "winter":
        return f"{name} {day.year}"
    ends = day.year + (day.month == 12)
    return f"{name} {ends - 1}–{ends % 100 or ends:02}"


@once
def half_in_weeks(analysis: Analysis) -> tuple[int, int]:
    """Return how few weeks hold half of the hours, and how many weeks with hours there are.

    (0, 0) where there are none.
    """
    found = _gathered(pieces(analysis), monday)
    weeks = sorted(found.items(), key=lambda week: (-sum(week[1]), week[0]))
    weeks = [week for week in weeks if sum(week[1]) > 0]
    whole = [sum(parts) for parts in zip(*(parts for _, parts in weeks), strict=True)]
    sums = [0.0, 0.0]
    for number, (_, parts) in enumerate(weeks, 1):
        sums = [a + b for a, b in zip(sums, parts, strict=True)]
        if _holds(sums, whole, 0.5, factors(analysis)):
            return number, len(weeks)
    return 0, 0


def few_weeks(analysis: Analysis) -> tuple[int, int]:
    """Return the same where so few weeks hold half that it is worth a title, else (0, 0)."""
    few, weeks = half_in_weeks(analysis)
    return (few, weeks) if weeks >= _LEAST_WEEKS and few <= weeks * _FEW else (0, 0)


def _gathered(
    found: Sequence[Piece], name: Callable[[date], Hashable]
) -> dict[Hashable, list[float]]:
    sums: dict[Hashable, list[float]] = {}
    for piece in found:
        own = sums.setdefault(name(piece.day), [0.0, 0.0])
        own[0] += piece.certain
        own[1] += piece.doubtful
    return sums


def _holds(
    part: Sequence[float], whole: Sequence[float], share: float, by: Sequence[float]
) -> bool:
    """Say whether a part makes the share of the whole, however long the doubtful minutes were."""
    return all(
        whole[0] + whole[1] * f > 0 and part[0] + part[1] * f >= share * (whole[0] + whole[1] * f)
        for f in by
    )
