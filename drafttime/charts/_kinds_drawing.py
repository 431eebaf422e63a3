"""How the bars of the kinds are drawn: layout in points, no figures of its own."""

from __future__ import annotations

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
_WHOLE, _BAR, _ROW = 26.0, 13.0, 20.0
_NARROW_ROW = 33.0
_NAMES = 36.0
_WIDEST_NAME = 170.0
_SMALLEST = 0.004  # of the bar: a name for less would point at nothing


def draw_kinds(found: Rows, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure: the whole with its names, then a bar for each part."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    step = _NARROW_ROW if canvas.narrow else _ROW
    # Few parts need no bars of their own where they are the whole.
    parts = found.parts if len(found.parts) > 1 else ()
    heading = 26.0 if parts else 0.0
    sheet = Sheet(canvas, round(head + 16 + _NAMES + _WHOLE + heading + step * len(parts) + 14))
    y = sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN) + 16 + _NAMES
    figure = max((_type.width(_words.count(row.total), LABEL) for row in parts), default=0)
    right = canvas.width - MARGIN
    bar_left = MARGIN
    if parts and not canvas.narrow:
        names = max(_type.width(row.name, LABEL) for row in parts)
        bar_left = MARGIN + min(_WIDEST_NAME, names) + 10
    bar_right = right - max(figure, _type.width("touched", TICK)) - 12 if parts else right
    _bar(sheet, found.whole, Box(bar_left, y, bar_right, y + _WHOLE))
    _names(sheet, found.whole, Box(bar_left, y, bar_right, y + _WHOLE), right)
    if parts and not canvas.narrow:
        sheet.text(bar_left - 10, y + _WHOLE / 2 + 4, found.whole.name, LABEL, "muted", "right")
    if parts:
        whole = _words.count(found.whole.total)
        sheet.text(right, y + _WHOLE / 2 + 4, whole, LABEL, "muted", "right")
        sheet.text(right, y - 6, "touched", TICK, "muted", "right")
    y += _WHOLE + heading
    for row in parts:
        top = y + 15 if canvas.narrow else y
        name = _type.fit(row.name, LABEL, _WIDEST_NAME)
        if canvas.narrow:
            sheet.text(MARGIN, y + 10, name, LABEL)
        else:
            sheet.text(bar_left - 10, top + 11, name, LABEL, "ink", "right")
        _bar(sheet, row, Box(bar_left, top, bar_right, top + _BAR))
        sheet.text(right, top + 11, _words.count(row.total), LABEL, "muted", "right")
        y += step
    return sheet.figure


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
    for (name, _), tokens in zip(GROUPS, row.tokens, strict=True):
        wide = (box.x1 - box.x0) * tokens / row.total
        if tokens >= _SMALLEST * row.total:
            shown.append((name, _words.percent(tokens / row.total), x + wide / 2))
        x += wide
    sizes = [max(_type.width(n, LABEL_BOLD), _type.width(s, LABEL)) for n, s, _ in shown]
    middles = [middle for _, _, middle in shown]
    starts = _labels.spread(middles, sizes, MARGIN, right - 56, 8)
    if starts is None:
        starts = _labels.spread(middles, sizes, MARGIN, right, 4)
    if starts is None:
        return
    for (name, share, centre), size, start in zip(shown, sizes, starts, strict=True):
        middle = start + size / 2
        sheet.line([(centre, box.y0 - 2), (middle, box.y0 - 8)], "muted")
        sheet.text(middle, box.y0 - 26, name, LABEL_BOLD, "ink", "center")
        sheet.text(middle, box.y0 - 12, share, LABEL, "muted", "center")
