"""`--out FILE`: a page or a film of ours, which replaces nothing but its like."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from drafttime.cli._place import check_place, write_bytes, write_place
from drafttime.errors import OutputError

OPTION = "--out"


@dataclass(frozen=True, slots=True)
class Like:
    """How a file that a command wrote is known again.

    It holds `begins` at byte `offset`, and `mark` within its first `within` bytes.
    """

    command: str
    example: str
    begins: bytes
    offset: int = 0
    mark: bytes = b""
    within: int = 0

    def holds(self, data: bytes) -> bool:
        """Say whether a file that begins with `data` is one."""
        end = self.offset + len(self.begins)
        return data[self.offset : end] == self.begins and self.mark in data[: self.within or end]


def check_page(path: Path, like: Like) -> None:
    """Raise OutputError unless `path` is free, or holds a file that the same command wrote.

    Called before the work as well, so that nobody waits for a page that cannot be written.
    """
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):  # free, or no name for a file, of which the next line complains
        check_place(path, OPTION)
        return
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a link or a device"
        raise OutputError(
            f"{path} is {kind}, not a file", f"name the file to write, as --out {like.example}"
        )
    if not _is_ours(path, like):
        raise OutputError(
            f"the file {path} was not written by drafttime {like.command}, so it is not replaced",
            "name another file with --out, or move that one away",
        )
    check_place(path, OPTION)


def write_page(path: Path, page: str | bytes, like: Like) -> None:
    """Write a file whole or not at all, never through a link. Raises OutputError."""
    check_page(path, like)
    if isinstance(page, str):
        write_place(path, page, OPTION)
    else:
        write_bytes(path, page, OPTION)


def _is_ours(path: Path, like: Like) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return like.holds(file.read(max(like.within, like.offset + len(like.begins))))
    except OSError:
        return False
