"""What a slot holds at a commit, where each part of a new version comes from, and its biography."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from drafttime.revision.id_sets import IdSet
from drafttime.revision.intervals import IdRun
from drafttime.revision.pairing import offsets
from drafttime.revision.ropes import Rope
from drafttime.revision.slot_edits import Version

# Up to so many questions, looking into each slot is quicker than making one set of all.
FEW_QUESTIONS = 64

Kind = Literal["kept", "moved", "copied", "restored", "written"]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One version of one paragraph: the revision (rank) that left it so, and what it came from.

    A paragraph that nobody touches keeps its node, so that nodes and their sources are the
    biography of every paragraph. `event` is "born", "changed", "moved" (its text is the same),
    "restored" or "copied".
    """

    rank: int
    slot: int
    version: Version
    paragraph: int
    event: str
    sources: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The text of a slot as some commit left it, with the lineage of its tokens and paragraphs."""

    version: Version
    paragraphs: tuple[str, ...]
    rope: Rope
    nodes: tuple[Node, ...]
    _at: list[list[int]] = field(default_factory=list)
    _ids: list[IdSet] = field(default_factory=list)
    _newest: list[int] = field(default_factory=list)
    _reach: list[tuple[int, int]] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """The rank of the last commit that left a paragraph as it is, computed once."""
        if not self._newest:
            self._newest.append(max((node.rank for node in self.nodes), default=-1))
        return self._newest[0]

    @property
    def reach(self) -> tuple[int, int]:
        """The reach of its rope, computed once."""
        if not self._reach:
            self._reach.append(self.rope.reach)
        return self._reach[0]

    @property
    def ids(self) -> IdSet:
        """The set of its token ids, computed once."""
        if not self._ids:
            self._ids.append(IdSet([self.rope]))
        return self._ids[0]

    @property
    def at(self) -> list[int]:
        """The token offset of each paragraph and the total, computed once."""
        if not self._at:
            self._at.append(offsets(self.paragraphs))
        return self._at[0]

    def forget(self) -> None:
        """Drop what can be computed again: thousands of versions of one file may be kept."""
        self._at.clear()
        self._ids.clear()
        self.rope.forget()

    def part(self, start: int, stop: int) -> str:
        """Return the tokens from `start` up to `stop`, without putting the whole text together."""
        at = self.at
        first, last = bisect_right(at, start) - 1, bisect_left(at, stop)
        text = "".join(self.paragraphs[first:last])
        return text[start - at[first] : stop - at[first]]

    @property
    def text(self) -> str:
        """All tokens."""
        return "".join(self.paragraphs)


State = dict[int, Held]
Names = tuple[tuple[int, Version], ...]
"""The contents of some slots by name: a cache may ask for them so."""


def named(sides: Mapping[int, Version]) -> Names:
    """Return the names of contents in the order of their slots."""
    return tuple(sorted(sides.items()))


class Origin(NamedTuple):
    """Where a stretch of a new version comes from.

    It begins at token `start` of the new text. `held` and `source_start` name the place that it
    was taken from, None for what was written or arrived here; `rope` holds the ids of its tokens.
    """

    start: int
    length: int
    kind: Kind
    rope: Rope
    held: Held | None = None
    source_start: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Deletion:
    """A stretch that a commit took out: tokens of what a slot held before, and their ids."""

    rank: int
    slot: int
    held: Held
    start: int
    length: int
    rope: Rope

    @classmethod
    def of(cls, rank: int, slot: int, held: Held, start: int, stop: int) -> Deletion:
        """Return the deletion of the tokens from `start` up to `stop`."""
        return cls(rank, slot, held, start, stop - start, held.rope.cut(start, stop))


class Standing:
    """Asked which runs of tokens stand in some slots.

    The first questions go from slot to slot; where many are asked, one set is made of all.
    """

    __slots__ = ("_all", "_asked", "_held")

    def __init__(self, held: Iterable[Held]) -> None:
        self._held = tuple(held)
        self._asked = 0
        self._all: IdSet | None = None

    def meets(self, run: IdRun) -> bool:
        """Say whether any token of a run stands there. O(slots · log runs), later O(log runs)."""
        if self._all is not None:
            return self._all.meets(run)
        self._asked += 1
        if self._asked > FEW_QUESTIONS:
            self._all = IdSet(held.rope for held in self._held)
            return self._all.meets(run)
        start, last = run[0], run[0] + run[1] - 1
        for held in self._held:
            low, high = held.reach
            if low <= last and start < high and held.ids.meets(run):
                return True
        return False

    def _near(self, run: IdRun) -> Iterator[Held]:
        """Yield the slots whose ids lie around those of a run; the others need no set."""
        start, last = run[0], run[0] + run[1] - 1
        for held in self._held:
            low, high = held.reach
            if low <= last and start < high:
                yield held

    def without(self, run: IdRun) -> list[IdRun]:
        """Return the parts of a run that do not stand there."""
        if not self.meets(run):
            return [run]
        left = [run]
        for ids in [self._all] if self._all is not None else [h.ids for h in self._near(run)]:
            left = [
                (start, length)
                for part in left
                for start, length, inside in ids.split(part)
                if not inside
            ]
        return left


def outside(sizes: int, covered: Sequence[Origin]) -> list[tuple[int, int]]:
    """Return the stretches (start, stop) of a text of that size that no origin covers."""
    found, at = [], 0
    for origin in covered:
        if at < origin.start:
            found.append((at, origin.start))
        at = origin.start + origin.length
    if at < sizes:
        found.append((at, sizes))
    return found
