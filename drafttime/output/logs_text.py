"""What `drafttime import` says of logs: what is in them, and how to have them counted."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from statistics import median

from drafttime.model import Log, Record
from drafttime.output.escaping import shown
from drafttime.output.json_text import Json, listing
from drafttime.output.terminal import Line, labelled, unbroken, wrapped
from drafttime.output.wording import about_hours_short, count, counted, day, days, hours_short

NAME_LIMIT = 120
SAYS_LIMIT = 80
NOT_FILES = frozenset({"watch", "refs/notes/gtm-data"})


def logs_text(
    logs: Sequence[Log], names: Sequence[str], titles: dict[str, str], *, width: int
) -> str:
    """Return a paragraph per log; `names` are as given, `titles` what people call the formats."""
    parts = [_log(log, titles.get(log.log, log.log), width) for log in logs]
    options = " ".join(f"--logs {_quoted(shown(name, NAME_LIMIT))}" for name in names)
    settings = ", ".join(json.dumps(shown(name, NAME_LIMIT), ensure_ascii=False) for name in names)
    where = (
        ""
        if all(name in NOT_FILES for name in names)
        else "; a file must lie in the repository for that"
    )
    closing = (
        f"Nothing was stored. To have this counted: {unbroken(f'drafttime report {options}')}, or "
        f"for good {unbroken(f'logs = [{settings}]')} in drafttime.toml{where}."
    )
    return "\n\n".join([*parts, "\n".join(wrapped(closing, width))])


def _quoted(name: str) -> str:
    return shlex.quote(name)


def logs_json(logs: Sequence[Log]) -> str:
    """Return every record as JSON text; times are ISO 8601 with the writer's offset."""
    return listing({"logs": [_object(log) for log in logs]})


def _object(log: Log) -> Json:
    return {
        "log": log.log,
        "file": log.file,
        "zone_from": log.zone_from or None,
        "left_out": log.left_out,
        "records": [
            {
                **asdict(record),
                "start": record.start.iso() if record.start else None,
                "end": record.end.iso() if record.end else None,
                "writer": record.writer or None,
                "commit": record.commit or None,
            }
            for record in log.records
        ],
    }


def _log(log: Log, title: str, width: int) -> str:
    lines = [line for line in _lines(log) if line.text]
    return f"{shown(log.file, NAME_LIMIT)} · {title}\n\n{labelled(lines, width)}"


def _lines(log: Log) -> Iterable[Line]:
    records = log.records
    if not records:
        yield Line("Entries", "none")
    else:
        by_day = _minutes_by_day(records)
        entries = counted(len(records), "entry", "entries")
        on = counted(len({record.day for record in records}), "day")
        period = days(min(r.day for r in records), max(r.day for r in records))
        yield Line("Entries", f"{entries} on {on}, {period}")
        if by_day:
            typical, longest = median(by_day), max(by_day)
            yield Line(
                "Time",
                f"{unbroken(hours_short(sum(by_day)))}; a day typically "
                f"{unbroken(about_hours_short(typical))}, at most "
                f"{unbroken(about_hours_short(longest))}",
            )
        words = [record.words for record in records if record.words is not None]
        if words:
            yield Line("Words", f"{count(sum(words))} by its own count")
        yield Line("First", _entry(records[0]))
        if len(records) > 1:
            yield Line("Last", _entry(records[-1]))
    if log.left_out:
        yield Line("Left out", counted(log.left_out, "entry", "entries"))
    if log.zone_from:
        yield Line("Zone", f"times without a zone are read in {log.zone_from}")


def _minutes_by_day(records: Iterable[Record]) -> list[float]:
    found: dict[object, float] = {}
    for record in records:
        if record.minutes is not None:
            found[record.day] = found.get(record.day, 0.0) + record.minutes
    return list(found.values())


def _entry(record: Record) -> str:
    start = record.start.local() if record.start else None
    parts = [
        day(record.day) + (f" {start:%H:%M}" if start else ""),
        "" if record.minutes is None else hours_short(record.minutes),
        shown(record.says, SAYS_LIMIT),
    ]
    return "  ".join(part for part in parts if part)
