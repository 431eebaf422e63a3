"""The log that `drafttime watch` keeps: a line of JSON for each time that a chapter was saved.

The form of the lines stands here, for the watcher that writes them and for the reader. A first line
says what the file is; every other one is a heartbeat. All letters are ASCII, so that a line that
was cut short by a crash is never half a letter.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from drafttime.clock.logs._entries import entry_of, json_of, shortened
from drafttime.clock.logs._heartbeats import Beats
from drafttime.clock.logs._intervals import record_of
from drafttime.clock.logs._log import (
    TIMEOUT_MINUTES,
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    WallClock,
    counted,
    in_order,
    lines_in,
    text_of,
)
from drafttime.model import Log, Record

VERSION = 1
FIRST_BYTES = f'{{"drafttime-watch": {VERSION},'.encode()
"""How every log begins that this version may write to."""

FOLDER = "DRAFTTIME_WATCH"
"""The variable of the environment that names another folder for the logs."""

_FIRST_LINE = re.compile(r'\s{0,20}\{\s{0,20}"drafttime-watch"\s{0,5}:')
_KEYS = frozenset({"drafttime-watch", "book", "timeout_minutes", "at", "file"})
_LONGEST_LINE = 1 << 16
_LONGEST_NAME = 40
_LONGEST_SAYS = 200

_Saved = tuple[str, int]
"""What a heartbeat says besides its time: the file, and the offset of the clock in minutes."""

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Beat:
    """A heartbeat: when a file was saved (Unix seconds, the clock's offset), and where it stands.

    `line` is its line in the log, from 1.
    """

    seconds: float
    offset_minutes: int
    file: str
    line: int

    @property
    def day(self) -> date:
        """The writer's own day."""
        return self.local.date()

    @property
    def local(self) -> datetime:
        """The time on the writer's own clock."""
        return datetime.fromtimestamp(self.seconds, _zone(self.offset_minutes))


def first_line(book: str) -> str:
    """Return the line that a log begins with; `book` is the name of the book's folder."""
    return _line({"drafttime-watch": VERSION, "book": book, "timeout_minutes": TIMEOUT_MINUTES})


def beat_line(at: datetime, file: str) -> str:
    """Return the line of a heartbeat; the time must carry its zone."""
    return _line({"at": at.isoformat(timespec="seconds"), "file": file})


def is_whole(line: bytes, *, is_first: bool) -> bool:
    """Return whether a line that has no end is whole all the same, and only its end is missing."""
    if len(line) > _LONGEST_LINE:
        return False
    try:
        text = line.decode()
        if is_first:
            _check_first("", text)
        else:
            _beat("", text, 1)
    except (UnicodeDecodeError, LogError):
        return False
    return True


def beats_of(file: LogFile) -> tuple[Beat, ...]:
    """Return the heartbeats of a log, in the order of its lines.

    Where the last line has no end and is not whole, a crash cut it short: it is passed over.
    Raises LogError for any other line that is none.
    """
    beats = _columns(file)
    return tuple(
        Beat(seconds, offset, name, line)
        for seconds, line, (name, offset) in map(beats.__getitem__, range(len(beats)))
    )


def records_of(file: str, beats: Iterable[Beat], options: LogOptions) -> tuple[Record, ...]:
    """Return the stretches of work that heartbeats show, in order of time.

    A heartbeat that stands alone shows no time and makes none. What `options` do not want ends the
    work before it.
    """
    columns = Beats[_Saved](file)
    for beat in beats:
        columns.add(beat.seconds, beat.line, (beat.file, beat.offset_minutes))
    return _records(file, columns, options)


def _columns(file: LogFile) -> Beats[_Saved]:
    """Return the heartbeats of a log as `beats_of` reads them."""
    try:
        text = text_of(file)
    except LogError:  # a power cut may leave behind the last line what is no text
        text = text_of(LogFile(file.name, file.data[: file.data.rfind(b"\n") + 1]))
    beats = Beats[_Saved](file.name)
    is_log = False
    for number, line in lines_in(file.name, text):
        if not line.endswith("\n") and not is_whole(line.encode(), is_first=not is_log):
            break
        if not is_log:
            _check_first(file.name, line)
            is_log = True
        elif line.strip():
            beat = _beat(file.name, line, number)
            beats.add(beat.seconds, number, (beat.file, beat.offset_minutes))
    if not is_log:
        raise LogError(file.name, 1, "its first line is not that of a log of `drafttime watch`")
    return beats


def _records(file: str, beats: Beats[_Saved], options: LogOptions) -> tuple[Record, ...]:
    runs = beats.runs(lambda saved: options.wants(saved[0]), options.timeout_minutes * 60)
    return in_order(
        record_of(
            run,
            log=LOG.name,
            file=file,
            line=line,
            clock=WallClock(_zone(offset)),
            says=shortened(name, _LONGEST_SAYS),
        )
        for run, line, (name, offset) in counted(runs, file)
    )


def log_folder() -> Path:
    """Return the folder of the logs: DRAFTTIME_WATCH, or one in the user's data folder."""
    if chosen := os.environ.get(FOLDER):
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where a log is looked for

    return user_data_path("drafttime", appauthor=False) / "watch"


def default_log(folder: Path) -> Path:
    """Return where the log of a book lies: named after its folder and a digest of the path."""
    whole = folder.resolve()
    digest = hashlib.sha256(os.fsencode(whole)).hexdigest()[:8]
    name = _UNSAFE.sub("-", whole.name).strip("-.")[:_LONGEST_NAME]
    return log_folder() / f"{name or 'book'}-{digest}.jsonl"


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=True) + "\n"


