"""Weekdays and hours of the sessions: figures only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from drafttime.charts._once import once
from drafttime.model import Analysis, Moment, Session

PARTS_OF_DAY = MappingProxyType(
    {
        "at night": (0, 1, 2, 3, 4),
        "in the morning": (5, 6, 7, 8, 9, 10, 11),
        "in the afternoon": (12, 13, 14, 15, 16, 17),
        "in the evening": (18, 19, 20, 21, 22, 23),
    }
)
_LONGEST_HOURS = 24


@dataclass(frozen=True, slots=True)
class Hours:
    """How many sessions touched each hour of each weekday (Monday is 0), and from how much.

    `revisions` counts those with a known time that are labour; `by_commits` the sessions that are
    known only by their day, and so count in the hours of their commits.
    """

    cells: tuple[tuple[int, ...], ...]
    revisions: int
    by_commits: int = 0

    @property
    def total(self) -> int:
        """All touched hours."""
        return sum(map(sum, self.cells))

    def weekday(self, day: int) -> float:
        """Return the share (0 to 1) of a weekday in the touched hours."""
        return sum(self.cells[day]) / self.total if self.total else 0.0

    def part(self, name: str) -> float:
        """Return the share (0 to 1) of a part of the day in the touched hours."""
        touched = sum(day[hour] for day in self.cells for hour in PARTS_OF_DAY[name])
        return touched / self.total if self.total else 0.0


@once
def hours(analysis: Analysis) -> Hours:
    """Count the hours that each session touched, on the clock of the writer at its start.

    Of a session from a log that knows only days, the hours of its commits are counted.
    """
    authored = {revision.commit: revision.authored for revision in analysis.revisions}
    cells = [[0] * 24 for _ in range(7)]
    by_commits = 0
    for session in analysis.sessions:
        touched = _touched(session)
        if not touched:
            touched = _committed([authored[c] for c in session.revisions if c in authored])
            by_commits += bool(touched)
        for day, hour in touched:
            cells[day][hour] += 1
    known = sum(r.labour and r.authored.local() is not None for r in analysis.revisions)
    return Hours(tuple(map(tuple, cells)), known, by_commits)


def _committed(moments: Sequence[Moment]) -> list[tuple[int, int]]:
    """Return the (weekday, hour) pairs in which something was committed, each once."""
    known = [local for moment in moments if (local := moment.local()) is not None]
    return sorted({(local.weekday(), local.hour) for local in known})


def _touched(session: Session) -> list[tuple[int, int]]:
    """Return the (weekday, hour) pairs that a session touched, at most a day of them."""
    start, end = session.start.local(), session.end.local()
    if start is None:
        return []
    found = [(start.weekday(), start.hour)]
    full = start.replace(minute=0, second=0, microsecond=0)
    while end is not None and len(found) < _LONGEST_HOURS:
        full += timedelta(hours=1)
        if full > end:
            break
        found.append((full.weekday(), full.hour))
    return found
