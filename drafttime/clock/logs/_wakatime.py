"""What WakaTime and Wakapi hand out: heartbeats, or sums of seconds a day.

Sources: WakaTime's data dumps (its API documentation, “data dumps”; wakatime/wakadump, whose sample
is a dump of sums), and of Wakapi `models/compat/wakatime/v1` and `scripts/download_heartbeats.py`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafttime.clock.logs._entries import Entry, entry_of, json_of, shortened
from drafttime.clock.logs._log import LogError, LogFile

KEYS = frozenset(
    "days date heartbeats data time entity project projects name grand_total total_seconds "
    "entities".split()
)
"""All that is read; the rest of a dump is ten times as long and is not kept."""

COLUMNS = frozenset({"entity", "project", "time"})
"""The columns that a table of heartbeats must have."""

MOST_SECONDS_A_DAY = 25 * 3600
"""The longest day there is: the one on which the clocks are set back."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECONDS = re.compile(r"\d{1,12}(?:\.\d{0,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Beat:
    """One heartbeat: where it stands (an entry's number or a line), and what was open."""

    time: float
    line: int
    project: str
    entity: str


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
    """What one file holds."""

    beats: tuple[Beat, ...]
    days: tuple[Sums, ...] = ()


def json_dump(file: LogFile, text: str) -> Dump:
    """Return a dump or an answer of the API; raises LogError for what is neither."""
    whole = json_of(file, text, keys=KEYS)
    if isinstance(whole, list):
        top = Entry(file.name, None, "it", {"heartbeats": whole})
    else:
        top = entry_of(file.name, None, "it", whole)
    if "days" in top.values:
        return _days(top)
    for key in ("heartbeats", "data"):
        if key in top.values:
            return Dump(tuple(_beats(top, key, 1)))
    raise top.error("holds neither days nor heartbeats")


def csv_dump(file: LogFile, text: str) -> Dump:
    """Return a table of heartbeats as Wakapi's own script writes it, first line its columns."""
    return Dump(tuple(_rows(file.name, text)))


def _days(top: Entry) -> Dump:
    beats: list[Beat] = []
    days: dict[date, Sums] = {}
    for number, day in enumerate(top.parts("days", "day"), 1):
        if "heartbeats" in day.values:
            beats.extend(_beats(day, "heartbeats", len(beats) + 1))
            continue
        if "projects" not in day.values:
            raise day.error("holds neither heartbeats nor projects")
        sums = Sums(number, _date(day), tuple(_shares(day)))
        if sums.day in days:
            raise day.error(f"is {sums.day}, which stands there twice")
        days[sums.day] = sums
    return Dump(tuple(beats), tuple(days.values()))


def _beats(holder: Entry, key: str, first: int) -> Iterator[Beat]:
    for number, entry in enumerate(holder.parts(key, "heartbeat", first), first):
        yield Beat(
            time=entry.unix_seconds("time"),
            line=number,
            project=entry.text_or_nothing("project"),
            entity=entry.text("entity"),
        )


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


def _rows(file: str, text: str) -> Iterator[Beat]:
    rows = csv.reader(io.StringIO(text), strict=True)
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


def _row(file: str, line: int, row: list[str], columns: int, places: dict[str, int]) -> Beat:
    if len(row) != columns:
        raise LogError(file, line, f"it has {len(row)} fields where there are {columns} columns")
    written = row[places["time"]]
    if not _SECONDS.fullmatch(written):
        raise LogError(file, line, f"its time is no number of seconds: {shortened(written)}")
    seconds = Entry(file, line, "it", {}).within_bounds(float(written), "time")
    return Beat(seconds, line, row[places["project"]], row[places["entity"]])
