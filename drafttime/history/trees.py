"""Trees, read and verified by us: the files of one commit."""

from __future__ import annotations

import functools
import re
from contextlib import closing

from drafttime.errors import RefusedError
from drafttime.history.objects import Conversation, Objects
from drafttime.model import TreeEntry

TREE_BYTES = 64 << 20
"""A larger tree (half a million names in one folder) is not read."""

MOST_FILES = 500_000
"""A commit with more files is refused: ten small trees can name ten thousand million."""

LONGEST_PATH = 4096
"""Bytes; no work tree holds longer paths, and trees a million deep would cost them squared."""

Entry = tuple[bytes, bytes, bytes]
"""Mode, name and raw id."""

FILE, FOLDER = 0o100000, 0o040000
_DOT = ord(".")
_NO_NAMES = frozenset({b".", b"..", b".git"})
_ENTRIES = {
    length: re.compile(rb"([0-7]{5,7}) ([^\0]++)\0(.{%d})" % (length // 2), re.DOTALL)
    for length in (40, 64)
}
_WHOLE = {
    length: re.compile(rb"(?:[0-7]{5,7} [^\0]++\0.{%d})*+" % (length // 2), re.DOTALL)
    for length in (40, 64)
}


def list_files(objects: Objects, tree: str) -> tuple[TreeEntry, ...]:
    """Return the regular files below `tree`, sorted by the bytes of their paths, as git does.

    Links and submodules are left out; so are names that no work tree could hold ("..", ".git").
    Raises RefusedError past MOST_FILES. Cost: one request per folder, about 50 µs.
    """
    files: list[tuple[bytes, str]] = []
    prefixes = [b""]
    talk = Conversation(objects, [tree], TREE_BYTES)
    with closing(talk.answers()) as answers:
        for found, prefix in zip(answers, prefixes, strict=False):
            if found.data is None or found.kind != "tree":
                objects.note_damage(found)
                continue
            for (name, kind), raw in entries_of(found.data, objects.id_length).items():
                path = prefix + name
                if kind == FILE and len(path) <= LONGEST_PATH:
                    files.append((path, raw.hex()))
                elif kind == FOLDER and len(path) <= LONGEST_PATH:
                    prefixes.append(path + b"/")
                    talk.ask(raw.hex())
            if len(files) + len(prefixes) > MOST_FILES:
                raise _too_many()
    return tuple(TreeEntry(decode_path(path), blob) for path, blob in sorted(files))


def entries_of(data: bytes, id_length: int) -> dict[tuple[bytes, int], bytes]:
    """Return the raw id of each name and kind of file in a tree's bytes; the last of a name wins.

    Names that no work tree could hold are left out.
    """
    return {
        (name, kind_of(mode)): raw
        for mode, name, raw in raw_entries(data, id_length)
        if is_possible(name)
    }


def raw_entries(data: bytes, id_length: int) -> list[Entry]:
    """Return mode, name and raw id of the entries in a tree's bytes, up to the first malformed one.

    Linear: searched for behind it, entries would cost the square of the bytes.
    """
    return _ENTRIES[id_length].findall(data, 0, whole_end(data, id_length, 0, len(data)))


def whole_end(data: bytes, id_length: int, start: int, end: int) -> int:
    """Return where the last of the whole entries that follow each other from `start` on ends."""
    found = _WHOLE[id_length].match(data, start, end)
    return found.end() if found else start


@functools.lru_cache(maxsize=64)
def kind_of(mode: bytes) -> int:
    """Return what an entry is: FILE, FOLDER, or another number."""
    return int(mode, 8) & 0o170000


def is_possible(name: bytes) -> bool:
    """Say whether a work tree could hold a file of this name."""
    return b"/" not in name and (name[0] != _DOT or name.lower() not in _NO_NAMES)


def _too_many() -> RefusedError:
    return RefusedError(
        f"this repository holds more than {MOST_FILES:,} files or folders in one commit",
        "ask whoever made it for a smaller one; a book has a few hundred",
    )


def subtrees(objects: Objects, data: bytes) -> tuple[str, ...]:
    """Return the ids of the folders that a tree's bytes name, one as often as it is named."""
    if b"40000 " not in data:  # most trees hold files only, and this is much faster
        return ()
    entries = raw_entries(data, objects.id_length)
    return tuple(raw.hex() for mode, _, raw in entries if mode.lstrip(b"0") == b"40000")


def decode_path(path: bytes) -> str:
    """Decode a path as Python's file functions do: UTF-8, other bytes as surrogate escapes."""
    return path.decode("utf-8", "surrogateescape")
