"""Org mode's clocks: the lines that clocking in and out leaves under a heading.

Source: the Org manual, “Clocking commands”, and the syntax of clocks and timestamps that Org's
documentation gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from drafttime.clock.logs._hours import refuse_long_days
from drafttime.clock.logs._local import span
from drafttime.clock.logs._log import (
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    counted,
    in_order,
    lines_in,
    text_of,
)
from drafttime.clock.logs._years import EARLIEST_YEAR, LATEST_YEAR
from drafttime.model import Log, Record

_MOST_PARENTS = 20
_LONGEST_HEADING = 200
_AGREES_SECONDS = 60

_STAMP = (
    r"[\[<]([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ \t]{1,4}[^\]>0-9\s]{1,20})?"
    r"[ \t]{1,4}([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?[\]>]"
)
_CLOCK = re.compile(r"[ \t]{0,200}(?:CLOCK:|(?i:clock):(?=[ \t]{0,20}(?:[\[<][0-9]{4}-|=>)))")
_FROM = re.compile(_STAMP)
_LENGTH = re.compile(r"[ \t]{0,20}=>[ \t]{0,20}([0-9]{1,6}):([0-9]{2})[ \t]{0,80}")
_HEADING = re.compile(r"(\*{1,1000})[ \t]{1,80}(?=\S)")
_BLOCK = re.compile(r"[ \t]{0,200}#\+(begin|end)_([^\s\]]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock line: what follows the keyword, and the headings that it stands under."""

    line: int
    text: str
    under: str


def _recognises(name: str, head: str) -> bool:
    if name.casefold().endswith((".org", ".org_archive")):
        return True
    if "." in name and not name.casefold().endswith(".txt"):
        return False
    return any(_CLOCK.match(line) for line in head.splitlines())


def _read(file: LogFile, options: LogOptions) -> Log:
    records: list[Record] = []
    clocks = left_out = 0
    for clock in counted(_clocks(file.name, text_of(file)), file.name):
        clocks += 1
        record = _record(file.name, clock, options)
        if record is None or not options.wants(record.says):
            left_out += 1
        else:
            records.append(record)
    if not clocks:
        raise LogError(file.name, None, "no CLOCK line stands in it")
    found = in_order(records)
    refuse_long_days(found)
    zone_from = options.clock.zone_from if found else ""
    return Log(LOG.name, file.name, found, zone_from, left_out)


def _clocks(name: str, text: str) -> Iterator[_Clock]:
    """Yield the clock lines with their headings; what stands in a block is text, not a clock."""
    headings: list[tuple[int, str]] = []
    under = ""
    block, opened = "", 0
    for number, raw in lines_in(name, text):
        line = raw.rstrip("\n")
        edge = _BLOCK.match(line)
        if edge is not None and (not block or block == edge[2].casefold()):
            block = edge[2].casefold() if edge[1].casefold() == "begin" else ""
            opened = number
            continue
        heading = _HEADING.match(line)
        if heading is not None:
            if block:
                raise LogError(name, opened, "the block that begins there never ends")
            under = _entered(headings, len(heading[1]), line[heading.end() :])
        elif not block and (keyword := _CLOCK.match(line)):
            yield _Clock(number, line[keyword.end() :].strip(), under)
    if block:
        raise LogError(name, opened, "the block that begins there never ends")


def _entered(headings: list[tuple[int, str]], level: int, text: str) -> str:
    """Put a heading in its place and return it with its parents."""
    while headings and headings[-1][0] >= level:
        headings.pop()
    headings.append((level, " ".join(text.split())[:_LONGEST_HEADING]))
    return " / ".join(one for _, one in headings[-_MOST_PARENTS:])


def _record(name: str, clock: _Clock, options: LogOptions) -> Record | None:
    """Return what a clock line says, or None for one that still runs."""
    if _LENGTH.fullmatch(clock.text):
        raise LogError(
            name,
            clock.line,
            "this clock has a length and no day",
            "give it the times from which to which it ran, as Org mode does",
        )
    first = _FROM.match(clock.text)
    if first is None:
        raise LogError(name, clock.line, "this is no clock as Org mode writes it")
    begun = _time(name, clock.line, first)
    rest = clock.text[first.end() :]
    if not rest.strip():
        return None
    last = _FROM.match(rest, 2) if rest.startswith("--") else None
    if last is None:
        raise LogError(name, clock.line, "this is no clock as Org mode writes it")
    ended = _time(name, clock.line, last)
    stated = _stated(name, clock.line, rest[last.end() :])
    start, end = span(options.clock, begun, ended, stated or 0)
    assert start.seconds is not None
    assert end.seconds is not None
    seconds = end.seconds - start.seconds
    if seconds < 0:
        raise LogError(name, clock.line, "this clock ends before it begins")
    on_the_wall = (ended - begun).total_seconds()
    if (
        stated is not None
        and min(abs(stated - seconds), abs(stated - on_the_wall)) > _AGREES_SECONDS
    ):
        raise LogError(
            name,
            clock.line,
            f"this clock says {stated / 60:,.0f} minutes, and between its times lie "
            f"{seconds / 60:,.0f}",
            "correct the line; if the clocks were changed that night, set your zone",
        )
    day = start.day()
    assert day is not None
    return Record(
        LOG.name, name, clock.line, day, start, end, minutes=seconds / 60, says=clock.under
    )


def _time(name: str, line: int, found: re.Match[str]) -> datetime:
    year, month, day, hour, minute = (int(found[k]) for k in range(1, 6))
    if not EARLIEST_YEAR < year <= LATEST_YEAR:
        raise LogError(name, line, f"{found[0]} does not lie between 1971 and {LATEST_YEAR}")
    try:
        return datetime(year, month, day, hour, minute, int(found[6] or 0))  # noqa: DTZ001
    except ValueError:
        raise LogError(name, line, f"{found[0]} is no time that a calendar has") from None


def _stated(name: str, line: int, text: str) -> float | None:
    """Return the seconds that follow the arrow, or None where there is none."""
    if not text.strip():
        return None
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise LogError(name, line, "this is no clock as Org mode writes it")
    return int(found[1]) * 3600.0 + int(found[2]) * 60.0


LOG = LogFormat(
    name="org",
    title="Org mode",
    says="The CLOCK lines that Org mode writes under a heading of an .org file. Minutes are those "
    "between the two times; a clock that still runs is left out, and one whose length does not fit "
    "its times is an error. What an entry says is its heading with the headings above it.",
    example="* The novel\n"
    "** Chapter one\n"
    "   :LOGBOOK:\n"
    "   CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:30] =>  1:30\n"
    "   :END:\n",
    recognises=_recognises,
    read=_read,
)
