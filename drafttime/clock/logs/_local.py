"""Times without a zone, as an editor writes them from the clock on the wall."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from drafttime.clock.logs._log import WallClock
from drafttime.model import Moment

_WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)


def naive_of(written: str) -> datetime:
    """Return a time written as `2024-03-01 20:15:00`, between 1970 and 2200.

    Raises ValueError for one in another form, for one that no calendar has, and for one outside.
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError("a time is written as year-month-day hour:minute:second")
    year, month, day, hour, minute, second = map(int, found.groups())
    if not 1970 <= year < 2200:
        raise ValueError("a time lies between 1970 and 2200")
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


def span(
    clock: WallClock, start: datetime, end: datetime, at_least_seconds: float = 0
) -> tuple[Moment, Moment]:
    """Return the moments at which a sitting began and ended, both without a zone.

    Without a zone that was set, the end has the offset of the start: two commits in two zones that
    lie nearest to the one and the other would stretch or turn the sitting. With one, a sitting over
    a change of the clocks has its true length; an end that the clock showed twice is the earlier of
    the two that leaves room for `at_least_seconds`. A start in the hour that the clocks skip was
    noted from one that had not been set forward yet, and so was the end: such a sitting keeps its
    length on the wall. The end may still lie before the start.
    """
    begun = clock.local(start)
    seconds = _known(begun)
    if clock.zone is None or is_skipped(clock.local, start):
        length = round((end - start).total_seconds())
        return begun, Moment(seconds + length, begun.offset_minutes)
    readings = [clock.local(end), _second_reading(clock, end)]
    fitting = [one for one in readings if _known(one) - seconds >= at_least_seconds]
    return begun, fitting[0] if fitting else readings[-1]


def is_skipped(read: Callable[[datetime], Moment], naive: datetime) -> bool:
    """Return whether a time is one that the clocks of a zone never show, being set forward over it.

    `read` gives the moment of a time on the wall. Two such times mean one moment only where one of
    them was skipped. The longest hour of this kind was a day (Samoa, 30 December 2011).
    """
    moment, later = read(naive), read(naive + timedelta(days=1))
    forward = later.offset_minutes - moment.offset_minutes
    return forward > 0 and read(naive + timedelta(minutes=forward)).seconds == moment.seconds


def _second_reading(clock: WallClock, naive: datetime) -> Moment:
    later = clock.local(naive.replace(fold=1))
    return max(clock.local(naive), later, key=_known)


def _known(moment: Moment) -> int:
    if moment.seconds is None:
        raise ValueError("this moment is not known")
    return moment.seconds
