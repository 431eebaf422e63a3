"""Passes: where in the final text each day's work landed; rereading falls as a diagonal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _time_axis, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._passes import Passes, passes, worked
from drafttime.charts._passes_findings import (
    DIAGONAL,
    Sweep,
    sessions_of_half,
    sweeps,
    untouched_share,
)
from drafttime.charts._type import label
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEAST_REVISIONS = 15
_MUCH_UNTOUCHED = 0.23
_MANY_SESSIONS = 3
_SOME_ORDER = 0.3
_NEAR = 0.02
_FRACTIONS = (
    (1 / 4, "a quarter"), (1 / 3, "a third"), (2 / 5, "two fifths"), (1 / 2, "half"),
    (3 / 5, "three fifths"), (2 / 3, "two thirds"), (3 / 4, "three quarters"),
)  # fmt: skip


def applies(analysis: Analysis) -> bool:
    """Return whether 15 revisions or more did work, on two days or more, on known paragraphs."""
    known = any(paragraph.words for paragraph in analysis.lineage.paragraphs)
    if len(worked(analysis)) < LEAST_REVISIONS or not known or not analysis.drafts:
        return False
    found = passes(analysis)
    return len(found.steps) > 1 and bool(found.touches)


def title(analysis: Analysis) -> str:
    """Return how the work went through the text, else how often, as far as the figures bear it."""
    swept = sweeps(passes(analysis))
    return (
        _pass(analysis, [sweep for sweep in swept if sweep.stretch.draft])
        or _left_alone(analysis)
        or _often(analysis)
        or _written(analysis, [sweep for sweep in swept if not sweep.stretch.draft])
        or "Where each day’s work landed in the text"
    )


def _pass(analysis: Analysis, later: list[Sweep]) -> str:
    """Return which draft after the first went through the book in order, if one did."""
    if not later:
        return ""
    best = max(later, key=lambda sweep: (sweep.one_pass, sweep.correlation))
    name = _name(analysis, best)
    if best.one_pass:
        return f"{name} was one pass from the first page to the last"
    if best.diagonal:
        return f"{name} falls as a diagonal: the work moved from front to back"
    return ""


def _left_alone(analysis: Analysis) -> str:
    share = untouched_share(analysis.lineage.paragraphs) or 0.0
    if share < _MUCH_UNTOUCHED:
        return ""
    near = min(_FRACTIONS, key=lambda fraction: abs(fraction[0] - share))
    words = near[1] if abs(near[0] - share) <= _NEAR else _words.percent(share)
    return f"{_words.sentence(words)} of the text was never touched again"


def _often(analysis: Analysis) -> str:
    sessions = sessions_of_half(analysis.lineage.paragraphs) or 0
    if sessions < _MANY_SESSIONS:
        return ""
    number = _words.number_word(sessions)
    return f"Half of the paragraphs were touched in {number} sessions or more"


def _written(analysis: Analysis, first: list[Sweep]) -> str:
    if not first or not first[0].one_pass:
        return ""
    return f"{_name(analysis, first[0])} was written from the first page to the last"


def _name(analysis: Analysis, sweep: Sweep) -> str:
    if len(analysis.drafts) == 1:
        return "The book"
    last = sweep.stretch.draft == len(analysis.drafts) - 1
    return "The final draft" if last else label(sweep.stretch.name, 40) or "One draft"


def subtitle(analysis: Analysis) -> str:
    """Return what a mark is, how time is drawn, and what is grey."""
    found = passes(analysis)
    said = ["Where in the final text each day’s work landed: first page at the top."]
    if any(step.day for step in found.steps):
        said.append(_time_axis.said(found.steps))
    if any(touch.bulk for touch in found.touches):
        said.append("Grey arrived all at once.")
    return " ".join(said)


def alt(analysis: Analysis) -> str:
    """Return the chart in words: days, rows, sweeps, and how often paragraphs were touched."""
    found = passes(analysis)
    days = [step.day for step in found.steps if step.day]
    when = f", {_words.day_long(days[0])} to {_words.day_long(days[-1])}" if days else ""
    steps = _words.counted(len(found.steps), "day with writing", "days with writing")
    rows = _words.counted(found.rows, "row", "rows")
    said = [f"Grid of {steps}{when}, across, and the final text in {rows} down, first page first."]
    said.append("A mark is where a day’s work touched a row.")
    said += [_swept(analysis, sweep) for sweep in sweeps(found)]
    paragraphs = analysis.lineage.paragraphs
    sessions, untouched = sessions_of_half(paragraphs), untouched_share(paragraphs)
    if sessions:
        times = _words.counted(sessions, "session", "sessions")
        said.append(f"Half of the paragraphs were touched in {times} or more.")
    if untouched is not None:
        share = _words.percent_spoken(untouched)
        said.append(
            f"{_words.sentence(share)} of the words stand in paragraphs never touched again."
        )
    said += _marked(found)
    return " ".join(said)


def _swept(analysis: Analysis, sweep: Sweep) -> str:
    size = abs(sweep.correlation)
    if size >= DIAGONAL:
        up = "the marks climb from the last pages to the first"
        how = "the marks fall as a diagonal" if sweep.diagonal else up
    elif size >= _SOME_ORDER:
        how = "the work went only loosely in the order of the pages"
        how = how if sweep.correlation > 0 else "the work went loosely from back to front"
    else:
        how = "the work went here and there"
    days = _words.counted(sweep.days, "day", "days")
    return f"{_name(analysis, sweep)}: on {days}, {how} (rank correlation {sweep.correlation:.2f})."


def _marked(found: Passes) -> list[str]:
    marks = []
    for step, name in found.marks:
        day = found.steps[step].day
        marks.append(f"{name}, {_words.day_long(day)}" if day else name)
    return [f"Marked: {'; '.join(marks)}."] if marks else []


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._passes_drawing import draw_passes  # noqa: PLC0415 - matplotlib, late

    return draw_passes(passes(analysis), title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="passes",
    order=30,
    heading="How often you went through it",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
