"""Ribbons: what each draft handed on to the next, what changed places, and what ended."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._flows import Flows, flows, joined
from drafttime.charts._type import label
from drafttime.model import Analysis, Crossing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LONGEST_NAME = 30
_UNBROKEN = 12
_MOST_BLOCKS = 12
_HARDLY = 0.01
_ONE_BLOCK = 50  # words between two that moved together


def applies(analysis: Analysis) -> bool:
    """Return whether there are two drafts, one after the other, and something passes on."""
    return flows(analysis) is not None


def title(analysis: Analysis) -> str:
    """Return between which drafts the most changed places, shown ones first, or that none did."""
    crossings = analysis.lineage.crossings
    if not any(map(_moved, crossings)):
        return "The order of the book never changed"
    changed = [one for one in crossings if _moved(one) > _HARDLY * _kept(one)]
    if not changed:
        return "The order of the book hardly changed"
    found = flows(analysis)
    shown = {(a.draft, b.draft) for a, b in pairwise(found.bars)} if found else set()
    most = max(changed, key=lambda one: ((one.old, one.new) in shown, _moved(one)))
    between = f"Between {_name(analysis, most.old)} and {_name(analysis, most.new)}"
    blocks = len(joined([one for one in most.ribbons if one.moved], _ONE_BLOCK))
    if blocks == 1:
        return f"{between} one block changed its place"
    if blocks <= _MOST_BLOCKS:
        return f"{between} {_words.number_word(blocks)} blocks changed places"
    words = _words.counted(_moved(most), "word", "words")
    return f"{words} changed places b{between[1:]}"


def _name(analysis: Analysis, draft: int) -> str:
    """Return a draft's name for a sentence, a short one as a whole that is not broken."""
    name = label(analysis.drafts[draft].name, _LONGEST_NAME) or f"draft {draft + 1}"
    return name.replace(" ", "\N{NO-BREAK SPACE}") if len(name) <= _UNBROKEN else name


def _moved(crossing: Crossing) -> int:
    return sum(ribbon.words for ribbon in crossing.ribbons if ribbon.moved)


def _kept(crossing: Crossing) -> int:
    return sum(ribbon.words for ribbon in crossing.ribbons)


def subtitle(analysis: Analysis) -> str:
    """Return what bars and ribbons are, and which drafts are shown where there are too many."""
    found = flows(analysis)
    said = (
        "Bars are drafts from first page to last, ribbons the words that passed on. Where none "
        "leaves, text was cut or replaced; where none arrives, it is new."
    )
    if found is None:
        return said
    if any(ribbon.moved for flow in found.between for ribbon in flow.ribbons):
        said += " Ribbons in full colour moved."
    if len(found.bars) < found.drafts:
        between = _words.number_word(len(found.bars) - 2)
        said += (
            f" Shown are the first, the last and the {between} most changed of {found.drafts} "
            "drafts; what passed through the others is estimated."
        )
    return said


def alt(analysis: Analysis) -> str:
    """Return the drafts with their words, and what passed between each two that are shown."""
    found = flows(analysis)
    if found is None:
        return f"{title(analysis)}."
    drafts = "; ".join(
        f"{bar.name}, {_words.counted(bar.words, 'word', 'words')}" for bar in found.bars
    )
    return (
        f"Ribbons between {_words.number_word(len(found.bars))} drafts: {drafts}. {_passed(found)}"
    )


def _passed(found: Flows) -> str:
    said = []
    for flow, old, new in zip(found.between, found.bars, found.bars[1:], strict=False):
        about = "about " if flow.estimated else ""
        words = _words.counted(flow.words, "word", "words")
        moved = sum(ribbon.words for ribbon in flow.ribbons if ribbon.moved)
        known = moved and not flow.estimated
        also = f", {_words.count(moved)} of them to another place" if known else ""
        said.append(f"From {old.name} to {new.name} passed {about}{words}{also}.")
    return " ".join(said)


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._ribbons_drawing import draw_flows  # noqa: PLC0415 - matplotlib, late

    found = flows(analysis)
    if found is None:
        raise ValueError("ribbons need two drafts that share words")
    return draw_flows(found, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="ribbons",
    order=58,
    heading="From draft to draft",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
