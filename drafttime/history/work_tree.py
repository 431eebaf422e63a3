"""Files of the work tree: settings, and what is not committed yet. Read safely, never written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from drafttime.history.safe_files import Folder


def read_work_tree_file(root: Path, path: str, limit_bytes: int) -> bytes | None:
    """Return the bytes of a regular file inside the work tree `root`.

    None where there is none, where any part of the path is a link, where the path leaves the work
    tree or enters `.git`, and where the file has more than `limit_bytes`.
    """
    folder = Folder.open(root) if _is_inside(path) else None
    if folder is None:
        return None
    with folder:
        return folder.read(path, limit_bytes)


def list_work_tree(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the regular files that stand directly in `folders` ("" is the root).

    Links, their targets and everything in `.git` are left out; sorted, each path once.
    """
    names: set[str] = set()
    top = Folder.open(root)
    if top is None:
        return ()
    with top:
        for path in {folder.strip("/") for folder in folders}:
            folder = top.folder(path) if not path or _is_inside(path) else None
            if folder is None:
                continue
            with folder:
                prefix = f"{path}/" if path else ""
                names.update(prefix + name for name, kind in folder.entries() if kind == "file")
    return tuple(sorted(names))


def _is_inside(path: str) -> bool:
    # The folder .git may hold an address with a password in it: it is no manuscript. File systems
    # that fold case or drop trailing dots and spaces would open it under other names too.
    parts = path.split("/")
    return all(part and part.casefold().rstrip(". ") not in {"", ".git", "git~1"} for part in parts)