def _zone(offset_minutes: int) -> timezone:
    return timezone(timedelta(minutes=offset_minutes))


def _check_first(file: str, line: str) -> None:
    entry = entry_of(file, 1, "it", json_of(LogFile(file, b""), line, 1, _KEYS))
    if entry.whole("drafttime-watch") != VERSION:
        raise LogError(
            file,
            1,
            "it was written by another version of drafttime, in a form that is not known here",
            "read it with that version, or with a newer one",
        )
    entry.text("book")
    entry.amount("timeout_minutes")


def _beat(file: str, line: str, number: int) -> Beat:
    entry = entry_of(file, number, "it", json_of(LogFile(file, b""), line, number, _KEYS))
    seconds = entry.iso_seconds("at")
    offset = datetime.fromisoformat(entry.text("at")).utcoffset() or timedelta()
    return Beat(seconds, round(offset.total_seconds() / 60), entry.text("file"), number)


def _recognises(_name: str, head: str) -> bool:
    return bool(_FIRST_LINE.match(head))


def _read(file: LogFile, options: LogOptions) -> Log:
    beats = _columns(file)
    saved = beats.labels().items()
    left_out = sum(number for (name, _), number in saved if not options.wants(name))
    return Log(LOG.name, file.name, _records(file.name, beats, options), left_out=left_out)


LOG = LogFormat(
    name="watch",
    title="drafttime watch",
    says=(
        "The log that `drafttime watch` keeps while you write: a line each time that a file of the "
        "manuscript was saved, at most one a file in twenty seconds. The minutes are those between "
        "saves no further apart than the timeout; what follows the last is not counted. It lies in "
        "your user’s data folder, where the name `watch` finds it."
    ),
    example=(
        '{"drafttime-watch": 1, "book": "tidewright", "timeout_minutes": 15.0}\n'
        '{"at": "2024-03-01T20:05:12+00:00", "file": "chapters/07-the-weir.md"}\n'
        '{"at": "2024-03-01T20:11:40+00:00", "file": "chapters/07-the-weir.md"}\n'
        '{"at": "2024-03-01T20:19:03+00:00", "file": "chapters/08-ebb.md"}\n'
    ),
    recognises=_recognises,
    read=_read,
)
