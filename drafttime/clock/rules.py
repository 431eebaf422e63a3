"""The rules by which time can be counted: what was observed, and one known rule to compare with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

OBSERVED = "observed"
GIT_HOURS = "git-hours"
GIT_HOURS_PAUSE_MINUTES = 120
GIT_HOURS_ADDITION_MINUTES = 120


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A rule with its sentence for the page and its source.

    `minutes` turns one writer's author times, in Unix seconds and in order, into minutes. It is
    None for the observed time, which the sessions carry themselves.
    """

    name: str
    says: str
    source: str
    minutes: Callable[[Sequence[int]], float] | None = None


def git_hours_minutes(seconds: Sequence[int]) -> float:
    """Return what the git-hours rule makes of one writer's author times (Unix seconds, in order).

    Pauses under two hours count in full; the first commit of every session adds two hours for the
    work before it. The program itself adds the two hours once per long pause, and so leaves out
    each writer's first session and gives nothing to a lone commit; the rule as its text states it
    gives two hours more per writer. Cost: linear.
    """
    if not seconds:
        return 0.0
    total = float(GIT_HOURS_ADDITION_MINUTES)
    for before, after in pairwise(seconds):
        pause = (after - before) / 60
        total += pause if pause < GIT_HOURS_PAUSE_MINUTES else GIT_HOURS_ADDITION_MINUTES
    return total


TIME_RULES: Mapping[str, TimeRule] = MappingProxyType(
    {
        OBSERVED: TimeRule(
            OBSERVED,
            "The time from the first commit of a session to its last: at least this long.",
            "drafttime",
        ),
        GIT_HOURS: TimeRule(
            GIT_HOURS,
            "Pauses under 2 hours between a writer's commits count, and the first commit of a "
            "session adds 2 hours. For comparison only.",
            "git-hours (Kimmo Brunfeldt), github.com/kimmobrunfeldt/git-hours",
            git_hours_minutes,
        ),
    }
)
