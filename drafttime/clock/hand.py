"""Hand and eye: how much of the time the typed words needed, and how much was left.

*Hand* is what the typed words take at copying speed; *eye* is the rest, which is not typing:
reading, weighing, choosing. How the two stand to each other can only be seen where time was seen:
between two commits of one session, or in a record. An estimate made from the volume of change
cannot say what volume leaves over. Design, section 7; `docs/explanation/hand-and-eye.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, sqrt

from drafttime.model import Estimate, HandAndEye, Revision, Session

LEAST_HAND_MINUTES = 60.0
"""Of typing must be seen. From samples of six histories the range then held the ratio of the whole
in 79 to 83 % of the cases, as it should in 80; without a minimum in 74 to 82."""

FEWEST_SESSIONS = 8
"""Must be seen, since the doubt is learned from how they differ: with four of them the range held
in 62 to 85 % of the cases."""

WIDEST = 4.0
"""A range that spans more than this factor says too little: the ratio is called not known."""
# The figures: tests/benchmarks/hand_and_eye.py

_NINE_TENTHS = 1.2815515655446004  # of the normal distribution: the middle 80 % ends there


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes that were seen, and the words that were typed in them."""

    minutes: float
    words: int


@dataclass(slots=True)
class Seen:
    """The stretches of each session that has any; those that were too short for their words."""

    sessions: list[list[Stretch]] = field(default_factory=list)
    too_short: list[Stretch] = field(default_factory=list)

    def add(self, stretches: list[Stretch], too_short: list[Stretch]) -> None:
        """Take in what was seen of one session."""
        if stretches:
            self.sessions.append(stretches)
        self.too_short += too_short

    @property
    def stretches(self) -> list[Stretch]:
        """All stretches but those too short."""
        return [stretch for own in self.sessions for stretch in own]


def hand_minutes(
    session: Session, revisions: Mapping[str, Revision], typing_speed: float
) -> float | None:
    """Return what the typed words of a session take at `typing_speed` (words a minute, copying).

    Words that came back, were copied or moved were not typed. None for an entry of a log without
    commits: nobody knows what was typed in it.
    """
    own = _own(session, revisions)
    return sum(revision.words_inserted for revision in own) / typing_speed if own else None


def rest(whole: Estimate, hand: float) -> Estimate:
    """Return what a range of minutes leaves when the hand has had its part, never below nothing."""
    return Estimate(
        max(0.0, whole.low_minutes - hand),
        max(0.0, whole.mid_minutes - hand),
        max(0.0, whole.high_minutes - hand),
    )


def find_stretches(
    sessions: Iterable[Session], revisions: Mapping[str, Revision], typing_speed: float
) -> Seen:
    """Return what was seen in some sessions, which are in order of time. Linear in revisions.

    A stretch lies between two commits of a session. Where its words could not have been typed in
    it, they were there before (a change committed in parts): then it is one with the stretch before
    it. What is still too short at the beginning of the session was there before its first commit,
    as were that commit's own words, or was pasted: it is left out, and returned as too short.

    A record with commits is one stretch, together with the writer's records since the commit
    before; a record after the last commit is none.
    """
    seen = Seen()
    waiting: dict[str, float] = {}
    for session in sessions:
        own = _own(session, revisions)
        before = waiting.get(session.writer, 0.0)
        if session.recorded and not own:
            waiting[session.writer] = before + session.observed_minutes
            continue
        waiting[session.writer] = 0.0
        if session.recorded:
            words = sum(revision.words_inserted for revision in own)
            parts = [Stretch(before + session.observed_minutes, words)]
        else:
            parts = [_between(*pair) for pair in pairwise(own)]
        seen.add(*_joined(parts, typing_speed))
    return seen


