"""Count what a merge did to its first parent, by the ids of tokens.

Only the runs that differ between the ropes before and after are looked at: what a merge left alone
costs one comparison of sets per changed slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.revision.changes import Delta
from drafttime.revision.held import Deletion, Held, Standing, State
from drafttime.revision.id_sets import IdSet
from drafttime.revision.intervals import IdRun
from drafttime.revision.merge_losses import joined, on_record
from drafttime.revision.origins import Memory
from drafttime.revision.ropes import Rope
from drafttime.text.tokens import count_words

Runs = frozenset[IdRun]
NO_RUNS: Runs = frozenset()


@dataclass(frozen=True, slots=True)
class _Difference:
    """The slots whose text a merge changed, and the runs that only one side of each has."""

    before: Mapping[int, Held]
    after: Mapping[int, Held]
    gone: Mapping[int, Runs]
    come: Mapping[int, Runs]


def count_merge(
    memory: Memory,
    rank: int,
    state: State,
    mainstay: tuple[int, State],
    parents: Sequence[tuple[int, State]],
) -> Delta:
    """Return what a merge did to its first parent, and bury what it dropped itself.

    `mainstay` is the first parent with its rank, `parents` are the others. What comes in was
    *restored* where the first parent once had it, and *inserted* where it never did.
    """
    first, base = mainstay
    found = _difference(state, base)
    all_gone, all_come = _ids(*found.gone.values()), _ids(*found.come.values())
    deleted, lost = _lost(memory, rank, found, all_come, base, parents)
    inserted = restored = moved = came = 0
    for what, run in _come(memory, first, base, found, all_gone):
        words = memory.births.words(*run)
        inserted += words if what == "inserted" else 0
        restored += words if what == "restored" else 0
        moved += words if what == "moved" else 0
        came += run[1] if what in {"inserted", "restored"} else 0
    change = _words(found.after.values()) - _words(found.before.values())
    # What is left is what stands a second time now, or stood so before.
    copied = change + deleted - inserted - restored
    return Delta(
        words_inserted=inserted,
        words_deleted=deleted - min(0, copied),
        words_moved=moved,
        words_restored=restored,
        words_copied=max(0, copied),
        distance_tokens=came + lost + abs(copied),
    )


def bury_dropped(
    memory: Memory, rank: int, state: State, base: State, parents: Sequence[tuple[int, State]]
) -> None:
    """Bury what a merge dropped itself of its first parent, and count nothing."""
    found = _difference(state, base)
    _lost(memory, rank, found, _ids(*found.come.values()), base, parents)


def _come(
    memory: Memory, first: int, base: State, found: _Difference, all_gone: IdSet
) -> Iterable[tuple[str, IdRun]]:
    """Yield what came into each slot, a birth at a time: "inserted", "restored" or "moved"."""
    standing = Standing(base.values())
    for slot, runs in found.come.items():
        own = _ids(found.gone[slot])
        for run in runs:
            for start, length, was_there in all_gone.split(run):
                part = Rope((start,), (length,))
                if was_there:
                    if not own.meets((start, length)):
                        yield "moved", (start, length)
                    continue
                for _, piece, birth in memory.births.pieces(part):
                    # What was born outside the first parent's history cannot have stood in it.
                    if not memory.ancestry.holds(first, birth):
                        yield "inserted", piece
                    else:
                        yield from (("restored", left) for left in standing.without(piece))


def _difference(state: State, base: State) -> _Difference:
    before: dict[int, Held] = {}
    after: dict[int, Held] = {}
    gone: dict[int, Runs] = {}
    come: dict[int, Runs] = {}
    for slot in sorted(base.keys() | state.keys()):
        old, new = base.get(slot), state.get(slot)
        if old is new or (old and new and old.paragraphs == new.paragraphs):
            continue
        old_runs = frozenset(old.rope.runs()) if old else NO_RUNS
        new_runs = frozenset(new.rope.runs()) if new else NO_RUNS
        gone[slot], come[slot] = old_runs - new_runs, new_runs - old_runs
        if old:
            before[slot] = old
        if new:
            after[slot] = new
    return _Difference(before, after, gone, come)


def _ids(*runs: Runs) -> IdSet:
    every = [run for some in runs for run in some]
    return IdSet([Rope(tuple(start for start, _ in every), tuple(length for _, length in every))])


def _words(sides: Iterable[Held]) -> int:
    return sum(count_words(held.text) for held in sides)


def _lost(
    memory: Memory,
    rank: int,
    found: _Difference,
    come: IdSet,
    base: State,
    parents: Sequence[tuple[int, State]],
) -> tuple[int, int]:
    """Return the words and tokens that stand no more; bury those that no other parent let go."""
    words = tokens = 0
    # What a parent holds like the first one is left out, to be quick: it cannot be where else a run
    # stands. A slot that is dropped was not let go by a parent that holds it still.
    others = [
        (number, other, Standing(h for slot, h in other.items() if base.get(slot) is not h))
        for number, other in parents
    ]
    for slot, held in found.before.items():
        for start, stop in _stretches(held.rope, found.gone[slot], come):
            words += count_words(held.part(start, stop))
            tokens += stop - start
            # One stretch may hold words that the other side cut and words that the merge cut.
            changed = [(n, theirs) for n, other, theirs in others if other.get(slot) is not held]
            own = (
                (start + at, run[1])
                for at, run, birth in memory.births.pieces(held.rope.cut(start, stop))
                if not on_record(memory, run, birth, changed)
            )
            for a, b in joined(own):
                memory.bury(Deletion.of(rank, slot, held, a, b))
    return words, tokens


def _stretches(rope: Rope, gone: Runs, come: IdSet) -> Iterable[tuple[int, int]]:
    """Return (start, stop) of the stretches of a rope that stand nowhere any more."""
    return joined(_parts(rope, gone, come))


def _parts(rope: Rope, gone: Runs, come: IdSet) -> Iterable[tuple[int, int]]:
    at = 0
    for run in rope.runs() if gone else ():
        if run not in gone:
            at += run[1]
            continue
        for _, length, back in come.split(run):
            if not back:
                yield at, length
            at += length
