"""The zones of an iCalendar file: by name where the name is known, else by the rules it brings."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from drafttime.clock.logs._calendar_lines import Component, Property
from drafttime.clock.logs._log import Allowance, LogError, moment_of
from drafttime.clock.logs._recurrence import Budget, days_of, rule_of
from drafttime.model import Moment

WallReader = Callable[[datetime], Moment]
"""Turns the time on a wall of the zone into a moment."""

_NAME = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,3}")
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})(?:[0-9]{2})?")
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})(Z?)")
_LAST_DAY = date(2100, 1, 1)
"""Until when a file's own rules are followed; after it, its last offset stays."""

_LATEST = datetime(2201, 1, 1)  # noqa: DTZ001 - on the wall
"""No event lies behind it; what a zone does later is taken to be done then."""


class Zones:
    """The zones of one file."""

    def __init__(self, file: str, components: Iterable[Component], budget: Budget) -> None:
        self._file = file
        self._budget = budget
        self._onsets = Allowance(file, what="changes of the clocks in its zones")
        self._own: dict[str, Component] = {}
        for component in components:
            if component.kind == "VTIMEZONE":
                self._own.setdefault(component.text("TZID"), component)
        self._known: dict[str, WallReader] = {}

    def named(self, name: str, line: int) -> WallReader:
        """Return the zone that a TZID names. Raises LogError for one that is not known."""
        if name not in self._known:
            self._known[name] = self._found(name, line)
        return self._known[name]

    def _found(self, name: str, line: int) -> WallReader:
        for key in _keys(name):
            zone = _zone_info(key)
            if zone is not None:
                return lambda naive: moment_of(naive.replace(tzinfo=zone))
        own = self._own.get(name)
        if own is None:
            raise LogError(
                self._file,
                line,
                f"the zone “{name[:60]}” is not known, and the file does not describe it",
                "export the calendar with its zones, or with times in UTC",
            )
        return self._own_zone(own)

    def _own_zone(self, zone: Component) -> WallReader:
        onsets: list[tuple[datetime, int, int]] = []
        for part in zone.parts:
            if part.kind in {"STANDARD", "DAYLIGHT"}:
                for onset, before, after in _onsets(self._file, part, self._budget):
                    self._onsets.take()
                    onsets.append((min(onset, _LATEST), before, after))
        if not onsets:
            raise LogError(self._file, zone.line, "this zone says nothing of its offset")
        return _reader(onsets)


def stamp_of(text: str) -> tuple[datetime, bool] | None:
    """Return a time of the form `20240301T200000`, and whether a Z follows it; None for others."""
    found = _STAMP.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(found[k]) for k in range(1, 7))
    try:
        return datetime(year, month, day, hour, minute, min(second, 59)), bool(found[7])  # noqa: DTZ001
    except ValueError:
        return None


def _keys(name: str) -> Iterator[str]:
    """Yield the names that a TZID may stand for: itself, Windows' name, the end of a long one."""
    bare = name.strip("/")
    yield bare
    if bare in WINDOWS_TO_OLSON:
        yield WINDOWS_TO_OLSON[bare]
    if name.startswith("/"):
        parts = bare.split("/")[:8]
        for start in range(1, len(parts)):
            yield "/".join(parts[start:])


def _zone_info(key: str) -> ZoneInfo | None:
    if not _NAME.fullmatch(key):
        return None
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        return None


def _reader(onsets: list[tuple[datetime, int, int]]) -> WallReader:
    onsets.sort()
    times = [_seen(onset, before, after) for onset, before, after in onsets]

    def read(naive: datetime) -> Moment:
        place = bisect.bisect_right(times, naive) - 1
        minutes = onsets[place][2] if place >= 0 else onsets[0][1]
        return Moment(_unix(naive) - minutes * 60, minutes)

    return read


def _seen(onset: datetime, before: int, after: int) -> datetime:
    """Return from when on the wall an offset holds; times that were skipped are those before it."""
    return onset + timedelta(minutes=max(0, after - before))


def _onsets(file: str, part: Component, budget: Budget) -> Iterator[tuple[datetime, int, int]]:
    """Yield when a part of a zone begins, on the clocks before it, with the offsets around it."""
    stamp = stamp_of(part.text("DTSTART"))
    if stamp is None:
        raise LogError(file, part.line, "this part of a zone does not say when it begins")
    start = stamp[0]
    before = _offset(file, part, "TZOFFSETFROM")
    after = _offset(file, part, "TZOFFSETTO")
    yield start, before, after
    for extra in part.all("RDATE"):
        for text in extra.value.split(","):
            again = stamp_of(text)
            if again is None:
                raise LogError(file, extra.line, "this part of a zone begins at no time")
            yield again[0], before, after
    for rule_line in part.all("RRULE"):
        for day in _days(file, rule_line, start, budget):
            yield datetime.combine(day, start.time()), before, after


def _days(file: str, rule_line: Property, start: datetime, budget: Budget) -> Iterator[date]:
    """Yield the days on which a zone changes; a rule for all time holds until `_LAST_DAY`."""
    try:
        rule = rule_of(rule_line.value)
        until = stamp_of(rule.until) if rule.until else None
        last = _LAST_DAY
        if until is not None and until[0].date() < _LAST_DAY:
            last = until[0].date() + timedelta(days=1)
        for number, day in enumerate(days_of(rule, start.date(), last, budget), 1):
            if rule.count is not None and number > rule.count:
                return
            yield day
    except ValueError as error:
        raise LogError(file, rule_line.line, f"this zone {error}") from None


def _offset(file: str, part: Component, name: str) -> int:
    found = _OFFSET.fullmatch(part.text(name))
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        raise LogError(
            file, part.line, f"this part of a zone has no {name} that a clock could have"
        )
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes


def _unix(naive: datetime) -> int:
    return round((naive - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001
