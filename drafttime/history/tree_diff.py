"""The difference of two trees, from bytes that were verified.

Not left to `git diff-tree`: it hashes nothing, and where a repository holds an object twice it may
be shown another copy than the one that was verified.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping

from drafttime.history.objects import Objects
from drafttime.history.trees import (
    FILE,
    FOLDER,
    LONGEST_PATH,
    TREE_BYTES,
    Entry,
    decode_path,
    is_possible,
    kind_of,
    raw_entries,
    whole_end,
)
from drafttime.model import Change

NO_TREE = ""
"""Stands for a tree that holds nothing."""

_SHORT_BYTES = 1024  # shorter trees are taken apart as a whole, once for both neighbours
_MOST_PARSED = 500
_REREAD_BYTES = 16 << 20
_ONE = {
    length: re.compile(rb"[0-7]{5,7} [^\0]++\0.{%d}" % (length // 2), re.DOTALL)
    for length in (40, 64)
}


class TreeDiffs:
    """Compares trees by id; `kept` are bytes of trees that were verified, others are read again.

    A tree that is missing or damaged is noted and seen as empty. Not for several threads.
    """

    def __init__(self, objects: Objects, kept: Mapping[str, bytes]) -> None:
        self._objects = objects
        self._kept = kept
        self._reread: OrderedDict[str, bytes] = OrderedDict()
        self._reread_bytes = 0
        self._parsed: OrderedDict[str, frozenset[Entry]] = OrderedDict()
        self._paths: dict[bytes, str] = {}  # each path and id becomes one string only
        self._ids: dict[bytes, str] = {}

    def diff(self, old: str, new: str) -> tuple[Change, ...]:
        """Return which regular files differ between two trees, sorted by the bytes of their paths.

        Only folders that differ are looked into. Cost: a few µs a folder that differs and 1 µs a
        changed file, and for a long folder its bytes at the speed of memory.
        """
        found: dict[bytes, list[bytes | None]] = {}
        ahead = [(b"", old, new)]
        while ahead:
            prefix, *trees = ahead.pop()
            below: dict[bytes, list[str]] = {}
            for side, entries in enumerate(self._differing(*trees)):
                for mode, name, raw in entries:
                    kind = kind_of(mode)
                    if not kind or not is_possible(name):
                        continue
                    if kind == FILE:
                        found.setdefault(prefix + name, [None, None])[side] = raw
                    elif kind == FOLDER:
                        below.setdefault(name, [NO_TREE, NO_TREE])[side] = self._id(raw)
            ahead += [
                (prefix + name + b"/", one, two)
                for name, (one, two) in below.items()
                if one != two and len(prefix) + len(name) < LONGEST_PATH
            ]
        return tuple(
            Change(self._path(path), self._blob(gone), self._blob(come))
            for path, (gone, come) in sorted(found.items())
            if gone != come and len(path) <= LONGEST_PATH
        )

    def _differing(self, old: str, new: str) -> tuple[frozenset[Entry], frozenset[Entry]]:
        """Return the entries of each tree that the other has not."""
        one, two = self._bytes(old), self._bytes(new)
        if max(len(one), len(two)) <= _SHORT_BYTES:
            before, after = self._entries(old, one), self._entries(new, two)
        else:
            one, two = middles(one, two, self._objects.id_length) if one and two else (one, two)
            before, after = self._apart(one), self._apart(two)
        return before - after, after - before

    def _apart(self, data: bytes) -> frozenset[Entry]:
        return frozenset(raw_entries(data, self._objects.id_length))

    def _entries(self, name: str, data: bytes) -> frozenset[Entry]:
        found = self._parsed.get(name)
        if found is None:
            found = self._parsed[name] = self._apart(data)
            if len(self._parsed) > _MOST_PARSED:
                self._parsed.popitem(last=False)
        return found

    def _bytes(self, name: str) -> bytes:
        if name == NO_TREE:
            return b""
        data = self._kept.get(name)
        if data is None:
            data = self._reread.get(name)
        return self._read(name) if data is None else data

    def _read(self, name: str) -> bytes:
        found = self._objects.read(name, TREE_BYTES)
        if found.data is None or found.kind != "tree":
            self._objects.note_damage(found)
            return b""
        self._reread[name] = found.data
        self._reread_bytes += found.size
        while self._reread_bytes > _REREAD_BYTES and len(self._reread) > 1:
            self._reread_bytes -= len(self._reread.popitem(last=False)[1])
        return found.data

    def _blob(self, raw: bytes | None) -> str | None:
        return None if raw is None else self._id(raw)

    def _id(self, raw: bytes) -> str:
        known = self._ids.get(raw)
        if known is None:
            known = self._ids[raw] = raw.hex()
        return known

    def _path(self, path: bytes) -> str:
        text = self._paths.get(path)
        if text is None:
            text = self._paths[path] = decode_path(path)
        return text


def middles(one: bytes, two: bytes, id_length: int) -> tuple[bytes, bytes]:
    """Cut whole entries that two trees share from both ends; what is left holds all differences.

    Entries are followed from the first one on, since an id may hold any bytes. Linear, and at the
    speed of memory but for the entries between the first and the last that differ.
    """
    same = _shared(one, two)
    start = whole_end(one, id_length, 0, same)
    tail = _shared(one[: start - 1 : -1] if start else one[::-1],
                   two[: start - 1 : -1] if start else two[::-1])  # fmt: skip
    first = _first_end(one, id_length, start, len(one) - tail)
    second = _first_end(two, id_length, start, len(two) - tail)
    if first < 0 or second < 0:
        return one[start:], two[start:]
    while len(one) - first != len(two) - second:
        behind_one = len(one) - first > len(two) - second
        data, at = (one, first) if behind_one else (two, second)
        found = _ONE[id_length].match(data, at)
        if found is None:
            return one[start:], two[start:]
        first, second = (found.end(), second) if behind_one else (first, found.end())
    return one[start:first], two[start:second]


def _first_end(data: bytes, id_length: int, start: int, until: int) -> int:
    """Return where the first entry past `until` ends, from a whole one on; -1 where none does."""
    at = start
    while at < until:
        found = _ONE[id_length].match(data, at)
        if found is None:
            return -1
        at = found.end()
    return at


def _shared(one: bytes, two: bytes) -> int:
    """Return how many bytes two strings have in common at their beginning."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
