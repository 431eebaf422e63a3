"""How the ribbons between drafts are drawn: layout in points, no figures of its own.

Wide, drafts stand side by side, first page at the top; narrow, they lie below each other, first
page at the left. What runs with the text is `along`, what runs with time is `across`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._flows import Bar, Flows
from drafttime.charts._sheet import SEPARATOR, Anchor, Box, Point, Sheet, head_height
from drafttime.charts._type import LABEL_BOLD, TICK
from drafttime.model import Ribbon

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
CUT = 0.35
PASSING = 0.4
_BAR = 14.0
_LABELS_NARROW = 84.0
_CHAPTER_LEAST = 3.5  # points on average: thinner chapters would be all hairline
_EDGED = 3 * SEPARATOR  # thinner ones would be less than their edges
_SHORTEST = 0.25  # points: what is thinner is not seen
Span = tuple[float, float]
_CENTRE: Anchor = "center"
_SIDES: dict[float, tuple[float, Anchor]] = {0: (0.0, "left"), 1: (1.0, "right")}


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the text begins, points to a word, and where each bar begins across."""

    narrow: bool
    start: float
    scale: float
    bars: tuple[float, ...]

    def at(self, along: float, across: float) -> Point:
        """Return the place of a word (in points from the first) on the sheet."""
        along += self.start
        return (along, across) if self.narrow else (across, along)

    def box(self, along: Span, across: float, depth: float) -> Box:
        """Return the rectangle of a stretch of text."""
        (x0, y0), (x1, y1) = self.at(along[0], across), self.at(along[1], across + depth)
        return Box(x0, y0, x1, y1)


