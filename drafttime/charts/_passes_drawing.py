"""How the passes through a book are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from drafttime.charts import _labels, _time_axis, _type
from drafttime.charts._axis_drawing import draw_marks, draw_slits, draw_ticks
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._labels import Mark
from drafttime.charts._passes import Passes
from drafttime.charts._sheet import Box, Sheet
from drafttime.charts._time_axis import TimeAxis
from drafttime.charts._type import LABEL, SMALL, TICK, Face

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
BULK = "rule"
_LEAST_WIDTH = 1.5
_LEAST_HEIGHT = 0.6
_NAME_DISTANCE = 24.0
_LEAST_CHAPTER = 5.0  # points on average, for rules between chapters
_WHOLE = 0.995

_Marks = dict[tuple[str, float], dict[int, float]]
"""Shares (0 to 1) by row, for each colour and left edge."""


class _Plot:
    """The frame: an axis of time, and the final text from its first page to its last."""

    def __init__(self, sheet: Sheet, found: Passes, top: float) -> None:
        narrow = sheet.canvas.narrow
        self.sheet, self.found = sheet, found
        self.top, self.bottom = top, sheet.height - 34
        self.face: Face = SMALL if narrow else LABEL
        self.names = _shown_names(found, self.bottom - self.top, self.face, 80 if narrow else 130)
        widest = max((_type.width(name, self.face) for _, name in self.names), default=0.0)
        self.left, self.right = MARGIN + widest + 8, sheet.width - MARGIN
        self.axis: TimeAxis = _time_axis.lay_out(found.steps, self.left, self.right, self.right)

    def y(self, share: float) -> float:
        return self.top + share * (self.bottom - self.top)


def draw_passes(found: Passes, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the passes on the canvas."""
    sheet = Sheet(canvas)
    below_head = sheet.head(title, subtitle, MARGIN, sheet.width - MARGIN)
    named = bool(found.marks) or len(found.colour_names) > 1
    plot = _Plot(sheet, found, below_head + (38 if named else 16))
    _chapters(plot)
    draw_slits(sheet, plot.axis, plot.top, plot.bottom)
    for role, boxes in _boxes(plot).items():
        sheet.boxes(boxes, role)
    draw_ticks(sheet, plot.axis, plot.bottom)
    if found.marks:
        marks = [Mark((plot.axis.edges[step][1],), (name,)) for step, name in found.marks]
        draw_marks(sheet, marks, plot.top - 10, plot.bottom, MARGIN)
    elif named:
        _colour_names(plot)
    return sheet.figure


def _shown_names(found: Passes, height: float, face: Face, room: float) -> list[tuple[float, str]]:
    """Return the names that have room at the left, with their middles in points from the top.

    Names that need not be cut go first; a name of which next to nothing is left ("The…") is none.
    """
    if len(found.chapters) == 1:
        return [(0.0, "first page"), (height, "last page")]
    places = [((begin + end) / 2 * height, name) for name, begin, end in found.chapters]
    shown: list[tuple[float, str]] = []
    for y, name in sorted(places, key=lambda place: _type.width(place[1], face) > room):
        words = _type.fit(name, face, room)
        tells = words == name or _type.width(words, face) >= room / 2
        if tells and all(abs(y - other) >= _NAME_DISTANCE for other, _ in shown):
            shown.append((y, words))
    return sorted(shown)


def _chapters(plot: _Plot) -> None:
    """Write the names at the left, and draw faint rules between chapters where they have room."""
    for y, name in plot.names:
        plot.sheet.text(plot.left - 8, plot.top + y + 4, name, plot.face, "muted", "right")
    borders = [begin for _, begin, _ in plot.found.chapters[1:]]
    if (plot.bottom - plot.top) / len(plot.found.chapters) < _LEAST_CHAPTER:
        borders = []
    rules = [plot.y(0), plot.y(1), *map(plot.y, borders)]
    plot.sheet.lines([((plot.left, y), (plot.right, y)) for y in rules], "rule")


def _boxes(plot: _Plot) -> dict[str, list[Box]]:
    """Return the marks by colour, the grey ones first, so that others lie on them."""
    found = plot.found
    marks: _Marks = defaultdict(dict)
    for touch in found.touches:
        x, role = _left(plot.axis, touch.step), _role(found, found.colours[touch.step])
        whole = touch.share + touch.bulk
        for wanted, share in ((BULK, whole if touch.bulk else 0.0), (role, touch.share)):
            rows = marks[wanted, x]
            if share > rows.get(touch.row, 0.0):
                rows[touch.row] = share
    boxes: dict[str, list[Box]] = {BULK: []}
    for (role, x), rows in marks.items():
        boxes.setdefault(role, []).extend(_column(plot, x, rows))
    return {role: some for role, some in boxes.items() if some}


def _role(found: Passes, colour: int) -> str:
    """Return the role of a colour; thin marks of a first draft are as dark as its lines."""
    return "first" if found.marks and colour == 0 else draft_role(colour, len(found.colour_names))


def _left(axis: TimeAxis, step: int) -> float:
    """Return where a mark begins: a very thin day shares its place with its neighbours.

    So the number of marks is bounded by the paper, however long the history.
    """
    x0, x1 = axis.edges[step]
    half = _LEAST_WIDTH / 2
    if x1 - x0 >= half:
        return min(x0, axis.right - _LEAST_WIDTH)
    return min(axis.left + int((x0 - axis.left) / half) * half, axis.right - _LEAST_WIDTH)


def _column(plot: _Plot, x: float, rows: dict[int, float]) -> list[Box]:
    """Return the marks of one column: rows that were touched as a whole run into one another."""
    x1 = x + max(_LEAST_WIDTH, plot.axis.edges[0][1] - plot.axis.edges[0][0])
    row_height = (plot.bottom - plot.top) / plot.found.rows
    boxes: list[Box] = []
    begun: int | None = None
    for row, share in sorted(rows.items()):
        if share < _WHOLE:
            middle = plot.top + (row + 0.5) * row_height
            half = max(_LEAST_HEIGHT, share * row_height) / 2
            boxes.append(Box(x, middle - half, x1, middle + half))
        else:
            begun = row if begun is None else begun
            if rows.get(row + 1, 0.0) < _WHOLE:
                y0, y1 = plot.top + begun * row_height, plot.top + (row + 1) * row_height
                boxes.append(Box(x, y0, x1, y1))
                begun = None
    return boxes


def _colour_names(plot: _Plot) -> None:
    """Name the colours above their days, where no draft is marked there."""
    found, marks = plot.found, []
    for place, name in enumerate(found.colour_names):
        days = [
            edge for edge, own in zip(plot.axis.edges, found.colours, strict=True) if own == place
        ]
        if days:
            marks.append(Mark(((days[0][0] + days[-1][1]) / 2,), (name,)))
    wide = 110 if plot.sheet.canvas.narrow else 170
    for placed in _labels.place_marks(marks, MARGIN, plot.sheet.width - MARGIN, TICK, wide):
        plot.sheet.text(placed.start, plot.top - 12, placed.words, TICK, "muted")
