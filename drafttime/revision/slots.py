"""From chains to slots: one place in the reading order, whatever file holds it at the time.

A slot is a file of the final manuscript, or one that was cut before the end. Several chains share a
slot when the book was copied and went on in the copy, or when drafts are kept as files
(`draft1/ch1.md`, `draft2/ch1.md`): the manuscript then holds the newest that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from drafttime.history import History
from drafttime.model import ManuscriptFile
from drafttime.revision.chains import Edit, FileHistory, Source
from drafttime.text.drafts_as_files import draft_key
from drafttime.text.order import natural_order

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


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots in reading order (number = rank), and how chains share them.

    `homes` maps a chain to (slot, age rank: higher is newer); `file_index` maps a slot to the index
    of the final manuscript file (cut files are absent); `names` gives each slot's last path.
    `ended_by` maps the slot of an old draft's chapter that has no successor to the chains of the
    newer draft.
    """

    homes: Mapping[int, tuple[int, int]]
    file_index: Mapping[int, int]
    names: tuple[str, ...]
    ended_by: Mapping[int, frozenset[int]]


def assign_slots(
    files: Sequence[ManuscriptFile], traced: FileHistory, belongs: Callable[[str], bool]
) -> Slots:
    """Give every chain that is or was manuscript its slot, in the final reading order.

    `belongs` says whether a file of that name could be manuscript at all.
    """
    members = {traced.final[file.path]: k for k, file in enumerate(files)}
    lines = {chain: [chain] for chain in members}
    used = set(members)
    for chain, line in lines.items():
        _older_copies(chain, line, used, traced)
    ended = _older_drafts(files, members, lines, used, traced)
    folders = {
        str(PurePosixPath(name).parent)
        for line in lines.values()
        for c in line
        for name in traced.names[c]
    }
    formats = {PurePosixPath(file.path).suffix.lower() for file in files}
    formats |= {
        PurePosixPath(name).suffix.lower()
        for line in lines.values()
        for c in line
        for name in traced.names[c]
    }
    cut = [
        chain
        for chain in sorted(traced.last_path)
        if chain not in used
        and chain not in traced.final.values()
        and belongs(traced.last_path[chain])
        and _was_manuscript(traced.last_path[chain], folders, formats)
    ]
    cut += [chain for chain in ended if chain not in cut]
    return _ranked(files, members, lines, cut, ended, traced)


def _older_copies(chain: int, line: list[int], used: set[int], traced: FileHistory) -> None:
    """Prepend the chains that this one was copied from, unless they are manuscript themselves."""
    source = traced.copied_from.get(chain)
    while source is not None and source.chain not in used:
        line.insert(0, source.chain)
        used.add(source.chain)
        source = traced.copied_from.get(source.chain)


def _older_drafts(
    files: Sequence[ManuscriptFile],
    members: Mapping[int, int],
    lines: Mapping[int, list[int]],
    used: set[int],
    traced: FileHistory,
) -> dict[int, frozenset[int]]:
    """Put older draft files under the newest; return what ended those without successor."""
    by_key: dict[str, int] = {}
    newest: set[int] = set()
    for chain, k in members.items():
        key = draft_key(files[k].path)
        if key is not None:
            by_key[key.slot_path] = chain
            newest.add(chain)
    if not by_key:
        return {}
    older = []
    for chain, path in traced.last_path.items():
        key = draft_key(path)
        if chain in used:
            continue
        if key is not None:
            older.append((key.order, chain, key.slot_path))
        elif path in by_key:  # `novel.md` before `novel v2.md`
            older.append(((), chain, path))
    ended: dict[int, frozenset[int]] = {}
    for _, chain, slot_path in sorted(older, reverse=True):
        if slot_path in by_key:
            lines[by_key[slot_path]].insert(0, chain)
        else:
            ended[chain] = frozenset(newest)
        used.add(chain)
    return ended


def _was_manuscript(path: str, folders: set[str], formats: set[str]) -> bool:
    """Say whether a file that is gone by now was once part of the book."""
    name = PurePosixPath(path)
    return name.suffix.lower() in formats and (
        str(name.parent) in folders or any(str(p) in folders - {"."} for p in name.parents)
    )


