"""novelWriter's session log since version 2.1: a JSON object a line."""

from __future__ import annotations

import re
from datetime import datetime

from drafttime.clock.logs._entries import Entry, entry_of, json_of
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

_FIRST_LINE = re.compile(r'\ufeff?\s{0,20}\{[^\n]{0,40}"type"[ ]?:[ ]?"(?:initial|record)"')
_KEYS = frozenset({"type", "offset", "start", "end", "novel", "notes", "idle"})


def _recognises(name: str, head: str) -> bool:
    return bool(_FIRST_LINE.match(head)) or (name == "sessions.jsonl" and not head.strip())


def _read(file: LogFile, options: LogOptions) -> Log:
    offset: int | None = None
    sittings: list[Sitting] = []
    any_before = False
    allowance = Allowance(file.name)
    for number, line in lines_in(file.name, text_of(file)):
        if not line.strip():
            continue
        allowance.take()
        entry = entry_of(file.name, number, "it", json_of(file, line, number, _KEYS))
        kind = entry.text("type")
        if kind == "initial" and not any_before:
            offset = entry.whole("offset")
        elif kind == "record":
            sittings.append(_sitting(entry, number))
        elif kind == "initial":
            raise LogError(file.name, number, "a second log begins here", "keep one of the two")
        else:
            raise LogError(file.name, number, "it is neither an “initial” nor a “record”")
        any_before = True
    return log_of(LOG.name, file, sittings, offset, options)


def _sitting(entry: Entry, line: int) -> Sitting:
    return Sitting(
        line=line,
        start=_time(entry, "start"),
        end=_time(entry, "end"),
        idle_seconds=entry.whole("idle"),
        novel=entry.whole("novel"),
        notes=entry.whole("notes"),
    )


def _time(entry: Entry, key: str) -> datetime:
    try:
        return naive_of(entry.text(key))
    except ValueError as error:
        raise entry.error(f"has a “{key}” that is no time: {error}") from None


LOG = LogFormat(
    name="novelwriter",
    title="novelWriter",
    says=(
        "The session log that novelWriter keeps since version 2.1, in the project's folder as "
        "`meta/sessions.jsonl`. The minutes are those that the project was open, less those in "
        "which it was idle; the words are the change of the novel's count. Its times have no zone."
    ),
    example=(
        '{"type": "initial", "offset": 1200}\n'
        '{"type": "record", "start": "2024-03-01 20:05:00", "end": "2024-03-01 21:35:00", '
        '"novel": 1640, "notes": 90, "idle": 600}\n'
    ),
    recognises=_recognises,
    read=_read,
)
