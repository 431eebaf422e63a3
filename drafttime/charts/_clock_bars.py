"""The hours of each day or week at work, and where the drafts fall: figures only, no drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from drafttime.charts._curves import earlier_drafts
from drafttime.charts._once import once
from drafttime.charts._time_axis import Step
from drafttime.charts._type import label
from drafttime.model import Analysis, Estimate, Session, Spell, Time

Unit = Literal["day", "week"]

LEAST_BAR = 2.0
"""Points: where a day would be narrower, weeks are drawn."""

_NO_DOUBT = 0.02


@dataclass(frozen=True, slots=True)
class Bar:
    """A day at work, or the week that begins on it.

    `observed_minutes` is the floor, `recorded_minutes` the part of it that logs say. `estimate` is
    the range of the whole, None where nothing is estimated. `imported_words` arrived at once: their
    time is unknown and in no other figure.
    """

    start: date
    recorded_minutes: float = 0.0
    observed_minutes: float = 0.0
    estimate: Estimate | None = None
    imported_words: int = 0

    @property
    def ranged(self) -> bool:
        """Whether there is doubt to speak of: none where (nearly) all was recorded."""
        own = self.estimate
        return own is not None and own.low_minutes < own.high_minutes * (1 - _NO_DOUBT)

    @property
    def high_minutes(self) -> float:
        """How far the bar reaches."""
        high = self.estimate.high_minutes if self.estimate else 0.0
        return max(high, self.observed_minutes)


@dataclass(frozen=True, slots=True)
class Work:
    """All bars in order of time, and the whole book as one bar.

    `drafts` are the bars with which a draft but the final one was complete, and their names.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    whole: Bar
    drafts: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The bars as steps of an axis of time."""
        return tuple(Step(bar.start, place) for place, bar in enumerate(self.bars))

    @property
    def most_minutes(self) -> float:
        """How far the highest bar reaches."""
        return max((bar.high_minutes for bar in self.bars), default=0.0)


@once
def work(analysis: Analysis, unit: Unit) -> Work | None:
    """Return the bars, or None with fewer than two of them or without a minute to draw.

    Days and weeks have ranges of their own in the model; for what it lacks, sessions are taken
    together as if each strayed by itself. Linear in sessions.
    """
    found = _days(analysis) if unit == "day" else _weeks(analysis)
    first = min((day for day in found), default=None)
    if first is None or len(found) < 2 or not any(bar.high_minutes for bar in found.values()):
        return None
    bars = tuple(found[start] for start in sorted(found))
    time = analysis.time
    whole = Bar(first, time.recorded_minutes, time.observed_minutes, time.estimate)
    return Work(unit, bars, whole, _drafts(analysis, bars, unit))


def is_all_recorded(of: Bar | Time) -> bool:
    """Return whether logs say all that was observed, so that it is no floor."""
    return 0 < of.observed_minutes <= of.recorded_minutes


@once
def days_at_work(analysis: Analysis) -> int:
    """Return the number of days with a session, or with words that arrived at once."""
    return len({s.day for s in analysis.sessions} | set(imports(analysis)) - {None})


def unit_for(analysis: Analysis, room: float) -> Unit:
    """Return whether the days are wide enough to see in so many points, or weeks are needed."""
    return "day" if days_at_work(analysis) * LEAST_BAR <= room else "week"


def monday(day: date) -> date:
    """Return the day on which the week of `day` begins."""
    # The first days of the calendar have no Monday before them.
    return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else day


@once
def imports(analysis: Analysis) -> dict[date, int]:
    """Return the words that arrived at once, by the day on which they did."""
    found: dict[date, int] = {}
    for revision in analysis.revisions:
        day = revision.authored.day()
        if revision.bulk and revision.labour and day is not None:
            found[day] = found.get(day, 0) + revision.words_inserted
    return found


def combined(sessions: Sequence[Session]) -> Estimate:
    """Return the range of some sessions of one day, as `work` says.

    A session without a range of its own is taken for as long as it was observed.
    """
    ranges = [_range(session) for session in sessions]
    middle = sum(one.mid_minutes for one in ranges)
    below = math.hypot(*(one.mid_minutes - one.low_minutes for one in ranges))
    above = math.hypot(*(one.high_minutes - one.mid_minutes for one in ranges))
    floor = sum(session.observed_minutes for session in sessions)
    return Estimate(min(middle, max(floor, middle - below)), middle, middle + above)


def _range(session: Session) -> Estimate:
    minutes = session.observed_minutes
    return session.estimate or Estimate(minutes, minutes, minutes)


def _days(analysis: Analysis) -> dict[date, Bar]:
    return _modelled(analysis, "day", analysis.time.days)


def _weeks(analysis: Analysis) -> dict[date, Bar]:
    return _modelled(analysis, "week", analysis.time.weeks)


def _modelled(analysis: Analysis, unit: Unit, spells: Sequence[Spell]) -> dict[date, Bar]:
    """Return bars as the model has them; those that it lacks are gathered from sessions."""
    estimated = analysis.time.estimate is not None
    imported = imports(analysis)
    found = _gathered(analysis.sessions, imported.items(), unit, estimated=estimated)
    for spell in spells:
        if spell.start is not None and (bar := found.get(_start(spell.start, unit))):
            start, words = bar.start, bar.imported_words
            own = spell.estimate if estimated else None
            found[start] = Bar(start, spell.recorded_minutes, spell.observed_minutes, own, words)
    return found


def _gathered(
    sessions: Iterable[Session],
    imported: Iterable[tuple[date, int]],
    unit: Unit,
    *,
    estimated: bool,
) -> dict[date, Bar]:
    own: dict[date, list[Session]] = {}
    for session in sessions:
        if session.day is not None:
            own.setdefault(_start(session.day, unit), []).append(session)
    words: dict[date, int] = {}
    for day, number in imported:
        words[_start(day, unit)] = words.get(_start(day, unit), 0) + number
    return {
        start: Bar(
            start,
            sum(s.observed_minutes for s in own.get(start, ()) if s.recorded),
            sum(s.observed_minutes for s in own.get(start, ())),
            combined(own[start]) if estimated and start in own else None,
            words.get(start, 0),
        )
        for start in {*own, *words}
    }


def _start(day: date, unit: Unit) -> date:
    return day if unit == "day" else monday(day)


def _drafts(
    analysis: Analysis, bars: Sequence[Bar], unit: Unit
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the last bar up to the day of each draft, without those that end with the book."""
    found: dict[int, list[str]] = {}
    for draft in earlier_drafts(analysis):
        day = draft.authored.day()
        if day is None:
            continue
        upto = [place for place, bar in enumerate(bars) if bar.start <= _start(day, unit)]
        if upto and upto[-1] < len(bars) - 1:
            found.setdefault(upto[-1], []).append(label(draft.name))
    return tuple((place, tuple(found[place])) for place in sorted(found))
