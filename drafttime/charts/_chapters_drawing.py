"""How the bars of the chapters are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._chapter_rows import Row, Rows
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._sheet import SEPARATOR, Box, Sheet, head_height
from drafttime.charts._type import LABEL, LABEL_BOLD, SMALL, TICK, Face

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_WIDEST_NAME = 210.0
_COLUMN_GAP = 14.0
_BAR, _LINE_HEIGHT, _ROW_GAP = 13.0, 14.5, 6.5
_NARROW_BAR, _NARROW_ROW = 9.0, 33.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand from left to right, and how each name is broken into lines."""

    names: tuple[tuple[str, ...], ...]
    name_right: float
    bar_left: float
    bar_right: float
    columns: tuple[tuple[str, float], ...]  # heading, right edge


def draw_rows(found: Rows, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the rows on a sheet as high as they need."""
    room = canvas.width - 2 * MARGIN
    layout = (_narrow_layout if canvas.narrow else _wide_layout)(found, canvas.width)
    body = sum(_row_height(names, canvas) for names in layout.names)
    key = canvas.narrow and len(found.parts) > 1  # has a line of its own
    top = head_height(canvas, title, subtitle, room) + (52 if key else 36)
    sheet = Sheet(canvas, round(top + body + 10))
    sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN)
    _headings(sheet, found, layout, top - 10)
    most = max(row.words for row in found.shown)
    y = top
    for row, names in zip(found.shown, layout.names, strict=True):
        (_narrow_row if canvas.narrow else _wide_row)(sheet, layout, row, names, y, most)
        y += _row_height(names, canvas)
    return sheet.figure


def _row_height(names: tuple[str, ...], canvas: Canvas) -> float:
    return _NARROW_ROW if canvas.narrow else len(names) * _LINE_HEIGHT + _ROW_GAP


def _columns(found: Rows, right: float) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return the columns that are known, with their right edges, and where they begin."""
    wanted = []
    if any(row.sessions is not None for row in found.shown):
        wanted.append("sessions")
    if any(row.share is not None for row in found.shown):
        wanted.append("first draft")
    columns = []
    for heading in wanted:
        columns.append((heading, right))
        right -= _type.width(heading, TICK) + _COLUMN_GAP
    return tuple(reversed(columns)), right


def _wide_layout(found: Rows, width: float) -> _Layout:
    columns, bar_right = _columns(found, width - MARGIN)
    names = tuple(_name_lines(row.name) for row in found.shown)
    widest = max(_type.width(line, LABEL) for lines in names for line in lines)
    name_right = MARGIN + max(40.0, widest)
    return _Layout(names, name_right, name_right + 10, bar_right - 40, columns)


def _name_lines(name: str) -> tuple[str, ...]:
    """Return a name in one line or in two even ones; what is longer is cut."""
    even = _type.balanced(name, LABEL, _WIDEST_NAME)
    return even if len(even) <= 2 else _type.wrap(name, LABEL, _WIDEST_NAME, 2)


def _narrow_layout(found: Rows, width: float) -> _Layout:
    columns, name_right = _columns(found, width - MARGIN)
    room = name_right - MARGIN
    names = tuple((_type.fit(row.name, LABEL, room),) for row in found.shown)
    return _Layout(names, name_right, MARGIN, width - MARGIN - 44, columns)


def _headings(sheet: Sheet, found: Rows, layout: _Layout, y: float) -> None:
    """Write the headings of the columns, and over the bars what their colours are."""
    for heading, right in layout.columns:
        sheet.text(right, y, heading, TICK, "muted", "right")
    if len(found.parts) == 1:
        return
    x, line = layout.bar_left, y - (18 if sheet.canvas.narrow else 0)
    for place, part in enumerate(found.parts):
        sheet.boxes([Box(x, line - 8, x + 9, line + 1)], draft_role(place, len(found.parts)))
        x = sheet.text(x + 14, line, part, TICK, "muted").x1 + 14


def _bar(sheet: Sheet, layout: _Layout, row: Row, top: float, height: float, most: int) -> None:
    """Draw one stacked bar, its parts held apart by a hair of paper, its length at its end."""
    scale = (layout.bar_right - layout.bar_left) / most
    x, edges = layout.bar_left, []
    for place, words in enumerate(row.parts):
        if words:
            end = x + words * scale
            role = draft_role(place, len(row.parts))
            sheet.boxes([Box(x, top, end, top + height)], role)
            edges.append(end)
            x = end
    cuts = [((edge, top), (edge, top + height)) for edge in edges[:-1]]
    sheet.lines(cuts, "paper", SEPARATOR)
    sheet.text(x + 5, top + height / 2 + 4, _words.count(row.words), SMALL, "muted")


def _figures(sheet: Sheet, layout: _Layout, row: Row, y: float) -> None:
    for heading, right in layout.columns:
        if heading == "sessions" and row.sessions is not None:
            sheet.text(right, y, _words.count(row.sessions), LABEL, "ink", "right")
        if heading == "first draft" and row.share is not None:
            face: Face = LABEL_BOLD if row.new else LABEL
            sheet.text(right, y, _words.percent(row.share), face, "ink", "right")


def _wide_row(
    sheet: Sheet, layout: _Layout, row: Row, names: tuple[str, ...], y: float, most: int
) -> None:
    height = len(names) * _LINE_HEIGHT
    for place, line in enumerate(names):
        sheet.text(layout.name_right, y + 11 + place * _LINE_HEIGHT, line, LABEL, "ink", "right")
    _bar(sheet, layout, row, y + (height - _BAR) / 2, _BAR, most)
    _figures(sheet, layout, row, y + height / 2 + 4)


def _narrow_row(
    sheet: Sheet, layout: _Layout, row: Row, names: tuple[str, ...], y: float, most: int
) -> None:
    sheet.text(MARGIN, y + 11, names[0], LABEL)
    _figures(sheet, layout, row, y + 11)
    _bar(sheet, layout, row, y + 16, _NARROW_BAR, most)
