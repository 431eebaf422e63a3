"""Read every tree that commits lead to, before git is let loose on them.

git does not hash the trees that it compares, so a false one would go unnoticed. And it gathers all
differences of two trees in memory before it prints the first: ten small trees, each naming the
next one ten times, would make it ask for more memory than any computer has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafttime.history.objects import SHORT_LIST, Conversation, Objects
from drafttime.history.trees import MOST_FILES, TREE_BYTES, subtrees

_DEEPEST = 64
_SMALLEST_ENTRY_BYTES = 29


@dataclass(frozen=True, slots=True)
class TreeCheck:
    """`false` trees are missing, damaged or no trees; `huge` ones hold too much, or go too deep."""

    false: frozenset[str]
    huge: frozenset[str]


def check_trees(objects: Objects, roots: Iterable[str]) -> TreeCheck:
    """Read and verify `roots` and all trees below them, each once; note what is wrong with them.

    One process for each level with many folders; about 8 µs a tree and 5 ms a megabyte.
    """
    false: set[str] = set()
    size: dict[str, int] = {}  # at most so many files directly in it
    below: dict[str, tuple[str, ...]] = {}
    level = tuple(dict.fromkeys(roots))
    for _ in range(_DEEPEST):
        ahead: dict[str, None] = {}
        short = len(level) <= SHORT_LIST
        talk = Conversation(objects, level, TREE_BYTES)
        for found in talk.answers() if short else objects.stream(level, TREE_BYTES):
            if found.data is None or found.kind != "tree":
                objects.note(found)
                false.add(found.id)
                size[found.id] = 0
                continue
            size[found.id] = len(found.data) // _SMALLEST_ENTRY_BYTES
            inner = subtrees(objects, found.data)
            if inner:
                below[found.id] = inner
                ahead.update(dict.fromkeys(inner))
        level = tuple(name for name in ahead if name not in size)
        if not level:
            break
    size.update(dict.fromkeys(level, MOST_FILES + 1))  # too deep to be looked at
    whole = _with_all_below(size, below)
    return TreeCheck(
        frozenset(false), frozenset(name for name, files in whole.items() if files > MOST_FILES)
    )


def _with_all_below(
    size: Mapping[str, int], below: Mapping[str, tuple[str, ...]]
) -> Mapping[str, int]:
    """Return for each tree how many files it and its folders hold, counting as git would."""
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
