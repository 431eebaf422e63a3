"""What every log of hours must keep to: a day has 24 of them, and in autumn 25."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from drafttime.clock.logs._log import LogError
from drafttime.model import Record

DAY_MINUTES = 24 * 60.0
LONGEST_DAY_MINUTES = 25 * 60.0
"""That of the day on which the clocks are set back."""


def refuse_long_days(records: Iterable[Record]) -> None:
    """Raise LogError where one writer's minutes of one day come to more than the day has.

    The error names the line with which they do. Costs O(n).
    """
    sums: dict[tuple[str, date], float] = defaultdict(float)
    for record in records:
        if record.minutes is None:
            continue
        sums[record.writer, record.day] += record.minutes
        total = sums[record.writer, record.day]
        if total > DAY_MINUTES + 0.001:
            raise LogError(
                record.file,
                record.line,
                f"with it, {record.day.isoformat()} comes to {total / 60:,.1f} hours",
                "correct what cannot be; a log of many projects is cut down with --log-only WORD",
            )


def refuse_impossible_days(records: Iterable[Record]) -> None:
    """Raise LogError where one writer's day comes to more than the longest day has.

    This holds for every format. Entries with times that overlap count once, as they do later on;
    those of a commit are passed over, since they hold all that was done since the one before it. An
    entry that runs over several days may hold sixteen hours of each. The records must be in order
    of time. Costs O(n).
    """
    sums: dict[tuple[str, date], float] = defaultdict(float)
    reached: dict[tuple[str, date], int] = {}
    for record in records:
        if record.minutes is None or record.commit:
            continue
        day = (record.writer, record.day)
        minutes = record.minutes
        if (lasted := _lasted(record)) > LONGEST_DAY_MINUTES:
            if minutes > most_work(lasted):
                raise LogError(
                    record.file,
                    record.line,
                    f"it says that somebody worked for {minutes / 60:,.0f} hours",
                    "look for a window or a timer that was left open, and leave that part out",
                )
            continue
        if record.start is not None and record.end is not None:
            start, end = record.start.seconds or 0, record.end.seconds or 0
            behind = max(0, end - max(start, reached.get(day, start)))
            minutes = min(minutes, behind / 60)
            reached[day] = max(end, reached.get(day, end))
        sums[day] += minutes
        if sums[day] > LONGEST_DAY_MINUTES + 0.001:
            raise LogError(
                record.file,
                record.line,
                f"with it, {record.day.isoformat()} comes to {sums[day] / 60:,.1f} hours",
                "look for a window or a timer that was left open, and leave that part out",
            )


def _lasted(record: Record) -> float:
    """Return the minutes from an entry's start to its end, 0 where it has no times."""
    if record.start is None or record.end is None:
        return 0.0
    return ((record.end.seconds or 0) - (record.start.seconds or 0)) / 60


def most_work(lasted_minutes: float) -> float:
    """Return the most minutes of work in so many minutes: all of a day, sixteen hours of several.

    A program that is left open for weeks may well have been worked in every day, and one real
    sitting lasts 470 hours, 404 of them idle.
    """
    if lasted_minutes <= LONGEST_DAY_MINUTES:
        return LONGEST_DAY_MINUTES
    return math.ceil(lasted_minutes / (24 * 60)) * 16 * 60.0