def measure_hand_and_eye(
    sessions: Sequence[Session],
    revisions: Mapping[str, Revision],
    estimate: Estimate | None,
    typing_speed: float,
) -> HandAndEye:
    """Return hand and eye of some sessions, all writers together.

    `sessions` are in order of time, with their ranges; `revisions` those that were typed, by
    commit; `estimate` is the range of the whole time. Linear in sessions and revisions.
    """
    seen = find_stretches(sessions, revisions, typing_speed)
    typed = sum(revision.words_inserted for revision in revisions.values())
    hand = typed / typing_speed
    stretches = seen.stretches
    words = sum(stretch.words for stretch in stretches)
    ratio = ratio_of(seen.sessions, typing_speed)
    why = _why_not(len(seen.sessions), words / typing_speed, ratio)
    longer = [
        session
        for session in sessions
        if session.estimate is not None
        and (hand_minutes(session, revisions, typing_speed) or 0.0) > session.estimate.high_minutes
    ]
    return HandAndEye(
        typing_speed=typing_speed,
        words_typed=typed,
        hand_minutes=hand,
        eye=None if estimate is None else rest(estimate, hand),
        ratio=None if why else ratio,
        sessions_seen=len(seen.sessions),
        intervals=len(stretches),
        interval_minutes=sum(stretch.minutes for stretch in stretches),
        interval_words=words,
        too_short=len(seen.too_short),
        too_short_words=sum(stretch.words for stretch in seen.too_short),
        ratio_with_too_short=_plain([*stretches, *seen.too_short], typing_speed),
        sessions_too_short=len(longer),
        why_not_known=why,
    )


def _own(session: Session, revisions: Mapping[str, Revision]) -> list[Revision]:
    return [revisions[commit] for commit in session.revisions if commit in revisions]


def _between(before: Revision, after: Revision) -> Stretch:
    # Only revisions of a known time are in sessions, in order of time.
    seconds = (after.authored.seconds or 0) - (before.authored.seconds or 0)
    return Stretch(seconds / 60, after.words_inserted)


def _joined(parts: Iterable[Stretch], typing_speed: float) -> tuple[list[Stretch], list[Stretch]]:
    """Return stretches that are long enough for their words, and those that are not."""
    found: list[Stretch] = []
    too_short: list[Stretch] = []
    for part in parts:
        minutes, words = part.minutes, part.words
        while found and words > minutes * typing_speed:
            last = found.pop()
            minutes, words = minutes + last.minutes, words + last.words
        whole = Stretch(minutes, words)
        (too_short if words > minutes * typing_speed else found).append(whole)
    return found, too_short


def _why_not(sessions: int, hand: float, ratio: Estimate | None) -> str:
    if hand < LEAST_HAND_MINUTES or ratio is None:
        needed = "where an hour is needed"
        return f"only {hand:.0f} minutes of typing were seen in commits and records, {needed}"
    if sessions < FEWEST_SESSIONS:
        return f"time was seen in {sessions} sessions only, where {FEWEST_SESSIONS} are needed"
    if ratio.high_minutes > WIDEST * ratio.low_minutes:
        return "the sessions in which time was seen differ too much"
    return ""


def _plain(stretches: Sequence[Stretch], typing_speed: float) -> float | None:
    """Return minutes of eye for one of hand, None where nothing was typed."""
    hand = sum(stretch.words for stretch in stretches) / typing_speed
    return sum(stretch.minutes for stretch in stretches) / hand - 1 if hand else None


def ratio_of(sessions: Sequence[Sequence[Stretch]], typing_speed: float) -> Estimate | None:
    """Return the ratio with the middle 80 % of its doubt; None where nothing can be said.

    The doubt is that of a ratio of sums over sessions, since stretches of one session are alike: by
    linearization (Cochran 1977, section 6.3), on a logarithmic scale. Student's t has one degree of
    freedom less than sessions that carry the time, or the typing if these are fewer (Kish's
    effective number): where one session holds most of either, the others tell little.
    """
    sums = [
        (sum(one.minutes for one in own), sum(one.words for one in own) / typing_speed)
        for own in sessions
    ]
    minutes, hand = sum(m for m, _ in sums), sum(h for _, h in sums)
    if len(sums) < 2 or not hand or not minutes:
        return None
    whole = minutes / hand
    strays = sum((m - whole * h) ** 2 for m, h in sums)
    error = sqrt(len(sums) / (len(sums) - 1) * strays) / minutes
    carry = min(minutes**2 / sum(m * m for m, _ in sums), hand**2 / sum(h * h for _, h in sums))
    # A factor beyond e^50 says no more than e^50, and does not overflow.
    factor = exp(min(50.0, error * _student(carry - 1)))
    return Estimate(max(0.0, whole / factor - 1), whole - 1, whole * factor - 1)


def _student(freedom: float) -> float:
    """Return the point below which nine tenths of Student's t lie (Hill's expansion, to 4 %)."""
    free, z = max(1.0, freedom), _NINE_TENTHS
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / free + second / free**2 + third / free**3
