"""Names at the right edge in place of a legend: pushed apart, each led to by a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.charts import _labels, _type
from drafttime.charts._sheet import Sheet
from drafttime.charts._type import LABEL, LABEL_BOLD, Face

LEAD = 14.0
"""Points between the end of what is drawn and its name."""

_ASIDE = Face(12.5, italic=True)
_ROW = 14.0
_GAP = 3.0
_SPACE = 6.0
_FAR = 40.0  # labels further from their places than this had better be short

Line = tuple[tuple[str, Face, str], ...]
"""Words, face and role, from left to right."""


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """A bold name at the height `end`, with a muted figure below it.

    Where room is scarce, `short` stands beside the name instead. What is `aside` is in italics and
    never shortened: no part of the drawing, but a name for a whole side of it.
    """

    end: float
    name: str
    figure: str
    short: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class EdgePlan:
    """Labels laid out: the lines and the start of each, and the width that all of them need."""

    labels: tuple[EdgeLabel, ...]
    rows: tuple[tuple[Line, ...], ...]
    starts: tuple[float, ...]
    width: float


def plan_edge_labels(
    labels: Sequence[EdgeLabel], most: float, top: float, bottom: float
) -> EdgePlan:
    """Lay out labels, sorted by `end`, between the heights `top` and `bottom`.

    No line is wider than `most`: names are wrapped, or cut. All but those aside take one line each
    where they would otherwise be pushed far from their places. Where even so there is no room, the
    plan is empty.
    """
    rows = [_lines(label, most) for label in labels]
    starts = _starts(labels, rows, top, bottom)
    if starts is None or _furthest(labels, rows, starts) > _FAR:
        rows = [_lines(label, most) if label.aside else _line(label, most) for label in labels]
        starts = _starts(labels, rows, top, bottom)
    if starts is None:
        return EdgePlan((), (), (), 0)
    width = max((_line_width(line) for lines in rows for line in lines), default=0)
    return EdgePlan(tuple(labels), tuple(rows), starts, width)


def draw_edge_labels(sheet: Sheet, plan: EdgePlan, x: float) -> None:
    """Write the labels to the right of `x`, each led to by a thin line."""
    for label, lines, start in zip(plan.labels, plan.rows, plan.starts, strict=True):
        middle = start + _ROW * len(lines) / 2
        sheet.line([(x + 3, label.end), (x + LEAD - 3, middle)], "muted")
        for number, line in enumerate(lines, 1):
            at = x + LEAD
            for words, face, role in line:
                at = sheet.text(at, start + _ROW * (number - 0.24), words, face, role).x1 + _SPACE


def _faces(label: EdgeLabel) -> tuple[Face, Face]:
    return (_ASIDE, _ASIDE) if label.aside else (LABEL_BOLD, LABEL)


def _line_width(line: Line) -> float:
    return sum(_type.width(words, face) for words, face, _ in line) + _SPACE * (len(line) - 1)


def _lines(label: EdgeLabel, room: float) -> tuple[Line, ...]:
    """Return a label in full: the name on one line or two, and the figure below."""
    name, figure = _faces(label)
    role = "muted" if label.aside else "ink"
    lines: list[Line] = [((row, name, role),) for row in _type.wrap(label.name, name, room, 2)]
    return (*lines, ((_type.fit(label.figure, figure, room), figure, "muted"),))


def _line(label: EdgeLabel, room: float) -> tuple[Line, ...]:
    """Return a label in one line: the name, cut if it must be, and the short figure."""
    name, figure = _faces(label)
    left = room - _type.width(label.short, figure) - _SPACE
    first = (_type.fit(label.name, name, left), name, "ink")
    return ((first, (label.short, figure, "muted")) if label.short else (first,),)


def _starts(
    labels: Sequence[EdgeLabel], rows: Sequence[Sequence[Line]], top: float, bottom: float
) -> tuple[float, ...] | None:
    ends = [label.end for label in labels]
    return _labels.spread(ends, [_ROW * len(lines) for lines in rows], top, bottom, _GAP)


def _furthest(
    labels: Sequence[EdgeLabel], rows: Sequence[Sequence[Line]], starts: Sequence[float]
) -> float:
    """Return how far the label that was pushed the most lies from its place."""
    middles = (start + _ROW * len(lines) / 2 for start, lines in zip(starts, rows, strict=True))
    gaps = (abs(m - label.end) for m, label in zip(middles, labels, strict=True))
    return max(gaps, default=0)
