"""What WakaTime and Wakapi hand out: heartbeats, or sums of seconds a day.

Sources: WakaTime's data dumps (its API documentation, “data dumps”; wakatime/wakadump, whose sample
is a dump of sums), and of Wakapi `models/compat/wakatime/v1` and `scripts/download_heartbeats.py`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafttime.clock.logs._entries import LATEST_SECONDS, Entry, entry_of, json_of, shortened
from drafttime.clock.logs._heartbeats import Beats
from drafttime.clock.logs._log import Allowance, LogError, LogFile, lines_in

KEYS = frozenset(
    "days date heartbeats data time entity project projects name grand_total total_seconds "
    "entities".split()
)
"""All that is read; the rest of a dump is ten times as long and is not kept."""

COLUMNS = frozenset({"entity", "project", "time"})
"""The columns that a table of heartbeats must have."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECONDS = re.compile(r"\d{1,12}(?:\.\d{0,9})?", re.ASCII)


_BEAT = frozenset({"time", "entity"})
_BEAT_KEYS = frozenset({"time", "entity", "project"})

Opened = tuple[str, str]
"""What was open at a heartbeat: a project, which may be empty, and a file or another thing."""


@dataclass(frozen=True, slots=True)
class Share:
    """The seconds that a day went to one project, and those of its files."""

    project: str
    seconds: float
    entities: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """A day of a dump without heartbeats; `line` is its number among the days."""

    line: int
    day: date
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Dump:
    """What one file holds. The line of a heartbeat is its number where the file has no lines."""

    beats: Beats[Opened]
    days: tuple[Sums, ...] = ()


def json_dump(file: LogFile, text: str) -> Dump:
    """Return a dump or an answer of the API; raises LogError for what is neither."""
    packed = Beats[Opened](file.name)
    whole = json_of(file, text, keys=KEYS, pack=lambda values: _packed(values, packed))
    if isinstance(whole, list):
        top = Entry(file.name, None, "it", {"heartbeats": whole})
    else:
        top = entry_of(file.name, None, "it", whole)
    beats = Beats[Opened](file.name)
    if "days" in top.values:
        return Dump(beats, _days(top, packed, beats))
    for key in ("heartbeats", "data"):
        if key in top.values:
            _take(top, key, packed, beats)
            return Dump(beats)
    raise top.error("holds neither days nor heartbeats")


def csv_dump(file: LogFile, text: str) -> Dump:
    """Return a table of heartbeats as Wakapi's own script writes it, first line its columns."""
    beats = Beats[Opened](file.name)
    for time, line, opened in _rows(file.name, text):
        beats.add(time, line, opened)
    return Dump(beats)


class _Packed(int):
    """A heartbeat that was understood as its file was parsed: its number among those."""

    __slots__ = ()


def _packed(values: dict[str, object], packed: Beats[Opened]) -> object:
    """Return what stands for an object of JSON: a number for a plain heartbeat, else itself."""
    if not _BEAT <= values.keys() <= _BEAT_KEYS:
        return values
    time, project, entity = values["time"], values.get("project"), values["entity"]
    if isinstance(time, bool) or not isinstance(time, int | float):
        return values
    if not 0 <= time < LATEST_SECONDS or not isinstance(entity, str):
        return values
    if project is not None and not isinstance(project, str):
        return values
    packed.add(time, 0, (project or "", entity))
    return _Packed(len(packed) - 1)


def _days(top: Entry, packed: Beats[Opened], beats: Beats[Opened]) -> tuple[Sums, ...]:
    """Return the sums of days, and put the heartbeats of those that have them into `beats`."""
    allowance = Allowance(top.file)
    days: dict[date, Sums] = {}
    for number, day in enumerate(top.parts("days", "day"), 1):
        if "heartbeats" in day.values:
            _take(day, "heartbeats", packed, beats)
            continue
        if "projects" not in day.values:
            raise day.error("holds neither heartbeats nor projects")
        sums = Sums(number, _date(day), tuple(_shares(day)))
        if sums.day in days:
            raise day.error(f"is {sums.day}, which stands there twice")
        allowance.take(1 + len(sums.shares))
        days[sums.day] = sums
    return tuple(days.values())


def _take(holder: Entry, key: str, packed: Beats[Opened], beats: Beats[Opened]) -> None:
    for number, one in enumerate(holder.listed(key), len(beats) + 1):
        if isinstance(one, _Packed):
            time, _, opened = packed[one]
        else:
            entry = entry_of(holder.file, holder.line, f"heartbeat {number}", one)
            time = entry.unix_seconds("time")
            opened = entry.text_or_nothing("project"), entry.text("entity")
        beats.add(time, number, opened)


def _shares(day: Entry) -> Iterator[Share]:
    for project in day.parts("projects", f"{day.name}, project"):
        holder = project
        if "grand_total" in project.values:
            holder = project.part("grand_total", f"the total of {project.name}")
        files: list[tuple[str, float]] = []
        if project.values.get("entities") is not None:
            files.extend(
                (entity.text("name"), entity.amount("total_seconds"))
                for entity in project.parts("entities", f"{project.name}, entity")
            )
        seconds = holder.amount("total_seconds")
        yield Share(project.text_or_nothing("name"), seconds, tuple(files))


def _date(day: Entry) -> date:
    written = day.text("date")
    try:
        found = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        found = None
    if found is None or not 1970 <= found.year < 2200:
        raise day.error(f"has a “date” that is no day between 1970 and 2200: {shortened(written)}")
    return found


def _rows(file: str, text: str) -> Iterator[tuple[float, int, Opened]]:
    rows = csv.reader((line for _, line in lines_in(file, text)), strict=True)
    line = 1
    try:
        columns = [column.strip().casefold() for column in next(rows, [])]
        if not set(columns) >= COLUMNS or len(set(columns)) < len(columns):
            raise LogError(file, 1, "its columns are not those of a table of heartbeats")
        places = {name: columns.index(name) for name in COLUMNS}
        line = rows.line_num + 1
        for row in rows:
            if row:
                yield _row(file, line, row, len(columns), places)
            line = rows.line_num + 1
    except csv.Error:
        raise LogError(file, line, "it ends inside a quotation, or is no row of a table") from None


def _row(
    file: str, line: int, row: list[str], columns: int, places: dict[str, int]
) -> tuple[float, int, Opened]:
    if len(row) != columns:
        raise LogError(file, line, f"it has {len(row)} fields where there are {columns} columns")
    written = row[places["time"]]
    if not _SECONDS.fullmatch(written):
        raise LogError(file, line, f"its time is no number of seconds: {shortened(written)}")
    seconds = Entry(file, line, "it", {}).within_bounds(float(written), "time")
    return seconds, line, (row[places["project"]], row[places["entity"]])
