"""Records of real time: what an editor, a timer or the writer's own hand noted down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from drafttime.model.history import Moment


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a log: time that somebody noted, not time that was derived from commits.

    `log` is the name of the format, `file` the file as it was named, `line` where the entry stands
    in it (from 1; in a file without lines the number of the entry). `day` is the writer's own day,
    that of the start where there is one. `start` and `end` are None where the log knows only the
    day. `minutes` is the time at work, pauses that the log knows of taken off, never longer than
    from `start` to `end`; None in logs that count words alone. `words` is what the log says was
    written. `says` is the entry's own text. `writer` and `commit` are empty where the log does not
    name them.
    """

    log: str
    file: str
    line: int
    day: date
    start: Moment | None = None
    end: Moment | None = None
    minutes: float | None = None
    words: int | None = None
    says: str = ""
    writer: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What one file of records holds.

    `zone_from` says in words where the zone of times without one was taken from, and is empty where
    the file needs none. `left_out` counts entries that were not wanted (another project, a text
    that was not asked for).
    """

    log: str
    file: str
    records: tuple[Record, ...]
    zone_from: str = ""
    left_out: int = 0
