"""How the hours are drawn: bars on an axis of time, and the whole book as one bar beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from drafttime.charts import _clock_words, _time_axis, _type
from drafttime.charts._axis_drawing import draw_marks, draw_slits, draw_ticks
from drafttime.charts._chart import Canvas
from drafttime.charts._clock_bars import Work
from drafttime.charts._clock_stack import Ground, Span, draw_stack
from drafttime.charts._edge_labels import LEAD, EdgeLabel, draw_edge_labels, plan_edge_labels
from drafttime.charts._hatching import Column, hatch
from drafttime.charts._labels import Mark
from drafttime.charts._sheet import Sheet, head_height
from drafttime.charts._time_axis import TimeAxis
from drafttime.charts._type import TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_WIDEST_BAR, _GAP, _MOST_GAP = 24.0, 0.22, 4.0
_NO_GAP = 2.5  # narrower bars stand without gaps
_WHOLE_BAR, _WHOLE_GAP = 16.0, 24.0
_HATCH, _HATCH_WIDTH, _LEAST_HATCH = 5.0, 0.7, 8.0
_LEAST_GRID = 12.0
_TICK_DISTANCE = 40.0
_LEAST_PLOT = {"wide": 240.0, "narrow": 225.0}
_WIDEST = {"wide": 126.0, "narrow": 78.0}
_NAMES = 38.0
_BELOW = 34.0


class _Plot:
    """The frame that is drawn in: an axis of time, minutes up from `bottom`, the whole beside."""

    def __init__(self, sheet: Sheet, found: Work, top: float) -> None:
        self.sheet, self.found = sheet, found
        self.top, self.bottom = top, sheet.height - _BELOW
        high = self.bottom - top
        self.ground = Ground(self.bottom, high / found.most_minutes)
        self.whole_ground = Ground(self.bottom, high / max(1.0, found.whole.high_minutes))
        self.ticks = _clock_words.ticks(found.most_minutes, _TICK_DISTANCE / self.ground.scale)
        numbers = max(_type.width(_clock_words.tick(tick), TICK) for tick in self.ticks)
        rows = _labels_of(found, self.whole_ground)
        self.labels = plan_edge_labels(rows, _WIDEST[sheet.canvas.kind], top - 8, self.bottom + 4)
        self.left = MARGIN + numbers + 7
        self.whole_right = sheet.width - MARGIN - LEAD - self.labels.width
        self.right = self.whole_right - _WHOLE_BAR - _WHOLE_GAP
        self.axis = _time_axis.lay_out(found.steps, self.left, self.right, self.right + 4)
        self.spans = tuple(bar_span(*edges) for edges in self.axis.edges)


def draw_bars(found: Work, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the bars on the canvas."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    above = _NAMES if found.drafts else 20
    least = head + above + _LEAST_PLOT[canvas.kind] + _BELOW
    sheet = Sheet(canvas, round(max(canvas.height, least)))
    plot = _Plot(sheet, found, sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN) + above)
    draw_hours(sheet, plot.axis, plot.ground, plot.ticks)
    hatch_imports(sheet, found, plot.axis, plot.top, plot.bottom)
    draw_slits(sheet, plot.axis, plot.top, plot.bottom)
    draw_stack(sheet, plot.ground, found.bars, plot.spans)
    draw_ticks(sheet, plot.axis, plot.bottom)
    draw_line(sheet, plot.axis, plot.bottom)
    marks = [Mark((plot.axis.edges[place][1],), names) for place, names in found.drafts]
    draw_marks(sheet, marks, plot.top - 10, plot.bottom, MARGIN)
    _whole(plot)
    return sheet.figure


def bar_span(x0: float, x1: float) -> Span:
    """Return the edges of a bar inside its step."""
    wide = x1 - x0
    if wide < _NO_GAP:
        return x0, x1
    wide = min(_WIDEST_BAR, wide - min(_MOST_GAP, wide * _GAP))
    middle = (x0 + x1) / 2
    return middle - wide / 2, middle + wide / 2


def _runs(axis: TimeAxis) -> list[Span]:
    """Return where the axis runs between pauses."""
    return [(axis.edges[run[0]][0], axis.edges[run[-1]][1]) for run in axis.runs()]


def draw_line(sheet: Sheet, axis: TimeAxis, y: float) -> None:
    """Draw the line that bars stand on."""
    for x0, x1 in _runs(axis):
        sheet.line([(x0, y), (x1, y)], "ink", 1.4)


def draw_hours(sheet: Sheet, axis: TimeAxis, ground: Ground, ticks: Iterable[int]) -> None:
    """Draw a line for every round number of hours, with the number at the left."""
    wide = [(x0, x1) for x0, x1 in _runs(axis) if x1 - x0 >= _LEAST_GRID]
    for tick in ticks:
        y = ground.y(tick)
        if tick:
            sheet.lines([((x0, y), (x1, y)) for x0, x1 in wide], "rule")
        sheet.text(axis.left - 7, y + 4, _clock_words.tick(tick), TICK, "muted", "right")


def hatch_imports(sheet: Sheet, found: Work, axis: TimeAxis, top: float, bottom: float) -> None:
    """Hatch from top to bottom where words arrived at once: how long they took is unknown."""
    columns: list[Column] = []
    for bar, (x0, x1) in zip(found.bars, axis.edges, strict=True):
        if bar.imported_words:
            reach = max(x1 - x0, _LEAST_HATCH)
            left = min(max(axis.left, (x0 + x1 - reach) / 2), axis.right - reach)
            left = max(left, columns[-1][2]) if columns else left
            columns.append((left, top, min(left + reach, axis.right), bottom))
    sheet.lines(hatch(columns, _HATCH), "muted", _HATCH_WIDTH)


def _whole(plot: _Plot) -> None:
    """Draw the whole book as one bar on a scale of its own, and say what its parts are."""
    x0, x1 = plot.whole_right - _WHOLE_BAR, plot.whole_right
    draw_stack(plot.sheet, plot.whole_ground, [plot.found.whole], [(x0, x1)])
    plot.sheet.line([(x0 - 3, plot.bottom), (x1 + 3, plot.bottom)], "ink", 1.4)
    plot.sheet.text((x0 + x1) / 2, plot.bottom + 18, "in all", TICK, "muted", "center")
    draw_edge_labels(plot.sheet, plot.labels, plot.whole_right)


def _labels_of(found: Work, ground: Ground) -> list[EdgeLabel]:
    """Return what the parts of the whole are, from the top."""
    whole, rows = found.whole, []
    if whole.estimate is not None and whole.ranged:
        hours = _clock_words.between(whole.estimate, whole.observed_minutes)
        rows.append(EdgeLabel(ground.y(whole.estimate.mid_minutes), "Estimated", hours, hours))
    seen = whole.observed_minutes - whole.recorded_minutes
    if seen > 0:
        name = "In commits" if whole.recorded_minutes else "Observed"
        hours = _clock_words.at_least(seen)
        middle = ground.y(whole.recorded_minutes + seen / 2)
        rows.append(EdgeLabel(middle, name, f"at least {hours}", hours))
    if whole.recorded_minutes:
        hours = _clock_words.at_least(whole.recorded_minutes)
        rows.append(EdgeLabel(ground.y(whole.recorded_minutes / 2), "Recorded", hours, hours))
    return rows
