"""What a merge left behind of text that only one of its parents knew.

A side that typed something which the merge did not take: where the other side had typed the very
same, both are one, and the earlier birth wins; what is left over was cut by the merge, and is known
again when it comes back. Only slots that a parent changed since the histories parted are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from drafttime.revision.held import Deletion, Held, Standing, State
from drafttime.revision.intervals import IdRun
from drafttime.revision.origins import Memory
from drafttime.revision.passages import PASSAGE_TOKENS, PassageIndex, Taken
from drafttime.revision.ropes import Rope, rope_of, splice


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens of a slot, from `start` up to `stop`, that were born on one side alone."""

    slot: int
    held: Held
    start: int
    stop: int

    @property
    def text(self) -> str:
        return self.held.part(self.start, self.stop)

    @property
    def rope(self) -> Rope:
        return self.held.rope.cut(self.start, self.stop)


def settle_losses(
    memory: Memory, rank: int, state: State, parents: Sequence[tuple[int, State]]
) -> None:
    """Unite what two sides typed alike, and bury what the merge dropped of the other parents.

    `parents` are all of them, the first one first, with their ranks; what was dropped of the first
    is buried where it is counted. Cost: one look at each slot of each parent, and the runs of what
    was typed on one side and is not in the merge.
    """
    for place, (number, parent) in enumerate(parents):
        others = [other for other, _ in (parents[:1] if place else parents[1:])]
        alone = memory.born_apart(number, others)
        # Of several arms one may have cut what another still holds: that is on record.
        arms = [(n, Standing(s.values())) for n, s in parents[1:] if place and n != number]
        lost = list(_lost(memory, state, parent, alone, arms))
        if any(stretch.stop - stretch.start >= PASSAGE_TOKENS for stretch in lost):
            lost = _unite(memory, state, memory.born_apart(rank, [number]), lost)
        if place:
            for stretch in lost:
                memory.bury(
                    Deletion.of(rank, stretch.slot, stretch.held, stretch.start, stretch.stop)
                )


def _lost(
    memory: Memory,
    state: State,
    parent: State,
    alone: Collection[int],
    arms: Sequence[tuple[int, Standing]],
) -> Iterable[_Stretch]:
    """Yield what only this parent's history wrote (`alone`) and the merge does not hold."""
    everywhere = Standing(state.values())
    for slot, held in parent.items():
        mine = state.get(slot)
        if mine is held or held.newest not in alone:
            continue
        parts = (
            (at + part[0] - run[0], part[1])
            for at, run in memory.births.born_in(held.rope, alone)
            if mine is None or not mine.ids.holds(run)
            for part in everywhere.without(run)
            if not memory.births.folded.meets(part) and not _let_go(memory, part, arms)
        )
        for start, stop in joined(parts):
            yield _Stretch(slot, held, start, stop)


def _let_go(memory: Memory, run: IdRun, parents: Sequence[tuple[int, Standing]]) -> bool:
    return bool(parents) and on_record(memory, run, memory.births.rank_of(run[0]), parents)


def on_record(
    memory: Memory, run: IdRun, birth: int, parents: Sequence[tuple[int, Standing]]
) -> bool:
    """Say whether one of these parents let a run of one birth go before the merge."""
    for number, standing in parents:
        if memory.ancestry.holds(number, birth) and not standing.meets(run):
            return True
    return False


def joined(parts: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield (start, stop) of the stretches that parts (offset, length) make up in order."""
    begin = end = 0
    for at, length in parts:
        if at != end:
            if begin < end:
                yield begin, end
            begin = at
        end = at + length
    if begin < end:
        yield begin, end


def _unite(
    memory: Memory, state: State, beside: Collection[int], lost: Sequence[_Stretch]
) -> list[_Stretch]:
    """Unite lost stretches with equal ones that the other sides typed; return what is left.

    `beside` are the commits in which the other sides may have typed them.
    """
    index, taken = PassageIndex(), Taken()
    homes = [
        _Stretch(slot, held, start, stop)
        for slot, held in state.items()
        if held.newest in beside
        for start, stop in joined(
            (at, run[1]) for at, run in memory.births.born_in(held.rope, beside)
        )
    ]
    for home in homes:
        index.add(home.text)
    left = []
    for stretch in lost:
        at = stretch.start
        for offset, k, start, length in index.find(stretch.text, taken.free):
            taken.take(k, start, length)
            place = stretch.start + offset
            _fold(memory, state, homes[k], start, stretch.held.rope.cut(place, place + length))
            left.append(_Stretch(stretch.slot, stretch.held, at, place))
            at = place + length
        left.append(_Stretch(stretch.slot, stretch.held, at, stretch.stop))
    return [stretch for stretch in left if stretch.start < stretch.stop]


def _fold(memory: Memory, state: State, home: _Stretch, start: int, theirs: Rope) -> None:
    """Make two ropes of the same words one, under the earlier ids."""
    held = state[home.slot]
    begin = home.start + start
    mine = held.rope.cut(begin, begin + len(theirs))
    best = []
    for a, b, length in in_step(mine, theirs):
        memory.births.fold(a, b, length)
        best.append((min(a, b), length))
    rope = splice([
        held.rope.cut(0, begin), rope_of(best), held.rope.cut(begin + len(theirs), len(held.rope)),
    ])  # fmt: skip
    state[home.slot] = Held(held.version, held.paragraphs, rope, held.nodes)


def in_step(mine: Rope, theirs: Rope) -> Iterable[tuple[int, int, int]]:
    """Yield two ropes of equal length in step: (id, id, tokens)."""
    ours, others = list(mine.runs()), list(theirs.runs())
    i = j = done_i = done_j = 0
    while i < len(ours) and j < len(others):
        length = min(ours[i][1] - done_i, others[j][1] - done_j)
        yield ours[i][0] + done_i, others[j][0] + done_j, length
        done_i += length
        done_j += length
        if done_i == ours[i][1]:
            i, done_i = i + 1, 0
        if done_j == others[j][1]:
            j, done_j = j + 1, 0
