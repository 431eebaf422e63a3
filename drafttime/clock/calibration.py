"""Calibration: what a writer's own record teaches about the days that it does not cover.

On days with both a record and commits the record is compared with what was expected of the commits.
The writer's factor is the ratio of the two sums, drawn towards 1 as far as few days allow doubt: a
normal prior on its logarithm, and a variance of the ratio that falls with the hours compared. Cost:
linear in days and sessions.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from drafttime.clock import priors
from drafttime.clock.estimate import EIGHTY_PERCENT, Pace
from drafttime.clock.expectation import Expectation
from drafttime.clock.recorded import Covered, replaced
from drafttime.model import Calibration, Session

BELIEVED_MINUTES = 120.0
"""So much observed work is believed beforehand: one day whose record falls short of its commits
proves little."""


KEPT_SHARE = 0.6
"""A log is kept where so many of its writer's days with commits are in it, between its first and
its last entry. In a log that is kept, a day without an entry was a day without work; in any other
it says nothing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One recorded day with commits: the record, what was expected, what the commits show.

    `recorded_minutes` includes recorded days without a commit since the commit before;
    `same_day_minutes` is the day's own.
    """

    recorded_minutes: float
    expected_minutes: float
    observed_minutes: float = 0.0
    same_day_minutes: float = math.inf


def calibrate(
    covered: Covered,
    sessions: Sequence[Session],
    expected: Sequence[Expectation],
) -> tuple[dict[str, Pace], tuple[Calibration, ...]]:
    """Return each writer's pace after their records, and how it came about.

    `sessions` and `expected` are those of the commits alone. Writers without a day that can be
    compared have no entry.
    """
    recorded: dict[str, dict[date, float]] = {}
    for (writer, day), said in covered.minutes.items():
        recorded.setdefault(writer, {})[day] = said
    committed: dict[str, set[date]] = {}
    for session in sessions:
        if session.day is not None:
            committed.setdefault(session.writer, set()).add(session.day)
    wanted: dict[str, dict[date, tuple[float, float]]] = {}
    for (writer, day), places in replaced(covered, sessions).items():
        own = [expected[place] for place in places if expected[place].kind == "estimated"]
        if own:
            sums = sum(one.minutes for one in own), sum(one.observed_minutes for one in own)
            wanted.setdefault(writer, {})[day] = sums
            committed.setdefault(writer, set()).add(day)
    whole: dict[str, set[date]] = {}
    for writer, day in covered.whole:
        whole.setdefault(writer, set()).add(day)
    paces: dict[str, Pace] = {}
    found = []
    for writer in sorted(recorded.keys() & wanted.keys()):
        days = _comparable(
            recorded[writer], wanted[writer], committed[writer], whole.get(writer, set())
        )
        if days:
            pace = learn_pace(days)
            paces[writer] = pace
            found.append(_calibration(writer, len(days), pace))
    return paces, tuple(found)


def _calibration(writer: str, days: int, pace: Pace) -> Calibration:
    reach = math.exp(EIGHTY_PERCENT * pace.log_spread)
    low, high = pace.factor / reach, pace.factor * reach
    return Calibration(writer, days, pace.factor, low, high, pace.worked_share)


def learn_pace(days: Sequence[Compared], log_spread: float = priors.WRITERS_SPREAD.value) -> Pace:
    """Return a writer's pace from recorded days with commits; writers differ by `log_spread`.

    Raises ValueError where nothing was expected.
    """
    recorded = sum(day.recorded_minutes for day in days)
    observed = sum(day.observed_minutes for day in days)
    same_day = sum(min(day.same_day_minutes, day.recorded_minutes) for day in days)
    share = min(1.0, (same_day + BELIEVED_MINUTES) / (observed + BELIEVED_MINUTES))
    expected = sum(max(d.expected_minutes, d.observed_minutes * share) for d in days)
    if not expected > 0:
        raise ValueError("a pace needs days of which something was expected")
    prior = log_spread**2
    doubt = priors.RECORD_NOISE.value / expected
    # A record of nothing at all is taken for one of a minute: its logarithm must exist.
    ratio = math.log(max(recorded, 1.0) / expected)
    after = 1 / (1 / prior + 1 / doubt)
    spread = math.sqrt(min(prior, after + priors.HABIT_DRIFT.value**2))
    return Pace(ratio * after / doubt, spread, share)


def _comparable(
    recorded: Mapping[date, float],
    wanted: Mapping[date, tuple[float, float]],
    committed: set[date],
    whole: Collection[date],
) -> list[Compared]:
    """Pair what was recorded with what was expected, for each recorded day with commits.

    What is expected of a day reaches back to the commit before. So recorded days without a commit
    are counted with the next one; and where the log is not kept, a day is compared only if every
    day since that commit is in the log.
    """
    kept = _is_kept(recorded, committed)
    reach = timedelta(days=priors.MOST_DAYS.value)
    found = []
    before: date | None = None
    waiting: list[tuple[date, float]] = []
    for day in sorted(committed | set(recorded)):
        if day not in committed:
            waiting.append((day, recorded[day]))
            continue
        since = [(other, m) for other, m in waiting if day - other <= reach]
        sure = kept or day in whole or _is_whole(before, day, len(since))
        if day in recorded and day in wanted and sure:
            expected, shown = wanted[day]
            minutes = recorded[day] + sum(m for _, m in since)
            found.append(Compared(minutes, expected, shown, recorded[day]))
        before = day
        waiting = []
    return found


def _is_kept(recorded: Mapping[date, float], committed: set[date]) -> bool:
    first, last = min(recorded), max(recorded)
    days = [day for day in committed if first <= day <= last]
    return sum(day in recorded for day in days) >= KEPT_SHARE * len(days)


def _is_whole(before: date | None, day: date, recorded_between: int) -> bool:
    """Return whether every day between two commits is recorded."""
    return before is not None and (day - before).days - 1 <= recorded_between
