"""How an axis of time is drawn: pauses, ticks, and the marks of drafts."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.charts import _labels
from drafttime.charts._labels import Mark
from drafttime.charts._sheet import Box, Sheet
from drafttime.charts._time_axis import TimeAxis
from drafttime.charts._type import LABEL, SMALL, TICK


def draw_slits(sheet: Sheet, axis: TimeAxis, top: float, bottom: float) -> list[Box]:
    """Cut the pauses out of the paper, write their length into the longest; return their boxes."""
    boxes = [Box(slit.x0, top - 2, slit.x1, bottom + 2) for slit in axis.slits]
    sheet.boxes(boxes, "paper")
    for slit in axis.slits:
        if slit.label:
            x = (slit.x0 + slit.x1) / 2 + SMALL.size * 0.32
            sheet.text(x, bottom - 6, slit.label, SMALL, "muted", upright=True)
    return boxes


def draw_ticks(sheet: Sheet, axis: TimeAxis, y: float) -> list[Box]:
    """Draw the ticks below the line at `y` and name them; return the boxes of their names."""
    sheet.lines([((tick.x, y), (tick.x, y + 5)) for tick in axis.ticks], "muted")
    return [sheet.text(tick.start, y + 18, tick.words, TICK, "muted") for tick in axis.ticks]


def draw_marks(
    sheet: Sheet, marks: Sequence[Mark], top: float, bottom: float, margin: float
) -> list[Box]:
    """Draw a thin rule at every mark, with its name above; return the boxes of both."""
    widest = 110 if sheet.canvas.narrow else 170
    placed = _labels.place_marks(marks, margin, sheet.width - margin, LABEL, widest)
    rules = [((x, top), (x, bottom)) for mark in marks for x in mark.places]
    sheet.lines(rules, "ink", 0.9)
    boxes = [Box(x - 1, top, x + 1, bottom) for mark in marks for x in mark.places]
    return boxes + [sheet.text(label.start, top - 5, label.words, LABEL) for label in placed]
