"""How strata are drawn: layers up and down from one line; layout in points, no figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from drafttime.charts import _time_axis, _type, _words
from drafttime.charts._axis_drawing import draw_marks, draw_slits, draw_ticks
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._edge_labels import LEAD, EdgeLabel, draw_edge_labels, plan_edge_labels
from drafttime.charts._hatching import Column, hatch
from drafttime.charts._labels import Mark
from drafttime.charts._scale import ticks
from drafttime.charts._sheet import SEPARATOR, Box, Point, Sheet, head_height
from drafttime.charts._strata_layers import Layers, Words
from drafttime.charts._type import TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_CUT = 0.35  # what is cut keeps its colour, and pales
_HATCH = 5.0
_HATCH_WIDTH = 0.8
_GRID = 0.3
_LEAST_COLUMN = 0.75  # a day narrower than this is drawn with the days after it
_LEAST_LAYER = 1.5  # no separator above a layer that is thinner
_LEAST_GRID = 12.0  # no line of the grid on a stretch of time that is shorter
_REACH = 4.0  # a round number this little beyond the layers is named too
_TICK_DISTANCE = 40.0
_LEAST_PLOT = {"wide": 240.0, "narrow": 235.0}
_WIDEST = {"wide": 150.0, "narrow": 106.0}
_NAMES = 38.0
_BELOW = 34.0


class _Plot:
    """The frame that is drawn in: an axis of time, and words up and down from `zero`."""

    def __init__(self, sheet: Sheet, found: Layers, top: float) -> None:
        self.sheet, self.found = sheet, found
        self.top, self.bottom = top, sheet.height - _BELOW
        words = found.most_standing + found.most_cut
        self.scale = (self.bottom - top) / words
        self.zero = top + found.most_standing * self.scale
        self.ticks = ticks(words, _TICK_DISTANCE / self.scale)
        numbers = max(_type.width(_words.count(number), TICK) for number in self.ticks)
        widest = _WIDEST[sheet.canvas.kind]
        self.labels = plan_edge_labels(_labels_of(self), widest, top - 6, self.bottom + 4)
        self.left = MARGIN + numbers + 7
        self.right = sheet.width - MARGIN - LEAD - self.labels.width
        self.axis = _time_axis.lay_out(found.steps, self.left, self.right, sheet.width - MARGIN)
        self.runs = tuple(tuple(_columns(self.axis.edges, run)) for run in self.axis.runs())


def draw_layers(found: Layers, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the layers on the canvas."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    above = _NAMES if found.drafts else 20
    least = head + above + _LEAST_PLOT[canvas.kind] + _BELOW
    sheet = Sheet(canvas, round(max(canvas.height, least)))
    plot = _Plot(sheet, found, sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN) + above)
    _grid(plot)
    draw_slits(sheet, plot.axis, plot.top, plot.bottom)
    _side(plot, found.standing, found.standing_at_once, -1)
    _side(plot, found.cut, found.cut_at_once, 1)
    _grid_over(plot)
    draw_ticks(sheet, plot.axis, plot.bottom)
    for run in plot.axis.runs():  # not over the pauses, whose labels stand there
        begin, end = plot.axis.edges[run[0]][0], plot.axis.edges[run[-1]][1]
        sheet.line([(begin, plot.zero), (end, plot.zero)], "ink", 1.4)
    marks = [Mark((plot.axis.edges[step][1],), (name,)) for step, name in found.drafts]
    draw_marks(sheet, marks, plot.top - 10, plot.zero, MARGIN)
    draw_edge_labels(sheet, plot.labels, plot.right)
    return sheet.figure


def _columns(
    edges: Sequence[tuple[float, float]], run: range
) -> Iterator[tuple[float, float, int]]:
    """Yield (left, right, step) for the steps of a run, those too narrow for ink as one."""
    start = None
    for step in run:
        start = edges[step][0] if start is None else start
        if edges[step][1] - start >= _LEAST_COLUMN or step == run[-1]:
            yield start, edges[step][1], step
            start = None


def _side(plot: _Plot, words: Sequence[Words], at_once: Sequence[Words], way: int) -> None:
    """Draw all layers on one side of the line: up (-1) or down (1), oldest next to the line."""
    count = len(plot.found.names)
    for layer in range(count):
        role, opacity = draft_role(layer, count), _CUT if way > 0 else 1.0
        for run in plot.runs:
            levels = [_level(plot, words[step], layer, way) for _, _, step in run]
            _area(plot, run, levels, role, opacity)
            bulk = [at_once[step][layer] * plot.scale * way for _, _, step in run]
            columns = [
                _column(x0, x1, near, near + high)
                for (x0, x1, _), (near, _), high in zip(run, levels, bulk, strict=True)
            ]
            plot.sheet.lines(hatch(columns, _HATCH), "paper", _HATCH_WIDTH)
    for layer in range(1, count):
        for run in plot.runs:
            _separator(plot, run, words, layer, way)


def _level(plot: _Plot, words: Words, layer: int, way: int) -> tuple[float, float]:
    """Return the edges of a layer: the one nearer to the line, and the farther one."""
    before = sum(words[:layer])
    near = plot.zero + way * before * plot.scale
    return near, near + way * words[layer] * plot.scale


def _column(x0: float, x1: float, one: float, other: float) -> Column:
    return x0, min(one, other), x1, max(one, other)


def _area(
    plot: _Plot,
    run: Sequence[tuple[float, float, int]],
    levels: Sequence[tuple[float, float]],
    role: str,
    opacity: float,
) -> None:
    """Fill a layer between its two stepped edges, without the days when it is nothing."""
    filled = [near != far for near, far in levels]
    for first, last in _stretches(filled):
        part = range(first, last)
        far = _stairs((run[i][0], run[i][1], levels[i][1]) for i in part)
        near = _stairs((run[i][0], run[i][1], levels[i][0]) for i in part)
        plot.sheet.area([*far, *reversed(near)], role, opacity)


def _separator(
    plot: _Plot,
    run: Sequence[tuple[float, float, int]],
    words: Sequence[Words],
    layer: int,
    way: int,
) -> None:
    """Draw the edge between a layer and the older ones, where both are thick enough to part."""
    thin = _LEAST_LAYER / plot.scale
    parted = [words[step][layer] > thin and sum(words[step][:layer]) > thin for _, _, step in run]
    for first, last in _stretches(parted):
        levels = (
            (x0, x1, _level(plot, words[step], layer, way)[0]) for x0, x1, step in run[first:last]
        )
        plot.sheet.line(_stairs(levels), "paper", SEPARATOR)


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield first and last + 1 of every unbroken row of True."""
    changes = [place for place, (a, b) in enumerate(pairwise([False, *flags, False])) if a != b]
    yield from zip(changes[::2], changes[1::2], strict=True)


