"""Sets of time as sorted intervals: what two logs say together, and what both of them say.

An interval holds its start and not its end, in Unix seconds; a set of them is sorted, and no two
touch. All functions cost what sorting costs, O(n log n), and O(n) where the input is a set.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafttime.clock.logs._log import LogError, WallClock
from drafttime.model import Record

Interval = tuple[float, float]

LONGEST_SECONDS = 25 * 3600
"""Nobody works for longer than the longest day, the one on which the clocks are set back: an entry
that says so is a window left open."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of work with short pauses: from `start` to `end`, of which `seconds` were work."""

    start: float
    end: float
    seconds: float


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the time that lies in any of the intervals; those of no length are passed over.

    Raises ValueError for one that ends before it starts.
    """
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if end < start:
            raise ValueError("an interval ends before it starts")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def intersection(first: Sequence[Interval], second: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the time that lies in both sets, which must be such as `union` returns."""
    both: list[Interval] = []
    here = there = 0
    while here < len(first) and there < len(second):
        start = max(first[here][0], second[there][0])
        end = min(first[here][1], second[there][1])
        if start < end:
            both.append((start, end))
        if first[here][1] <= second[there][1]:
            here += 1
        else:
            there += 1
    return tuple(both)


def runs(intervals: Sequence[Interval], pause_seconds: float) -> tuple[Run, ...]:
    """Return the intervals of a set joined over pauses of up to `pause_seconds`.

    The pauses are not counted as work.
    """
    found: list[Run] = []
    for start, end in intervals:
        if found and start - found[-1].end <= pause_seconds:
            last = found[-1]
            found[-1] = Run(last.start, end, last.seconds + end - start)
        else:
            found.append(Run(start, end, end - start))
    return tuple(found)


def record_of(
    run: Run, *, log: str, file: str, line: int, clock: WallClock, says: str = ""
) -> Record:
    """Return a run as a record, its ends on whole seconds outwards.

    Raises LogError for one that holds more work than the longest day has hours.
    """
    if run.seconds > LONGEST_SECONDS:
        raise LogError(
            file,
            None,
            f"from entry {line:,} on it shows {run.seconds / 3600:,.0f} hours of work with hardly a"
            " pause",
            "look for a window or a timer that was left open, and leave that part out",
        )
    first, last = math.floor(run.start), math.ceil(run.end)
    start, end = clock.at(first), clock.at(last)
    day = start.day()
    if day is None:
        raise LogError(file, None, f"entry {line:,} lies on a day that does not exist")
    seconds = min(run.seconds, last - first)  # sums of fractions may be a hair too long
    return Record(log, file, line, day, start, end, minutes=seconds / 60, says=says)
