"""What a log format is, and what its reader may ask for."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

from drafttime.errors import DrafttimeError
from drafttime.model import Log, Moment, Record

MOST_BYTES = 64 << 20
"""The longest log that is read. Ten years of heartbeats, one every two minutes of every working
day, are about 60 MB of JSON."""

MOST_ENTRIES = 200_000
"""The most entries that are read of a file: rows, items, events with each of their returns, notes,
stretches of work. Ten years of one every 12 minutes of an eight-hour day are 150,000."""

MOST_BEATS = 2_000_000
"""The most heartbeats that are read of a file, which are kept as numbers and cost little."""

MOST_LINES = 2_000_000
"""The most lines of a log that is read line by line."""

LONGEST_SAYS = 500
"""How many characters of an entry's text are kept: more than any sensible one has."""

TIMEOUT_MINUTES = 15.0
"""How long after a heartbeat somebody is taken to be still at work where nothing else was set:
what WakaTime uses (its documentation, "keystroke timeout")."""


_Any = TypeVar("_Any")


class LogError(DrafttimeError):
    """A log that cannot be read as a whole: nothing is taken from it.

    `line` is where (from 1), None where the file as a whole is meant; `reason` is a clause that
    begins in lower case and ends without a full stop.
    """

    def __init__(self, file: str, line: int | None, reason: str, hint: str = "") -> None:
        where = file if line is None else f"{file}, line {line}"
        super().__init__(
            f"{where}: {reason}",
            hint or "nothing was taken from this file; mend it or leave it out",
        )
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WallClock:
    """Turns the times of a log into moments with the writer's own offset.

    With a `zone` that was set, times without a zone are read in it. Otherwise they take the offset
    of the commit that is nearest to them in time (`known`: Unix seconds and offset in minutes, in
    order of time); with neither, UTC. `zone_from` says which, as a clause for the page.
    """

    zone: tzinfo | None = None
    known: tuple[tuple[int, int], ...] = ()

    @property
    def zone_from(self) -> str:
        """Where the zone of a time without one comes from, in words."""
        if self.zone is not None:
            return f"the zone that was set, {self.zone}"
        return "the zone of the commits nearest in time" if self.known else "UTC, since none is set"

    def at(self, seconds: float) -> Moment:
        """Return the moment of a Unix time, with the offset that the writer had then."""
        whole = int(seconds)
        if self.zone is not None:
            offset = datetime.fromtimestamp(whole, self.zone).utcoffset()
            return Moment(whole, 0 if offset is None else round(offset.total_seconds() / 60))
        return Moment(whole, self._nearest_offset(whole))

    def local(self, naive: datetime) -> Moment:
        """Return the moment of a time without a zone.

        A time that a clock set forward skipped, or one that it showed twice, is taken for the
        earlier of the two readings.
        """
        if naive.tzinfo is not None:
            raise ValueError("this time has a zone of its own")
        if self.zone is not None:
            aware = naive.replace(tzinfo=self.zone)
            offset = aware.utcoffset()
            return Moment(
                int(aware.timestamp()), 0 if offset is None else round(offset.total_seconds() / 60)
            )
        as_utc = int(naive.replace(tzinfo=UTC).timestamp())
        offset_minutes = self._nearest_offset(as_utc)
        return Moment(as_utc - offset_minutes * 60, offset_minutes)

    def _nearest_offset(self, seconds: int) -> int:
        if not self.known:
            return 0
        place = bisect.bisect_left(self.known, (seconds, -(10**6)))
        near = self.known[max(0, place - 1) : place + 1]
        return min(near, key=lambda one: abs(one[0] - seconds))[1]


