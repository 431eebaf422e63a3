"""Regimes: by which habit a writer commits, and when that habit changed.

Each day with commits is seen as one of four kinds: text that arrived at once, commits that a
program made, a single commit, several. A regime is a stretch of days with one habit, and habits
are sticky: the most likely sequence of habits is found by the Viterbi algorithm (Viterbi 1967) with
the probabilities below. A few odd days do not end a habit; about ten single commits in a row begin
one. Cost: O(days).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from drafttime.model import FEWEST_REVISIONS, Habit, Regime, Revision

Seen = Literal["arrived", "by program", "single", "several"]

HABITS: tuple[Habit, ...] = ("by hand", "automatic", "daily", "imported")

LIKELIHOOD: Mapping[Habit, Mapping[Seen, float]] = {
    "by hand": {"several": 0.55, "single": 0.438, "by program": 0.01, "arrived": 0.002},
    "automatic": {"several": 0.04, "single": 0.05, "by program": 0.908, "arrived": 0.002},
    "daily": {"several": 0.06, "single": 0.928, "by program": 0.01, "arrived": 0.002},
    "imported": {"several": 0.01, "single": 0.01, "by program": 0.01, "arrived": 0.97},
}
"""How likely a day looks so under a habit. Writers of seven real books who commit by hand have one
commit on 30 to 60 of a hundred days; these numbers only separate, no figure of time hangs on
them."""

SWITCH = 0.02
"""How likely a habit ends after a day."""


def find_regimes(
    revisions: Sequence[Revision], imported: Collection[str] = ()
) -> tuple[Regime, ...]:
    """Return the regimes of every writer with a habit, most commits first, then in order of time.

    Revisions that are no labour and those of unknown time are passed over; `imported` are the
    commits whose text arrived at once.
    """
    own: dict[str, dict[date, list[Revision]]] = {}
    for revision in revisions:
        day = revision.authored.day()
        if revision.labour and day is not None:
            own.setdefault(revision.writer, {}).setdefault(day, []).append(revision)
    busiest = sorted(own, key=lambda writer: (-sum(map(len, own[writer].values())), writer))
    told = [
        writer
        for place, writer in enumerate(busiest)
        if not place or sum(map(len, own[writer].values())) >= FEWEST_REVISIONS
    ]
    return tuple(regime for writer in told for regime in _of_writer(writer, own[writer], imported))


def _of_writer(
    writer: str, days: Mapping[date, Sequence[Revision]], imported: Collection[str]
) -> list[Regime]:
    ordered = sorted(days)
    habits = _most_likely([_seen(days[day], imported) for day in ordered])
    found = []
    for habit, stretch in groupby(zip(habits, ordered, strict=True), key=lambda pair: pair[0]):
        those = [day for _, day in stretch]
        commits = [revision for day in those for revision in days[day]]
        single = sum(len(days[day]) == 1 for day in those)
        why = _why(habit, commits, len(those), single, imported)
        found.append(Regime(writer, habit, those[0], those[-1], len(commits), why))
    return found


def _seen(commits: Sequence[Revision], imported: Collection[str]) -> Seen:
    if 2 * sum(commit.commit in imported for commit in commits) >= len(commits):
        return "arrived"
    if 2 * sum(commit.automatic for commit in commits) >= len(commits):
        return "by program"
    return "single" if len(commits) == 1 else "several"


def _most_likely(seen: Sequence[Seen]) -> list[Habit]:
    """Return the most likely habit of each day; ties go to the habit that is named first."""
    stay, leave = math.log(1 - SWITCH), math.log(SWITCH / (len(HABITS) - 1))
    score = {habit: math.log(LIKELIHOOD[habit][seen[0]]) for habit in HABITS}
    came_from: list[dict[Habit, Habit]] = []
    for kind in seen[1:]:
        best: dict[Habit, Habit] = {}
        ahead: dict[Habit, float] = {}
        for habit in HABITS:
            before = max(HABITS, key=lambda b, h=habit: score[b] + (stay if b == h else leave))  # type: ignore[misc]
            best[habit] = before
            ahead[habit] = (
                score[before]
                + (stay if before == habit else leave)
                + math.log(LIKELIHOOD[habit][kind])
            )
        came_from.append(best)
        score = ahead
    path = [max(HABITS, key=lambda habit: score[habit])]
    for best in reversed(came_from):
        path.append(best[path[-1]])
    return path[::-1]


def _why(
    habit: Habit, commits: Sequence[Revision], days: int, single: int, imported: Collection[str]
) -> str:
    if habit == "imported":
        arrived = sum(commit.commit in imported for commit in commits)
        return f"{arrived:,} of {len(commits):,} commits brought text that arrived at once"
    if habit == "automatic":
        made = sum(commit.automatic for commit in commits)
        return f"a program made {made:,} of {len(commits):,} commits"
    share = f"{single:,} of {days:,} days have one commit"
    return share if habit == "daily" else f"{share}, the others several"
