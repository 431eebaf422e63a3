"""What a merge brings in keeps its birth; only what differs from all parents is born in it.

A slot whose text is that of a parent takes the rope of that parent. Where two parents hold the same
text under different births (it was typed twice, or squashed and merged again), the earliest birth
wins, and the other ids are folded into it: the same words are counted once. A text that is no
parent's (a conflict that was resolved) is aligned with the first parent, then with the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafttime.revision.biography import carry
from drafttime.revision.changes import Align, Delta
from drafttime.revision.held import Held, Kind, Origin, State, named, outside
from drafttime.revision.id_sets import IdSet
from drafttime.revision.intervals import IdRun
from drafttime.revision.merge_counts import bury_dropped, count_merge
from drafttime.revision.merge_losses import in_step, settle_losses
from drafttime.revision.origins import Memory, Parent, find_origins
from drafttime.revision.passages import PASSAGE_TOKENS
from drafttime.revision.ropes import Rope, rope_of, splice
from drafttime.revision.slot_edits import CommitEdits, SlotEdit


def merge(
    memory: Memory,
    rank: int,
    state: State,
    mainstay: tuple[int, State],
    parents: Sequence[tuple[int, State]],
    edits: CommitEdits | None,
    align_with: Align,
    *,
    counted: bool = True,
) -> Delta | None:
    """Bring `state`, a copy of the first parent's, up to date with a merge.

    Return what it did to the first parent, None where that is nothing or nobody asks (`counted`).
    `mainstay` is the first parent with its rank (−1 and nothing where it is missing), `parents` are
    the others. Cost: one look at each slot of each parent, and the alignment of what was resolved
    by hand.
    """
    first, base = mainstay
    others = [other for _, other in parents]
    _take_edits(memory, rank, state, base, others, edits, align_with)
    for other in others:
        for slot, held in other.items():
            mine = state.get(slot)
            if (
                mine is not None
                and mine.rope is not held.rope
                and mine.paragraphs == held.paragraphs
                and mine.rope != held.rope
            ):
                rope = _united(memory, mine.rope, held.rope)
                state[slot] = Held(mine.version, mine.paragraphs, rope, mine.nodes)
    settle_losses(memory, rank, state, [(first, base), *parents])
    if edits is None:
        return None
    if counted:
        return count_merge(memory, rank, state, (first, base), parents)
    bury_dropped(memory, rank, state, base, parents)
    return None


def _take_edits(
    memory: Memory,
    rank: int,
    state: State,
    base: State,
    others: Sequence[State],
    edits: CommitEdits | None,
    align_with: Align,
) -> None:
    """Take over what is a parent's own text, and resolve the rest."""
    resolved: dict[int, tuple[SlotEdit, tuple[str, ...]]] = {}
    for edit in edits.edits if edits else ():
        text = memory.text_of(*edit.new) if edit.new else None
        now = text.paragraphs if text else ()
        if not now or edit.new is None:
            state.pop(edit.slot, None)
            continue
        candidates = [state.get(edit.slot), *(other.get(edit.slot) for other in others)]
        same = next((held for held in candidates if held and held.paragraphs == now), None)
        if same is not None:
            state[edit.slot] = same if same.version == edit.new else Held(
                edit.new, same.paragraphs, same.rope, same.nodes
            )  # fmt: skip
        else:
            resolved[edit.slot] = (edit, now)
    if resolved:
        _resolve(memory, rank, state, base, others, resolved, align_with)


def _resolve(
    memory: Memory,
    rank: int,
    state: State,
    base: State,
    others: Sequence[State],
    edits: Mapping[int, tuple[SlotEdit, tuple[str, ...]]],
    align_with: Align,
) -> None:
    """Trace texts that are no parent's: the first parent's words first, then the others'."""
    texts = {slot: text for slot, (_, text) in edits.items()}
    origins: dict[int, list[Origin]] = {slot: [] for slot in texts}
    # The same file of each parent comes first: that is nearly always all, and costs little.
    for place, parent in enumerate([base, *others]):
        namesakes = {slot: parent[slot] for slot in edits if slot in parent}
        _take_over(namesakes, edits, origins, align_with, kind="moved" if place else "kept")
    # Then what changed its file: of the first parent that can only be text of files that are gone.
    gone = {slot: held for slot, held in base.items() if slot not in state}
    for other in [gone, *others]:
        if _left(texts, origins):
            elsewhere = {
                slot: held
                for slot, held in other.items()
                if slot not in edits and (other is gone or base.get(slot) is not held)
            }
            _take_over(elsewhere, edits, origins, align_with, kind="moved")
    before = Parent(rank, base)
    for slot, (edit, paragraphs) in edits.items():
        own = find_origins(memory, before, edit, paragraphs, origins[slot])
        rope = splice(origin.rope for origin in own)
        assert edit.new is not None
        nodes = carry(rank, slot, edit.new, paragraphs, own, base.get(slot))
        memory.settle(slot, (p for p, n in zip(paragraphs, nodes, strict=True) if n.rank == rank))
        state[slot] = Held(edit.new, paragraphs, rope, nodes)


def _left(texts: Mapping[int, tuple[str, ...]], origins: Mapping[int, Sequence[Origin]]) -> bool:
    """Say whether a passage of any length is still without an origin."""
    return any(
        stop - start >= PASSAGE_TOKENS
        for slot, paragraphs in texts.items()
        for start, stop in outside(sum(map(len, paragraphs)), origins[slot])
    )


def _take_over(
    parent: Mapping[int, Held],
    edits: Mapping[int, tuple[SlotEdit, tuple[str, ...]]],
    origins: dict[int, list[Origin]],
    align_with: Align,
    kind: Kind,
) -> None:
    """Add what one parent has of the texts where no parent before it had it."""
    texts = {slot: text for slot, (_, text) in edits.items()}
    sizes = {slot: sum(map(len, paragraphs)) for slot, paragraphs in texts.items()}
    free = {slot: outside(sizes[slot], origins[slot]) for slot in texts}
    if not any(free.values()):
        return
    names = (
        named({slot: held.version for slot, held in parent.items()}),
        named({slot: edit.new for slot, (edit, _) in edits.items() if edit.new}),
    )
    found = align_with({s: h.paragraphs for s, h in parent.items()}, texts, dict, names)
    for run in found.runs:
        held = parent[run.old_slot]
        for start, stop in free[run.new_slot]:
            a, b = max(start, run.new_start), min(stop, run.new_start + run.length)
            if a < b:
                source = run.old_start + a - run.new_start
                rope = held.rope.cut(source, source + b - a)
                how: Kind = kind if run.old_slot == run.new_slot else "moved"
                origins[run.new_slot].append(Origin(a, b - a, how, rope, held, source))
    for own in origins.values():
        own.sort(key=lambda origin: origin.start)


def _united(memory: Memory, mine: Rope, theirs: Rope) -> Rope:
    """Return one rope for a text that two parents hold: where they differ, the earlier birth.

    Ids that also stand elsewhere in the other rope are left alone: two equal words side by side
    must not become one.
    """
    in_mine, in_theirs = IdSet([mine]), IdSet([theirs])
    united: list[IdRun] = []
    for a, b, length in in_step(mine, theirs):
        if a == b or in_mine.meets((b, length)) or in_theirs.meets((a, length)):
            united.append((a, length))
        else:
            memory.births.fold(a, b, length)
            united.append((min(a, b), length))
    return rope_of(united)
