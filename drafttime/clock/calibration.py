"""Calibration: what a writer's own record teaches about the days that it does not cover.

On days with both a record and commits the record is compared with what was expected of the commits.
The writer's factor is the ratio of the two sums, drawn towards 1 as far as few days allow doubt: a
normal prior on its logarithm, and a variance of the ratio that falls with the hours compared. Cost:
linear in days and sessions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from drafttime.clock import priors
from drafttime.clock.estimate import EIGHTY_PERCENT, Pace
from drafttime.clock.expectation import Expectation
from drafttime.clock.recorded import Covered, Day
from drafttime.model import Calibration, Session

BELIEVED_MINUTES = 120.0
"""So much observed work is believed beforehand: one day whose record falls short of its commits
proves little."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One recorded day with commits: the record, what was expected, what the commits show."""

    recorded_minutes: float
    expected_minutes: float
    observed_minutes: float = 0.0


def calibrate(
    covered: Covered, sessions: Sequence[Session], expected: Sequence[Expectation]
) -> tuple[dict[str, Pace], tuple[Calibration, ...]]:
    """Return each writer's pace after their records, and how it came about.

    `sessions` and `expected` are those of the commits alone, before any record took their place.
    Writers without a day that has both have no entry.
    """
    wanted: dict[Day, tuple[float, float]] = {}
    committed: dict[str, set[date]] = {}
    for session, one in zip(sessions, expected, strict=True):
        if session.day is not None:
            committed.setdefault(session.writer, set()).add(session.day)
            if one.kind == "estimated":
                day = (session.writer, session.day)
                minutes, shown = wanted.get(day, (0.0, 0.0))
                wanted[day] = (minutes + one.minutes, shown + one.observed_minutes)
    paces: dict[str, Pace] = {}
    found = []
    for writer in sorted({writer for writer, _ in covered.minutes}):
        pairs = _pairs(writer, covered.minutes, wanted, committed.get(writer, set()))
        if pairs:
            pace = learn_pace(pairs)
            paces[writer] = pace
            reach = math.exp(EIGHTY_PERCENT * pace.log_spread)
            found.append(
                Calibration(
                    writer,
                    len(pairs),
                    pace.factor,
                    pace.factor / reach,
                    pace.factor * reach,
                    pace.worked_share,
                )
            )
    return paces, tuple(found)


def learn_pace(days: Sequence[Compared]) -> Pace:
    """Return a writer's pace from recorded days with commits.

    Raises ValueError where nothing was expected.
    """
    recorded = sum(day.recorded_minutes for day in days)
    observed = sum(day.observed_minutes for day in days)
    share = min(1.0, (recorded + BELIEVED_MINUTES) / (observed + BELIEVED_MINUTES))
    expected = sum(max(d.expected_minutes, d.observed_minutes * share) for d in days)
    if not expected > 0:
        raise ValueError("a pace needs days of which something was expected")
    prior = priors.WRITERS_SPREAD.value**2
    doubt = priors.RECORD_NOISE.value / expected
    # A record of nothing at all is taken for one of a minute: its logarithm must exist.
    ratio = math.log(max(recorded, 1.0) / expected)
    after = 1 / (1 / prior + 1 / doubt)
    spread = math.sqrt(min(prior, after + priors.HABIT_DRIFT.value**2))
    return Pace(ratio * after / doubt, spread, share)


def _pairs(
    writer: str,
    recorded: Mapping[Day, float],
    wanted: Mapping[Day, tuple[float, float]],
    committed: set[date],
) -> list[Compared]:
    """Pair what was recorded with what was expected, for each recorded day with commits.

    Work on recorded days without a commit went into the next one, and is counted with it, as far
    back as the estimate looks.
    """
    reach = timedelta(days=priors.MOST_DAYS.value)
    pairs = []
    waiting: list[tuple[date, float]] = []
    days = {day: minutes for (name, day), minutes in recorded.items() if name == writer}
    for day in sorted(committed | set(days)):
        minutes = days.get(day)
        if day not in committed:
            waiting.append((day, minutes or 0.0))
            continue
        expected, shown = wanted.get((writer, day), (0.0, 0.0))
        if minutes is not None and expected > 0:
            before = sum(m for other, m in waiting if day - other <= reach)
            pairs.append(Compared(minutes + before, expected, shown))
        waiting.clear()
    return pairs
