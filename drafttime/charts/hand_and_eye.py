"""Hand and eye: what the typed words took of each day at work, and what was left for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from drafttime.charts import _clock_words, _hand_words, _time_axis, _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._clock_bars import days_at_work, unit_for
from drafttime.charts._hand_bars import Pairs, pairs
from drafttime.model import Analysis, HandAndEye

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EIGHTY = "80\N{NO-BREAK SPACE}%"
_ROOM = {"wide": 500.0, "narrow": 190.0}
"""Points that are left for the bars, about: they decide between days and weeks."""


def applies(analysis: Analysis) -> bool:
    """Return whether there are two days at work, typed words, and minutes that they do not need."""
    return shown(analysis, "wide") is not None and shown(analysis, "narrow") is not None


def shown(analysis: Analysis, kind: Literal["wide", "narrow"]) -> Pairs | None:
    """Return the bars that are drawn on a canvas: days, or weeks where days are too narrow."""
    return pairs(analysis, unit_for(analysis, _ROOM[kind]))


def title(analysis: Analysis) -> str:
    """Return how much reading went with a minute of typing, where that was seen."""
    both = analysis.time.hand_and_eye
    return (_hand_words.finding(both) if both else "") or "Typing, and the time that was not typing"


def subtitle(analysis: Analysis) -> str:
    """Return what lies above and below the line, and how time is drawn."""
    return said_on(analysis, "wide")


def said_on(analysis: Analysis, kind: Literal["wide", "narrow"]) -> str:
    """Return the line below the title for one canvas: it says whether days or weeks are drawn."""
    found, both = shown(analysis, kind), analysis.time.hand_and_eye
    if found is None or both is None:
        return "Typing, and the time that was not typing."
    gaps = "; gaps: nothing came in for half a year or more"
    pauses = _time_axis.pauses(found.clock.steps)
    said = [
        (
            f"Up: the hand, what the words take at {both.typing_speed:g} words a minute. Down: the "
            "eye, what is left (not typing)."
        ),
        _looks(found),
        *_imported(found),
        f"One step per {found.clock.unit} at work{gaps if pauses else ''}.",
    ]
    return " ".join(said)


def _looks(found: Pairs) -> str:
    """Return what is solid and what fades; an estimated part tells nothing of the ratio."""
    eye = found.whole.eye
    if any(bar.eye.ranged for bar in found.bars):
        solid = "recorded or observed, at least" if eye.recorded_minutes else "observed, at least"
        return f"Solid: {solid}. Fading: estimated from the words themselves, {_EIGHTY}."
    if eye.recorded_minutes >= eye.observed_minutes:
        return "As it was recorded."
    return "What was seen, at least."


def _imported(found: Pairs) -> list[str]:
    if any(bar.imported_words for bar in found.clock.bars):
        return ["Hatched: words that arrived at once; their time is unknown."]
    return []


def alt(analysis: Analysis) -> str:
    """Return the chart in words, with its figures."""
    found, both = shown(analysis, "wide"), analysis.time.hand_and_eye
    if found is None or both is None:
        return f"{title(analysis)}."
    days = _words.counted(days_at_work(analysis), "day at work", "days at work")
    hand, eye = found.whole.hand_minutes, found.whole.eye
    said = [
        f"Bars over {days}: up what the typing took, down what was left, which was not typing.",
        (
            f"The hand took {_clock_words.at_least(hand)} in all, at {both.typing_speed:g} words a "
            "minute."
        ),
    ]
    if eye.observed_minutes > 0:
        said.append(f"At least {_clock_words.at_least(eye.observed_minutes)} were not typing.")
    if eye.estimate is not None and eye.ranged:
        hours = _clock_words.between(eye.estimate, eye.observed_minutes)
        said.append(f"Estimated, {_EIGHTY}: {hours}.")
    return " ".join([*said, _ratio(both)])


def _ratio(both: HandAndEye) -> str:
    if both.ratio is None:
        why = f": {both.why_not_known}" if both.why_not_known else ""
        return f"How much reading went with a minute of typing is not known{why}."
    stretches = _words.counted(both.intervals, "observed stretch", "observed stretches")
    return (
        f"For each minute of typing, about {_hand_words.each_minute(both.ratio)} of reading and "
        f"weighing, from {stretches} with {_words.counted(both.interval_words, 'word', 'words')}."
    )


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure; expects that the chart applies."""
    from drafttime.charts._hand_drawing import draw_pairs  # noqa: PLC0415 - matplotlib, late

    found = shown(analysis, canvas.kind)
    if found is None:
        raise ValueError("hand and eye need two days at work, and typed words")
    return draw_pairs(found, title(analysis), said_on(analysis, canvas.kind), canvas)


CHART = Chart(
    key="hand-and-eye",
    order=63,
    heading="Hand and eye",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
