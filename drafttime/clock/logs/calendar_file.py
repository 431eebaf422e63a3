"""Calendars in iCalendar files: events that say from when to when somebody sat down to write.

Source: RFC 5545.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.clock.logs._calendar_events import seconds_from, start_of, starts_of
from drafttime.clock.logs._calendar_lines import Component, components_of
from drafttime.clock.logs._calendar_times import Times, When, seconds_of
from drafttime.clock.logs._calendar_zones import Zones
from drafttime.clock.logs._hours import refuse_long_days
from drafttime.clock.logs._log import (
    Allowance,
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    in_order,
    text_of,
)
from drafttime.clock.logs._recurrence import Budget
from drafttime.model import Log, Moment, Record

_LONGEST_SAYS = 300

_Keys = frozenset[int | date]
"""Events of a series by their Unix seconds or their days."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file while it is read."""

    options: LogOptions
    times: Times
    budget: Budget
    entries: Allowance
    moved: Mapping[str, _Keys]


def _recognises(_name: str, head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR"


def _read(file: LogFile, options: LogOptions) -> Log:
    components = components_of(file.name, text_of(file))
    events = [one for one in components if one.kind == "VEVENT"]
    if not events:
        raise LogError(file.name, None, "it holds no events")
    budget = Budget()
    dates = Allowance(file.name, what="single dates")
    times = Times(file.name, options.clock, Zones(file.name, components, budget), dates)
    _refuse_twice(times, events)
    reading = _Reading(options, times, budget, Allowance(file.name), _moved(times, events))
    found: list[Record] = []
    left_out = 0
    for event in events:
        before = len(found)
        found.extend(_records(reading, event))
        left_out += len(found) == before
    ordered = in_order(found)
    refuse_long_days(ordered)
    zone_from = options.clock.zone_from if ordered else ""
    return Log(LOG.name, file.name, ordered, zone_from, left_out)


def _refuse_twice(times: Times, events: Sequence[Component]) -> None:
    """Raise LogError where an event stands in the file twice, since its time would count twice."""
    seen: dict[tuple[str, str, str], int] = {}
    for event in events:
        key = (event.text("UID"), event.text("DTSTART"), event.text("RECURRENCE-ID"))
        if key[0] and key in seen:
            raise LogError(
                times.file, event.line, f"this event stands there twice, first in line {seen[key]}"
            )
        seen[key] = event.line


def _moved(times: Times, events: Sequence[Component]) -> Mapping[str, _Keys]:
    """Return, by the name of its series, which events of it are replaced by one of their own."""
    moved: dict[str, set[int | date]] = {}
    for event in events:
        for one in event.all("RECURRENCE-ID"):
            if "RANGE" in one.parameters:
                raise LogError(times.file, one.line, "it changes all that follow in its series")
            moved.setdefault(event.text("UID"), set()).add(times.key(one, one.value))
    return {name: frozenset(keys) for name, keys in moved.items()}


def _records(reading: _Reading, event: Component) -> Iterator[Record]:
    """Yield the records of an event: none if it is not wanted, takes no time or did not happen."""
    times = reading.times
    start = start_of(times, event)
    says = " ".join(event.text("SUMMARY").split())[:_LONGEST_SAYS]
    if start is None or _is_off(event) or not reading.options.wants(says):
        return
    seconds = seconds_from(times, event, start)
    if seconds == 0:
        return
    for begun in _kept(reading, event, start):
        reading.entries.take()
        day = begun.day()
        assert day is not None
        end = Moment(seconds_of(begun) + seconds, begun.offset_minutes)
        yield Record(
            LOG.name, times.file, event.line, day, begun, end, minutes=seconds / 60, says=says
        )


def _kept(reading: _Reading, event: Component, start: When) -> Iterator[Moment]:
    """Yield when an event of a series begins, each time once, without those taken out or moved."""
    skipped: set[int | date] = set()
    if not event.all("RECURRENCE-ID"):
        skipped.update(reading.moved.get(event.text("UID"), ()))
    for one in event.all("EXDATE"):
        skipped.update(reading.times.key(one, text) for text in reading.times.listed(one))
    for begun in starts_of(reading.times, event, start, reading.budget):
        seconds = seconds_of(begun)
        if seconds not in skipped and begun.day() not in skipped:
            skipped.add(seconds)
            yield begun


def _is_off(event: Component) -> bool:
    return (
        event.text("STATUS").upper() == "CANCELLED" or event.text("TRANSP").upper() == "TRANSPARENT"
    )


LOG = LogFormat(
    name="calendar",
    title="iCalendar",
    says="An .ics file as every calendar exports it. Each event from a time to a time counts, "
    "those that come back as often as they do; what comes back without end does so until the day "
    "of the newest commit. Events of whole days, cancelled ones and those that leave one free are "
    "left out.",
    example="BEGIN:VCALENDAR\n"
    "VERSION:2.0\n"
    "BEGIN:VEVENT\n"
    "UID:chapter-one@example.org\n"
    "DTSTART;TZID=Europe/Berlin:20240301T200000\n"
    "DTEND;TZID=Europe/Berlin:20240301T213000\n"
    "SUMMARY:Writing: the ferry scene\n"
    "END:VEVENT\n"
    "END:VCALENDAR\n",
    recognises=_recognises,
    read=_read,
)