def moment_of(aware: datetime) -> Moment:
    """Return the moment of a time that carries its zone."""
    offset = aware.utcoffset()
    if offset is None:
        raise ValueError("this time has no zone")
    return Moment(int(aware.timestamp()), round(offset.total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log as it lies there: the name that the writer gave it, its path's last part, its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LogOptions:
    """How logs are read.

    `timeout_minutes`: the longest pause between two heartbeats that is still work. `only`: where
    there are any, entries whose text (project, file, window title, summary, item) holds none of
    these words, in any case, are left out. `projects`: names by which logs of many projects may
    know this book (the repository's folder, the book's title). `files`: the manuscript's paths.
    """

    clock: WallClock = WallClock()
    timeout_minutes: float = TIMEOUT_MINUTES
    only: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    _folded: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold the words once: a log may have a million entries."""
        object.__setattr__(self, "_folded", tuple(word.casefold() for word in self.only))

    def wants(self, text: str) -> bool:
        """Return whether an entry of this text is to be counted."""
        if not self._folded:
            return True
        folded = text.casefold()
        return any(word in folded for word in self._folded)


@dataclass(frozen=True, slots=True)
class LogFormat:
    """One format of records, found by discovery.

    `name` is the key that data and messages use (lower case), `title` what people call it, `says`
    one or two sentences for the reference: what it is, where the file lies, how minutes are taken
    from it; `example` a few lines of it as they look. `recognises` looks at the file's name and its
    first kilobytes (decoded, errors replaced) and returns whether it is of this kind: exactly one
    format must say so. `read` returns all records in order of time, or raises `LogError` and
    nothing.
    """

    name: str
    title: str
    says: str
    example: str
    recognises: Callable[[str, str], bool]
    read: Callable[[LogFile, LogOptions], Log]


class Allowance:
    """How many entries may still be read of a file; `what` is what they are called."""

    __slots__ = ("_file", "_left", "_most", "_what")

    def __init__(self, file: str, most: int | None = None, what: str = "entries") -> None:
        self._file = file
        self._most = self._left = MOST_ENTRIES if most is None else most
        self._what = what

    def take(self, number: int = 1) -> None:
        """Take off entries that were met. Raises LogError where they are too many."""
        self._left -= number
        if self._left < 0:
            raise too_many(self._file, self._most, self._what)


def counted(entries: Iterable[_Any], file: str) -> Iterator[_Any]:
    """Yield the entries of a file as they are read; the one after `MOST_ENTRIES` is a LogError."""
    allowance = Allowance(file)
    for entry in entries:
        allowance.take()
        yield entry


def too_many(file: str, most: int, what: str) -> LogError:
    """Return the error for a file that holds more of something than is read."""
    return LogError(
        file,
        None,
        f"it has more than {most:,} {what}",
        "cut it into parts, a year in each, and name them all",
    )


def lines_in(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their ends, and their numbers from 1, and keep none.

    Raises LogError before the first where there are more than `MOST_LINES`. O(n).
    """
    if text.count("\n") > MOST_LINES:
        raise too_many(file, MOST_LINES, "lines")
    start = number = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        number += 1
        yield number, text[start:end]
        start = end


def refuse_too_long(file: LogFile) -> None:
    """Raise LogError for a log of more than `MOST_BYTES`."""
    if len(file.data) > MOST_BYTES:
        raise LogError(
            file.name,
            None,
            f"it is too long: at most {MOST_BYTES >> 20} MB are read of a log",
            "cut it into parts, a year in each, and name them all",
        )


def text_of(file: LogFile) -> str:
    """Return a log's text. Raises LogError for one that is too long, binary, or not UTF-8.

    UTF-8 with or without a mark, and UTF-16 with one, are read; line ends become newlines.
    """
    refuse_too_long(file)
    data = file.data
    is_utf_16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not is_utf_16:  # before it is decoded, which may make four bytes of one
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LogError(file.name, line, "it is no text in UTF-8") from None
    if "\0" in text:
        raise LogError(file.name, text[: text.index("\0")].count("\n") + 1, "it is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n") if is_utf_16 else text


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records by day, then start (those without one first), then line."""
    return tuple(sorted(records, key=lambda one: (one.day, _seconds(one.start), one.line)))


def _seconds(moment: Moment | None) -> int:
    return -1 if moment is None or moment.seconds is None else moment.seconds
