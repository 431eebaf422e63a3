"""Pace: words touched an hour on the way to each draft, as ranges where time is estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._pace_rows import Row, Rows, rows
from drafttime.model import FEWEST_REVISIONS, Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def applies(analysis: Analysis) -> bool:
    """Return whether there are 15 revisions at least, and two drafts whose pace is known."""
    revisions = sum(revision.labour for revision in analysis.revisions)
    found = rows(analysis).shown
    return revisions >= FEWEST_REVISIONS and sum(row.known for row in found) >= 2


def title(analysis: Analysis) -> str:
    """Return which draft went slowest, where the hours of all were recorded."""
    slowest = rows(analysis).slowest
    if slowest is None:
        return "Words touched an hour, draft by draft"
    return f"{_called(slowest)} went slowest: about {slowest.figure} words touched an hour"


def _called(row: Row) -> str:
    """Return "Draft 3", "The first draft", "The final draft"."""
    if row.last:
        return "The final draft"
    if row.name.casefold().endswith(" draft"):
        return f"The {row.name[:1].lower()}{row.name[1:]}"
    return _words.sentence(row.name)


def subtitle(analysis: Analysis) -> str:
    """Return what a bar is, and what the dots and the lines are, where there are any."""
    found = rows(analysis)
    said = ["Words put in or taken out, over the hours on the way to each draft."]
    said += _marks(found)
    if len(found.shown) < len(found.every):
        shown = _words.number_word(len(found.shown))
        every = _words.number_word(len(found.every))
        said.append(f"Shown are the {shown} drafts with the most words touched, of {every}.")
    return " ".join(said)


def _marks(found: Rows) -> list[str]:
    said = []
    if any(row.middle is not None and not row.recorded for row in found.shown):
        said.append("Bar: estimated, 80\N{NO-BREAK SPACE}%, with its middle.")
        said.append("The estimate follows the words, so that drafts differ less than they may.")
    if any(row.recorded for row in found.shown):
        said.append("Dot: the hours were recorded.")
    if any(row.at_most is not None for row in found.shown):
        said.append("Pale: the hours were only observed, so the pace was this at most.")
    return said


def alt(analysis: Analysis) -> str:
    """Return every row in words, with its figures."""
    found = rows(analysis)
    drafts = _words.counted(len(found.every), "draft", "drafts")
    said = [f"Ranges of words touched an hour, {drafts}."]
    said += [f"{row.name}: {_said(row)}." for row in found.shown]
    return " ".join(said)


def _said(row: Row) -> str:
    words = _words.counted(row.words, "word touched", "words touched")
    if not row.known:
        return f"{words}, hours not known"
    how = ", hours recorded" if row.recorded else ""
    return f"{words}, {row.figure} an hour{how}"


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, as high as its rows need."""
    from drafttime.charts._pace_drawing import draw_rows  # noqa: PLC0415 - matplotlib, late

    return draw_rows(rows(analysis), title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="pace",
    order=62,
    heading="Pace",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
