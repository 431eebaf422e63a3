"""Tables of time as CSV: a spreadsheet's, a script's, or the export of Toggl, Clockify and such."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from drafttime.clock.logs._belonging import chooser, nothing_found
from drafttime.clock.logs._columns import Row, Table, refuse_twice, row_of, table_of
from drafttime.clock.logs._dates import whole_date
from drafttime.clock.logs._hours import refuse_long_days
from drafttime.clock.logs._log import (
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    counted,
    in_order,
    lines_in,
    text_of,
)
from drafttime.clock.logs._rows import record_of
from drafttime.clock.logs._years import Mark, dates_of
from drafttime.model import Log

_SEPARATORS = ",;\t"
_ENDINGS = (".csv", ".tsv", ".txt")
_LONGEST_HEADER = 4_000


def _recognises(name: str, head: str) -> bool:
    if "." in name and not name.casefold().endswith(_ENDINGS):
        return False
    _, first = _header(name, head)
    return _best(first) is not None


def _read(file: LogFile, options: LogOptions) -> Log:
    text = text_of(file)
    skipped, first = _header(file.name, text)
    separator = _best(first)
    if separator is None:
        raise LogError(
            file.name,
            skipped + 1,
            "its first line does not name the columns",
            "name them, such as date,hours,note or start,end,note",
        )
    rows = list(counted(_rows(file.name, text, separator, skipped), file.name))
    days = _days(file.name, rows)
    kept = [
        (row, days[2 * place], days[2 * place + 1])
        for place, row in enumerate(rows)
        if not row.is_empty and not row.is_running
    ]
    if not rows:
        raise LogError(file.name, None, "it holds no entries")
    found = tuple(record_of(LOG.name, row, day, end, options.clock) for row, day, end in kept)
    wanted = _wanted(file.name, [row for row, _, _ in kept], options)
    records = in_order(one for one, is_wanted in zip(found, wanted, strict=True) if is_wanted)
    refuse_long_days(records)
    return Log(
        LOG.name,
        file.name,
        records,
        zone_from=options.clock.zone_from if any(one.start for one in records) else "",
        left_out=len(rows) - len(records),
    )


def _header(name: str, text: str) -> tuple[int, str]:
    """Return how many lines stand before the header, and the header.

    A spreadsheet may write `sep=;` above it.
    """
    for number, line in lines_in(name, text):
        bare = line.strip("\ufeff \r\n")
        if bare and not bare.casefold().startswith("sep="):
            return number - 1, bare
    return 0, ""


def _best(header: str) -> str | None:
    """Return the separator under which a header names the most columns that are known."""
    if len(header) > _LONGEST_HEADER:
        return None
    scores = [(_known(header, separator), separator) for separator in _SEPARATORS]
    best, separator = max(scores, key=lambda score: score[0])
    return separator if best else None


def _known(header: str, separator: str) -> int:
    try:
        table = table_of(next(csv.reader([header], delimiter=separator, strict=True), []))
    except csv.Error:
        return 0
    if not table.is_log or not table.has("day", "start"):
        return 0
    return sum(role is not None for role in table.roles)


def _rows(name: str, text: str, separator: str, skipped: int) -> Iterator[Row]:
    lines = (line for number, line in lines_in(name, text) if number > skipped)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    table: Table | None = None
    line = skipped + 1
    try:
        for cells in reader:
            if table is None:
                table = table_of([cell.strip("\ufeff ") for cell in cells])
                refuse_twice(name, line, table)
            elif any(cell.strip() for cell in cells):
                yield row_of(name, line, table, cells)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise LogError(
            name, skipped + max(1, reader.line_num), f"it is no CSV there ({error})"
        ) from None


def _days(name: str, rows: Sequence[Row]) -> tuple[date | None, ...]:
    """Return the days of all rows, two to a row: of its date, and of the date of its end."""
    marks: list[Mark] = []
    places: list[int] = []
    for place, row in enumerate(rows):
        for offset, text in enumerate((row.get("day"), row.get("end_day"))):
            if text and not row.is_empty:
                marks.append(_mark(row, text))
                places.append(2 * place + offset)
    found: list[date | None] = [None] * (2 * len(rows))
    for at, day in zip(places, dates_of(name, marks), strict=True):
        found[at] = day
    return tuple(found)


def _mark(row: Row, text: str) -> Mark:
    written = whole_date(_without_midnight(text))
    if written is None or written.several or written.year is None:
        raise row.error(
            f"“{text[:40]}” is no date with its year",
            "write dates as YEAR-MONTH-DAY, such as 2024-03-31",
        )
    return Mark(row.line, written)


def _without_midnight(text: str) -> str:
    for ending in ("T00:00:00", " 00:00:00", " 0:00", " 00:00"):
        if text.endswith(ending):
            return text.removesuffix(ending)
    return text


def _wanted(name: str, rows: Sequence[Row], options: LogOptions) -> list[bool]:
    """Return for every row whether it belongs to the book.

    A table of several projects is asked for the book's; one of a single project is the book's, as
    is one that has neither projects nor texts to choose by.
    """
    if options.only and any(row.get("project") or row.get("text") for row in rows):
        return [options.wants(f"{row.get('project')}\n{row.get('text')}") for row in rows]
    projects = Counter(row.get("project") for row in rows)
    if len(projects) < 2:
        return [True] * len(rows)
    is_ours = chooser(options)
    found = [is_ours(row.get("project"), "") for row in rows]
    if not any(found):
        raise nothing_found(name, f"{len(rows):,} entries", projects)
    return found


LOG = LogFormat(
    name="csv",
    title="CSV",
    says="A table whose first line names the columns: start and end, or a date with hours, "
    "minutes, a duration or words, and if there are any a note, a project and a writer; separated "
    "by commas, semicolons or tabs. The exports of Toggl, Clockify and such are tables of this "
    "kind. Minutes are those from start to end, or fewer where the table says so.",
    example="start,end,note\n"
    "2024-03-01 20:00,2024-03-01 21:30,the ferry scene\n"
    '2024-03-02 09:15,2024-03-02 10:00,"cut the prologue, again"\n',
    recognises=_recognises,
    read=_read,
)
