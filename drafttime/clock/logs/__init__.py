"""Logs of real time: one file per format, each of which defines one `LOG`."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from drafttime.clock.logs._hours import refuse_impossible_days
from drafttime.clock.logs._log import (
    MOST_BYTES,
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    WallClock,
    in_order,
    refuse_too_long,
)
from drafttime.discovery import discover
from drafttime.model import Log, Record

__all__ = [
    "MOST_BYTES",
    "LogError",
    "LogFile",
    "LogFormat",
    "LogOptions",
    "WallClock",
    "all_logs",
    "read_log",
    "recognise",
]

HEAD_BYTES = 1 << 16
"""How much of a file is looked at to tell what it is."""

_ROUNDING_MINUTES = 1 / 60
"""Moments are whole seconds, and minutes are not."""


@cache
def all_logs() -> tuple[LogFormat, ...]:
    """Return every format of records, in order of its file's name."""
    return discover(__name__, "LOG", LogFormat)


def recognise(file: LogFile) -> LogFormat:
    """Return the format of a log.

    Raises LogError for a file that is too long, of a format that is not known, or of several.
    """
    refuse_too_long(file)
    head = file.data[:HEAD_BYTES]
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = head.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    found = [form for form in all_logs() if form.recognises(file.name, text)]
    if len(found) == 1:
        return found[0]
    if found:
        titles = " and ".join(form.title for form in found)
        raise LogError(
            file.name,
            None,
            f"it may be a log of several kinds: {titles}",
            "rename it to end as the files of the one do, such as .org, .md or .csv",
        )
    titles = ", ".join(form.title for form in all_logs())
    raise LogError(
        file.name,
        None,
        "it is no log of a known kind",
        f"what can be read: {titles}",
    )


def read_log(file: LogFile, options: LogOptions) -> Log:
    """Return the records of a log in order of time.

    An entry of no time shows no work: it is left out and counted, or, where it gives words, kept
    for these alone. Raises LogError for a file that is not understood as a whole; then nothing is
    taken from it.
    """
    log = recognise(file).read(file, options)
    for record in log.records:
        _check(record)
    records = in_order(filter(None, map(_at_work, log.records)))
    refuse_impossible_days(records)
    left_out = log.left_out + len(log.records) - len(records)
    return Log(log.log, log.file, records, log.zone_from, left_out)


def _at_work(record: Record) -> Record | None:
    """Return a record as it counts, or None for one that shows neither time nor words."""
    if record.minutes is None or record.minutes > 0:
        return record
    return replace(record, minutes=None) if record.words else None


def _check(record: Record) -> None:
    """Raise LogError for a record that cannot be: below no time, or longer than its times."""
    if record.start is not None and record.end is not None:
        begun, ended = record.start.seconds, record.end.seconds
        if begun is None or ended is None or ended < begun:
            raise LogError(record.file, record.line, "it ends before it begins")
        between = (ended - begun) / 60
    else:
        between = math.inf
    if record.minutes is None:
        return
    if not math.isfinite(record.minutes) or record.minutes < 0:
        raise LogError(record.file, record.line, "its minutes are no length of time")
    if record.minutes > between + _ROUNDING_MINUTES:
        raise LogError(
            record.file,
            record.line,
            f"it says {record.minutes:,.1f} minutes, and from its start to its end are "
            f"{between:,.1f}",
        )
