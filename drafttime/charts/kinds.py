"""Kinds: what sort of labour it was on the way to each draft, or month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._kinds_rows import GROUPS, Row, Rows, rows
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOSTLY = 0.5
_LEAST_TOKENS = 200
"""Of fewer words and marks no title is made."""

_WORKED_OVER = 0.05
_CLEARLY_MOST = 2.0

_NOUNS = {
    "new": "new text",
    "sources": "work on the sources",
    "moved": "moving text",
    "surface": "spelling, punctuation and small words",
    "reworded": "rewording",
    "cut": "cutting",
}


def applies(analysis: Analysis) -> bool:
    """Return whether anything was touched."""
    return rows(analysis) is not None


def title(analysis: Analysis) -> str:
    """Return which draft was mostly what, or where the sources were worked over, if so."""
    found = rows(analysis)
    if found is None:
        return "What kind of labour it was"
    return _mostly(found) or _sources(found) or _in_all(found.whole)


def _mostly(found: Rows) -> str:
    """Return the latest draft that was mostly something else than new text."""
    if found.by != "draft":
        return ""
    for row in reversed(found.parts):
        if row.total >= _LEAST_TOKENS:
            for group, _ in GROUPS[1:]:
                if row.share(group) > _MOSTLY:
                    return f"{_words.sentence(row.name)} was mostly {_NOUNS[group]}"
    return ""


def _sources(found: Rows) -> str:
    """Return the draft in which most of the work on sources was done, where it clearly was."""
    if found.by != "draft":
        return ""
    place = [name for name, _ in GROUPS].index("sources")
    ranked = sorted(found.parts, key=lambda row: -row.tokens[place])
    most, others = ranked[0], ranked[1:]
    enough = most.share("sources") >= _WORKED_OVER and most.total >= _LEAST_TOKENS
    clearly = all(most.tokens[place] >= _CLEARLY_MOST * row.tokens[place] for row in others)
    if enough and clearly and others:
        return f"The sources were worked over on the way to {most.name}"
    return ""


def _in_all(whole: Row) -> str:
    new = whole.share("new")
    if whole.total < _LEAST_TOKENS or new == 1:
        return "What kind of labour it was"
    tenths = round((1 - new) * 10)
    if tenths >= 1:
        of_ten = _words.number_word(tenths)
        return f"About {of_ten} tenth{'' if tenths == 1 else 's'} of the labour was not new text"
    return "Nearly all of the labour was new text"


def subtitle(analysis: Analysis) -> str:
    """Return what is counted and what is left out."""
    found = rows(analysis)
    by = found.by if found else "month"
    way = "on the way to each draft" if by == "draft" else f"by {by}"
    said = [f"Shares of the words and marks touched, {way}; all bars are equally long."]
    if any(r.bulk and r.labour for r in analysis.revisions):
        said.append("Text that arrived at once is left out.")
    return " ".join(said)


def alt(analysis: Analysis) -> str:
    """Return the bars in words, with their figures."""
    found = rows(analysis)
    if found is None:
        return "Nothing was touched: 0 words, 0 marks."
    said = [_spoken(found.whole)]
    if len(found.parts) > 1:
        said += [_spoken(row) for row in found.parts]
    return " ".join(said)


def _spoken(row: Row) -> str:
    shares = ", ".join(
        f"{name} {_words.percent_spoken(row.share(name))}" for name, _ in GROUPS if row.share(name)
    )
    name = _words.sentence(row.name)
    return f"{name}, {_words.counted(row.total, 'word or mark', 'words and marks')}: {shares}."


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._kinds_drawing import draw_kinds  # noqa: PLC0415 - matplotlib, late

    found = rows(analysis)
    if found is None:
        raise ValueError("nothing was touched")
    return draw_kinds(found, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="kinds",
    order=64,
    heading="What kind of labour",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
