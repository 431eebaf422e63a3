"""How often the paragraphs of the final text were gone through: the same sums for page and data."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low

from drafttime.model import Analysis

STEPS = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 20), (21, None))


@dataclass(frozen=True, slots=True)
class Passed:
    """Paragraphs that were worked on in `least` to `most` sessions (None: and more)."""

    least: int
    most: int | None
    paragraphs: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class PassesTotals:
    """Paragraphs of known labour, by sessions; `untouched` ones stand as they were first written.

    At least half of the paragraphs were worked on in `sessions_of_half` sessions or more.
    """

    paragraphs: int
    sessions_of_half: int
    most_sessions: int
    untouched_paragraphs: int
    untouched_share: float
    steps: tuple[Passed, ...]


def passes_totals(analysis: Analysis) -> PassesTotals | None:
    """Return the sums, None where no paragraph's labour is known. Linear in the paragraphs."""
    lives = [life for life in analysis.lineage.paragraphs if life.words and life.revisions]
    if not lives:
        return None
    total = sum(life.words for life in lives)
    left = [life for life in lives if len(life.revisions) == 1]
    steps = []
    for least, most in STEPS:
        own = [x for x in lives if least <= x.sessions and (most is None or x.sessions <= most)]
        if own:
            words = sum(life.words for life in own)
            steps.append(Passed(least, most, len(own), words, words / total))
    return PassesTotals(
        paragraphs=len(lives),
        sessions_of_half=_of_half([life.sessions for life in lives]),
        most_sessions=max(life.sessions for life in lives),
        untouched_paragraphs=len(left),
        untouched_share=sum(life.words for life in left) / total,
        steps=tuple(steps),
    )


def _of_half(sessions: list[int]) -> int:
    """Return the most sessions that at least half of some paragraphs reached."""
    return -median_low([-number for number in sessions])
