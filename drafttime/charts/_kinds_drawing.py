"""How the bars of the kinds are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafttime.charts import _labels, _type, _words
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._kinds_rows import GROUPS, Row, Rows
from drafttime.charts._sheet import SEPARATOR, Box, Sheet, head_height
from drafttime.charts._type import LABEL, LABEL_BOLD, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_WHOLE = 26.0
_THICKEST, _THINNEST = 26.0, 3.0
_PITCH = 20.0
_LINE = 17.0  # on a narrow sheet, what stands above a bar
_NAMES = 36.0
_GAP = 12.0
_WIDEST_NAME = 170.0
_SMALLEST = 0.004  # of the bar: a name for less would point at nothing
_NONE = "–"
_LIFT = 4.0  # from the middle of a line of text to its baseline


def draw_kinds(found: Rows, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure: the whole with its names, then a bar for each part.

    All bars are equally long and as thick as they hold words and marks, so areas can be compared;
    none is thinner than can be seen. The bar of the whole stands apart from that scale.
    """
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    # A single part is the whole: it needs no bar of its own.
    parts = found.parts if len(found.parts) > 1 else ()
    thick = _thicknesses(parts)
    pitches = [_pitch(one, narrow=canvas.narrow) for one in thick]
    below = (_LINE + 18.0 if canvas.narrow else 22.0) if parts else 0.0
    sheet = Sheet(canvas, round(head + 16 + _NAMES + _WHOLE + below + sum(pitches) + 12))
    y = sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN) + 16 + _NAMES
    draw = _narrow if canvas.narrow else _wide
    draw(sheet, Rows(found.whole, parts, found.by), y, list(zip(thick, pitches, strict=True)))
    return sheet.figure


def _thicknesses(parts: Sequence[Row]) -> list[float]:
    largest = max((row.total for row in parts), default=0) or 1
    return [max(_THINNEST, _THICKEST * row.total / largest) for row in parts]


def _pitch(thickness: float, *, narrow: bool) -> float:
    return thickness + _LINE + 8 if narrow else max(_PITCH, thickness + 7)


def _wide(sheet: Sheet, found: Rows, y: float, sizes: Sequence[tuple[float, float]]) -> None:
    """Draw bars with their names on the left and their figures in columns on the right."""
    rows = [found.whole, *found.parts] if found.parts else []
    right = sheet.width - MARGIN
    columns = _columns(rows, right)
    names = [min(_WIDEST_NAME, _type.width(row.name, LABEL)) for row in rows]
    left = MARGIN + (max(names) + 10 if rows else 0)
    end = min((x - wide for _, x, wide, _ in columns), default=right + _GAP) - _GAP
    whole = Box(left, y, end, y + _WHOLE)
    _bar(sheet, found.whole, whole)
    _names(sheet, found.whole, whole, end if columns else right)
    for name, x, _, _ in columns:
        sheet.text(x, y - 6, name, TICK, "muted", "right")
    _beside(sheet, found.whole, whole, columns, "muted")
    top = y + _WHOLE + 22
    for row, (thickness, pitch) in zip(found.parts, sizes, strict=True):
        middle = top + pitch / 2
        box = Box(left, middle - thickness / 2, end, middle + thickness / 2)
        _bar(sheet, row, box)
        _beside(sheet, row, box, columns, "ink")
        top += pitch


_Column = tuple[str, float, float, dict[Row, str]]
"""A column of figures: its name, its right edge, its width, and what it says of each row."""


def _columns(rows: Sequence[Row], right: float) -> list[_Column]:
    """Return the columns from right to left; that of sources only where there are any."""
    found: list[_Column] = []
    if any(row.sources for row in rows):
        found.append(
            _column(
                "sources", {r: _words.count(r.sources) if r.sources else _NONE for r in rows}, right
            )
        )
        right -= found[-1][2] + _GAP
    if rows:
        found.append(_column("touched", {r: _words.count(r.total) for r in rows}, right))
    return found


