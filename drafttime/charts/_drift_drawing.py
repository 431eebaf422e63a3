"""How the two curves of drift are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from drafttime.charts import _labels, _time_axis, _type, _words
from drafttime.charts._axis_drawing import draw_marks, draw_slits, draw_ticks
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._curves import Curves
from drafttime.charts._sheet import Box, Point, Sheet, text_box
from drafttime.charts._time_axis import TimeAxis
from drafttime.charts._type import LABEL, LABEL_BOLD, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FINAL = draft_role(1, 2)
FILL = draft_role(0, 2)
MARGIN = 10.0
_LINE = 2.2
_NAME_HEIGHT = 22.0
_LABEL_HEIGHT = 31.0
_NAME_DROP = 7.0  # from the end of a line to the middle of its label


class _Plot:
    """The frame that is drawn in: an axis of time, and shares from `top` (1) to `bottom` (0)."""

    def __init__(self, sheet: Sheet, found: Curves, top: float) -> None:
        narrow = sheet.canvas.narrow
        self.sheet, self.found = sheet, found
        self.top, self.bottom = top, sheet.height - 34
        self.left = MARGIN + 36
        self.right = sheet.width - (92 if narrow else 126)
        limit = sheet.width - MARGIN
        self.axis: TimeAxis = _time_axis.lay_out(found.steps, self.left, self.right, limit)

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)

    def stairs(self, shares: Sequence[float], start: int) -> list[list[Point]]:
        """Return the corners of a stepped line for the steps from `start`, broken at pauses."""
        found: list[list[Point]] = []
        for run in self.axis.runs():
            corners: list[Point] = []
            for step in run:
                if step >= start:
                    x0, x1 = self.axis.edges[step]
                    corners += [(x0, self.y(shares[step])), (x1, self.y(shares[step]))]
            if corners:
                found.append(corners)
        return found


def draw_curves(found: Curves, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the curves on the canvas."""
    sheet = Sheet(canvas)
    below_head = sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN)
    plot = _Plot(sheet, found, below_head + (_NAME_HEIGHT + 16 if found.drafts else 20))
    _grid(plot)
    taken = draw_slits(sheet, plot.axis, plot.top, plot.bottom)
    taken += draw_ticks(sheet, plot.axis, plot.bottom) + _marks(plot)
    written = plot.stairs(found.written, 0)
    written[0].insert(0, (plot.left, plot.y(0)))
    lines = written
    if found.first is not None:
        lines = lines + _survival(plot, found.first)
    for line in written:
        sheet.line(line, FINAL, _LINE)
    taken += _edge_labels(plot)
    if found.crossing is not None:
        _crossing(plot, lines, taken)
    return sheet.figure


def _grid(plot: _Plot) -> None:
    """Draw lines at every quarter (fifth where there is room), with their shares at the left."""
    count = 4 if plot.sheet.canvas.narrow else 5
    for part in range(count + 1):
        y = plot.y(part / count)
        role = "muted" if part == 0 else "rule"
        plot.sheet.line([(plot.left, y), (plot.right, y)], role)
        words = _words.percent(part / count)
        plot.sheet.text(plot.left - 7, y + 4, words, TICK, "muted", "right")


def _marks(plot: _Plot) -> list[Box]:
    """Draw a thin rule at the end of every draft, with its name above."""
    marks = [
        plot.found.mark(place, plot.axis.edges[step][1])
        for place, (step, _) in enumerate(plot.found.drafts)
    ]
    return draw_marks(plot.sheet, marks, plot.top - 10, plot.bottom, MARGIN)


def _survival(plot: _Plot, first: int) -> list[list[Point]]:
    """Draw what stands of the first draft, filled, from the day it was complete."""
    lines = plot.stairs(plot.found.survival, first + 1)
    start = (plot.axis.edges[first][1], plot.y(plot.found.survival[first]))
    if lines and first + 1 not in {slit.before for slit in plot.axis.slits}:
        lines[0].insert(0, start)
    for line in lines:
        corners = [(line[0][0], plot.bottom), *line, (line[-1][0], plot.bottom)]
        plot.sheet.area(corners, FILL, 0.4)
    for line in lines:
        plot.sheet.line(line, "first", _LINE)
    return lines


def _edge_labels(plot: _Plot) -> list[Box]:
    """Name the lines at the right edge, pushed apart where they end close to each other."""
    found, narrow = plot.found, plot.sheet.canvas.narrow
    whole = "complete" if found.written[-1] >= 1 else _words.percent(found.written[-1])
    rows = [(plot.y(found.written[-1]), "Final text", FINAL, whole)]
    if found.first is not None:
        stands = _words.percent(found.survival[-1]) + (" stands" if narrow else " still stands")
        rows.append((plot.y(found.survival[-1]), "First draft", "first", stands))
    ends = [row[0] for row in rows]
    starts = _labels.spread(
        [end + _NAME_DROP for end in ends],
        [_LABEL_HEIGHT] * len(rows),
        plot.top - _LABEL_HEIGHT / 2 + _NAME_DROP,
        plot.bottom + 4,
        2,
    ) or (plot.top,) * len(rows)
    boxes = []
    x = plot.right + 14
    for (end, name, role, figure), start in zip(rows, starts, strict=True):
        middle = start + _LABEL_HEIGHT / 2 - _NAME_DROP
        plot.sheet.line([(plot.right + 2, end), (plot.right + 11, middle)], "muted")
        boxes.append(plot.sheet.text(x, middle + 4, name, LABEL_BOLD, role))
        boxes.append(plot.sheet.text(x, middle + 18, figure, LABEL, "muted"))
    return boxes


def _crossing(plot: _Plot, lines: Sequence[Sequence[Point]], taken: Sequence[Box]) -> None:
    """Ring the crossing and write its day where nothing else is."""
    x = plot.axis.edges[plot.found.crossing or 0][0]
    y = plot.y(plot.found.crossing_share or 0.0)
    day = plot.found.crossing_day
    words = f"{_words.day_short(day)} {day.year}" if day else ""
    room = Box(plot.left + 2, plot.top + 2, plot.right - 2, plot.bottom - 4)
    for left, base in _places_around(x, y, _type.width(words, LABEL)):
        box = text_box(left, base, words, LABEL)
        if (
            room.holds(box)
            and not _meets(box, lines)
            and not any(map(box.padded(3).overlaps, taken))
        ):
            if box.x0 < x < box.x1:  # above or below: lead the eye there
                near = box.y0 - 2 if base > y else box.y1 + 1
                plot.sheet.line([(x, y), (x, near)], "ink")
            plot.sheet.text(left, base, words, LABEL)
            break
    plot.sheet.ring(x, y, 4.5, "ink")


def _places_around(x: float, y: float, wide: float) -> list[Point]:
    """Return where a label may begin: beside the point, else below or above it."""
    beside = [(x + 10, y + 4), (x - 10 - wide, y + 4)]
    return beside + [
        (x - wide * part, y + 4 + side * drop)
        for drop in range(26, 120, 12)
        for part in (0.5, 0.85, 0.15)
        for side in (1, -1)
    ]


def _meets(box: Box, lines: Sequence[Sequence[Point]]) -> bool:
    """Return whether a stepped line, whose parts are level or upright, comes near the box."""
    near = box.padded(3)
    return any(
        min(x0, x1) <= near.x1
        and near.x0 <= max(x0, x1)
        and min(y0, y1) <= near.y1
        and near.y0 <= max(y0, y1)
        for line in lines
        for (x0, y0), (x1, y1) in pairwise(line)
    )
