"""Drift: how the first draft falls away while the final text comes in, from 0 to 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _time_axis, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._curves import CROSSING_BELOW, Curves, curves, replaced_share
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def applies(analysis: Analysis) -> bool:
    """Return whether there are at least two days with writing, and so a line to draw."""
    return curves(analysis) is not None


def title(analysis: Analysis) -> str:
    """Return the day it turned, where it did; else what the line shows."""
    found = curves(analysis)
    if found is None or found.first is None:
        return "How the final text came together"
    survival = analysis.drift.measures.get("survival")
    if survival is not None and survival >= CROSSING_BELOW:
        return "Most of the first draft still stands"
    if found.crossing_day:
        return f"From {_words.day_long(found.crossing_day)} it was more final than first"
    return "From the first draft to the final text"


def subtitle(analysis: Analysis) -> str:
    """Return what falls, what rises, and how time is drawn."""
    found = curves(analysis)
    rising = "Share of the final text already written"
    what = (
        rising
        if found is None or found.first is None
        else ("Share of the first draft still standing, and of the final text already written")
    )
    said = [f"{what}."]
    if found is not None and any(step.day for step in found.steps):
        said.append(_time_axis.said(found.steps))
    replaced = replaced_share(analysis)
    if replaced is not None:
        share = _words.percent_spoken(replaced)
        said.append(f"Of what is new, {share} stands in place of cut text.")
    return " ".join(said)


def alt(analysis: Analysis) -> str:
    """Return the chart in words, with its figures."""
    found = curves(analysis)
    if found is None:
        return f"{title(analysis)}."
    days = [step.day for step in found.steps if step.day]
    when = f", {_words.day_long(days[0])} to {_words.day_long(days[-1])}" if days else ""
    steps = _words.counted(len(found.steps), "day with writing", "days with writing")
    said = [f"Line chart over {steps}{when}."]
    if found.first is not None:
        then = _words.percent_spoken(found.written[found.first])
        now = _words.percent_spoken(found.survival[-1])
        said.append(
            f"When the first draft was complete, {then} of the final text was already written; "
            f"at the end, {now} of the first draft still stands."
        )
    else:
        goal = min(0.5, found.written[-1])
        half = next(step for step, share in enumerate(found.written) if share >= goal)
        share = _words.percent_spoken(found.written[half])
        day = found.steps[half].day
        on = f" on {_words.day_long(day)}" if day else ""
        said.append(f"The share rises to {share}{on} and to 100 % at the end.")
    if found.crossing_day and found.crossing_share is not None:
        share = _words.percent_spoken(found.crossing_share)
        said.append(f"The lines cross on {_words.day_long(found.crossing_day)}, at {share}.")
    said += _new_text(analysis)
    if found.drafts:
        said.append("Marked: " + "; ".join(_marked(found, *draft) for draft in found.drafts) + ".")
    return " ".join(said)


def _new_text(analysis: Analysis) -> list[str]:
    """Return where the new text stands, in a sentence, where that is known."""
    replaced = replaced_share(analysis)
    if replaced is None:
        return []
    comparison = analysis.drift.comparison
    new = _words.percent_spoken(comparison.inserted_tokens / comparison.new_tokens)
    place, fresh = _words.percent_spoken(replaced), _words.percent_spoken(1 - replaced)
    where = f"{place} stands in place of cut text and {fresh} where nothing stood"
    return [f"New since the first draft: {new} of the final text, of which {where}."]


def _marked(found: Curves, step: int, name: str) -> str:
    day = found.steps[step].day
    return f"{name}, {_words.day_long(day)}" if day else name


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._drift_drawing import draw_curves  # noqa: PLC0415 - matplotlib, late

    found = curves(analysis)
    if found is None:
        raise ValueError("drift needs at least two days with writing")
    return draw_curves(found, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="drift",
    order=50,
    heading="From first draft to final",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
