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

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from drafttime.clock import priors
from drafttime.model import Revision, Session

DAY_MINUTES = 24 * 60.0

Kind = Literal["estimated", "heartbeats", "recorded"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one session of one writer, or of a part of it.

    `minutes` is the mean for the median writer (`estimated`), the time between heartbeats, or the
    record itself; `observed_minutes` is what the commits or the record show.
    """

    writer: str
    kind: Kind
    minutes: float
    observed_minutes: float

    def part(self, share: float) -> Expectation:
        """Return what is expected of a share of the session (0 to 1)."""
        return Expectation(
            self.writer, self.kind, self.minutes * share, self.observed_minutes * share
        )


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
    rule: PaceRule = RULE,
) -> tuple[Expectation, ...]:
    """Return what is expected of each session, in their order.

    A session from a log is what the log says. One whose commits a program made (`automatic`) runs
    from a tick before its first commit to its last, `ticks` being each writer's typical pause
    between such commits in minutes. Sessions of unknown time take no part in the pauses.
    """
    found: list[Expectation] = []
    before: dict[str, int] = {}
    for session in sessions:
        if session.recorded:
            kind: Kind = "recorded"
            minutes = session.observed_minutes
        elif session.revisions and all(commit in automatic for commit in session.revisions):
            kind = "heartbeats"
            minutes = session.observed_minutes + ticks.get(session.writer, 0.0)
        else:
            kind = "estimated"
            minutes = _estimated(session, before.get(session.writer), rule)
        found.append(Expectation(session.writer, kind, minutes, session.observed_minutes))
        if session.end.seconds is not None:
            before[session.writer] = max(
                session.end.seconds, before.get(session.writer, session.end.seconds)
            )
    return tuple(found)


def _estimated(session: Session, before: int | None, rule: PaceRule) -> float:
    """Before the first commit that is known, a day is taken; nothing caps it."""
    words = rule.words(session.words_inserted, session.words_deleted)
    span = session.observed_minutes / DAY_MINUTES
    if before is None or session.end.seconds is None:
        return rule.minutes(words, 1.0 + span)
    days = (session.end.seconds - before) / 60 / DAY_MINUTES
    return min(rule.minutes(words, days), room_minutes(days))


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
