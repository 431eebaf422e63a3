"""Clock: the hours of each day at work; what was recorded, what was seen, what is estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from drafttime.charts import _clock_words, _time_axis, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._clock_bars import (
    Bar,
    Work,
    days_at_work,
    is_all_recorded,
    unit_for,
    work,
)
from drafttime.charts._clock_findings import few_weeks, fullest_season, half_in_weeks
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EIGHTY = "80\N{NO-BREAK SPACE}%"
_ROOM = {"wide": 500.0, "narrow": 190.0}
"""Points that are left for the bars, about: they decide between days and weeks."""


def applies(analysis: Analysis) -> bool:
    """Return whether there are at least two days at work, and a minute to draw."""
    return shown(analysis, "wide") is not None and shown(analysis, "narrow") is not None


def shown(analysis: Analysis, kind: Literal["wide", "narrow"]) -> Work | None:
    """Return the bars that are drawn on a canvas: days, or weeks where days are too narrow."""
    return work(analysis, unit_for(analysis, _ROOM[kind]))


def title(analysis: Analysis) -> str:
    """Return when most of the hours were worked, or in how few weeks half of them, if so."""
    observed = "observed " if _only_seen(analysis) else ""
    when = fullest_season(analysis)
    if when:
        return f"Most of the {observed}hours lie in {when}"
    few, weeks = few_weeks(analysis)
    if few:
        number = _words.number_word(few)
        return f"Half of the {observed}hours lie in {number} of {_words.count(weeks)} weeks at work"
    return _words.sentence(f"{observed}hours at work")


def _only_seen(analysis: Analysis) -> bool:
    """Whether the hours are a floor: nothing is estimated, and not all of them were recorded."""
    return analysis.time.estimate is None and not is_all_recorded(analysis.time)


def subtitle(analysis: Analysis) -> str:
    """Return what the bars are, what is not known, and how time is drawn."""
    return said_on(analysis, "wide")


def said_on(analysis: Analysis, kind: Literal["wide", "narrow"]) -> str:
    """Return the line below the title for one canvas: it says whether days or weeks are drawn."""
    found = shown(analysis, kind)
    if found is None:
        return "Hours at work."
    where = "on its day" if found.unit == "day" else "in its week"
    gaps = "; gaps: nothing came in for half a year or more"
    said = [
        *_looks(analysis, found, where),
        *_at_once(analysis, "Hatched: "),
        f"One step per {found.unit} at work{gaps if _time_axis.pauses(found.steps) else ''}.",
    ]
    return " ".join(said)


def _looks(analysis: Analysis, found: Work, where: str) -> list[str]:
    """Return what is solid, what fades, and which day or week it counts for."""
    before = f"What was done before a commit counts {where}."
    if any(bar.ranged for bar in found.bars):
        fading = f"Fading: estimated, {_EIGHTY}, with its middle."
        solid = "Solid: observed, at least."
        if found.whole.recorded_minutes:
            solid = "Strongest: recorded. Solid: observed, at least."
        return [solid, fading, before]
    if is_all_recorded(found.whole):
        return ["Hours as they were recorded."]
    logs = " or recorded" if found.whole.recorded_minutes else ""
    return [f"Hours seen in commits{logs}, at least.", *_why_no_estimate(analysis)]


def _why_no_estimate(analysis: Analysis) -> list[str]:
    if analysis.time.estimate:
        return []
    why = analysis.time.why_no_estimate.rstrip(".") or "nothing is estimated"
    return [f"{_words.sentence(why)}."]


def _at_once(analysis: Analysis, before: str = "") -> list[str]:
    """Return how many words have no time, in a sentence, where there are any."""
    bulk = [r.words_inserted for r in analysis.revisions if r.labour and r.bulk]
    if not sum(bulk):
        return []
    how = "at once" if len(bulk) == 1 else "in large commits"
    words = _words.counted(sum(bulk), "word", "words")
    return [f"{before}{words} arrived {how}; their time is unknown."]


def alt(analysis: Analysis) -> str:
    """Return the chart in words, with its figures."""
    found = shown(analysis, "wide")
    if found is None:
        return f"{title(analysis)}."
    days = _words.counted(days_at_work(analysis), "day at work", "days at work")
    first, last = (_words.day_long(found.bars[place].start) for place in (0, -1))
    said = [f"Bars of hours over {days}, {first} to {last}."]
    said += _in_all(found.whole)
    few, weeks = half_in_weeks(analysis)
    if few:
        number = _words.counted(weeks, "week at work", "weeks at work")
        said.append(f"Half of the hours lie in {_words.count(few)} of {number}.")
    said += [*_why_no_estimate(analysis), *_at_once(analysis)]
    if found.drafts:
        said.append("Marked: " + "; ".join(_marked(found, *mark) for mark in found.drafts) + ".")
    return " ".join(said)


def _in_all(whole: Bar) -> list[str]:
    """Return what was recorded, observed and estimated in all, in sentences."""
    observed = _clock_words.at_least(whole.observed_minutes)
    recorded = _clock_words.at_least(whole.recorded_minutes)
    if is_all_recorded(whole):
        said = [f"In all {recorded}, recorded in logs."]
    elif whole.recorded_minutes:
        said = [f"In all at least {observed}, of which {recorded} recorded in logs."]
    else:
        said = [f"In all at least {observed}."]
    if whole.estimate is not None and whole.ranged:
        hours = _clock_words.between(whole.estimate, whole.observed_minutes)
        said.append(f"Estimated, {_EIGHTY}: {hours}.")
    return said


def _marked(found: Work, place: int, names: tuple[str, ...]) -> str:
    of_week = "week of " if found.unit == "week" else ""
    return f"{', '.join(names)}, {of_week}{_words.day_long(found.bars[place].start)}"


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._clock_drawing import draw_bars  # noqa: PLC0415 - matplotlib, late

    found = shown(analysis, canvas.kind)
    if found is None:
        raise ValueError("the clock needs at least two days at work")
    return draw_bars(found, title(analysis), said_on(analysis, canvas.kind), canvas)


CHART = Chart(
    key="clock",
    order=61,
    heading="The clock",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
