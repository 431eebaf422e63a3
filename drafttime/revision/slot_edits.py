"""What each commit did to the slots of the manuscript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafttime.history import History
from drafttime.revision.slots import Slots
from drafttime.revision.tracing import Edit, FileHistory, Source

Version = tuple[str, str]  # (blob, path)


@dataclass(frozen=True, slots=True)
class SlotEdit:
    """What a commit did to one slot, against its first parent; None where the slot is empty.

    `source` is the standing file that a new one was copied from.
    """

    slot: int
    old: Version | None
    new: Version | None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class CommitEdits:
    """All slots that a commit changed, and, where there are several, what stood untouched."""

    edits: tuple[SlotEdit, ...]
    standing: Mapping[int, Version]


def slot_edits(history: History, traced: FileHistory, slots: Slots) -> dict[str, CommitEdits]:
    """Tell the edits of every commit by slot, where the slot's text may have changed.

    One more walk over the graph: what a slot holds depends on which of its chains exist.
    """
    members: dict[int, list[int]] = {}
    for chain, (slot, _) in sorted(slots.homes.items(), key=lambda item: -item[1][1]):
        members.setdefault(slot, []).append(chain)
    walker = _Walker(traced, slots, members)
    found: dict[str, CommitEdits] = {}
    states: dict[str, _State] = {}
    waiting = dict.fromkeys(history.order, 0)
    for commit_id in history.order:
        for parent in history.commits[commit_id].parents[:1]:
            if parent in waiting:
                waiting[parent] += 1
    for commit_id in history.order:
        state = _State({}, {})
        for first in history.commits[commit_id].parents[:1]:
            if first in states:
                waiting[first] -= 1
                state = states[first].copy() if waiting[first] else states.pop(first)
        edits = walker.step(state, traced.edits.get(commit_id, ()))
        if edits:
            found[commit_id] = CommitEdits(edits, walker.standing(state, edits))
        if waiting[commit_id]:
            states[commit_id] = state
    return found


@dataclass(frozen=True, slots=True)
class _State:
    """The version of each chain that exists, and what each slot that is not empty holds."""

    chains: dict[int, Version]
    held: dict[int, Version]

    def copy(self) -> _State:
        return _State(dict(self.chains), dict(self.held))


@dataclass(slots=True)
class _Walker:
    """What a slot holds while chains come and go."""

    traced: FileHistory
    slots: Slots
    members: Mapping[int, list[int]]  # the chains of each slot, newest first

    def step(self, state: _State, edits: Sequence[Edit]) -> tuple[SlotEdit, ...]:
        """Apply the edits of one commit to `state`."""
        chains = [edit for edit in edits if edit.chain in self.slots.homes]
        if not chains:
            return ()
        touched = sorted({self.slots.homes[edit.chain][0] for edit in chains} | self._ended(chains))
        new_chains = {edit.chain for edit in chains if edit.old_blob is None}
        for edit in chains:
            if edit.new_blob is None or edit.new_path is None:
                state.chains.pop(edit.chain, None)
            else:
                state.chains[edit.chain] = (edit.new_blob, edit.new_path)
        found = []
        for slot in touched:
            members = self.members[slot]
            before = state.held.pop(slot, None)
            after = self._holds(slot, members, state.chains)
            if after is not None:
                state.held[slot] = after
            if before != after:
                source = next(
                    (self.traced.copied_from.get(c) for c in members if c in new_chains), None
                )
                found.append(SlotEdit(slot, before, after, source))
        return tuple(found)

    def standing(self, state: _State, edits: Sequence[SlotEdit]) -> Mapping[int, Version]:
        """Return what the untouched slots hold, where a commit changed several others."""
        if len(edits) < 2:
            return {}
        touched = {edit.slot for edit in edits}
        held = state.held
        return {slot: held[slot] for slot in self.members if slot in held and slot not in touched}

    def _ended(self, chains: Sequence[Edit]) -> set[int]:
        return {
            slot
            for slot, enders in self.slots.ended_by.items()
            if any(edit.chain in enders for edit in chains)
        }

    def _holds(
        self, slot: int, members: Sequence[int], state: Mapping[int, Version]
    ) -> Version | None:
        """Return the newest version that exists, unless a newer draft ended the slot."""
        if any(chain in state for chain in self.slots.ended_by.get(slot, ())):
            return None
        return next((state[chain] for chain in members if chain in state), None)
