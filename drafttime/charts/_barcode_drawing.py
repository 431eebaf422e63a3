"""How the bar code of a book is drawn: layout in points, no figures of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count, groupby
from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._barcode_columns import Columns
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._sheet import Box, Sheet, head_height
from drafttime.charts._type import SMALL, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10
COLUMN = 1  # points: a whole pixel in every PNG, so that columns have sharp sides
_BARS, _BARS_NARROW = 118, 96
_ROW = 18.0
_NUMBER_GAP = 9.0
_SWATCH = 9.0


Chapters = tuple[tuple[int, int], ...]
"""Numbers of chapters, each with the column that it begins at."""


@dataclass(frozen=True, slots=True)
class _Name:
    """The label of one group, and where it stands: its row from 0, its left edge in points."""

    place: int
    name: str
    share: str
    row: int
    x: float


def columns_on(canvas: Canvas) -> int:
    """Return how many columns fit between the margins of a canvas."""
    return (round(canvas.width) - 2 * MARGIN) // COLUMN


def draw_barcode(found: Columns, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the columns with title, chapter numbers and names, as high as needed."""
    room = canvas.width - 2 * MARGIN
    names = _names(found, room)
    bars = _BARS_NARROW if canvas.narrow else _BARS
    top = round(head_height(canvas, title, subtitle, room)) + 14
    first_row = top + bars + (36 if _numbers(found) else 22)
    sheet = Sheet(canvas, first_row + names[-1].row * _ROW + 10)
    sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN)
    draw_bars(sheet, found, Box(MARGIN, top, canvas.width - MARGIN, top + bars))
    for number, x in _numbers(found):
        sheet.text(x, top + bars + 13, number, SMALL, "muted")
    for name in names:
        y = first_row + name.row * _ROW
        role = draft_role(name.place, len(names))
        sheet.boxes([Box(name.x, y - _SWATCH + 0.5, name.x + _SWATCH, y + 0.5)], role)
        end = sheet.text(name.x + _SWATCH + 5, y, name.name, TICK).x1
        sheet.text(end + 6, y, name.share, TICK, "muted")
    return sheet.figure


def draw_bars(sheet: Sheet, found: Columns, frame: Box) -> None:
    """Fill the frame with the columns, one shape per group, without any text.

    A group reaches from the foot of the frame to its own upper edge, and older ones lie over it: so
    no paper shines through where two colours meet. Edges lie on half points, which makes neighbours
    that look the same one rectangle.
    """
    groups = len(found.names)
    shapes: list[list[Box]] = [[] for _ in range(groups)]
    for part in found.parts:
        edges = [_edges(shares, frame) for shares in part.columns]
        for group in range(groups):
            x = frame.x0 + part.start * COLUMN
            for (below, edge), alike in groupby(edges, key=lambda at: (at[group], at[group + 1])):
                end = x + len(list(alike)) * COLUMN
                if edge < below:
                    _add(shapes[group], Box(x, edge, end, frame.y1))
                x = end
    for group in reversed(range(groups)):
        sheet.boxes(shapes[group], draft_role(group, groups))


def _edges(shares: Sequence[float], frame: Box) -> list[float]:
    """Return the foot of a column and the upper edge of each group in it, in half points."""
    high = frame.y1 - frame.y0
    return [frame.y1 - round(2 * high * share) / 2 for share in accumulate(shares, initial=0.0)]


def _add(boxes: list[Box], box: Box) -> None:
    """Append a box, or widen the last one by it where it goes on at the same height."""
    if boxes and boxes[-1].x1 == box.x0 and boxes[-1].y0 == box.y0:
        box = Box(boxes.pop().x0, box.y0, box.x1, box.y1)
    boxes.append(box)


def _numbers(found: Columns) -> list[tuple[str, float]]:
    """Return the numbers of chapters that have room, and where they begin.

    All, else the even ones, every fifth, every tenth, and so on; those of folders, which have no
    rhythm of their own, wherever there is room behind the one before.
    """
    if len(found.chapters) < 2:
        return []
    right = MARGIN + COLUMN * max(part.start + len(part.columns) for part in found.parts)
    if found.gaps_are == "folders":
        shown = _roomy(found.chapters)
    else:
        steps = (n * 10**k for k in count(0) for n in (1, 2, 5))
        rhythms = (_every(step, found.chapters) for step in steps)
        shown = next(shown for shown in rhythms if _roomy(shown) == shown)
    placed = [(_words.count(number), MARGIN + column * COLUMN) for number, column in shown]
    return [(name, x) for name, x in placed if x + _type.width(name, SMALL) <= right]


def _every(step: int, chapters: Chapters) -> Chapters:
    """Return the first chapter, and those whose number a step divides."""
    return tuple(c for place, c in enumerate(chapters) if place == 0 or c[0] % step == 0)


def _roomy(chapters: Chapters) -> Chapters:
    """Return the chapters whose numbers have room behind the last one that has."""
    shown: list[tuple[int, int]] = []
    free = -math.inf
    for number, column in chapters:
        if column * COLUMN >= free:
            shown.append((number, column))
            free = column * COLUMN + _type.width(_words.count(number), SMALL) + _NUMBER_GAP
    return tuple(shown)


def _names(found: Columns, room: float) -> list[_Name]:
    """Return the labels of all groups in as many rows as they need."""
    total = sum(found.words) or 1
    texts = [_type.fit(name, TICK, room / 2) for name in found.names]
    shares = [_words.percent(words / total) for words in found.words]
    sizes = [
        _SWATCH + 5 + _type.width(name, TICK) + 6 + _type.width(share, TICK)
        for name, share in zip(texts, shares, strict=True)
    ]
    placed, row, x = [], 0, 0.0
    for place, size in enumerate(sizes):
        if x and x + size > room:
            row, x = row + 1, 0.0
        placed.append(_Name(place, texts[place], shares[place], row, MARGIN + x))
        x += size + 18
    return placed
