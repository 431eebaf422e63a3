"""What one revision did to the words of the manuscript, and to their lineage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.model import Commit
from drafttime.revision.alignment import Alignment, uncovered
from drafttime.revision.biography import carry
from drafttime.revision.crossing import Snapshot
from drafttime.revision.held import Deletion, Held, Kind, Names, Origin, State, named, outside
from drafttime.revision.hunks import Stretch
from drafttime.revision.origins import Memory, Parent, find_origins
from drafttime.revision.ropes import splice
from drafttime.revision.slot_edits import CommitEdits, SlotEdit
from drafttime.revision.twins import Twins
from drafttime.revision.verdicts import NO_NAMES, Bench, Revised
from drafttime.text.tokens import count_words

Align = Callable[
    [Snapshot, Snapshot, Callable[[], Mapping[int, int]], tuple[Names, Names]], Alignment
]
"""Aligns two sets of files, given what stands beside them and the names of their contents."""

NOTHING_SHARED = Alignment((), ())


@dataclass(frozen=True, slots=True)
class Delta:
    """One commit against its first parent.

    words after = words before − deleted + inserted + restored + copied; moves change nothing.
    """

    words_inserted: int = 0
    words_deleted: int = 0
    words_moved: int = 0
    words_restored: int = 0
    words_copied: int = 0
    distance_tokens: int = 0

    @property
    def changed(self) -> bool:
        """Whether any word came, went or moved."""
        return bool(self.distance_tokens or self.words_moved)


@dataclass(frozen=True, slots=True)
class _Change:
    """The slots whose text a commit changed, as they were and as they are, and what both share."""

    edits: tuple[SlotEdit, ...]
    before: Mapping[int, Held]
    old: Mapping[int, tuple[str, ...]]
    new: Mapping[int, tuple[str, ...]]
    old_texts: Mapping[int, str]
    new_texts: Mapping[int, str]
    alignment: Alignment
    names: tuple[Names, Names]

    def gone(self) -> list[tuple[int, int, int]]:
        sizes = {slot: len(text) for slot, text in self.old_texts.items()}
        runs = self.alignment.runs
        return uncovered(sizes, ((r.old_slot, r.old_start, r.length) for r in runs))

    def came(self) -> list[tuple[int, int, int]]:
        sizes = {slot: len(text) for slot, text in self.new_texts.items()}
        runs = self.alignment.runs
        return uncovered(sizes, ((r.new_slot, r.new_start, r.length) for r in runs))


def revise(
    memory: Memory,
    rank: int,
    state: State,
    commit: Commit,
    edits: CommitEdits,
    twins: Twins,
    align_with: Align,
    *,
    bench: Bench,
) -> Delta:
    """Bring `state` up to date with a revision, and return what it did. Cost: the difference.

    The bench hears what is to be judged by kinds.
    """
    parent = dict(state) if len(edits.edits) > 1 else state
    change = _read(memory, state, edits, align_with)
    if not change.new and not change.old:
        # The prose is the same; a link or a citation may lead elsewhere.
        bench.hear(Revised(rank, NO_NAMES, NOTHING_SHARED, {}))
        return Delta()
    gone, came = change.gone(), change.came()
    fingerprint = (
        tuple(_cut(change.new_texts, stretch) for stretch in came),
        tuple(_cut(change.old_texts, stretch) for stretch in gone),
    )
    twin = twins.of(commit, fingerprint) if commit.authored.seconds is not None else None
    origins = _kept(change)
    if twin is not None:
        for (slot, start, _), parts in zip(came, twin, strict=True):
            origins[slot] += [_shifted(part, start) for part in parts]
            memory.borrow(rank, parts)
        for own in origins.values():
            own.sort(key=_start)
    else:
        before = Parent(rank, parent)
        for edit in change.edits:
            if edit.slot in change.new:
                origins[edit.slot] = find_origins(
                    memory, before, edit, change.new[edit.slot], origins[edit.slot]
                )
        twins.remember(commit, fingerprint, _stretches(came, origins))
    for slot, start, stop in gone:
        held = change.before[slot]
        memory.bury(Deletion.of(rank, slot, held, start, stop))
    bench.hear(Revised(rank, change.names, change.alignment, _arrived(origins)))
    _store(memory, rank, state, change, origins)
    for held in change.before.values():
        held.forget()
    return _delta(change, gone, origins)


def _read(memory: Memory, state: State, edits: CommitEdits, align_with: Align) -> _Change:
    """Read the new versions, leave out those whose text is the same, and align the others."""
    before: dict[int, Held] = {}
    old: dict[int, tuple[str, ...]] = {}
    new: dict[int, tuple[str, ...]] = {}
    changed = []
    for edit in edits.edits:
        held = state.get(edit.slot)
        text = memory.text_of(*edit.new) if edit.new else None
        was = held.paragraphs if held else ()
        now = text.paragraphs if text else ()
        if was == now:
            if held is not None and edit.new is not None:
                state[edit.slot] = Held(edit.new, held.paragraphs, held.rope, held.nodes)
            continue
        changed.append(edit)
        if held is not None and was:
            before[edit.slot] = held
            old[edit.slot] = was
        if now:
            new[edit.slot] = now
    names = (
        named({slot: held.version for slot, held in before.items()}),
        named({edit.slot: edit.new for edit in changed if edit.new and edit.slot in new}),
    )
    alignment = NOTHING_SHARED
    if changed:
        alignment = align_with(old, new, lambda: _sizes(memory, state, changed), names)
    old_texts = {slot: "".join(paragraphs) for slot, paragraphs in old.items()}
    new_texts = {slot: "".join(paragraphs) for slot, paragraphs in new.items()}
    return _Change(tuple(changed), before, old, new, old_texts, new_texts, alignment, names)


def _sizes(memory: Memory, state: State, changed: Sequence[SlotEdit]) -> dict[int, int]:
    """Tokens of the slots that a commit left alone."""
    slots = {edit.slot for edit in changed}
    return {slot: memory.size_of(held) for slot, held in state.items() if slot not in slots}


def _kept(change: _Change) -> dict[int, list[Origin]]:
    """Return what alignment found for each new version, from left to right."""
    found: dict[int, list[Origin]] = {slot: [] for slot in change.new}
    for run, stays in zip(change.alignment.runs, change.alignment.in_place, strict=True):
        held = change.before[run.old_slot]
        rope = held.rope.cut(run.old_start, run.old_start + run.length)
        kind: Kind = "kept" if stays else "moved"
        origin = Origin(run.new_start, run.length, kind, rope, held, run.old_start)
        found[run.new_slot].append(origin)
    for own in found.values():
        own.sort(key=_start)
    return found


def _start(origin: Origin) -> int:
    return origin.start


def _cut(sides: Mapping[int, str], stretch: tuple[int, int, int]) -> str:
    slot, start, stop = stretch
    return sides[slot][start:stop]


def _shifted(part: Origin, by: int) -> Origin:
    return Origin(part.start + by, part.length, part.kind, part.rope, part.held, part.source_start)


def _stretches(
    came: Iterable[tuple[int, int, int]], origins: Mapping[int, Sequence[Origin]]
) -> tuple[tuple[Origin, ...], ...]:
    """Return the origins of each new stretch, counted from the beginning of the stretch."""
    found = []
    for slot, start, stop in came:
        own = origins[slot]
        first, last = bisect_left(own, start, key=_start), bisect_left(own, stop, key=_start)
        found.append(tuple(_shifted(origin, -start) for origin in own[first:last]))
    return tuple(found)


def _store(
    memory: Memory,
    rank: int,
    state: State,
    change: _Change,
    origins: Mapping[int, Sequence[Origin]],
) -> None:
    """Put the new versions into the state, with rope and biography."""
    for edit in change.edits:
        paragraphs = change.new.get(edit.slot)
        if paragraphs is None or edit.new is None:
            state.pop(edit.slot, None)
            continue
        own = origins[edit.slot]
        assert not outside(sum(map(len, paragraphs)), own), "every token has an origin"
        rope = splice(origin.rope for origin in own)
        before = change.before.get(edit.slot)
        nodes = carry(rank, edit.slot, edit.new, paragraphs, own, before)
        fresh = (p for p, node in zip(paragraphs, nodes, strict=True) if node.rank == rank)
        memory.settle(edit.slot, fresh)
        state[edit.slot] = Held(edit.new, paragraphs, rope, nodes)


def _arrived(origins: Mapping[int, Sequence[Origin]]) -> dict[Kind, list[Stretch]]:
    """Return the stretches of the new texts that were not there before, by how they came."""
    found: dict[Kind, list[Stretch]] = {}
    for slot, own in origins.items():
        for origin in own:
            if origin.kind not in {"kept", "moved"}:
                stretch = (slot, origin.start, origin.start + origin.length)
                found.setdefault(origin.kind, []).append(stretch)
    return found


def _delta(
    change: _Change,
    gone: Iterable[tuple[int, int, int]],
    origins: Mapping[int, Sequence[Origin]],
) -> Delta:
    words = dict.fromkeys(("kept", "moved", "written", "restored", "copied"), 0)
    came_tokens = 0
    for slot, text in change.new_texts.items():
        for origin in origins[slot]:
            if origin.kind != "kept":
                part = text[origin.start : origin.start + origin.length]
                words[origin.kind] += count_words(part)
                came_tokens += origin.length if origin.kind != "moved" else 0
    taken = [_cut(change.old_texts, stretch) for stretch in gone]
    return Delta(
        words_inserted=words["written"],
        words_deleted=sum(map(count_words, taken)),
        words_moved=words["moved"],
        words_restored=words["restored"],
        words_copied=words["copied"],
        distance_tokens=came_tokens + sum(map(len, taken)),
    )
