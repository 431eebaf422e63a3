"""Which commit grew out of which, answered without walking the whole graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drafttime.history import History


@dataclass(slots=True)
class Ancestry:
    """Answers whether one commit is an ancestor of another (or the same), by rank.

    Ranks are places in topological order. `joins[x]` is the first place on the mainline that holds
    commit x, the mainline's length where none does; `bases[x]` the last place on the mainline that
    x holds, −1 where there is none. Between the two lie side branches, which are walked when asked
    for: a question about the mainline costs two look-ups.
    """

    parents: Sequence[tuple[int, ...]]
    joins: Sequence[int]
    bases: Sequence[int]
    _own: dict[int, frozenset[int]] = field(default_factory=dict)

    def holds(self, commit: int, ancestor: int) -> bool:
        """Return whether `ancestor` is `commit` or lies in its history."""
        if ancestor > commit:
            return False
        if ancestor == commit or self.joins[ancestor] <= self.bases[commit]:
            return True
        return ancestor in self._branch(commit)

    def apart(self, commit: int, others: Sequence[int]) -> frozenset[int]:
        """Return the commits that one holds, itself included, and none of some others does.

        Linear in their number and in that of their parents.
        """
        if any(self.holds(other, commit) for other in others):
            return frozenset()
        seen, ahead = {commit}, [commit]
        while ahead:
            for parent in self.parents[ahead.pop()]:
                if parent not in seen and not any(self.holds(other, parent) for other in others):
                    seen.add(parent)
                    ahead.append(parent)
        return frozenset(seen)

    def _branch(self, commit: int) -> frozenset[int]:
        """Return the ancestors of a commit that the mainline below it does not hold."""
        if commit not in self._own:
            base = self.bases[commit]
            seen: set[int] = set()
            ahead = [commit]
            while ahead:
                for parent in self.parents[ahead.pop()]:
                    if parent not in seen and self.joins[parent] > base:
                        seen.add(parent)
                        ahead.append(parent)
            if len(self._own) > 8:
                self._own.clear()
            self._own[commit] = frozenset(seen)
        return self._own[commit]


def ancestry_of(history: History) -> Ancestry:
    """Return the ancestry of a history. Linear in its commits and parents."""
    rank = {commit: k for k, commit in enumerate(history.order)}
    parents = [
        tuple(rank[p] for p in history.commits[c].parents if p in rank) for c in history.order
    ]
    place: Mapping[int, int] = {rank[c]: k for k, c in enumerate(history.mainline)}
    joins = [place.get(k, len(history.mainline)) for k in range(len(parents))]
    for k in reversed(range(len(parents))):
        for parent in parents[k]:
            joins[parent] = min(joins[parent], joins[k])
    bases = [-1] * len(parents)
    for k, own in enumerate(parents):
        bases[k] = place.get(k, max((bases[p] for p in own), default=-1))
    return Ancestry(parents, joins, bases)
