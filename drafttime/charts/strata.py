"""Strata: words standing, stacked by birth, above the line; words cut or replaced below it.

Cutting gains mass here, as labour in its own right: what falls above the line grows below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _time_axis, _type, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._curves import is_one_draft
from drafttime.charts._strata_layers import Layers, layers
from drafttime.model import Analysis, Stand

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST = 0.55
_NEARLY_ALL = 0.9
_HALF = 0.025
_ABOUT_HALF = 0.05
_NAME = 40


def applies(analysis: Analysis) -> bool:
    """Return whether there are at least two days with writing, and words on them."""
    return layers(analysis) is not None


def title(analysis: Analysis) -> str:
    """Return where the words come from, or what became of them, where the figures bear it."""
    end = analysis.lineage.stands[-1]
    standing, cut = sum(end.standing), sum(end.cut)
    if standing and cut >= 2 * standing:
        times = _words.number_word(cut // standing)
        return f"For every word that stands, at least {times} were cut or replaced"
    found = _first_draft_title(analysis, end) or _band_title(analysis, end)
    if found:
        return found
    if cut > standing:
        return "More words were cut or replaced than stand"
    return "Words that stand, and words cut or replaced" if cut else "Words that stand"


def _first_draft_title(analysis: Analysis, end: Stand) -> str:
    """Return how much of the final text was there in the first draft, if that is half or more."""
    commits = [draft.commit for draft in analysis.drafts]
    first = analysis.drift.first.commit
    total = sum(end.standing)
    if is_one_draft(analysis) or first not in commits[:-1] or not total:
        return ""
    place = commits.index(first)
    bands = zip(analysis.lineage.bands, end.standing, strict=True)
    share = sum(w for b, w in bands if b.draft is not None and b.draft <= place) / total
    there = "of the final text was already there in the first draft"
    if share >= _NEARLY_ALL:
        return f"{'All' if share == 1 else 'Nearly all'} {there}"
    if share > _MOST:
        return f"Most {there}"
    if abs(share - 0.5) <= _ABOUT_HALF:
        return f"{'Half' if abs(share - 0.5) <= _HALF else 'About half'} {there}"
    return ""


def _band_title(analysis: Analysis, end: Stand) -> str:
    """Return the draft, or the season, that most of what stands was written for, if any."""
    bands = analysis.lineage.bands
    words = max(end.standing)
    band = bands[end.standing.index(words)]
    if len(bands) < 2 or words <= _MOST * sum(end.standing):
        return ""
    if band.draft is None:
        name = _type.label(band.name, _NAME)
        return f"Most of what stands was written in {name[:1].lower()}{name[1:]}"
    if band.draft == len(analysis.drafts) - 1:
        return "Most of what stands was written for the final draft"
    return f"Most of what stands was written for {_type.label(band.name, _NAME)}"


def subtitle(analysis: Analysis) -> str:
    """Return what the layers are, what is hatched, and how time is drawn."""
    found = layers(analysis)
    gone = found is not None and found.most_cut
    said = ["Words standing above the line" if gone else "Words standing in the manuscript"]
    said[0] += "; cut or replaced so far, below it." if gone else "."
    if found is None:
        return said[0]
    if len(found.names) > 1:
        seasons = all(band.draft is None for band in analysis.lineage.bands)
        born = "when they were written" if seasons else "the draft they were written for"
        said.append(f"Colour: {born}.")
    if found.hatched:
        said.append(_at_once(analysis))
    if any(step.day for step in found.steps):
        said.append(_time_axis.said(found.steps))
    return " ".join(said)


def _at_once(analysis: Analysis) -> str:
    bulk = [r.words_inserted for r in analysis.revisions if r.labour and r.bulk]
    how = "at once" if len(bulk) == 1 else "in large commits"
    words = _words.counted(sum(bulk), "word", "words")
    return f"Hatched: {words} arrived {how}; their time is unknown."


def alt(analysis: Analysis) -> str:
    """Return the chart in words: what stands at the end, by birth, and what is gone."""
    found = layers(analysis)
    if found is None:
        return f"{title(analysis)}."
    days = [step.day for step in found.steps if step.day]
    when = f", {_words.day_long(days[0])} to {_words.day_long(days[-1])}" if days else ""
    steps = _words.counted(len(found.steps), "day with writing", "days with writing")
    standing, cut = found.standing[-1], found.cut[-1]
    said = [f"Stacked areas over {steps}{when}."]
    total = _words.counted(sum(standing), "word", "words")
    said.append(f"At the end, {total} stand and {_words.count(sum(cut))} were cut or replaced.")
    said.append("By birth: " + "; ".join(_of_layers(found)) + ".")
    if found.drafts:
        said.append("Marked: " + "; ".join(_marked(found, *draft) for draft in found.drafts) + ".")
    return " ".join(said)


def _of_layers(found: Layers) -> list[str]:
    whole = sum(found.standing[-1])
    said = []
    for name, here, gone in zip(found.names, found.standing[-1], found.cut[-1], strict=True):
        share = f" ({_words.percent_spoken(here / whole)})" if whole else ""
        said.append(f"{name}, {_words.count(here)} standing{share}, {_words.count(gone)} gone")
    return said


def _marked(found: Layers, step: int, name: str) -> str:
    day = found.steps[step].day
    return f"{name}, {_words.day_long(day)}" if day else name


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._strata_drawing import draw_layers  # noqa: PLC0415 - matplotlib, late

    found = layers(analysis)
    if found is None:
        raise ValueError("strata need at least two days with writing")
    return draw_layers(found, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="strata",
    order=10,
    heading="What the book is made of",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
