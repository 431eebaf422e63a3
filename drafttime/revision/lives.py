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
# From so many ids on, flags are quicker than sorting.
FEW_IDS = 64


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
    standing, seen = np.zeros(len(canon), np.int64), np.zeros(len(canon), np.bool_)
    for changes in steps:
        gone: list[IdRun] = []
        come: list[IdRun] = []
        for change in changes:
            less, more = _difference(change)
            gone += less
            come += more
        old, new = canon[ids_of(gone)], canon[ids_of(come)]
        touched = _distinct(np.concatenate([old, new]), seen)
        before = standing[touched]
        np.subtract.at(standing, old, 1)
        np.add.at(standing, new, 1)
        after = standing[touched]
        moved = before != after
        yield Step(touched[moved], before[moved], after[moved])


def _distinct(ids: Ids, seen: Flags) -> Ids:
    """Return ids in order, each once; `seen` are flags of all ids, and are left as they were."""
    if len(ids) < FEW_IDS:
        return np.unique(ids)
    low, high = int(ids.min()), int(ids.max()) + 1
    seen[ids] = True
    found: Ids = low + np.flatnonzero(seen[low:high])
    seen[found] = False
    return found


def _difference(change: SlotChange) -> tuple[list[IdRun], list[IdRun]]:
    """Return the runs of one slot that only the version before has, and only the one after."""
    old, new = change.before, change.after
    limit = min(len(old.ids), len(new.ids))
    head = min(_shared(old.ids, new.ids, limit, 1), _shared(old.lengths, new.lengths, limit, 1))
    limit -= head
    tail = min(_shared(old.ids, new.ids, limit, -1), _shared(old.lengths, new.lengths, limit, -1))
    gone, come = (
        [*zip(r.ids[head : len(r.ids) - tail], r.lengths[head : len(r.ids) - tail], strict=True)]
        for r in (old, new)
    )
    if len(gone) < FEW_RUNS and len(come) < FEW_RUNS:
        return gone, come
    once, again = set(gone), set(come)
    if len(once) == len(gone) and len(again) == len(come):
        return [run for run in gone if run not in again], [run for run in come if run not in once]
    less, more = Counter(gone), Counter(come)
    return [*(less - more).elements()], [*(more - less).elements()]


def _shared(one: Sequence[int], other: Sequence[int], limit: int, step: int) -> int:
    """Return how many numbers two tuples share at their beginning, or at their end (step −1).

    Halves the doubt with each comparison of slices, which is quicker than number by number.
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if step > 0:
            same = one[low:middle] == other[low:middle]
        else:
            same = (
                one[len(one) - middle : len(one) - low]
                == other[len(other) - middle : len(other) - low]
            )
        low, high = (middle, high) if same else (low, middle - 1)
    return low
