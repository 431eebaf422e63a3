"""Hand and eye: how much of the time the typed words needed, and how much was left.

*Hand* is what the typed words take at copying speed; *eye* is the rest, which is not typing:
reading, weighing, choosing. How the two stand to each other can only be seen where time was seen:
between two commits of one session, or in a record. An estimate made from the volume of change
cannot say what volume leaves over. Design, section 7.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafttime.model import FEWEST_REVISIONS, Estimate, HandAndEye, Revision, Session

FEWEST_STRETCHES = FEWEST_REVISIONS
WIDEST = 3.0
"""A ratio whose range spans more than this factor says too little: it is called not known. Of six
real books four lie below 2.1, two with 8 and 26 stretches at 3.1 and 4.7
(`tests/benchmarks/hand_and_eye.py`)."""

DRAWS = 500
_SEED = 1999  # of the study that the copying speed comes from; any number would do
_TENTH = DRAWS // 10


@dataclass(frozen=True, slots=True)
class Stretch:
    """Observed time, and the words that were typed in it."""

    minutes: float
    words: int


def hand_minutes(
    session: Session, revisions: Mapping[str, Revision], typing_speed: float
) -> float | None:
    """Return what the typed words of a session take at `typing_speed` (words a minute, copying).

    Words that came back, were copied or moved were not typed. None for an entry of a log without
    commits: nobody knows what was typed in it.
    """
    own = [revisions[commit] for commit in session.revisions if commit in revisions]
    return sum(r.words_inserted for r in own) / typing_speed if own else None


def observed_stretches(
    session: Session, revisions: Mapping[str, Revision], typing_speed: float
) -> tuple[list[Stretch], int]:
    """Return the observed stretches of a session, and how many pauses were too short.

    A stretch lies between two commits. Where its words could not have been typed in it, they were
    there before (a change committed in parts): then it is one with the stretch before it. What is
    still too short at the beginning of the session was pasted, or typed before its first commit:
    nobody saw when, so it is left out and counted. A record is one stretch.
    """
    own = [revisions[commit] for commit in session.revisions if commit in revisions]
    if session.recorded:
        typed = sum(r.words_inserted for r in own)
        whole = Stretch(session.observed_minutes, typed)
        fits = own and typed <= whole.minutes * typing_speed
        return ([whole] if fits else []), int(bool(own) and not fits)
    found: list[Stretch] = []
    too_short = 0
    for before, after in pairwise(own):
        # Only revisions of a known time are in sessions.
        minutes = ((after.authored.seconds or 0) - (before.authored.seconds or 0)) / 60
        words = after.words_inserted
        while found and words > minutes * typing_speed:
            last = found.pop()
            minutes, words = minutes + last.minutes, words + last.words
        if words > minutes * typing_speed:
            too_short += 1
        else:
            found.append(Stretch(minutes, words))
    return found, too_short


def measure_hand_and_eye(
    sessions: Sequence[Session],
    revisions: Mapping[str, Revision],
    estimate: Estimate | None,
    typing_speed: float,
) -> HandAndEye:
    """Return hand and eye of some sessions, all writers together.

    `revisions` are those that were typed, by commit; `estimate` the range of the whole time. The
    range of the ratio is the middle 80 % of what resampled sessions give: stretches of one session
    are alike. Costs `DRAWS` sums over the sessions.
    """
    stretches: list[list[Stretch]] = []
    too_short = 0
    for session in sessions:
        own, short = observed_stretches(session, revisions, typing_speed)
        too_short += short
        if own:
            stretches.append(own)
    typed = sum(revision.words_inserted for revision in revisions.values())
    hand = typed / typing_speed
    many = sum(map(len, stretches))
    ratio = _ratio(stretches, typing_speed)
    why = _why_not(many, ratio)
    return HandAndEye(
        typing_speed=typing_speed,
        words_typed=typed,
        hand_minutes=hand,
        eye=None if estimate is None else rest(estimate, hand),
        ratio=None if why else ratio,
        intervals=many,
        interval_minutes=sum(one.minutes for own in stretches for one in own),
        too_short=too_short,
        why_not_known=why,
    )


def rest(whole: Estimate, hand: float) -> Estimate:
    """Return what a range of minutes leaves when the hand has had its part, never below nothing."""
    return Estimate(
        max(0.0, whole.low_minutes - hand),
        max(0.0, whole.mid_minutes - hand),
        max(0.0, whole.high_minutes - hand),
    )


def _why_not(stretches: int, ratio: Estimate | None) -> str:
    if stretches < FEWEST_STRETCHES:
        return "too few stretches of time were seen from commit to commit or in records"
    if ratio is None:
        return "no words were typed in the time that was seen"
    if ratio.high_minutes > WIDEST * ratio.low_minutes:
        return "the stretches of time that were seen differ too much"
    return ""


def _ratio(stretches: Sequence[Sequence[Stretch]], typing_speed: float) -> Estimate | None:
    """Return minutes of eye for one of hand, with its range; None where nothing was typed."""
    sums = [
        (sum(one.minutes for one in own), sum(one.words for one in own) / typing_speed)
        for own in stretches
    ]
    minutes, hand = sum(m for m, _ in sums), sum(h for _, h in sums)
    if not hand:
        return None
    draw = random.Random(_SEED)  # noqa: S311 - the same figures every time
    drawn = []
    for _ in range(DRAWS):
        sample = draw.choices(sums, k=len(sums))
        by_hand = sum(h for _, h in sample)
        drawn.append(sum(m for m, _ in sample) / by_hand - 1 if by_hand else float("inf"))
    drawn.sort()
    middle = minutes / hand - 1
    return Estimate(min(drawn[_TENTH], middle), middle, max(drawn[-_TENTH], middle))