def _column(name: str, said: dict[Row, str], right: float) -> _Column:
    wide = max(_type.width(name, TICK), *(_type.width(one, LABEL) for one in said.values()))
    return name, right, wide, said


def _beside(sheet: Sheet, row: Row, box: Box, columns: Sequence[_Column], role: str) -> None:
    """Write a row's name and figures on the height of its bar."""
    baseline = (box.y0 + box.y1) / 2 + _LIFT
    if columns:
        name = _type.fit(row.name, LABEL, _WIDEST_NAME)
        sheet.text(box.x0 - 10, baseline, name, LABEL, role, "right")
    for _, x, _, said in columns:
        sheet.text(x, baseline, said[row], LABEL, "muted", "right")


def _narrow(sheet: Sheet, found: Rows, y: float, sizes: Sequence[tuple[float, float]]) -> None:
    """Draw bars from edge to edge, each with a line of its own above it."""
    left, right = MARGIN, sheet.width - MARGIN
    whole = Box(left, y, right, y + _WHOLE)
    _bar(sheet, found.whole, whole)
    _names(sheet, found.whole, whole, right)
    if not found.parts:
        return
    _above(sheet, found.whole, y + _WHOLE + 14, "muted", told=True)
    top = y + _WHOLE + _LINE + 18
    for row, (thickness, pitch) in zip(found.parts, sizes, strict=True):
        _above(sheet, row, top + 11, "ink")
        _bar(sheet, row, Box(left, top + _LINE, right, top + _LINE + thickness))
        top += pitch


def _above(sheet: Sheet, row: Row, baseline: float, role: str, *, told: bool = False) -> None:
    said = [f"{_words.count(row.total)} touched" if told else _words.count(row.total)]
    if row.sources:
        said.append(_words.counted(row.sources, "source", "sources"))
    figures = " · ".join(said if row.total else said[1:])
    right = sheet.width - MARGIN
    sheet.text(right, baseline, figures, LABEL, "muted", "right")
    room = right - _type.width(figures, LABEL) - _GAP - MARGIN
    sheet.text(MARGIN, baseline, _type.fit(row.name, LABEL, room), LABEL, role)


def _bar(sheet: Sheet, row: Row, box: Box) -> None:
    """Draw one bar of full length, its parts held apart by a hair of paper."""
    x, edges = box.x0, []
    for place, tokens in enumerate(row.tokens):
        if tokens:
            end = x + (box.x1 - box.x0) * tokens / row.total
            sheet.boxes([Box(x, box.y0, end, box.y1)], draft_role(place, len(GROUPS)))
            edges.append(end)
            x = end
    cuts = [((edge, box.y0), (edge, box.y1)) for edge in edges[:-1]]
    sheet.lines(cuts, "paper", SEPARATOR)


def _names(sheet: Sheet, row: Row, box: Box, right: float) -> None:
    """Name the parts of the whole above it, each with its share, joined by a thin line."""
    shown, x = [], box.x0
    told = row.told_shares()
    for (name, _), tokens in zip(GROUPS, row.tokens, strict=True):
        wide = (box.x1 - box.x0) * tokens / row.total
        if tokens >= _SMALLEST * row.total:
            shown.append((name, _words.percent(told[name]), x + wide / 2))
        x += wide
    sizes = [max(_type.width(n, LABEL_BOLD), _type.width(s, LABEL)) for n, s, _ in shown]
    middles = [middle for _, _, middle in shown]
    tries = (_labels.spread(middles, sizes, MARGIN, right, gap) for gap in (12, 8, 4))
    starts = next((found for found in tries if found is not None), None)
    if starts is None:
        return
    for (name, share, centre), size, start in zip(shown, sizes, starts, strict=True):
        middle = start + size / 2
        sheet.line([(centre, box.y0 - 2), (middle, box.y0 - 8)], "muted")
        sheet.text(middle, box.y0 - 26, name, LABEL_BOLD, "ink", "center")
        sheet.text(middle, box.y0 - 12, share, LABEL, "muted", "center")