def _stairs(levels: Iterator[tuple[float, float, float]]) -> list[Point]:
    """Return the corners of a stepped line through (left, right, y), without needless ones."""
    corners: list[Point] = []
    for x0, x1, y in levels:
        if len(corners) > 1 and abs(corners[-1][1] - y) < 0.005:
            corners[-1] = (x1, corners[-1][1])
        else:
            corners += [(x0, y), (x1, y)]
    return corners


def _grid(plot: _Plot) -> None:
    """Draw a line for every round number of words, up and down, with the number at the left."""
    for y, number in _heights(plot):
        wide = [run for run in plot.runs if run[-1][1] - run[0][0] >= _LEAST_GRID]
        plot.sheet.lines([((run[0][0], y), (run[-1][1], y)) for run in wide], "rule")
        plot.sheet.text(plot.left - 7, y + 4, _words.count(number), TICK, "muted", "right")


def _grid_over(plot: _Plot) -> None:
    """Let the lines of the grid shine through the layers."""
    boxes = [
        Box(run[0][0], y - SEPARATOR / 2, run[-1][1], y + SEPARATOR / 2)
        for y, number in _heights(plot)
        for run in plot.runs
        if number
    ]
    plot.sheet.boxes(boxes, "paper", _GRID)


def _heights(plot: _Plot) -> Iterator[tuple[float, int]]:
    """Yield the heights of the round numbers that the layers reach, up and down."""
    for number in plot.ticks:
        for most, way in ((plot.found.most_standing, -1), (plot.found.most_cut, 1)):
            if (number - most) * plot.scale <= _REACH and (number or way < 0):
                yield plot.zero + way * number * plot.scale, number


def _labels_of(plot: _Plot) -> list[EdgeLabel]:
    """Return what the right edge says, from the top: layers, newest first, and what is gone."""
    found, narrow = plot.found, plot.sheet.canvas.narrow
    standing, cut = found.standing[-1], sum(found.cut[-1])
    whole = sum(standing)
    rows = []
    for layer in reversed(range(len(found.names))):
        words = standing[layer]
        near, far = _level(plot, standing, layer, -1)
        share = _words.percent(words / whole) if whole else ""
        brief = f"{_words.count(words)} · {share}"
        full = f"{_words.counted(words, 'word', 'words')} · {share}"
        figure = (brief if narrow else full) if words else "none left"
        short = share if narrow else brief
        rows.append(EdgeLabel((near + far) / 2, found.names[layer], figure, short))
    if cut:
        middle = plot.zero + cut * plot.scale / 2
        number = _words.counted(cut, "word", "words")
        rows.append(EdgeLabel(middle, "cut or replaced", number, "", aside=True))
    return rows
