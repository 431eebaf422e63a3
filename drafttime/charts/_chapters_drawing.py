"""How the bars of the chapters are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from collections.abc import Sequence
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
_WIDEST_KEY = 150.0
_COLUMN_GAP = 14.0
_SWATCH, _KEY_LINE = 14.0, 18.0
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
    key: tuple[tuple[tuple[str, float], ...], ...]  # lines of (name, left edge)
    key_inline: bool  # on the line of the headings


def draw_rows(
    found: Rows, columns: Sequence[str], title: str, subtitle: str, canvas: Canvas
) -> Figure:
    """Return the figure of the rows, with those of the columns that are known."""
    room = canvas.width - 2 * MARGIN
    layout = (_narrow_layout if canvas.narrow else _wide_layout)(found, columns, canvas.width)
    body = sum(_row_height(names, canvas) for names in layout.names)
    lines = 0 if layout.key_inline else len(layout.key)
    top = head_height(canvas, title, subtitle, room) + 36 + lines * _KEY_LINE
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


def _columns(
    found: Rows, wanted: Sequence[str], right: float
) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return the columns that are known, with their right edges, and where they begin."""
    columns = []
    for heading in reversed(wanted):
        if any(_figure(row, heading) for row in found.shown):
            columns.append((heading, right))
            right -= _type.width(heading, TICK) + _COLUMN_GAP
    return tuple(reversed(columns)), right


def _figure(row: Row, heading: str) -> str:
    """Return what a column says of a chapter; empty where that is not known."""
    if heading == "sessions":
        return "" if row.sessions is None else _words.count(row.sessions)
    share = row.rewritten if heading == "rewritten" else row.share
    return "" if share is None else _words.percent(share)


def _wide_layout(found: Rows, wanted: Sequence[str], width: float) -> _Layout:
    columns, bar_right = _columns(found, wanted, width - MARGIN)
    names = tuple(_name_lines(row.name) for row in found.shown)
    widest = max(_type.width(line, LABEL) for lines in names for line in lines)
    name_right = MARGIN + max(40.0, widest)
    bar_left = name_right + 10
    key = _key(found, bar_left, bar_right)
    inline = len(key) <= 1
    if not inline:
        key = _key(found, MARGIN, width - MARGIN)
    return _Layout(names, name_right, bar_left, bar_right - 40, columns, key, inline)


def _name_lines(name: str) -> tuple[str, ...]:
    """Return a name in one line or in two even ones; what is longer is cut."""
    even = _type.balanced(name, LABEL, _WIDEST_NAME)
    return even if len(even) <= 2 else _type.wrap(name, LABEL, _WIDEST_NAME, 2)


def _narrow_layout(found: Rows, wanted: Sequence[str], width: float) -> _Layout:
    columns, name_right = _columns(found, wanted, width - MARGIN)
    room = name_right - MARGIN
    names = tuple((_type.fit(row.name, LABEL, room),) for row in found.shown)
    key = _key(found, MARGIN, width - MARGIN)
    return _Layout(names, name_right, MARGIN, width - MARGIN - 44, columns, key, not key)


def _key(found: Rows, left: float, right: float) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Return the names of the colours in as many lines as they need, with their left edges."""
    if len(found.parts) == 1:
        return ()
    lines: list[list[tuple[str, float]]] = [[]]
    x = left
    for part in found.parts:
        name = _type.fit(part, TICK, min(_WIDEST_KEY, right - left - _SWATCH))
        wide = _SWATCH + _type.width(name, TICK)
        if lines[-1] and x + wide > right:
            lines.append([])
            x = left
        lines[-1].append((name, x))
        x += wide + _COLUMN_GAP
    return tuple(map(tuple, lines))


def _headings(sheet: Sheet, found: Rows, layout: _Layout, y: float) -> None:
    """Write the headings of the columns, and what the colours are."""
    for heading, right in layout.columns:
        sheet.text(right, y, heading, TICK, "muted", "right")
    line = y if layout.key_inline else y - len(layout.key) * _KEY_LINE
    place = 0
    for names in layout.key:
        for name, x in names:
            box = Box(x, line - 8, x + 9, line + 1)
            sheet.boxes([box], draft_role(place, len(found.parts)))
            sheet.text(x + _SWATCH, line, name, TICK, "muted")
            place += 1
        line += _KEY_LINE


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
        face: Face = LABEL_BOLD if heading == "first draft" and row.new else LABEL
        sheet.text(right, y, _figure(row, heading), face, "ink", "right")


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
