"""Read every tree that commits lead to, before any is compared.

git does not hash the trees that it compares, so a false one would go unnoticed. And a few small
trees can name more files than any computer holds: ten of them, each naming the next one ten times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafttime.history.objects import SHORT_LIST, Conversation, Objects
from drafttime.history.trees import MOST_FILES, TREE_BYTES, subtrees

KEPT_BYTES = 64 << 20
"""So much of the trees is kept to be compared; what is more is read again."""

_DEEPEST = 64
_SMALLEST_ENTRY_BYTES = 29


@dataclass(frozen=True, slots=True)
class TreeCheck:
    """What the trees of a history are fit for.

    `false` trees are missing, damaged or no trees; `huge` ones hold too much, or go too deep;
    `unfit` are both, and all above them. `kept` are the bytes of others, as many as there is room
    for.
    """

    false: frozenset[str]
    huge: frozenset[str]
    unfit: frozenset[str]
    kept: dict[str, bytes]


def check_trees(objects: Objects, roots: Iterable[str]) -> TreeCheck:
    """Read and verify `roots` and all trees below them, each once; note what is wrong with them.

    One process for each level with many folders; about 8 µs a tree and 5 ms a megabyte.
    """
    false: set[str] = set()
    size: dict[str, int] = {}  # at most so many files directly in it
    below: dict[str, tuple[str, ...]] = {}
    kept: dict[str, bytes] = {}
    room = KEPT_BYTES
    level = tuple(dict.fromkeys(roots))
    for _ in range(_DEEPEST):
        ahead: dict[str, None] = {}
        short = len(level) <= SHORT_LIST
        talk = Conversation(objects, level, TREE_BYTES)
        for found in talk.answers() if short else objects.stream(level, TREE_BYTES):
            if found.data is None or found.kind != "tree":
                objects.note_damage(found)
                false.add(found.id)
                size[found.id] = 0
                continue
            size[found.id] = len(found.data) // _SMALLEST_ENTRY_BYTES
            if found.size <= room:
                kept[found.id] = found.data
                room -= found.size
            inner = subtrees(objects, found.data)
            if inner:
                below[found.id] = inner
                ahead.update(dict.fromkeys(inner))
        level = tuple(name for name in ahead if name not in size)
        if not level:
            break
    size.update(dict.fromkeys(level, MOST_FILES + 1))  # too deep to be looked at
    whole = _with_all_below(size, below)
    huge = frozenset(name for name, files in whole.items() if files > MOST_FILES)
    return TreeCheck(frozenset(false), huge, _with_all_above(huge | false, below), kept)


def _with_all_above(names: frozenset[str], below: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return some trees and all that lead to them."""
    if not names:
        return names
    above: dict[str, list[str]] = {}
    for name, inner in below.items():
        for other in inner:
            above.setdefault(other, []).append(name)
    found, ahead = set(names), list(names)
    while ahead:
        new = [name for name in above.get(ahead.pop(), ()) if name not in found]
        found.update(new)
        ahead += new
    return frozenset(found)


def _with_all_below(
    size: Mapping[str, int], below: Mapping[str, tuple[str, ...]]
) -> Mapping[str, int]:
    """Return for each tree how many files it and its folders hold, each as often as it is named."""
    whole = {name: files for name, files in size.items() if name not in below}
    for start in below:
        ahead = [start]
        while ahead:
            name = ahead[-1]
            unknown = [inner for inner in below.get(name, ()) if inner not in whole]
            if name in whole:
                ahead.pop()
            elif unknown:
                ahead += unknown
            else:
                files = size[name] + sum(whole[inner] for inner in below[name])
                whole[name] = min(files, MOST_FILES + 1)
    return whole
