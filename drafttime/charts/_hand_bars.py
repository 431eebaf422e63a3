"""Hand and eye of each day or week at work: figures only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafttime.charts._clock_bars import Bar, Unit, Work, monday, work
from drafttime.charts._once import once
from drafttime.model import Analysis, Estimate, Session


@dataclass(frozen=True, slots=True)
class Both:
    """A day, a week or the whole: what the typed words needed, and what remains of the time.

    `hand_minutes` go up from the line. `eye` hangs from it: what remains of observed and recorded
    time, a floor, and of the estimated range.
    """

    hand_minutes: float
    eye: Bar


@dataclass(frozen=True, slots=True)
class Pairs:
    """All days or weeks in order of time, on the steps of the clock, and the whole."""

    clock: Work
    bars: tuple[Both, ...]
    whole: Both

    @property
    def most_hand_minutes(self) -> float:
        """How far the highest bar goes up."""
        return max(bar.hand_minutes for bar in self.bars)

    @property
    def most_eye_minutes(self) -> float:
        """How far the deepest bar goes down."""
        return max(bar.eye.high_minutes for bar in self.bars)


@once
def pairs(analysis: Analysis, unit: Unit) -> Pairs | None:
    """Return the bars, None where the clock has none, or nothing was typed, or nothing remains."""
    found = work(analysis, unit)
    both = analysis.time.hand_and_eye
    if found is None or both is None or not both.words_typed:
        return None
    own: dict[date, list[Session]] = {}
    for session in analysis.sessions:
        if session.day is not None:
            own.setdefault(session.day if unit == "day" else monday(session.day), []).append(
                session
            )
    bars = tuple(_both(bar, own.get(bar.start, ())) for bar in found.bars)
    whole = _both(found.whole, analysis.sessions)
    result = Pairs(found, bars, whole)
    return result if result.most_hand_minutes and result.most_eye_minutes else None


def _both(bar: Bar, sessions: Sequence[Session]) -> Both:
    """Take the hand from a bar of the clock; what was observed is a floor session by session."""
    hands = [session.hand_minutes or 0.0 for session in sessions]
    hand = sum(hands)
    floor = sum(
        max(0.0, session.observed_minutes - own)
        for session, own in zip(sessions, hands, strict=True)
    )
    recorded = sum(
        max(0.0, session.observed_minutes - own)
        for session, own in zip(sessions, hands, strict=True)
        if session.recorded
    )
    eye = replace(
        bar,
        recorded_minutes=recorded,
        observed_minutes=floor,
        estimate=_left(bar.estimate, hand, floor) if bar.estimate else None,
    )
    return Both(hand, eye)


def _left(whole: Estimate, hand: float, floor: float) -> Estimate:
    return Estimate(
        max(floor, whole.low_minutes - hand),
        max(floor, whole.mid_minutes - hand),
        max(floor, whole.high_minutes - hand),
    )
