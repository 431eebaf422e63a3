"""One event of an iCalendar file: when it begins, how often, and how long it lasts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from drafttime.clock.logs._calendar_lines import Component, Property
from drafttime.clock.logs._calendar_times import Times, When, seconds_of
from drafttime.clock.logs._calendar_zones import stamp_of
from drafttime.clock.logs._local import is_skipped, span
from drafttime.clock.logs._log import LogError
from drafttime.clock.logs._recurrence import Budget, Rule, days_of, rule_of
from drafttime.clock.logs._years import LATEST_YEAR
from drafttime.model import Moment

_LAST_DAY = date(LATEST_YEAR, 12, 31)
_DAY = re.compile(r"[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


def start_of(times: Times, event: Component) -> When | None:
    """Return when an event begins, None where it is one of whole days.

    Raises LogError for an event that has no start, or several.
    """
    found = event.all("DTSTART")
    if len(found) != 1:
        raise LogError(times.file, event.line, "this event does not say when it begins")
    return times.when(found[0], found[0].value)


def seconds_from(times: Times, event: Component, start: When) -> int:
    """Return how many seconds an event lasts, 0 where it says neither its end nor its length.

    One that begins in the hour that the clocks of its zone skip lasts as long as on the wall, as
    `span` has it. Raises LogError for an event that ends before it begins or says both.
    """
    ends, lengths = event.all("DTEND"), event.all("DURATION")
    if len(ends) + len(lengths) > 1:
        raise LogError(times.file, event.line, "this event says more than once when it ends")
    if lengths:
        return times.length(lengths[0])
    if not ends:
        return 0
    end = times.when(ends[0], ends[0].value)
    if end is None:
        raise LogError(times.file, ends[0].line, "this event begins at a time and ends with a day")
    if start.floats and end.floats:
        first, last = span(times.clock, start.wall, end.wall)
        seconds = seconds_of(last) - seconds_of(first)
    elif _is_skipped(times, event.all("DTSTART")[0], ends[0], start):
        seconds = round((end.wall - start.wall).total_seconds())
    else:
        seconds = end.seconds - start.seconds
    if seconds < 0:
        raise LogError(times.file, ends[0].line, "this event ends before it begins")
    return seconds


def _is_skipped(times: Times, first: Property, last: Property, start: When) -> bool:
    """Return whether an event in one zone begins at a time that its clocks skip."""
    zone = first.parameters.get("TZID", "")
    if not zone or zone != last.parameters.get("TZID") or start.floats:
        return False
    if first.value.strip().endswith("Z") or last.value.strip().endswith("Z"):
        return False
    return is_skipped(times.wall_reader(first, is_utc=False), start.wall)


def starts_of(times: Times, event: Component, start: When, budget: Budget) -> Iterator[Moment]:
    """Yield when an event begins, and when it does again, without those that are taken out.

    Raises LogError for a rule that cannot be read, or that has no end where the newest commit is
    not known.
    """
    if event.all("EXRULE") or len(event.all("RRULE")) > 1:
        raise LogError(
            times.file, event.line, "this event has several rules for when it comes back"
        )
    yield start.moment
    first = event.all("DTSTART")[0]
    for line in event.all("RRULE"):
        try:
            yield from _again(times, line, first, start, budget)
        except ValueError as error:
            raise LogError(times.file, line.line, f"this event {error}") from None
    for line in event.all("RDATE"):
        for text in times.listed(line):
            extra = times.when(line, text)
            if extra is None:
                raise LogError(times.file, line.line, "this event comes back on a whole day")
            yield extra.moment


def _again(
    times: Times, line: Property, first: Property, start: When, budget: Budget
) -> Iterator[Moment]:
    rule = rule_of(line.value)
    is_over, last = _end(times, line, rule)
    stamp = stamp_of(first.value)
    read = times.wall_reader(first, is_utc=stamp is not None and stamp[1])
    held = 1
    for day in days_of(rule, start.wall.date(), last, budget):
        wall = datetime.combine(day, start.wall.time())
        if wall <= start.wall:
            continue
        moment = read(wall)
        if (rule.count is not None and held >= rule.count) or is_over(wall, moment):
            return
        held += 1
        yield moment


def _end(
    times: Times, line: Property, rule: Rule
) -> tuple[Callable[[datetime, Moment], bool], date]:
    """Return a test for what lies behind the end of a rule, and a day by which it has ended.

    An end behind all years that are read, such as the last day of 9999, is how some calendars write
    that there is none.
    """
    if rule.count is not None:
        return (lambda _wall, _moment: False), _LAST_DAY
    if not rule.until or _is_endless(rule.until):
        return (lambda _wall, _moment: False), _newest_day(times, line)
    until = times.when(line, rule.until)
    if until is None:
        day = times.day(line, rule.until)
        return (lambda wall, _moment: wall.date() > day), day
    later = min(_LAST_DAY, until.wall.date() + timedelta(days=1))
    if until.floats:
        return (lambda wall, _moment: wall > until.wall), later
    return (lambda _wall, moment: seconds_of(moment) > until.seconds), later


def _is_endless(until: str) -> bool:
    stamp = stamp_of(until)
    if stamp is not None:
        return stamp[0].year > LATEST_YEAR
    return bool(_DAY.fullmatch(until)) and int(until[:4]) > LATEST_YEAR


def _newest_day(times: Times, line: Property) -> date:
    """Return the day of the newest commit, on which what comes back without end is cut off."""
    known = times.clock.known
    day = Moment(*known[-1]).day() if known else None
    if day is None:
        raise LogError(
            times.file,
            line.line,
            "this event comes back without end, and no commit says until when to count it",
            "give its rule an end, such as UNTIL=20241231",
        )
    return day
