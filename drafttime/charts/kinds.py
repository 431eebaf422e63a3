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
_LEAST_SHARE = 0.02
"""Of fewer words and marks no title is made, nor of less than this share of all."""

_LEAST_SOURCES = 20
_DENSER = 1.5
"""So much denser than elsewhere are changes to sources where they are said to be worked over."""

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
        if row.total >= max(_LEAST_TOKENS, _LEAST_SHARE * found.whole.total):
            for group, _ in GROUPS[1:]:
                if row.share(group) > _MOSTLY:
                    return f"{_words.sentence(row.spoken)} was mostly {_NOUNS[group]}"
    return ""


def _sources(found: Rows) -> str:
    """Return where most of the work on sources was done: more of it than of all other work."""
    if len(found.parts) < 2:  # none at all where no commit says when it was made
        return ""
    most = max(found.parts, key=lambda row: row.sources)
    enough = most.sources >= _LEAST_SOURCES and most.total >= _LEAST_TOKENS
    part = most.sources / (found.whole.sources or 1)
    denser = part >= _DENSER * most.total / found.whole.total
    if enough and denser and part > _MOSTLY:
        where = "on the way to" if found.by == "draft" else "in"
        return f"The sources were worked over {where} {most.spoken}"
    return ""


def _in_all(whole: Row) -> str:
    new = whole.share("new")
    if whole.total < _LEAST_TOKENS or new == 1:
        return "What kind of labour it was"
    tenths = round((1 - new) * 10)
    if tenths == 10:
        return "Nearly none of the labour was new text"
    if tenths == 0:
        return "Nearly all of the labour was new text"
    share = "half" if tenths == 5 else f"{_words.number_word(tenths)} tenth{'s' * (tenths > 1)}"
    return f"About {share} of the labour was not new text"


def subtitle(analysis: Analysis) -> str:
    """Return what is counted and what is left out."""
    found = rows(analysis)
    by = found.by if found else "month"
    way = "on the way to each draft" if by == "draft" else f"by {by}"
    said = [f"Shares of the words and marks touched, {way}: the more of them, the thicker the bar."]
    if found and len(found.parts) < 2:
        said = ["Shares of the words and marks touched."]
    if found and len(found.parts) > 1 and found.whole.sources:
        said.append("At the right edge, how often sources changed.")
    if found and found.earlier:
        said.append(f"The last {len(found.parts)} of {found.earlier + len(found.parts)}.")
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
        f"{name} {_words.percent_spoken(share)}" for name, share in row.told_shares().items()
    )
    said = [f"{_words.counted(row.total, 'word or mark', 'words and marks')}"]
    if row.sources:
        said.append(_words.counted(row.sources, "change to sources", "changes to sources"))
    touched = f"{_words.sentence(row.name)}, {' and '.join(said)}"
    return f"{touched}: {shares}." if shares else f"{touched}."


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
