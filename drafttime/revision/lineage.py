"""Lineage: in which revision every token of every snapshot was born, chained over the whole graph.

The walk goes through the commits in topological order and keeps, for each one that still has
children to come, what every slot holds: its text, a rope of token ids, and a node per paragraph. A
revision aligns the slots that it changed with its parent and splices ropes; a merge takes the ropes
of the parents whose text it took. What nobody changed is never looked at, so that the cost of a
revision follows the change. Design, section 5, step 7.

Ties are broken by one rule throughout: the earlier place in the older text, then in the newer one;
among deletions the latest; among parents the earliest birth, that is the smallest id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from drafttime.history import History
from drafttime.model import Text
from drafttime.progress import Progress
from drafttime.revision.alignment import Alignment, align
from drafttime.revision.ancestry import Ancestry, ancestry_of
from drafttime.revision.changes import Align, Delta, revise
from drafttime.revision.crossing import Snapshot
from drafttime.revision.held import Deletion, Names, State
from drafttime.revision.merges import merge
from drafttime.revision.origins import Memory
from drafttime.revision.ropes import Births, Rope
from drafttime.revision.slot_edits import CommitEdits
from drafttime.revision.twins import Twins
from drafttime.revision.verdicts import Bench, Unheard, Verdict

UNHEARD = Unheard()


def align_anew(
    old: Snapshot,
    new: Snapshot,
    standing: Callable[[], Mapping[int, int]],
    names: tuple[Names, Names],
) -> Alignment:
    """Align without a memory."""
    del names
    return align(old, new, standing)


@dataclass(frozen=True, slots=True)
class SlotChange:
    """One slot of one mainline step: its rope before and after."""

    slot: int
    before: Rope
    after: Rope


@dataclass(frozen=True, slots=True)
class TokenLineage:
    """The births, deletions and changes of a whole history.

    `steps` has one entry per mainline commit; `snapshots` the state of the commits that were asked
    for; `deltas` the counts of each commit that changed the manuscript, but for merges off the
    mainline, which are no revisions; `twins` maps the second and further copies of a change to the
    one that came first in topological order; `verdicts` tell each revision by its kinds.
    """

    ancestry: Ancestry
    births: Births
    deletions: tuple[Deletion, ...]
    steps: tuple[tuple[SlotChange, ...], ...]
    snapshots: Mapping[str, State]
    deltas: Mapping[str, Delta]
    twins: Mapping[str, str]
    verdicts: Mapping[str, Verdict]


def trace_lineage(
    history: History,
    edits: Mapping[str, CommitEdits],
    text_of: Callable[[str, str], Text | None],
    wanted: Collection[str],
    progress: Progress,
    align_with: Align = align_anew,
    bench: Bench = UNHEARD,
) -> TokenLineage:
    """Trace the lineage of every token over the whole graph.

    `wanted` commits are kept as snapshots; the `bench` judges every revision by kinds.
    Deterministic.
    Cost: linear in the size of all changes, plus one copy of the slot table at each fork.
    """
    memory = Memory(ancestry_of(history), text_of)
    ranks = {commit: rank for rank, commit in enumerate(history.order)}
    twins = Twins()
    states: dict[str, State] = {}
    deltas: dict[str, Delta] = {}
    snapshots: dict[str, State] = {}
    changed: dict[str, tuple[SlotChange, ...]] = {}
    waiting = _children(history)
    on_mainline = frozenset(history.mainline)
    for rank, commit_id in enumerate(history.order):
        commit = history.commits[commit_id]
        # A damaged or forged merge may name a parent twice.
        parents = [p for p in dict.fromkeys(commit.parents) if p in states]
        known_first = bool(commit.parents) and commit.parents[0] in states
        base = states[commit.parents[0]] if known_first else {}
        state = dict(base)
        own = edits.get(commit_id)
        others = [(ranks[p], states[p]) for p in (parents[1:] if known_first else parents)]
        if others:
            mainstay = (ranks[commit.parents[0]] if known_first else -1, base)
            deltas_of = merge(
                memory, rank, state, mainstay, others, own, align_with,
                counted=commit_id in on_mainline,
            )  # fmt: skip
        elif own is not None:
            deltas_of = revise(memory, rank, state, commit, own, twins, align_with, bench=bench)
        else:
            deltas_of = None
        if own is not None and deltas_of is not None:
            deltas[commit_id] = deltas_of
        if commit_id in on_mainline:
            changed[commit_id] = _changes(base, state, own, merged=bool(others))
        for parent in parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                del states[parent]
        states[commit_id] = state
        if commit_id in wanted:
            snapshots[commit_id] = state
        progress.advance()
    return TokenLineage(
        ancestry=memory.ancestry,
        births=memory.births,
        deletions=tuple(memory.deletions),
        steps=tuple(changed[c] for c in history.mainline),
        snapshots=snapshots,
        deltas=deltas,
        twins=twins.known,
        verdicts={history.order[rank]: found for rank, found in bench.verdicts().items()},
    )


def _children(history: History) -> dict[str, int]:
    """How many children are still to come, for each commit."""
    waiting = dict.fromkeys(history.order, 0)
    for commit_id in history.order:
        for parent in dict.fromkeys(history.commits[commit_id].parents):
            if parent in waiting:
                waiting[parent] += 1
    return waiting


def _changes(
    base: State, state: State, own: CommitEdits | None, *, merged: bool
) -> tuple[SlotChange, ...]:
    """Return the slots whose rope a commit changed; a merge may change one that it did not edit."""
    if merged:
        slots = sorted(base.keys() | state.keys())
    else:
        slots = sorted({edit.slot for edit in own.edits}) if own else []
    found = []
    for slot in slots:
        before, after = base.get(slot), state.get(slot)
        if before is after:
            continue
        old = before.rope if before else Rope()
        new = after.rope if after else Rope()
        if old is not new:
            found.append(SlotChange(slot, old, new))
    return tuple(found)
