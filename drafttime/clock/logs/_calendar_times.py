"""The times of an iCalendar file (RFC 5545, section 3.3): days, times in a zone, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from drafttime.clock.logs._calendar_lines import Property
from drafttime.clock.logs._calendar_zones import WallReader, Zones, stamp_of
from drafttime.clock.logs._log import Allowance, LogError, WallClock
from drafttime.clock.logs._years import EARLIEST_YEAR, LATEST_YEAR
from drafttime.model import Moment

_LENGTH = re.compile(
    r"([+-])?P(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
    r"(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?"
)
_LONGEST_SECONDS = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class When:
    """A time of the file: on the wall, the moment that it is there, whether it lacks a zone."""

    wall: datetime
    moment: Moment
    floats: bool

    @property
    def seconds(self) -> int:
        """The Unix seconds of the moment."""
        return seconds_of(self.moment)


@dataclass(frozen=True, slots=True)
class Times:
    """What it takes to read the times of a file; `dates` is how many single ones it may list."""

    file: str
    clock: WallClock
    zones: Zones
    dates: Allowance

    def wall_reader(self, one: Property, *, is_utc: bool) -> WallReader:
        """Return what turns a time on the wall into a moment, for a property and its zone.

        Raises LogError for a zone that is not known.
        """
        if is_utc:
            return lambda naive: self.clock.at(naive.replace(tzinfo=UTC).timestamp())
        name = one.parameters.get("TZID", "")
        return self.zones.named(name, one.line) if name else self.clock.local

    def when(self, one: Property, text: str) -> When | None:
        """Return a time, or None for a whole day. Raises LogError for what is neither."""
        if _is_day(text):
            self.day(one, text)
            return None
        stamp = stamp_of(text)
        if stamp is None:
            raise LogError(self.file, one.line, f"the {one.name} “{text.strip()[:40]}” is no time")
        wall, is_utc = stamp
        self._refuse_year(one, wall.year)
        moment = self.wall_reader(one, is_utc=is_utc)(wall)
        return When(wall, moment, floats=not is_utc and "TZID" not in one.parameters)

    def day(self, one: Property, text: str) -> date:
        """Return a whole day. Raises LogError for one that no calendar has."""
        bare = text.strip()
        try:
            day = date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
        except ValueError:
            raise LogError(self.file, one.line, f"“{bare[:20]}” is no day") from None
        self._refuse_year(one, day.year)
        return day

    def listed(self, one: Property) -> Iterator[str]:
        """Yield the times of a property that may have several. Raises LogError for too many."""
        for text in one.value.split(","):
            self.dates.take()
            yield text

    def key(self, one: Property, text: str) -> int | date:
        """Return what names one event of a series: its Unix seconds, or its day."""
        when = self.when(one, text)
        return self.day(one, text) if when is None else when.seconds

    def length(self, one: Property) -> int:
        """Return the seconds of a DURATION. Raises LogError for one below zero or over a year."""
        found = _LENGTH.fullmatch(one.value.strip())
        if found is None or found[0].endswith(("P", "T")):
            raise LogError(self.file, one.line, "its length cannot be read")
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
        length = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
        if (found[1] == "-" and length) or length > _LONGEST_SECONDS:
            raise LogError(self.file, one.line, "it is shorter than nothing or longer than a year")
        return length

    def _refuse_year(self, one: Property, year: int) -> None:
        if not EARLIEST_YEAR < year <= LATEST_YEAR:
            raise LogError(
                self.file,
                one.line,
                f"the year {year} does not lie between {EARLIEST_YEAR + 1} and {LATEST_YEAR}",
            )


def seconds_of(moment: Moment) -> int:
    """Return the Unix seconds of a moment that is known."""
    assert moment.seconds is not None
    return moment.seconds


def _is_day(text: str) -> bool:
    bare = text.strip()
    return len(bare) == 8 and bare.isascii() and bare.isdigit()
