"""How the two bars of the ledger are drawn: layout in points, no figures of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafttime.charts import _labels, _type, _words
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._sheet import SEPARATOR, Box, Point, Sheet, head_height
from drafttime.charts._type import LABEL, LABEL_BOLD
from drafttime.charts.ledger import Part

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_BAR = 30.0
_TEXT = 36.0
_HATCH = 5.0
_WORDS = draft_role(0, 1)
_CUT = 0.35  # what is cut keeps its colour, and pales
_LOOKS = {
    "written": (_WORDS, 1.0),
    "bulk": (_WORDS, 1.0),
    "merged": ("muted", 0.6),
    "kept": (_WORDS, 1.0),
    "cut": (_WORDS, _CUT),
}

Parts = Sequence[Part]


def draw_bars(bars: tuple[Parts, Parts], title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure: two bars of one length, named above the upper and below the lower."""
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    sheet = Sheet(canvas, round(head + 16 + 2 * (_TEXT + _BAR) + 3 + 12))
    top = sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN) + 16 + _TEXT
    middles = _bar(sheet, bars[0], top)
    _names(sheet, bars[0], middles, top, above=True)
    middles = _bar(sheet, bars[1], top + _BAR + 3)
    _names(sheet, bars[1], middles, top + 2 * _BAR + 3, above=False)
    return sheet.figure


def _bar(sheet: Sheet, parts: Parts, top: float) -> list[float]:
    """Draw one bar of all parts; return the middle of each."""
    scale = (sheet.width - 2 * MARGIN) / sum(part.words for part in parts)
    x, middles = MARGIN, []
    for part in parts:
        box = Box(x, top, x + part.words * scale, top + _BAR)
        sheet.boxes([box], *_LOOKS[part.look])
        if part.look == "bulk":
            sheet.lines(_hatch(box), "paper", 1.2)
        if x > MARGIN:
            sheet.lines([((x, top), (x, top + _BAR))], "paper", SEPARATOR)
        middles.append((x + box.x1) / 2)
        x = box.x1
    return middles


def _hatch(box: Box) -> list[tuple[Point, Point]]:
    """Return slanting lines that fill a box to its edges and not beyond."""
    high, wide = box.y1 - box.y0, box.x1 - box.x0
    found = []
    shift = _HATCH
    while shift < wide + high:
        start, end = max(0.0, shift - high), min(wide, shift)
        found.append(
            ((box.x0 + start, box.y0 + shift - start), (box.x0 + end, box.y0 + shift - end))
        )
        shift += _HATCH
    return found


def _names(
    sheet: Sheet, parts: Parts, middles: Sequence[float], edge: float, *, above: bool
) -> None:
    """Name each part beside the bar, joined to its middle by a thin line."""
    sizes = [
        max(_type.width(_words.count(part.words), LABEL_BOLD), _type.width(part.name, LABEL))
        for part in parts
    ]
    starts = _labels.spread(middles, sizes, MARGIN, sheet.width - MARGIN, 8)
    if starts is None:
        return
    base = edge - _TEXT + 10 if above else edge + 19
    near, far = (edge - 2, edge - 8) if above else (edge + 2, edge + 8)
    for part, size, start, centre in zip(parts, sizes, starts, middles, strict=True):
        middle = start + size / 2
        sheet.line([(centre, near), (middle, far)], "muted")
        sheet.text(middle, base, _words.count(part.words), LABEL_BOLD, "ink", "center")
        sheet.text(middle, base + 14, part.name, LABEL, "muted", "center")
