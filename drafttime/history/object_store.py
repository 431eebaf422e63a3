"""Look over the folder of objects before git reads it: what it borrows, and what is no file."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafttime.errors import RefusedError, RepositoryError
from drafttime.history.safe_files import Folder, Kind

_ALTERNATES_BYTES = 1 << 16
_HEX = frozenset(string.hexdigits)


@dataclass(frozen=True, slots=True)
class Store:
    """What was seen: `commit_graph` and `promised` say that such files are there."""

    borrows: bool
    commit_graph: bool
    promised: bool


def look_over(objects: Path, *, allow_linked: bool) -> Store:
    """Return what is special about the object store at `objects`.

    Raises RefusedError for objects that are borrowed from other folders (alternates, links), unless
    `allow_linked`, and for anything that is no file or folder at all, since reading it could wait
    for ever; RepositoryError where the folder cannot be opened. Cost: one directory listing per
    folder, about 2 ms for a repository of thousands of files.
    """
    folder = Folder.open(objects)
    if folder is None:
        raise RepositoryError(
            "the folder of objects of this repository cannot be opened",
            "check that you may read it, or make a fresh clone",
        )
    with folder:
        names = tuple(_all_entries(folder))
        alternates = folder.read("info/alternates", _ALTERNATES_BYTES)
    borrows = _names_a_folder(alternates)
    for name, kind in names:
        if kind == "other":
            raise RefusedError(
                f"objects/{name} in this repository is not a file: reading it could wait for ever",
                "ask whoever made it for a fresh clone",
            )
        borrows = borrows or kind == "link"
    if borrows and not allow_linked:
        raise RefusedError(
            "this repository borrows its objects from another folder",
            "run again with --allow-linked if you trust it, or make it whole: git repack -a -d",
        )
    seen = {name for name, _ in names}
    if alternates is None and "info/alternates" in seen:
        # git would read what we could not look over: no trust is enough for that.
        raise RefusedError(
            "the list of folders from which this repository borrows its objects cannot be checked",
            "ask whoever made it for a fresh clone, or make it whole: git repack -a -d",
        )
    return Store(
        borrows,
        not seen.isdisjoint({"info/commit-graph", "info/commit-graphs"}),
        any(name.endswith(".promisor") for name in seen),
    )


def _names_a_folder(alternates: bytes | None) -> bool:
    lines = (alternates or b"").split(b"\n")
    return any(line.strip() and not line.startswith(b"#") for line in lines)


def _all_entries(objects: Folder) -> Iterator[tuple[str, Kind]]:
    for name, kind in objects.entries():
        yield name, kind
        if kind != "folder" or not (name in {"info", "pack"} or set(name) <= _HEX):
            continue
        folder = objects.folder(name)
        if folder is not None:
            with folder:
                yield from ((f"{name}/{inner}", what) for inner, what in folder.entries())
