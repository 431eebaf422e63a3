"""Figures of the mainline before and after each week."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from drafttime.model import Revision
from drafttime.model.week import monday_of


def begins(revisions: Sequence[Revision]) -> date | None:
    """Return the day of the first commit of the mainline whose time is known."""
    days = (revision.authored.day() for revision in revisions if revision.mainline)
    return next((day for day in days if day is not None), None)


@dataclass(frozen=True, slots=True)
class Curves:
    """Figures of the mainline at the end of each week with a commit.

    Each commit changes them on its author's day: where times run backwards on the mainline, no
    snapshot is that of a day, yet what a week changed is known.
    """

    mondays: Sequence[date]
    words: Sequence[float]
    survival: Sequence[float]
    drift: Sequence[float]

    @classmethod
    def of(cls, revisions: Sequence[Revision]) -> Curves:
        """Return the curves of a history; linear."""
        changes: defaultdict[date, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        last = begins(revisions)
        known = [0.0, 0.0, 1.0]
        for revision in revisions:
            if not revision.mainline:
                continue
            last = revision.authored.day() or last
            now = [
                float(revision.words),
                known[1] if revision.survival is None else revision.survival,
                known[2] if revision.drift_from_first is None else revision.drift_from_first,
            ]
            if last is not None:
                own = changes[monday_of(last)]
                for k in range(3):
                    own[k] += now[k] - known[k]
            known = now
        mondays = sorted(changes)
        sums = [list(accumulate(changes[m][k] for m in mondays)) for k in range(3)]
        return cls(mondays, sums[0], sums[1], [1.0 + change for change in sums[2]])

    def around(
        self, monday: date, curve: Sequence[float], start: float = 0.0
    ) -> tuple[float, float]:
        """Return a figure before a week and after it; `start` is what it was before all."""
        place = bisect_right(self.mondays, monday)
        here = bool(place) and self.mondays[place - 1] == monday
        after = curve[place - 1] if place else start
        if not here:
            return after, after
        return (curve[place - 2] if place > 1 else start), after
