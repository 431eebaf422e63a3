"""novelWriter's session logs before version 2.1: columns of text, and before that a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from drafttime.clock.logs._local import naive_of
from drafttime.clock.logs._log import (
    Allowance,
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    lines_in,
    text_of,
)
from drafttime.clock.logs._novelwriter import Sitting, log_of
from drafttime.model import Log

_NAMES = {"sessionStats.log", "sessionInfo.log"}
_HEADER = re.compile(r"# Start Time {1,20}End Time {1,30}Novel {1,20}Notes(?P<idle> {1,20}Idle)?")
_OFFSET = re.compile(r"# Offset {1,3}(?P<words>\d{1,12})", re.ASCII)
_SENTENCE = re.compile(
    r"Start: (?P<start>[\d\-]{10} [\d:]{8}) {1,4}End: (?P<end>[\d\-]{10} [\d:]{8})"
    r" {1,4}Words: {1,12}(?P<words>-?\d{1,12})",
    re.ASCII,
)
_COUNT = re.compile(r"\d{1,12}", re.ASCII)
_LEAST_COLUMNS, _MOST_COLUMNS = 6, 7


@dataclass(slots=True)
class _Read:
    """What has been read so far.

    Versions that write an offset leave it out where it is zero, and all that write idle times
    are among them.
    """

    offset: int | None = None
    sittings: list[Sitting] = field(default_factory=list)


def _recognises(name: str, head: str) -> bool:
    first = next((line.strip() for line in head.lstrip("\ufeff").splitlines() if line.strip()), "")
    if any(form.fullmatch(first) for form in (_HEADER, _OFFSET, _SENTENCE)):
        return True
    return name in _NAMES


def _read(file: LogFile, options: LogOptions) -> Log:
    found = _Read()
    allowance = Allowance(file.name)
    for number, line in lines_in(file.name, text_of(file)):
        text = line.strip()
        if text.startswith("#"):
            _comment(file.name, number, text, found)
        elif text and not line.endswith("\n"):
            raise LogError(  # a row that lost its last column would pass for one of an older form
                file.name,
                number,
                "it ends in the middle of a line",
                "if that line is whole, put an end of line behind it",
            )
        elif text:
            allowance.take()
            found.sittings.append(_sitting(file.name, number, text))
    return log_of(LOG.name, file, found.sittings, found.offset, options)


def _comment(file: str, line: int, text: str, found: _Read) -> None:
    header = _HEADER.fullmatch(text)
    offset = _OFFSET.fullmatch(text)
    if offset is not None and not found.sittings and not found.offset:
        found.offset = int(offset["words"])
    elif text.startswith("# Offset"):
        reason = "it is no count of words" if offset is None else "a second log begins here"
        raise LogError(file, line, reason)
    elif header is not None and header["idle"] and found.offset is None and not found.sittings:
        found.offset = 0


def _sitting(file: str, line: int, text: str) -> Sitting:
    sentence = _SENTENCE.fullmatch(text)
    if sentence is not None:
        start, end = (_time(file, line, sentence[key]) for key in ("start", "end"))
        return Sitting(line, start, end, words=int(sentence["words"]))
    columns = text.split(None, _MOST_COLUMNS)
    if not _LEAST_COLUMNS <= len(columns) <= _MOST_COLUMNS:
        raise LogError(file, line, "it has neither six columns nor seven")
    if not all(_COUNT.fullmatch(column) for column in columns[4:]):
        raise LogError(file, line, "it has a count that is no whole number")
    counts = [int(column) for column in columns[4:]]
    return Sitting(
        line=line,
        start=_time(file, line, " ".join(columns[:2])),
        end=_time(file, line, " ".join(columns[2:4])),
        idle_seconds=counts[2] if len(counts) == 3 else 0,
        novel=counts[0],
        notes=counts[1],
    )


def _time(file: str, line: int, written: str) -> datetime:
    try:
        return naive_of(written)
    except ValueError as error:
        raise LogError(file, line, f"it has a time that is none: {error}") from None


LOG = LogFormat(
    name="novelwriter_old",
    title="novelWriter before 2.1",
    says=(
        "The session log that novelWriter kept before version 2.1, in the project's folder as "
        "`meta/sessionStats.log` or, oldest of all, `meta/sessionInfo.log`. The minutes are those "
        "that the project was open, less those in which it was idle, which logs before version 1.2 "
        "do not know: there they may be too many. Its times have no zone."
    ),
    example=(
        "# Offset 1200\n"
        "# Start Time         End Time                Novel     Notes      Idle\n"
        "2021-03-01 20:05:00  2021-03-01 21:35:00      1640        90       600\n"
    ),
    recognises=_recognises,
    read=_read,
)
