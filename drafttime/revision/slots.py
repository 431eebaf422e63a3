"""From chains to slots: one place in the reading order, whatever file holds it at the time.

A slot is a file of the final manuscript, or one that was cut before the end. Several chains share a
slot when the book was copied and went on in the copy, or when drafts are kept as files
(`draft1/ch1.md`, `draft2/ch1.md`): the manuscript then holds the newest that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from drafttime.model import ManuscriptFile
from drafttime.revision.copies import standing_copies, went_on
from drafttime.revision.renames import TextOf
from drafttime.revision.tracing import FileHistory
from drafttime.text.drafts_as_files import draft_key
from drafttime.text.order import natural_order


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots in reading order (number = rank), and how chains share them.

    `homes` maps a chain to (slot, age rank: higher is newer); `file_index` maps a slot to the index
    of the final manuscript file (cut files are absent); `names` gives each slot's last path.
    `ended_by` maps the slot of an old draft's chapter that has no successor to the chains of the
    newer draft. `left_out` names the files of the past that only repeated others.
    """

    homes: Mapping[int, tuple[int, int]]
    file_index: Mapping[int, int]
    names: tuple[str, ...]
    ended_by: Mapping[int, frozenset[int]]
    left_out: tuple[str, ...] = ()


def assign_slots(
    files: Sequence[ManuscriptFile],
    traced: FileHistory,
    belongs: Callable[[str], bool],
    text_of: TextOf,
) -> Slots:
    """Give every chain that is or was manuscript its slot, in the final reading order.

    `belongs` says whether a file of that name could be manuscript at all. A file that is gone by
    now and only repeated what stood in others beside it (a compiled manuscript) has no slot.
    """
    members = {traced.final[file.path]: k for k, file in enumerate(files)}
    lines = {chain: [chain] for chain in members}
    used = set(members)
    for chain, line in lines.items():
        _older_copies(chain, line, used, traced, text_of)
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
    final = set(traced.final.values())
    oldest = _oldest(lines, traced)
    cut = [
        chain
        for chain in sorted(traced.last_path)
        if chain not in used
        and chain not in final
        and belongs(traced.last_path[chain])
        and (chain in oldest or _was_manuscript(traced.last_path[chain], folders, formats))
    ]
    doubles = standing_copies(cut, [c for line in lines.values() for c in line], traced, text_of)
    cut = [chain for chain in cut if chain not in doubles]
    cut += [chain for chain in ended if chain not in cut]
    return _ranked(files, members, lines, cut, ended, traced, doubles)


def _oldest(lines: Mapping[int, list[int]], traced: FileHistory) -> set[int]:
    """Return the chains that began before anything of the final book did.

    A book that was begun afresh under other names was the book all the same.
    """
    members = {chain for line in lines.values() for chain in line}
    before: set[int] = set()
    for edits in traced.edits.values():
        born = {edit.chain for edit in edits if edit.new_blob is not None}
        if born & members:
            break
        before |= born
    return before


def _older_copies(
    chain: int, line: list[int], used: set[int], traced: FileHistory, text_of: TextOf
) -> None:
    """Prepend the chains that this one was copied from, where the book went on in the copy.

    Neither manuscript themselves, nor filled with other text afterwards, as the old file is when a
    chapter takes its name.
    """
    at = chain
    source = traced.copied_from.get(at)
    while (
        source is not None and source.chain not in used and not went_on(source, at, traced, text_of)
    ):
        line.insert(0, source.chain)
        used.add(source.chain)
        at = source.chain
        source = traced.copied_from.get(at)


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
    doubles: Collection[int],
) -> Slots:
    """Return the slots in reading order.

    A cut file follows the file that stood before it when it ended, and is still there; one that
    never ended (a chapter of an old draft) follows the last file named before it.
    """
    paths = [_place_name(file.path) for file in files]
    order = natural_order([*paths, *(_place_name(traced.last_path[chain]) for chain in cut)])
    natural = {path: rank for rank, path in enumerate(order)}
    places = {c: k for chain, k in members.items() for c in lines[chain]}
    entries = [((k, 0, 0), chain) for chain, k in members.items()]
    for chain in cut:
        rank = natural[_place_name(traced.last_path[chain])]
        if chain in traced.stood_after:
            standing, place = traced.stood_after[chain]
            before = (places[c] for c in reversed(standing[:place]) if c in places)
            after = next(before, -1)
        else:
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
    left_out = tuple(sorted(traced.last_path[chain] for chain in doubles))
    return Slots(homes, file_index, tuple(names), ended_by, left_out)


def _place_name(path: str) -> str:
    """Return the path by which a file takes its place: drafts of a chapter share it."""
    key = draft_key(path)
    return key.slot_path if key else path
