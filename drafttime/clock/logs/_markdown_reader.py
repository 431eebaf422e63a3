"""Walks through the lines of a Markdown log and notes down what stands under which date.

Nothing is put into a calendar here: whose day and year a date means is only known at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drafttime.clock.logs._columns import Row, Table, refuse_twice, row_of, table_of
from drafttime.clock.logs._dates import (
    Written,
    date_at,
    is_misspelt,
    lone_year,
    month_and_year,
    whole_date,
)
from drafttime.clock.logs._log import LONGEST_SAYS, Allowance, LogError
from drafttime.clock.logs._markdown_items import Item, is_marked, item_of, stated_after, tidy
from drafttime.clock.logs._markdown_lines import Line, lines_of
from drafttime.clock.logs._years import Mark

_TEXT_LEVEL = 7
_ITEM_LEVEL = 8
"""The levels of dates that are no headings: below all headings."""

_NESTED = 2
_TOTALS = ("total", "sum", "∑")
_NO_DATE_HINT = "put a heading with the date above it, such as “## 2024-03-31”"


@dataclass(slots=True)
class Draft:
    """An entry before its day is known: where it stands, the number of its date, what it says."""

    line: int
    mark: int
    item: Item | None = None
    row: Row | None = None
    more: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What a Markdown log holds: its dates, its entries, the year of its title.

    `totals` are lengths of time in headings with a date, by the number of that date; `left_out`
    counts items that give no time of their own.
    """

    marks: list[Mark] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    totals: dict[int, Item] = field(default_factory=dict)
    title_year: int | None = None
    left_out: int = 0


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: under which date and how deep, in which table, inside which item."""

    file: str
    found: Found
    entries: Allowance
    dates: Allowance
    scope: int | None = None
    level: int = 0
    has_title: bool = False
    table: Table | None = None
    parent: int | None = None
    open: Draft | None = None
    open_text: bool = False
    in_prose: bool = False


def found_in(file: str, text: str) -> Found:
    """Return what a Markdown log holds. Raises LogError for what cannot be understood. O(n)."""
    walk = _Walk(file, Found(), Allowance(file), Allowance(file, what="dates"))
    take = {
        "heading": _heading,
        "item": _item,
        "text": _text,
        "head": _table_head,
        "row": _table_row,
        "blank": _blank,
    }
    for line in lines_of(file, text):
        take[line.kind](walk, line)
    return walk.found


def _blank(walk: _Walk, _line: Line) -> None:
    walk.open = None
    walk.in_prose = walk.open_text = False
    if walk.parent is not None and walk.parent < 0:
        walk.parent = None


def _heading(walk: _Walk, line: Line) -> None:
    _blank(walk, line)
    walk.parent = None
    text = line.text.strip("*_ ")
    dated = date_at(text)
    if dated is not None:
        _enter(walk, line, dated[0], line.depth)
        spent, says = stated_after(text, dated[1])
        if spent is not None and walk.scope is not None:
            walk.found.totals[walk.scope] = Item(says, spent)
        return
    short = whole_date(text)
    if short is not None:
        _enter(walk, line, short, line.depth)
        return
    if is_misspelt(text):
        raise LogError(walk.file, line.number, f"“{tidy(text)}” looks like a date and is none")
    if walk.scope is not None and walk.level >= line.depth:
        walk.scope = None
    context = month_and_year(text)
    if context is not None:
        month, year = context
        _mark(walk, Mark(line.number, Written(text, 1, month or 0, year), is_day=False))
    elif not walk.has_title and not walk.found.marks:
        walk.found.title_year = lone_year(text)
    walk.has_title = True


def _item(walk: _Walk, line: Line) -> None:
    walk.in_prose = True
    walk.open = None
    walk.open_text = False
    if walk.scope is not None and walk.level >= _ITEM_LEVEL + line.depth:
        walk.scope = None
    if walk.parent is not None and line.depth >= walk.parent + _NESTED:
        walk.found.left_out += 1
        return
    walk.parent = None
    item = item_of(line.text)
    if item.own is not None and not item.has_time:
        _enter(walk, line, item.own, _ITEM_LEVEL + line.depth)
        return
    if not item.has_time or line.open_box:
        walk.found.left_out += walk.scope is not None
        return
    walk.open = _add(walk, line, item)
    walk.parent = line.depth


def _text(walk: _Walk, line: Line) -> None:
    plain = line.text.strip("*_ ")
    written = whole_date(plain)
    if written is not None:
        walk.parent = None
        _blank(walk, line)
        _enter(walk, line, written, _TEXT_LEVEL)
        return
    is_start = (walk.open is None and not walk.in_prose) or walk.open_text
    if is_start and is_misspelt(plain):
        raise LogError(walk.file, line.number, f"“{tidy(plain)}” looks like a date and is none")
    item = item_of(line.text) if is_start or is_marked(line.text) else None
    if item is not None and item.has_time and not item.at_end:
        walk.open = _add(walk, line, item)
        walk.open_text = True
        walk.parent = -_NESTED if line.text.rstrip("*_ ").endswith(":") else None
    elif walk.open is not None:
        if len(walk.open.more) < LONGEST_SAYS:  # every one of them adds a letter at least
            walk.open.more.append(line.text[:LONGEST_SAYS])
    else:
        walk.in_prose = True


def _table_head(walk: _Walk, line: Line) -> None:
    _blank(walk, line)
    table = table_of(line.cells)
    is_dated = table.has("day", "start") or walk.scope is not None
    walk.table = table if table.is_log and is_dated else None
    if walk.table is not None:
        refuse_twice(walk.file, line.number, table)


def _table_row(walk: _Walk, line: Line) -> None:
    if walk.table is None or _is_total(line):
        return
    row = row_of(walk.file, line.number, walk.table, line.cells)
    if row.is_empty or row.is_running:
        walk.found.left_out += any(line.cells)
        return
    day = row.get("day")
    if day:
        written = whole_date(day)
        if written is None or written.several:
            raise row.error(f"“{tidy(day)[:40]}” is no date of one day")
        _mark(walk, Mark(line.number, written))
        mark = len(walk.found.marks) - 1
    elif walk.scope is not None and not walk.table.has("day"):
        mark = walk.scope
    else:
        raise row.error("it has no date", _NO_DATE_HINT)
    _draft(walk, Draft(line.number, mark, row=row))


def _is_total(line: Line) -> bool:
    return any(cell.strip("*_ ").casefold().startswith(_TOTALS) for cell in line.cells)


def _enter(walk: _Walk, line: Line, written: Written, level: int) -> None:
    _mark(walk, Mark(line.number, written))
    walk.scope = len(walk.found.marks) - 1
    walk.level = level
    walk.has_title = True


def _add(walk: _Walk, line: Line, item: Item) -> Draft:
    if item.is_negative:
        raise LogError(walk.file, line.number, "it gives less time than none")
    mark = walk.scope
    if item.own is not None:
        _mark(walk, Mark(line.number, item.own))
        mark = len(walk.found.marks) - 1
    if mark is None:
        raise LogError(
            walk.file, line.number, "it gives time, and no date stands above it", _NO_DATE_HINT
        )
    return _draft(walk, Draft(line.number, mark, item))


def _mark(walk: _Walk, mark: Mark) -> None:
    walk.dates.take()
    walk.found.marks.append(mark)


def _draft(walk: _Walk, draft: Draft) -> Draft:
    walk.entries.take()
    walk.found.drafts.append(draft)
    return draft
