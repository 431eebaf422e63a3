"""How hand and eye are drawn: the hand up from a line, the eye down from it, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _clock_words, _time_axis, _type
from drafttime.charts._axis_drawing import draw_marks, draw_slits, draw_ticks
from drafttime.charts._chart import Canvas
from drafttime.charts._clock_drawing import (
    MARGIN,
    bar_span,
    draw_hours,
    draw_line,
    hatch_imports,
)
from drafttime.charts._clock_stack import Ground, draw_stack
from drafttime.charts._edge_labels import LEAD, EdgeLabel, draw_edge_labels, plan_edge_labels
from drafttime.charts._hand_bars import Both, Pairs
from drafttime.charts._labels import Mark
from drafttime.charts._sheet import Box, Sheet, head_height
from drafttime.charts._type import TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WHOLE_BAR, _WHOLE_GAP = 16.0, 24.0
_TICK_DISTANCE = 40.0
_LEAST_PLOT = {"wide": 240.0, "narrow": 225.0}
_WIDEST = {"wide": 130.0, "narrow": 86.0}
_NAMES, _BELOW = 38.0, 34.0
_LEAST_HAND = 16.0
"""Points above the line, at least: room for the name of the hand."""


class _Plot:
    """The frame that is drawn in: `line` divides hand from eye, `up` and `down` are its two sides.

    The whole beside has a scale of its own, on the same line.
    """

    def __init__(self, sheet: Sheet, found: Pairs, top: float) -> None:
        self.sheet, self.found, canvas = sheet, found, sheet.canvas
        self.top, self.bottom = top, sheet.height - _BELOW
        high = self.bottom - top
        hand, eye = found.most_hand_minutes, found.most_eye_minutes
        above = max(_LEAST_HAND, high * hand / (hand + eye))
        scale = min(above / hand, (high - above) / eye)
        self.line = top + above
        self.up, self.down = Ground(self.line, scale), Ground(self.line, -scale)
        whole = found.whole
        self.whole_scale = min(
            above / whole.hand_minutes, (high - above) / max(1.0, whole.eye.high_minutes)
        )
        distance = _TICK_DISTANCE / scale
        self.ticks_up = _clock_words.ticks(hand, distance)[1:]
        self.ticks_down = _clock_words.ticks(eye, distance)
        numbers = max(
            _type.width(_clock_words.tick(tick), TICK)
            for tick in (*self.ticks_up, *self.ticks_down)
        )
        rows = _labels_of(whole, self.line, self.whole_scale, narrow=canvas.narrow)
        self.labels = plan_edge_labels(rows, _WIDEST[canvas.kind], top - 14, self.bottom + 4)
        self.whole_right = sheet.width - MARGIN - LEAD - self.labels.width
        left, right = MARGIN + numbers + 7, self.whole_right - _WHOLE_BAR - _WHOLE_GAP
        self.axis = _time_axis.lay_out(found.clock.steps, left, right, right + 4)
        self.spans = tuple(bar_span(*edges) for edges in self.axis.edges)


def draw_pairs(found: Pairs, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the bars on the canvas."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    above = _NAMES if found.clock.drafts else 20
    least = head + above + _LEAST_PLOT[canvas.kind] + _BELOW
    sheet = Sheet(canvas, round(max(canvas.height, least)))
    plot = _Plot(sheet, found, sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN) + above)
    draw_hours(sheet, plot.axis, plot.up, plot.ticks_up)
    draw_hours(sheet, plot.axis, plot.down, plot.ticks_down)
    hatch_imports(sheet, found.clock, plot.axis, plot.top, plot.bottom)
    draw_slits(sheet, plot.axis, plot.top, plot.bottom)
    draw_stack(sheet, plot.down, [bar.eye for bar in found.bars], plot.spans)
    hands = [
        Box(x0, plot.up.y(bar.hand_minutes), x1, plot.line)
        for bar, (x0, x1) in zip(found.bars, plot.spans, strict=True)
        if bar.hand_minutes
    ]
    sheet.boxes(hands, "ink")
    draw_line(sheet, plot.axis, plot.line)
    draw_ticks(sheet, plot.axis, plot.bottom)
    edges = plot.axis.edges
    marks = [Mark((edges[place][1],), names) for place, names in found.clock.drafts]
    draw_marks(sheet, marks, plot.top - 10, plot.bottom, MARGIN)
    _whole(plot)
    return sheet.figure


def _whole(plot: _Plot) -> None:
    """Draw the whole book as one pair on a scale of its own, and say what its parts are."""
    x0, x1 = plot.whole_right - _WHOLE_BAR, plot.whole_right
    whole, line = plot.found.whole, plot.line
    draw_stack(plot.sheet, Ground(line, -plot.whole_scale), [whole.eye], [(x0, x1)])
    up = Ground(line, plot.whole_scale)
    plot.sheet.boxes([Box(x0, up.y(whole.hand_minutes), x1, line)], "ink")
    plot.sheet.line([(x0 - 3, line), (x1 + 3, line)], "ink", 1.4)
    plot.sheet.text((x0 + x1) / 2, plot.bottom + 18, "in all", TICK, "muted", "center")
    draw_edge_labels(plot.sheet, plot.labels, plot.whole_right)


def _labels_of(whole: Both, line: float, scale: float, *, narrow: bool) -> list[EdgeLabel]:
    """Return what the parts of the whole are, from the top; on a narrow canvas hours only."""
    eye = whole.eye
    not_typing, typing = ("", "") if narrow else ("not typing, ", "typing, ")
    hours = _clock_words.at_least(whole.hand_minutes)
    rows = [EdgeLabel(line - scale * whole.hand_minutes / 2, "Hand", typing + hours, hours)]
    if eye.recorded_minutes:
        hours = _clock_words.at_least(eye.recorded_minutes)
        middle = line + scale * eye.recorded_minutes / 2
        rows.append(EdgeLabel(middle, "Eye, recorded", not_typing + hours, hours))
    seen = eye.observed_minutes - eye.recorded_minutes
    if seen >= 1:
        hours = _clock_words.at_least(seen)
        middle = line + scale * (eye.recorded_minutes + seen / 2)
        rows.append(EdgeLabel(middle, "Eye, observed", f"at least {hours}", hours))
    if eye.estimate is not None and eye.ranged:
        hours = _clock_words.between(eye.estimate, eye.observed_minutes)
        middle = line + scale * eye.estimate.mid_minutes
        rows.append(EdgeLabel(middle, "Eye, estimated", not_typing + hours, hours))
    return rows
