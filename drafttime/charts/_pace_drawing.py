"""How pace is drawn: a row for every draft on one axis; layout in points, no figures of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._chart import Canvas
from drafttime.charts._clock_fading import OPACITY
from drafttime.charts._colours import draft_role
from drafttime.charts._pace_rows import Row, Rows
from drafttime.charts._scale import ticks
from drafttime.charts._sheet import Anchor, Box, Point, Sheet, head_height
from drafttime.charts._type import LABEL, LABEL_BOLD, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
ESTIMATED = draft_role(0, 1)
RECORDED = draft_role(1, 2)
_PALE = 0.2
_UNIT = "words an hour"
_WIDEST_NAME, _GAP = 190.0, 14.0
_ROW, _BAR = 30.0, 14.0
_NARROW_ROW, _NARROW_BAR = 40.0, 11.0
_DOT = 4.5
_MIDDLE, _STOP = 1.6, 1.2
_HEADINGS, _BELOW = 36.0, 14.0
_TICK_DISTANCE = 70.0
_BEYOND = 14.0  # points to the right of the axis, for what ends beyond it
_BOW = 0.5523  # how far the handles of a quarter of a circle reach


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where rows stand: names, bars between `left` and `right`, figures ending at `figures`."""

    left: float
    right: float
    figures: float
    top: float
    row: float
    bar: float
    scale: float

    def x(self, pace: float) -> float:
        return self.left + pace * self.scale


def draw_rows(found: Rows, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the rows."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    layout = _layout(found, canvas, head + _HEADINGS)
    bottom = layout.top + len(found.shown) * layout.row
    sheet = Sheet(canvas, round(bottom + _BELOW))
    sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN)
    _axis(sheet, found, layout, bottom)
    for place, row in enumerate(found.shown):
        y = layout.top + place * layout.row
        _names(sheet, layout, row, y)
        _range(sheet, layout, row, _middle(layout, y, narrow=canvas.narrow))
    return sheet.figure


def _layout(found: Rows, canvas: Canvas, top: float) -> _Layout:
    figures = canvas.width - MARGIN
    if canvas.narrow:
        left, right = MARGIN, figures - _BEYOND
        row, bar = _NARROW_ROW, _NARROW_BAR
    else:
        names = [_type.fit(r.name, LABEL, _WIDEST_NAME) for r in found.shown]
        left = MARGIN + max(_type.width(name, LABEL) for name in names) + _GAP
        widest = max(_type.width(words, LABEL) for words in (*_figures(found), _UNIT))
        right = figures - widest - _GAP - _BEYOND
        row, bar = _ROW, _BAR
    return _Layout(left, right, figures, top, row, bar, (right - left) / (found.most or 1.0))


def _figures(found: Rows) -> list[str]:
    return [row.figure for row in found.shown]


def _middle(layout: _Layout, y: float, *, narrow: bool) -> float:
    """Return the height of the middle of a bar; on a telephone the name stands above it."""
    return y + (layout.row - layout.bar / 2 - 8 if narrow else layout.row / 2)


def _axis(sheet: Sheet, found: Rows, layout: _Layout, bottom: float) -> None:
    """Draw a line for every round number, with the number above.

    The unit stands at the right where there is room; on a telephone the title has it.
    """
    narrow = sheet.canvas.narrow
    y = layout.top - 6
    numbers = ticks(found.most, _TICK_DISTANCE / layout.scale)
    unit = _type.width(_UNIT, TICK)
    for number in numbers:
        x = layout.x(number)
        sheet.lines(_upright(layout, x, len(found.shown), bottom, narrow=narrow), _role(number))
        half = _type.width(_words.count(number), TICK) / 2
        if narrow or x + half < layout.figures - unit - 8:
            anchor: Anchor = "left" if narrow and not number else "center"
            sheet.text(x, y, _words.count(number), TICK, "muted", anchor)
    if not narrow:
        sheet.text(layout.figures, y, _UNIT, TICK, "muted", "right")


def _role(number: int) -> str:
    return "rule" if number else "muted"


def _upright(
    layout: _Layout, x: float, rows: int, bottom: float, *, narrow: bool
) -> list[tuple[Point, Point]]:
    """Return the parts of an upright line: on a telephone it stays off the names."""
    if not narrow:
        return [((x, layout.top - 2), (x, bottom))]
    reach = layout.bar / 2 + 4
    middles = [_middle(layout, layout.top + k * layout.row, narrow=True) for k in range(rows)]
    return [((x, y - reach), (x, y + reach)) for y in middles]


def _names(sheet: Sheet, layout: _Layout, row: Row, y: float) -> None:
    narrow = sheet.canvas.narrow
    base = y + (14 if narrow else layout.row / 2 + 4)
    face = LABEL_BOLD if row.middle is not None else LABEL
    role = "ink" if row.known else "muted"
    sheet.text(layout.figures, base, row.figure, face, role, "right")
    if narrow:
        room = layout.figures - MARGIN - _type.width(row.figure, face) - _GAP
        sheet.text(MARGIN, base, _type.fit(row.name, LABEL, room), LABEL)
    else:
        name = _type.fit(row.name, LABEL, _WIDEST_NAME)
        sheet.text(layout.left - _GAP, base, name, LABEL, "ink", "right")


def _range(sheet: Sheet, layout: _Layout, row: Row, y: float) -> None:
    """Draw a range with its middle, the dot of a record, or all that is below an upper bound."""
    half = layout.bar / 2
    if row.recorded and row.middle is not None:
        sheet.curved([_dot(layout.x(row.middle), y)], RECORDED)
    elif row.low is not None and row.high is not None and row.middle is not None:
        box = Box(layout.x(row.low), y - half, layout.x(row.high), y + half)
        sheet.boxes([box], ESTIMATED, OPACITY)
        x = layout.x(row.middle)
        sheet.lines([((x, y - half), (x, y + half))], "ink", _MIDDLE)
    elif row.at_most is not None:
        end = min(layout.x(row.at_most), layout.right + _BEYOND)
        sheet.boxes([Box(layout.left, y - half, end, y + half)], ESTIMATED, _PALE)
        if end < layout.right + _BEYOND:
            sheet.lines([((end, y - half), (end, y + half))], ESTIMATED, _STOP)


def _dot(x: float, y: float) -> list[Point]:
    """Return the outline of a filled circle, in four quarters."""
    r, bow = _DOT, _DOT * _BOW
    return [
        (x + r, y),
        (x + r, y + bow), (x + bow, y + r), (x, y + r),
        (x - bow, y + r), (x - r, y + bow), (x - r, y),
        (x - r, y - bow), (x - bow, y - r), (x, y - r),
        (x + bow, y - r), (x + r, y - bow), (x + r, y),
    ]  # fmt: skip
