"""Which folders of a book are watched, and which of their files.

Git’s own folder, hidden ones, build output and installed software are never looked into, unless a
pattern of the settings leads there; nor is a repository inside the repository. Links are not
followed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafttime.text.rules import closed_folder
from drafttime.watching.errors import WatchError

MOST_FOLDERS = 5_000
"""More are no book; a system lets one program watch some 8,000 at the least."""

Identity = tuple[int, int]

_SIGNS = frozenset("*?[")
_ENDINGS = ("~", "#", ".tmp", ".temp", ".swp", ".swo", ".swx", ".bak", ".orig", ".part",
            "___jb_tmp___", "___jb_old___")  # fmt: skip
_BEGINNINGS = (".", "~$")


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as manuscript: by path in the repository, and the patterns of the settings."""

    wanted: Callable[[str], bool]
    patterns: tuple[str, ...] = ()


def is_passing(path: str) -> bool:
    """Return whether a file has a name that editors give to their swap, backup and new files."""
    name = path.rpartition("/")[2]
    return name.startswith(_BEGINNINGS) or name.casefold().endswith(_ENDINGS) or name == "4913"


def watched_folders(root: Path, rules: Rules) -> dict[str, Identity]:
    """Return the folders to watch by their path (the root is ""), with what tells them apart.

    Raises WatchError where there are more than `MOST_FOLDERS`. Costs one listing a folder.
    """
    leads = [_plain_start(pattern) for pattern in rules.patterns]
    found: dict[str, Identity] = {}
    waiting = [""]
    while waiting:
        path = waiting.pop()
        listed = _list(root / path)
        if listed is None or (path and ".git" in listed.names):
            continue
        found[path] = listed.identity
        if len(found) > MOST_FOLDERS:
            raise WatchError(
                f"there are more than {MOST_FOLDERS:,} folders in {root}, too many to watch",
                "name the folder of the book alone, in a repository of its own",
            )
        below = (f"{path}/{name}" if path else name for name in listed.folders)
        waiting += [folder for folder in below if _is_open(folder, leads)]
    if not found:
        raise WatchError(f"the folder {root} cannot be listed", "look at its permissions")
    return found


def wanted_files(
    root: Path, folders: Mapping[str, Identity], rules: Rules
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and state of the files of the manuscript that stand in `folders`."""
    for path in folders:
        try:
            entries = os.scandir(root / path)
        except OSError:
            continue
        with entries:
            for entry in entries:
                file = f"{path}/{entry.name}" if path else entry.name
                if not is_passing(file) and rules.wanted(file):
                    state = _state(entry)
                    if state is not None:
                        yield file, state


@dataclass(frozen=True, slots=True)
class _Listed:
    identity: Identity
    names: frozenset[str]
    folders: tuple[str, ...]


def _list(folder: Path) -> _Listed | None:
    """List a folder; None for one that is gone, that may not be read, or has no name in letters."""
    try:
        str(folder).encode()
        state = folder.lstat()
        with os.scandir(folder) as entries:
            kinds = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
    except (OSError, UnicodeEncodeError):
        return None
    folders = tuple(sorted(name for name, is_folder in kinds.items() if is_folder))
    return _Listed((state.st_dev, state.st_ino), frozenset(kinds), folders)


def _state(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False) if entry.is_file(follow_symlinks=False) else None
    except OSError:
        return None


def _is_open(folder: str, leads: list[list[str]]) -> bool:
    parts = folder.split("/")
    if parts[-1].casefold() == ".git":
        return False
    return _is_plain(parts) or any(_leads_to(lead, parts) for lead in leads if lead)


def _leads_to(lead: list[str], parts: list[str]) -> bool:
    """Return whether a folder lies on the way that a pattern names, or openly below its end."""
    shared = min(len(lead), len(parts))
    return lead[:shared] == parts[:shared] and _is_plain(parts[shared:])


def _is_plain(parts: list[str]) -> bool:
    return closed_folder("/".join([*parts, "x"])) is None


def _plain_start(pattern: str) -> list[str]:
    """Return the names that a pattern begins with, up to the first that holds a sign."""
    start: list[str] = []
    for name in pattern.split("/"):
        if _SIGNS.intersection(name):
            break
        if name not in {"", "."}:
            start.append(name)
    return start
