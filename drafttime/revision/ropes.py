"""Ropes: the lineage of a text as runs of token ids, and the register of all tokens ever born.

Every token gets a number when it is born, one after the other, so that a stretch that was written
at once is one run however long it is. A text is a rope of such runs; cutting and splicing ropes is
all that a revision does to lineage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from drafttime.revision.intervals import IdRun, Intervals
from drafttime.text.tokens import count_words


@dataclass(slots=True)
class Rope:
    """The ids of a text's tokens in reading order: run k is `lengths[k]` ids from `ids[k]` on.

    Never changed; frozen only by agreement, for a history makes hundreds of thousands of them, and
    a frozen one takes twice as long to make.
    """

    ids: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    _ends: tuple[int, ...] = field(default=(), compare=False)

    @property
    def ends(self) -> tuple[int, ...]:
        """The offset in the text behind each run, computed once."""
        if not self._ends:
            self._ends = tuple(accumulate(self.lengths))
        return self._ends

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else sum(self.lengths)

    @property
    def reach(self) -> tuple[int, int]:
        """The smallest of its ids, and what lies behind the largest; both 0 where it has none."""
        return (min(self.ids), max(map(add, self.ids, self.lengths))) if self.ids else (0, 0)

    def forget(self) -> None:
        """Drop what can be computed again."""
        self._ends = ()

    def runs(self) -> Iterator[IdRun]:
        """Yield (first id, tokens) of each run."""
        return zip(self.ids, self.lengths, strict=True)

    def cut(self, start: int, stop: int) -> Rope:
        """Return the tokens from `start` up to `stop`. O(log runs), plus a copy of those cut."""
        if start >= stop:
            return Rope()
        ends = self.ends
        first, last = bisect_right(ends, start), bisect_left(ends, stop)
        skipped = start - (ends[first] - self.lengths[first])
        left = ends[last] - stop
        if first == last:
            return Rope((self.ids[first] + skipped,), (stop - start,))
        ids, lengths = self.ids[first : last + 1], self.lengths[first : last + 1]
        if skipped:
            ids = (ids[0] + skipped, *ids[1:])
            lengths = (lengths[0] - skipped, *lengths[1:])
        if left:
            lengths = (*lengths[:-1], lengths[-1] - left)
        return Rope(ids, lengths)


def splice(ropes: Iterable[Rope]) -> Rope:
    """Return ropes put end to end, with runs joined where they follow each other. Linear."""
    ids: list[int] = []
    lengths: list[int] = []
    for rope in ropes:
        if not rope.ids:
            continue
        if ids and ids[-1] + lengths[-1] == rope.ids[0]:
            lengths[-1] += rope.lengths[0]
            ids += rope.ids[1:]
            lengths += rope.lengths[1:]
        else:
            ids += rope.ids
            lengths += rope.lengths
    return Rope(tuple(ids), tuple(lengths))


def rope_of(runs: Iterable[IdRun]) -> Rope:
    """Return the rope of runs that are given one by one. Linear."""
    ids: list[int] = []
    lengths: list[int] = []
    follows = -1
    for start, length in runs:
        if start == follows:
            lengths[-1] += length
        elif length:
            ids.append(start)
            lengths.append(length)
        else:
            continue
        follows = start + length
    return Rope(tuple(ids), tuple(lengths))


@dataclass(slots=True)
class Births:
    """All tokens ever born, in the order of their ids: in which commit, in which slot, which words.

    `ranks[k]` is the place of the commit in topological order for the ids from `starts[k]` on.
    `folds` are runs of ids that turned out to be the same words under two numbers (written on one
    branch, brought in by another): (id, id, tokens); `folded` holds the ids that gave way.
    """

    count: int = 0
    starts: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    folds: list[tuple[int, int, int]] = field(default_factory=list)
    folded: Intervals = field(default_factory=Intervals, compare=False)

    def fold(self, one: int, other: int, length: int) -> None:
        """Let two runs of ids be the same words: the later one is folded into the earlier."""
        later, earlier = max(one, other), min(one, other)
        self.folds.append((later, earlier, length))
        self.folded.add((later, length))

    def bear(self, text: str, rank: int, slot: int) -> Rope:
        """Give ids to the tokens of `text`, and return their rope."""
        rope = Rope((self.count,), (len(text),))
        self.starts.append(self.count)
        self.ranks.append(rank)
        self.slots.append(slot)
        self.texts.append(text)
        self.count += len(text)
        return rope

    def rank_of(self, token: int) -> int:
        """Return the rank of the commit in which a token was born. O(log births)."""
        return self.ranks[bisect_right(self.starts, token) - 1]

    def pieces(self, rope: Rope) -> Iterator[tuple[int, IdRun, int]]:
        """Yield the runs of a rope, cut where one birth ends: offset, run, rank of the birth."""
        at = 0
        for first, length in rope.runs():
            start, stop = first, first + length
            while start < stop:
                k = bisect_right(self.starts, start)
                end = min(stop, self.starts[k]) if k < len(self.starts) else stop
                yield at, (start, end - start), self.ranks[k - 1]
                at += end - start
                start = end

    def born_in(self, rope: Rope, ranks: Collection[int]) -> Iterator[tuple[int, IdRun]]:
        """Yield the pieces of a rope that were born in some commits: offset and run.

        Ids follow the order of commits, so that what is older than all of them is passed over.
        """
        if not ranks:
            return
        first = bisect_left(self.ranks, min(ranks))
        if first == len(self.starts):
            return
        oldest = self.starts[first]
        at = 0
        for start, length in rope.runs():
            if start + length > oldest:
                for offset, run, rank in self.pieces(Rope((start,), (length,))):
                    if rank in ranks:
                        yield at + offset, run
            at += length

    def words(self, start: int, length: int) -> int:
        """Count the words among the tokens from one id on. O(log births + tokens)."""
        k = bisect_right(self.starts, start) - 1
        found, at, stop = 0, start, start + length
        while at < stop:
            offset = at - self.starts[k]
            part = self.texts[k][offset : offset + stop - at]
            found += count_words(part)
            at += len(part)
            k += 1
        return found