def draw_flows(found: Flows, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure of the drafts and what passes between them."""
    room = canvas.width - 2 * MARGIN
    top = round(head_height(canvas, title, subtitle, room)) + (18 if canvas.narrow else 34)
    longest = max(bar.words for bar in found.bars)
    count = len(found.bars)
    if canvas.narrow:
        step = min(max(250 / (count - 1), 58.0), 150.0)
        sheet = Sheet(canvas, round(top + step * (count - 1) + _BAR + 18))
        start = MARGIN + _LABELS_NARROW
        scale = (canvas.width - MARGIN - start) / longest
        bars = tuple(top + place * step for place in range(count))
    else:
        sheet = Sheet(canvas)
        step = (room - _BAR) / (count - 1)
        start, scale = top, (sheet.height - 32 - top) / longest
        bars = tuple(MARGIN + place * step for place in range(count))
    plan = Plan(canvas.narrow, start, scale, bars)
    sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN)
    _draw_ribbons(sheet, plan, found)
    for place in range(count):
        _draw_bar(sheet, plan, found, place)
    (_names_beside if canvas.narrow else _names_above)(sheet, plan, found.bars)
    return sheet.figure


def ends(ribbon: Ribbon, scale: float) -> tuple[Span, Span]:
    """Return both ends of a ribbon in points: as thick as its words, amid the block's place."""
    spans = []
    for start, words in (
        (ribbon.old_start, ribbon.old_words),
        (ribbon.new_start, ribbon.new_words),
    ):
        middle, half = (start + words / 2) * scale, ribbon.words * scale / 2
        spans.append((middle - half, middle + half))
    return spans[0], spans[1]


def _draw_ribbons(sheet: Sheet, plan: Plan, found: Flows) -> None:
    """Draw what passes in place, then what moved over it, thin on thick, edged with paper."""
    for place, flow in enumerate(found.between):
        gap = (plan.bars[place] + _BAR, plan.bars[place + 1])
        role = draft_role(place, len(found.bars))
        passing = [ends(ribbon, plan.scale) for ribbon in flow.ribbons if not ribbon.moved]
        sheet.curved([_outline(plan, *both, gap) for both in passing], role, PASSING)
        moved = [ends(ribbon, plan.scale) for ribbon in flow.ribbons if ribbon.moved]
        thick = [both for both in moved if _length(both[0]) >= _EDGED]
        for old, new in sorted(thick, key=lambda both: -_length(both[0])):
            sheet.curved([_outline(plan, _wider(old), _wider(new), gap)], "paper")
            sheet.curved([_outline(plan, old, new, gap)], role)
        thin = [both for both in moved if _length(both[0]) < _EDGED]
        sheet.curved([_outline(plan, *both, gap) for both in thin], role)


def _length(span: Span) -> float:
    return span[1] - span[0]


def _wider(span: Span) -> Span:
    return span[0] - SEPARATOR, span[1] + SEPARATOR


def _outline(plan: Plan, old: Span, new: Span, gap: Span) -> list[Point]:
    """Return the outline of one ribbon: there, along its end, back, and along its beginning."""
    middle = sum(gap) / 2
    a, b = (plan.at(end, gap[0]) for end in old)
    c, d = (plan.at(end, gap[1]) for end in new)
    there = [plan.at(old[0], middle), plan.at(new[0], middle), c]
    back = [plan.at(new[1], middle), plan.at(old[1], middle), b]
    return [a, *there, c, d, d, *back, b, a, a]


def _draw_bar(sheet: Sheet, plan: Plan, found: Flows, place: int) -> None:
    """Draw a draft in two halves: where its words come from, and what became of them.

    The half towards the older draft shows what came over in that one's colour, new words in its
    own; the half towards the newer one is pale where words were cut or replaced.
    """
    bar, across, count = found.bars[place], plan.bars[place], len(found.bars)
    whole, own = (0.0, bar.words * plan.scale), draft_role(place, count)
    came = went = [whole]
    if place:
        came = _united(ends(one, plan.scale)[1] for one in found.between[place - 1].ribbons)
    if place < count - 1:
        went = _united(ends(one, plan.scale)[0] for one in found.between[place].ribbons)
    half = _BAR / 2
    older = draft_role(max(place - 1, 0), count)
    sheet.boxes([plan.box(span, across, half) for span in _others(came, whole)], own)
    sheet.boxes([plan.box(span, across, half) for span in came], older)
    sheet.boxes([plan.box(span, across + half, half) for span in _others(went, whole)], own, CUT)
    sheet.boxes([plan.box(span, across + half, half) for span in went], own)
    if _chapters_have_room(found, plan.scale):
        _hairlines(sheet, plan, bar.arriving or bar.leaving, across)
        _hairlines(sheet, plan, bar.leaving or bar.arriving, across + half)


def _chapters_have_room(found: Flows, scale: float) -> bool:
    """Return whether chapters are thick enough in every bar that has any."""
    sides = [side for bar in found.bars for side in (bar.arriving, bar.leaving) if side]
    return all(sum(side) * scale / len(side) >= _CHAPTER_LEAST for side in sides)


def _hairlines(sheet: Sheet, plan: Plan, chapters: Sequence[int], across: float) -> None:
    """Part the chapters in half a bar."""
    edges, end = [edge * plan.scale for edge in accumulate(chapters)][:-1], across + _BAR / 2
    sheet.lines([(plan.at(edge, across), plan.at(edge, end)) for edge in edges], "paper")


def _united(spans: Iterator[Span]) -> list[Span]:
    """Return the same points in spans that do not touch, in order."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + _SHORTEST:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _others(spans: Sequence[Span], whole: Span) -> list[Span]:
    """Return the rest of the whole between spans that are in order."""
    lows = [whole[0], *(high for _, high in spans)]
    highs = [*(low for low, _ in spans), whole[1]]
    return [(low, high) for low, high in zip(lows, highs, strict=True) if high - low >= _SHORTEST]


def _names_above(sheet: Sheet, plan: Plan, bars: Sequence[Bar]) -> None:
    """Write each draft's name above its bar and its words below, at the sides turned inwards."""
    room = (plan.bars[1] - plan.bars[0] - 8) * (2 / 3 if len(bars) > 2 else 0.5)
    for place, (bar, across) in enumerate(zip(bars, plan.bars, strict=True)):
        part, anchor = _SIDES.get(place / (len(bars) - 1), (0.5, _CENTRE))
        x = across + _BAR * part
        words = _words.counted(bar.words, "word", "words")
        if _type.width(words, TICK) > room:
            words = _words.count(bar.words)
        name = _type.fit(bar.name, LABEL_BOLD, room)
        sheet.text(x, plan.start - 9, name, LABEL_BOLD, anchor=anchor)
        foot = plan.start + bar.words * plan.scale + 16
        sheet.text(x, foot, words, TICK, "muted", anchor)


def _names_beside(sheet: Sheet, plan: Plan, bars: Sequence[Bar]) -> None:
    """Write each draft's name beside its bar, and its words below the name."""
    for bar, across in zip(bars, plan.bars, strict=True):
        name = _type.fit(bar.name, LABEL_BOLD, _LABELS_NARROW - 8)
        middle = across + _BAR / 2
        sheet.text(MARGIN, middle - 1, name, LABEL_BOLD)
        sheet.text(MARGIN, middle + 13, _words.count(bar.words), TICK, "muted")
