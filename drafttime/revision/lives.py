"""The lives of all tokens along the mainline: when each came to stand there, and when it went.

Ropes say which tokens a snapshot holds; here the steps of the mainline are replayed over counters,
one per token, so that every curve and sum is a sum over births and deaths. Ids that merges folded
into one another count as one token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from drafttime.revision.intervals import IdRun
from drafttime.revision.lineage import SlotChange, TokenLineage
from drafttime.revision.ropes import Rope
from drafttime.text.tokens import FIRST_WORD

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


# So few runs are counted up and down faster than what they share is found.
FEW_RUNS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """The tokens whose number of copies changed at one mainline commit: before, and after it."""

    ids: Ids
    before: Ids
    after: Ids


@dataclass(frozen=True, slots=True)
class Lives:
    """All tokens of a history, by id; figures per token are read at its own id, `canon[id]`.

    `ranks` is the commit of birth (its place in topological order) and `slots` the slot. `appeared`
    is the mainline step from which on a token stood or, where it was written and cut on a branch,
    the step that brought its history in; `died` the step from which on it stood no more, for good,
    or the number of steps where it stands at the end. Tokens that the final draft's history does
    not hold appear at a step beyond the last.
    """

    steps: tuple[Step, ...]
    canon: Ids
    ranks: Ids
    slots: Ids
    words: Flags
    appeared: Ids
    died: Ids

    @property
    def end(self) -> int:
        """The number of mainline steps."""
        return len(self.steps)

    @property
    def counted(self) -> Flags:
        """Which ids count: those of the final history, each token once, words and marks alike."""
        own: Flags = self.canon == np.arange(len(self.canon))
        return np.logical_and(own, self.appeared < self.end)

    def of(self, rope: Rope) -> Ids:
        """Return the tokens of a rope in reading order."""
        return self.canon[ids_of(rope.runs())]


def ids_of(runs: Iterable[IdRun]) -> Ids:
    """Return the ids of runs one by one."""
    found = [*runs]
    if not found:
        return np.empty(0, np.int64)
    starts, lengths = np.array(found, np.int64).T
    ends = np.cumsum(lengths)
    found_ids: Ids = np.arange(ends[-1]) + np.repeat(starts - ends + lengths, lengths)
    return found_ids


def live(lineage: TokenLineage) -> Lives:
    """Replay the mainline. Linear in the tokens that changed, and in the runs of changed slots."""
    births = lineage.births
    count = births.count
    lengths = np.diff([*births.starts, count])
    ranks = np.repeat(np.array(births.ranks, np.int64), lengths)
    slots = np.repeat(np.array(births.slots, np.int64), lengths)
    text = "".join(births.texts).encode("utf-32-le", "surrogatepass")
    words = np.frombuffer(text, np.uint32) >= FIRST_WORD
    canon = _canon(count, births.folds)
    steps = tuple(_replay(lineage.steps, canon))
    end = len(steps)
    never = end + 1
    appeared, died = np.full(count, never), np.full(count, end)
    for k, step in enumerate(steps):
        came = step.ids[(step.before == 0) & (step.after > 0)]
        appeared[came] = np.minimum(appeared[came], k)
        died[came] = end
        died[step.ids[(step.before > 0) & (step.after == 0)]] = k
    joins = np.array(lineage.ancestry.joins, np.int64)[ranks] if count else ranks
    first = np.full(count, never)
    np.minimum.at(first, canon, np.where(joins < end, joins, never))
    unseen = appeared == never
    appeared = np.where(unseen, first, appeared)
    died = np.where(unseen, first, died)
    return Lives(steps, canon, ranks, slots, words, appeared, died)


def _canon(count: int, folds: Sequence[tuple[int, int, int]]) -> Ids:
    """Return the smallest id of each class of ids that were folded together."""
    canon = np.arange(count)
    for a, b, length in folds:
        one, other = _root(canon, canon[a : a + length]), _root(canon, canon[b : b + length])
        canon[np.maximum(one, other)] = np.minimum(one, other)
    while True:
        further = canon[canon]
        if np.array_equal(further, canon):
            return canon
        canon = further


def _root(canon: Ids, ids: Ids) -> Ids:
    while True:
        further = canon[ids]
        if np.array_equal(further, ids):
            return ids
        ids = further


def _replay(steps: Sequence[Sequence[SlotChange]], canon: Ids) -> Iterable[Step]:
    standing = np.zeros(len(canon), np.int64)
    for changes in steps:
        gone: list[IdRun] = []
        come: list[IdRun] = []
        for change in changes:
            less, more = _difference(change)
            gone += less
            come += more
        old, new = canon[ids_of(gone)], canon[ids_of(come)]
        touched = np.unique(np.concatenate([old, new]))
        before = standing[touched]
        np.subtract.at(standing, old, 1)
        np.add.at(standing, new, 1)
        after = standing[touched]
        moved = before != after
        yield Step(touched[moved], before[moved], after[moved])


def _difference(change: SlotChange) -> tuple[list[IdRun], list[IdRun]]:
    """Return the runs of one slot that only the version before has, and only the one after."""
    old, new = list(change.before.runs()), list(change.after.runs())
    head, limit = 0, min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail, limit = 0, limit - head
    while tail < limit and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) < FEW_RUNS and len(come) < FEW_RUNS:
        return gone, come
    less, more = Counter(gone), Counter(come)
    return [*(less - more).elements()], [*(more - less).elements()]
