"""What one row of a table of time says.

A row gives times, a length of time, or words; where it gives both ends and a shorter length, the
rest was pauses.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from drafttime.clock.logs._columns import Role, Row
from drafttime.clock.logs._durations import minutes_of, number_of
from drafttime.clock.logs._local import span
from drafttime.clock.logs._log import LONGEST_SAYS, WallClock, moment_of
from drafttime.clock.logs._years import EARLIEST_YEAR, LATEST_YEAR
from drafttime.model import Moment, Record

_OVER_MIDNIGHT = timedelta(hours=12)
_AGREES_MINUTES = 1.5
_MOST_MINUTES = 24 * 60.0

_TIME = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?(?:\s{0,2}([ap])\.?m\.?)?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:T|\s{1,3})([0-9]{1,2}:[0-9]{2}"
    r"(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:\s{0,2}[ap]\.?m\.?)?)\s{0,2}"
    r"(?:(Z|UTC)|([+-])([0-9]{2}):?([0-9]{2})?)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[+-]?[0-9]{1,9}")
_UNITS: tuple[tuple[Role, float], ...] = (("duration", 0.0), ("hours", 60.0), ("minutes", 1.0))
"""How many minutes a plain number is in these columns; none where it needs its unit."""


def record_of(
    log: str, row: Row, day: date | None, end_day: date | None, clock: WallClock
) -> Record:
    """Return what a row says. `day` and `end_day` are what stands in the columns of dates.

    Raises LogError for a row that cannot be understood or contradicts itself. The row must not be
    empty, nor begin without an end or a length.
    """
    start, end = _ends(row, day, end_day, clock)
    minutes = _stated(row)
    if start is None and day is None:
        raise row.error("it has no date")
    if start is not None and end is None and minutes is not None:
        assert start.seconds is not None
        end = Moment(start.seconds + round(minutes * 60), start.offset_minutes)
    minutes = _agreed(row, start, end, minutes)
    own = start.day() if start is not None else day
    assert own is not None
    says = " / ".join(part for part in (row.get("project"), row.get("text")) if part)
    return Record(
        log,
        row.file,
        row.line,
        own,
        start,
        end,
        minutes=minutes,
        words=_words(row),
        says=says[:LONGEST_SAYS],
        writer=row.get("writer")[:LONGEST_SAYS],
    )


def _read_moment(text: str, clock: WallClock) -> Moment | datetime | None:
    """Return the moment that a text like `2024-03-01 20:00` names, or, without a zone, the time."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    at = _time_of_day(found[4])
    if at is None or not EARLIEST_YEAR < int(found[1]) <= LATEST_YEAR:
        return None
    try:
        naive = datetime.combine(date(int(found[1]), int(found[2]), int(found[3])), at)
        if found[5]:
            aware = datetime.fromisoformat(f"{naive.isoformat()}+00:00")
            return clock.at(aware.timestamp())
        if found[6]:
            zone = f"{found[6]}{found[7]}:{found[8] or '00'}"
            return moment_of(datetime.fromisoformat(f"{naive.isoformat()}{zone}"))
    except ValueError:
        return None
    return naive


def _ends(
    row: Row, day: date | None, end_day: date | None, clock: WallClock
) -> tuple[Moment | None, Moment | None]:
    """Return when a row begins and ends, as far as it says."""
    first = _end(row, "start", day, clock)
    last = _end(row, "end", end_day or day, clock)
    if first is None:
        if last is not None:
            raise row.error("it has an end and no start")
        return None, None
    if last is None or isinstance(first, Moment) or isinstance(last, Moment):
        return _as_moment(first, clock), None if last is None else _as_moment(last, clock)
    if last <= first and end_day is None and _TIME.fullmatch(row.get("end")):
        last += timedelta(days=1)
        if last - first > _OVER_MIDNIGHT:
            raise row.error(f"it ends at {row.get('end')}, before it begins ({row.get('start')})")
    return span(clock, first, last)


def _end(row: Row, role: Role, day: date | None, clock: WallClock) -> Moment | datetime | None:
    text = row.get(role)
    if not text:
        return None
    found = _read_moment(text, clock)
    if found is not None:
        return found
    at = _time_of_day(text)
    if at is None:
        raise row.error(
            f"“{text[:40]}” in the column “{row.heads[role]}” is no time",
            "write times as YEAR-MONTH-DAY HOUR:MINUTE, such as 2024-03-31 20:15",
        )
    if day is None:
        raise row.error(f"the time “{text[:40]}” has no date")
    return datetime.combine(day, at)


def _as_moment(one: Moment | datetime, clock: WallClock) -> Moment:
    return one if isinstance(one, Moment) else clock.local(one)


def _time_of_day(text: str) -> time | None:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _stated(row: Row) -> float | None:
    """Return the minutes that the row gives as a length; where it gives two, they must agree."""
    found: list[float] = []
    for role, unit in _UNITS:
        text = row.get(role)
        if not text:
            continue
        number = number_of(text) if unit else None
        minutes = minutes_of(text) if number is None else number * unit
        if minutes is None:
            raise row.error(
                f"“{text[:40]}” in the column “{row.heads[role]}” is no length of time",
                "write hours as 1.5, or as 1:30 or 1h 30m",
            )
        found.append(minutes)
    if found and max(found) - min(found) > _AGREES_MINUTES:
        raise row.error(f"its lengths differ: {found[0]:,.1f} and {found[1]:,.1f} minutes")
    if found and found[0] > _MOST_MINUTES:
        raise row.error(f"{found[0] / 60:,.1f} hours are more than a day has")
    return found[0] if found else None


def _agreed(
    row: Row, start: Moment | None, end: Moment | None, stated: float | None
) -> float | None:
    """Return the minutes of a row: as stated, but never more than from its start to its end."""
    if start is None or end is None:
        return stated
    assert start.seconds is not None
    assert end.seconds is not None
    between = (end.seconds - start.seconds) / 60
    if between < 0:
        raise row.error("it ends before it begins")
    if stated is None:
        return between
    if stated > between + _AGREES_MINUTES:
        raise row.error(
            f"it says {stated:,.0f} minutes, and from its start to its end are {between:,.0f}"
        )
    return min(stated, between)


def _words(row: Row) -> int | None:
    text = row.get("words")
    if not text:
        return None
    if not _WORDS.fullmatch(text):
        raise row.error(f"“{text[:40]}” is no number of words")
    return int(text)
