"""Survival: how long words lasted once they were written (Kaplan–Meier), by birth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _type, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._survival_curves import Curve, Curves, curves
from drafttime.model import FEWEST_REVISIONS, Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEAST_DAYS = 2
_MOST = 0.55
_NAME = 40


def applies(analysis: Analysis) -> bool:
    """Return whether there are 15 revisions at least, and words that could grow old."""
    revisions = sum(revision.labour for revision in analysis.revisions)
    return revisions >= FEWEST_REVISIONS and curves(analysis).days >= _LEAST_DAYS


def title(analysis: Analysis) -> str:
    """Return when half of the words were gone, or that most stayed, where the figures bear it."""
    found = curves(analysis)
    half = found.halved
    if half and _is_half_gone(analysis, half):
        return f"Half of the words written {_for(half, found)} were gone {_after(half)}"
    end = analysis.lineage.stands[-1] if analysis.lineage.stands else None
    if end and sum(end.standing) >= _MOST * (sum(end.standing) + sum(end.cut)):
        return "Most words, once written, stayed"
    return "How long words lasted, by when they were written"


def _is_half_gone(analysis: Analysis, curve: Curve) -> bool:
    """Say whether half of the words are gone indeed, and not only of those old enough to tell."""
    if not analysis.lineage.stands:
        return False
    end = analysis.lineage.stands[-1]
    return end.standing[curve.band] <= end.cut[curve.band]


def _for(curve: Curve, found: Curves) -> str:
    name = _type.label(curve.name, _NAME)
    if found.seasons:
        return f"in {name[:1].lower()}{name[1:]}"
    return "for the final draft" if curve.last else f"for {name}"


def _after(curve: Curve) -> str:
    days = curve.median_days or 0
    if not days:
        return "on the day they were written"
    return f"after {_words.counted(days, 'day', 'days')} with writing"


def subtitle(analysis: Analysis) -> str:
    """Return what the lines are, when a word is gone, and how age is counted."""
    found = curves(analysis)
    said = [
        "Share of words still standing at each age; age counts days with writing.",
        "A word is gone when it is cut or replaced for the last time and does not return.",
        "Lines end where fewer than a tenth of the words are old enough.",
    ]
    if len(found.shown) < found.every:
        what = "seasons" if found.seasons else "drafts"
        shown = f"{_words.number_word(len(found.shown))} {what} with the most words"
        said.append(f"Shown are the {shown}, of {_words.number_word(found.every)}.")
    return " ".join(said)


def alt(analysis: Analysis) -> str:
    """Return the curves in words: what is left at the end of each, and when half was gone."""
    found = curves(analysis)
    said = [f"Falling lines over {_words.counted(found.days, 'day', 'days')} with writing."]
    for curve in found.shown:
        left = _words.percent_spoken(curve.end.survival)
        days = _words.counted(curve.end.age_days, "day", "days")
        words = _words.counted(curve.words, "word", "words")
        half = "" if curve.median_days is None else f"; half of them are gone {_after(curve)}"
        said.append(
            f"{curve.name}, {words}: of those that grew so old, {left} last longer than "
            f"{days}{half}."
        )
    return " ".join(said)


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, as high as its table needs."""
    from drafttime.charts._survival_drawing import draw_survival  # noqa: PLC0415 - matplotlib

    return draw_survival(curves(analysis), title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="survival",
    order=65,
    heading="How long words lasted",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
