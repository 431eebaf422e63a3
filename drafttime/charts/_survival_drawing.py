"""How survival is drawn: stepped lines that only fall, and below them a table of words at risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._edge_labels import LEAD, EdgeLabel, draw_edge_labels, plan_edge_labels
from drafttime.charts._scale import ticks
from drafttime.charts._sheet import Box, Point, Sheet, head_height
from drafttime.charts._survival_curves import Curve, Curves
from drafttime.charts._type import SMALL, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_LINE = 2.2
_END = 2.6
_ROW = 15.0
_SWATCH = 14.0
_ABOVE, _TICKS, _BELOW = 18.0, 22.0, 8.0
_LEAST_PLOT = {"wide": 205.0, "narrow": 165.0}
_WIDEST = {"wide": 126.0, "narrow": 84.0}
_TICK_DISTANCE = {"wide": 78.0, "narrow": 48.0}
_DOT, _DOT_GAP = 1.5, 3.5
_KEY = "Age in days with writing; below it, how many words are known to have reached that age"


class _Plot:
    """The frame that is drawn in: ages from `left` to `right`, shares from `top` to `bottom`."""

    def __init__(self, sheet: Sheet, found: Curves, top: float, bottom: float) -> None:
        self.sheet, self.found = sheet, found
        self.top, self.bottom = top, bottom
        kind = sheet.canvas.kind
        self.labels = plan_edge_labels(_labels_of(self), _WIDEST[kind], top - 8, bottom + 6)
        rows = [_type.width(curve.name, SMALL) + _SWATCH + 6 for curve in found.shown]
        self.names = min(_WIDEST[kind], max(*rows, self.labels.width) + 0.5)
        self.left = MARGIN + 38
        self.right = sheet.width - MARGIN - LEAD - self.names
        days = max(1, found.days)
        self.scale = (self.right - self.left) / days
        self.ages = ticks(days, _TICK_DISTANCE[kind] / self.scale)

    def x(self, age_days: float) -> float:
        return self.left + age_days * self.scale

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)

    def role(self, place: int) -> str:
        """Return the colour of a line: the palest of the palette is too pale for one."""
        return draft_role(place, len(self.found.shown)) if place else "first"


def draw_survival(found: Curves, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the curves, as high as their table needs."""
    room = canvas.width - 2 * MARGIN
    key = _type.balanced(_KEY, SMALL, room)
    table = _TICKS + _ROW * (len(key) + len(found.shown)) + _BELOW
    least = head_height(canvas, title, subtitle, room) + _ABOVE + _LEAST_PLOT[canvas.kind] + table
    sheet = Sheet(canvas, round(max(canvas.height, least)))
    top = sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN) + _ABOVE
    plot = _Plot(sheet, found, top, sheet.height - table)
    _grid(plot)
    _table(plot, key)
    _half(plot)
    for place, curve in enumerate(found.shown):
        _lead(plot, curve, place)
    for place, curve in enumerate(found.shown):
        sheet.line(_stairs(plot, curve), plot.role(place), _LINE)
    for place, curve in enumerate(found.shown):
        end = curve.end
        sheet.ring(plot.x(end.age_days), plot.y(end.survival), _END, plot.role(place))
    draw_edge_labels(sheet, plot.labels, plot.right)
    return sheet.figure


def _grid(plot: _Plot) -> None:
    """Draw lines at every quarter (fifth where there is room), with their shares at the left."""
    sheet, count = plot.sheet, 4 if plot.sheet.canvas.narrow else 5
    for part in range(count + 1):
        y = plot.y(part / count)
        sheet.line([(plot.left, y), (plot.right, y)], "rule" if part else "muted")
        sheet.text(plot.left - 9, y + 4, _words.percent(part / count), TICK, "muted", "right")
    y = plot.bottom
    sheet.lines([((plot.x(age), y), (plot.x(age), y + 5)) for age in plot.ages], "muted")
    for age in plot.ages:
        sheet.text(plot.x(age), y + 18, _words.count(age), TICK, "muted", "center")


def _stairs(plot: _Plot, curve: Curve) -> list[Point]:
    """Return the corners of a line that begins at 100 % and falls at the age of each step."""
    corners = [(plot.x(0), plot.y(1))]
    for step in curve.steps:
        x, y = plot.x(step.age_days), plot.y(step.survival)
        if x > corners[-1][0]:
            corners.append((x, corners[-1][1]))
        if y > corners[-1][1]:
            corners.append((x, y))
    return corners


def _half(plot: _Plot) -> None:
    """Drop a thin rule to the axis from where the line that the title names passes a half."""
    days = plot.found.halved.median_days if plot.found.halved else None
    if days is not None:
        x = plot.x(days)
        plot.sheet.line([(x, plot.y(0.5)), (x, plot.bottom)], "ink", 0.9)


def _lead(plot: _Plot, curve: Curve, place: int) -> None:
    """Lead the eye in dots from where a line ends to the right edge."""
    x, y = plot.x(curve.end.age_days) + _END + 3, plot.y(curve.end.survival)
    dots = []
    while x + _DOT < plot.right:
        dots.append(((x, y), (x + _DOT, y)))
        x += _DOT + _DOT_GAP
    plot.sheet.lines(dots, plot.role(place), 1)


def _labels_of(plot: _Plot) -> list[EdgeLabel]:
    """Return the names of the curves, the one that ends highest first."""
    rows = []
    for curve in plot.found.shown:
        share = _words.percent(curve.end.survival)
        days = _words.counted(curve.end.age_days, "day", "days")
        figure = f"{share} left" if plot.sheet.canvas.narrow else f"{share} after {days}"
        rows.append(EdgeLabel(plot.y(curve.end.survival), curve.name, figure, share))
    return sorted(rows, key=lambda row: row.end)


def _table(plot: _Plot, key: tuple[str, ...]) -> None:
    """Write how many words reached the age of each tick, a row per curve in its colour."""
    sheet, base = plot.sheet, plot.bottom + _TICKS
    for row in key:
        base += _ROW
        sheet.text(MARGIN, base - 1, row, SMALL, "muted")
    x = plot.right + LEAD
    for place, curve in enumerate(plot.found.shown):
        base += _ROW
        for at, words in _numbers(plot, curve):
            sheet.text(at, base, words, SMALL, "ink", "center")
        sheet.boxes([Box(x, base - 5.2, x + _SWATCH, base - 2.2)], plot.role(place))
        name = _type.fit(curve.name, SMALL, plot.names - _SWATCH - 6)
        sheet.text(x + _SWATCH + 6, base, name, SMALL, "ink")


def _numbers(plot: _Plot, curve: Curve) -> Iterator[tuple[float, str]]:
    """Yield the middle of each number of a row, and the number; a dash where nothing was seen."""
    for age in plot.ages:
        reached = curve.at_risk(age)
        words = "–" if reached is None else _words.count(reached)
        yield min(plot.x(age), plot.right + 8 - _type.width(words, SMALL) / 2), words