def _ranked(
    files: Sequence[ManuscriptFile],
    members: Mapping[int, int],
    lines: Mapping[int, list[int]],
    cut: Sequence[int],
    ended: Mapping[int, frozenset[int]],
    traced: FileHistory,
) -> Slots:
    """Return the slots in reading order; a cut file follows the last file named before it."""
    paths = [_place_name(file.path) for file in files]
    order = natural_order([*paths, *(_place_name(traced.last_path[chain]) for chain in cut)])
    natural = {path: rank for rank, path in enumerate(order)}
    entries = [((k, 0, 0), chain) for chain, k in members.items()]
    for chain in cut:
        rank = natural[_place_name(traced.last_path[chain])]
        after = max((k for k, path in enumerate(paths) if natural[path] < rank), default=-1)
        entries.append(((after, 1, rank), chain))
    entries.sort(key=lambda entry: (entry[0], entry[1]))
    homes: dict[int, tuple[int, int]] = {}
    names = []
    file_index = {}
    ended_by = {}
    for slot, (_, chain) in enumerate(entries):
        for age, member in enumerate(lines.get(chain, [chain])):
            homes[member] = (slot, age)
        names.append(traced.last_path[chain])
        if chain in members:
            file_index[slot] = members[chain]
        if chain in ended:
            ended_by[slot] = ended[chain]
    return Slots(homes, file_index, tuple(names), ended_by)


def _place_name(path: str) -> str:
    """Return the path by which a file takes its place: drafts of a chapter share it."""
    key = draft_key(path)
    return key.slot_path if key else path


def slot_edits(history: History, traced: FileHistory, slots: Slots) -> dict[str, CommitEdits]:
    """Tell the edits of every commit by slot, where the slot's text may have changed.

    One more walk over the graph: what a slot holds depends on which of its chains exist.
    """
    members: dict[int, list[int]] = {}
    for chain, (slot, _) in sorted(slots.homes.items(), key=lambda item: -item[1][1]):
        members.setdefault(slot, []).append(chain)
    walker = _Walker(traced, slots, members)
    found: dict[str, CommitEdits] = {}
    states: dict[str, dict[int, Version]] = {}
    waiting = dict.fromkeys(history.order, 0)
    for commit_id in history.order:
        for parent in history.commits[commit_id].parents[:1]:
            if parent in waiting:
                waiting[parent] += 1
    for commit_id in history.order:
        parents = history.commits[commit_id].parents[:1]
        parent = parents[0] if parents and parents[0] in states else None
        state = states[parent] if parent is not None else {}
        if parent is not None:
            waiting[parent] -= 1
            if waiting[parent]:
                state = dict(state)
            else:
                del states[parent]
        edits = walker.step(state, traced.edits.get(commit_id, ()))
        if edits:
            found[commit_id] = CommitEdits(edits, walker.standing(state, edits))
        if waiting[commit_id]:
            states[commit_id] = state
    return found


@dataclass(slots=True)
class _Walker:
    """What a slot holds while chains come and go."""

    traced: FileHistory
    slots: Slots
    members: Mapping[int, list[int]]  # the chains of each slot, newest first

    def step(self, state: dict[int, Version], edits: Sequence[Edit]) -> tuple[SlotEdit, ...]:
        """Apply the edits of one commit to `state` (chain to version)."""
        chains = [edit for edit in edits if edit.chain in self.slots.homes]
        if not chains:
            return ()
        touched = sorted({self.slots.homes[edit.chain][0] for edit in chains} | self._ended(chains))
        members = {slot: self.members[slot] for slot in touched}
        before = {slot: self._holds(slot, members[slot], state) for slot in touched}
        new_chains = {edit.chain for edit in chains if edit.old_blob is None}
        for edit in chains:
            if edit.new_blob is None or edit.new_path is None:
                state.pop(edit.chain, None)
            else:
                state[edit.chain] = (edit.new_blob, edit.new_path)
        found = []
        for slot in touched:
            after = self._holds(slot, members[slot], state)
            if before[slot] != after:
                source = next(
                    (self.traced.copied_from.get(c) for c in members[slot] if c in new_chains), None
                )
                found.append(SlotEdit(slot, before[slot], after, source))
        return tuple(found)

    def standing(
        self, state: Mapping[int, Version], edits: Sequence[SlotEdit]
    ) -> Mapping[int, Version]:
        """Return what the untouched slots hold, where a commit changed several others."""
        if len(edits) < 2:
            return {}
        touched = {edit.slot for edit in edits}
        held = {}
        for slot, members in self.members.items():
            if slot not in touched:
                version = self._holds(slot, members, state)
                if version is not None:
                    held[slot] = version
        return held

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
