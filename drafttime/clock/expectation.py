"""What one session may have taken: the rule that won, applied to one session at a time.

A session of `w` words (put in, and taken out at a quarter) that ends `d` days after the same
writer's commit before it is expected to take

    pace · (w + overhead) ^ exponent · d ^ (1 − exponent)

minutes, where `d` is a fortnight at most, and beyond one day no more than `w` makes so many
sittings likely (one for every 200 words): a typo that is mended after a quiet week was not a week's
work. The powers add up to one, so that it matters little how often a writer commits: two full days
in one commit are expected to take twice as long as either. Neither a constant per session nor the
pause alone does as well on writers that it was not fitted on; `docs/explanation/estimates.md` has
the table. Cost: O(1) a session.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Literal

from drafttime.clock import priors
from drafttime.model import Revision, Session

DAY_MINUTES = 24 * 60.0

Kind = Literal["estimated", "heartbeats", "recorded"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one session of one writer, or of a part of it.

    `minutes` is the mean for the median writer (`estimated`), the time between heartbeats, or the
    record itself; `observed_minutes` is what the commits or the record show. `room_minutes` is the
    most that fits in the time there was. `recorded_minutes` is what a log holds of the days between
    the commit before and this session, and stands in sessions of its own.
    """

    writer: str
    kind: Kind
    minutes: float
    observed_minutes: float
    room_minutes: float = math.inf
    recorded_minutes: float = 0.0

    def part(self, share: float) -> Expectation:
        """Return what is expected of a share of the session (0 to 1)."""
        return Expectation(
            self.writer,
            self.kind,
            self.minutes * share,
            self.observed_minutes * share,
            self.room_minutes * share if share else 0.0,
            self.recorded_minutes * share,
        )


def recorded(session: Session) -> Expectation:
    """Return what a session of a log took: what the log says."""
    minutes = session.observed_minutes
    return Expectation(session.writer, "recorded", minutes, minutes, minutes)


@dataclass(frozen=True, slots=True)
class PaceRule:
    """The constants of the rule, so that others can be tried; `priors` says what each means."""

    pace_minutes: float = priors.PACE.value
    exponent: float = priors.EXPONENT.value
    overhead_words: float = priors.OVERHEAD_WORDS.value
    cut_weight: float = priors.CUT_WEIGHT.value
    most_days: float = priors.MOST_DAYS.value
    sitting_words: float = priors.SITTING_WORDS.value

    def words(self, inserted: float, deleted: float) -> float:
        """Return the words by which a session is weighed: cuts count, but less than new words."""
        return inserted + self.cut_weight * deleted

    def minutes(self, words: float, days: float) -> float:
        """Return what the median writer needs for `words`, `days` after the commit before.

        `words` are those of `PaceRule.words`. Raises ValueError for a negative number.
        """
        if words < 0 or days < 0:
            raise ValueError("words and days are never negative")
        weight: float = (words + self.overhead_words) ** self.exponent
        sittings = min(self.most_days, max(1.0, words / self.sitting_words))
        reach: float = min(days, sittings) ** (1 - self.exponent)
        return self.pace_minutes * weight * reach


RULE = PaceRule()
"""The rule that the report goes by."""


def room_minutes(days: float) -> float:
    """Return the most minutes of work that fit into `days`: all of a day up to sixteen hours."""
    whole, rest = divmod(days, 1.0)
    return (whole + min(1.0, rest * DAY_MINUTES / priors.MOST_DAY_MINUTES.value)) * (
        priors.MOST_DAY_MINUTES.value
    )


def expect(
    sessions: Sequence[Session],
    automatic: Collection[str],
    ticks: Mapping[str, float],
    arrivals: Mapping[str, Sequence[int]] = MappingProxyType({}),
    rule: PaceRule = RULE,
) -> tuple[Expectation, ...]:
    """Return what is expected of each session that commits show, in their order.

    A session of several commits that a program made (`automatic`) runs from the first to the last,
    `ticks` being each writer's usual pause between such commits in minutes. `arrivals` are the
    Unix seconds, in order, at which a writer's text arrived at once: nobody worked on the next
    session before that.
    """
    found: list[Expectation] = []
    before: dict[str, int] = {}
    for session in sessions:
        writer, end = session.writer, session.end.seconds
        tick = ticks.get(writer)
        beats = len(session.revisions) > 1 and all(c in automatic for c in session.revisions)
        if tick is not None and beats:
            minutes = session.observed_minutes + tick
            found.append(Expectation(writer, "heartbeats", minutes, session.observed_minutes))
        else:
            found.append(_estimated(session, _latest(session, before, arrivals), rule))
        if end is not None:
            before[writer] = max(end, before.get(writer, end))
    return tuple(found)


def _latest(
    session: Session, before: Mapping[str, int], arrivals: Mapping[str, Sequence[int]]
) -> int | None:
    """Return when the writer was last seen before a session."""
    seen = [before[session.writer]] if session.writer in before else []
    start = session.start.seconds
    own = arrivals.get(session.writer, ())
    if start is not None and (place := bisect.bisect_right(own, start)):
        seen.append(own[place - 1])
    return max(seen, default=None)


def _estimated(session: Session, before: int | None, rule: PaceRule) -> Expectation:
    """Before the first commit that is known, a day is taken; nothing caps it."""
    words = rule.words(session.words_inserted, session.words_deleted)
    observed = session.observed_minutes
    if before is None or session.end.seconds is None:
        minutes = rule.minutes(words, 1.0 + observed / DAY_MINUTES)
        return Expectation(session.writer, "estimated", minutes, observed)
    days = max(0.0, (session.end.seconds - before) / 60 / DAY_MINUTES)
    room = max(room_minutes(days), observed)
    minutes = min(rule.minutes(words, days), room)
    return Expectation(session.writer, "estimated", minutes, observed, room)


LONGEST_TICK_MINUTES = 60.0


def ticks_minutes(revisions: Iterable[Revision]) -> dict[str, float]:
    """Return each writer's usual pause between automatic commits, in minutes.

    The median of the pauses up to an hour: longer ones are breaks.
    """
    times: dict[str, list[int]] = {}
    for revision in revisions:
        if revision.labour and revision.automatic and revision.authored.seconds is not None:
            times.setdefault(revision.writer, []).append(revision.authored.seconds)
    found = {}
    for writer, own in times.items():
        own.sort()
        pauses = [
            (late - early) / 60
            for early, late in pairwise(own)
            if 0 < (late - early) / 60 <= LONGEST_TICK_MINUTES
        ]
        if pauses:
            found[writer] = median(pauses)
    return found
