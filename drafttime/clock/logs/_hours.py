"""What every log of hours must keep to: a day has 24 of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from drafttime.clock.logs._log import LogError
from drafttime.model import Record

DAY_MINUTES = 24 * 60.0


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
