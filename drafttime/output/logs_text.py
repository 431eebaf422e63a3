"""What `drafttime import` says of logs: what is in them, and how to have them counted."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from drafttime.model import Log, Record
from drafttime.output.escaping import shown
from drafttime.output.json_text import Json, listing
from drafttime.output.terminal import Line, labelled, unbroken, wrapped
from drafttime.output.wording import (
    about_hours_short,
    count,
    counted,
    day,
    days,
    hours_short,
    listed,
)

NAME_LIMIT = 120
SAYS_LIMIT = 80
NOT_FILES = frozenset({"watch", "refs/notes/gtm-data"})


def logs_text(
    logs: Sequence[Log],
    names: Sequence[str],
    titles: Mapping[str, str],
    *,
    only: Sequence[str] = (),
    width: int,
) -> str:
    """Return a paragraph per log, and how to have them counted.

    `names` are the logs as they were given, `only` the words that entries had to hold, `titles`
    what people call the formats.
    """
    parts = [_log(log, titles.get(log.log, log.log), width) for log in logs]
    return "\n\n".join([*parts, "\n".join(wrapped(_closing(logs, names, only), width))])


def _closing(logs: Sequence[Log], names: Sequence[str], only: Sequence[str]) -> str:
    records = [record for log in logs for record in log.records]
    if not records:
        holds = (
            f" No entry holds {listed(f'‘{shown(word, 40)}’' for word in only)}." if only else ""
        )
        return f"Nothing was stored, and nothing of this would be counted.{holds}"
    if all(record.minutes is None for record in records):
        return (
            "Nothing was stored. This log counts words and no hours; a report compares them with "
            "those of the commits."
        )
    options = [f"--logs {shlex.quote(shown(name, NAME_LIMIT))}" for name in names]
    options += [f"--log-only {shlex.quote(shown(word, NAME_LIMIT))}" for word in only]
    lasting = ", ".join(
        json.dumps(shown(name if name in NOT_FILES else Path(name).name), ensure_ascii=False)
        for name in names
    )
    files = any(name not in NOT_FILES for name in names)
    for_good = unbroken(f"logs = [{lasting}]")
    if only:
        words = ", ".join(json.dumps(shown(word, NAME_LIMIT), ensure_ascii=False) for word in only)
        for_good += f" and {unbroken(f'log-only = [{words}]')}"
    return (
        f"Nothing was stored. To have this counted: "
        f"{unbroken(' '.join(['drafttime report', *options]))}; or for good, with {for_good} in "
        f"drafttime.toml{' and the log in the folder of the book' if files else ''}."
    )


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
