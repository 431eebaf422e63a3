"""What both of novelWriter's session logs say: sittings with their idle time and word counts.

Source: novelWriter 0.2 to 2.6, `core/project.py`, `core/sessions.py`, `tools/writingstats.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafttime.clock.logs._hours import most_work
from drafttime.clock.logs._local import span
from drafttime.clock.logs._log import LogError, LogFile, LogOptions, in_order
from drafttime.model import Log, Record

ROUNDING_SECONDS = 1
"""Start and end are cut to whole seconds and the idle time is rounded, so that a sitting that was
idle throughout may say a second more than it lasted."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One entry: when the project was opened and closed, by the clock on the wall.

    `novel` and `notes` are the words that stood there at its end; `words` what it says was added,
    in the oldest logs, which give no totals.
    """

    line: int
    start: datetime
    end: datetime
    idle_seconds: int = 0
    novel: int | None = None
    notes: int = 0
    words: int | None = None


def log_of(
    name: str,
    file: LogFile,
    sittings: Sequence[Sitting],
    offset: int | None,
    options: LogOptions,
) -> Log:
    """Return the sittings as records.

    `offset` is the words of novel and notes together when the log was begun, None where it does
    not say. The words of a record are the change of the novel since the sitting before it, those of
    the first the change of novel and notes together, since the offset does not tell them apart.
    A sitting that stands twice counts once. Nothing is chosen by `options.only`: the log is of one
    project and holds no text. Raises LogError for a sitting that ends before it starts, is idle for
    longer than it lasted, or holds more work than its days have room for.
    """
    records: list[Record] = []
    seen: set[tuple[object, ...]] = set()
    before: int | None = None
    for sitting in sorted(sittings, key=lambda one: (one.end, one.line)):
        key = (sitting.start, sitting.end, sitting.idle_seconds, sitting.novel, sitting.notes)
        if key in seen:
            continue
        seen.add(key)
        words = sitting.words
        if words is None and sitting.novel is not None:
            if before is not None:
                words = sitting.novel - before
            elif offset is not None:
                words = sitting.novel + sitting.notes - offset
        before = sitting.novel
        records.append(_record(name, file.name, sitting, words, options))
    return Log(name, file.name, in_order(records), zone_from=options.clock.zone_from)


def _record(
    name: str, file: str, sitting: Sitting, words: int | None, options: LogOptions
) -> Record:
    start, end = span(
        options.clock,
        sitting.start,
        sitting.end,
        max(0, sitting.idle_seconds - ROUNDING_SECONDS),
    )
    if start.seconds is None or end.seconds is None:
        raise LogError(file, sitting.line, "its time is not known")
    lasted = end.seconds - start.seconds
    worked = lasted - sitting.idle_seconds
    if lasted < 0:
        raise LogError(file, sitting.line, "it ends before it starts", _CLOCKS)
    if worked < -ROUNDING_SECONDS:
        raise LogError(
            file,
            sitting.line,
            f"it lasted {lasted:,} seconds and says it was idle for {sitting.idle_seconds:,}",
            _CLOCKS,
        )
    if worked > 60 * most_work(lasted / 60):
        raise LogError(
            file,
            sitting.line,
            f"it says that somebody worked for {worked / 3600:,.0f} hours",
            "the project was left open; take the line out, or write its idle seconds into it",
        )
    return Record(
        log=name,
        file=file,
        line=sitting.line,
        day=sitting.start.date(),
        start=start,
        end=end,
        minutes=max(0, worked) / 60,
        words=words,
    )


_CLOCKS = (
    "mend the line, or, if the clocks were set back that night, set the zone that you live in; "
    "nothing was taken from this file"
)
