"""`--out FILE.html`: a page of ours, which replaces nothing but its like."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from drafttime.cli._place import check_place, write_place
from drafttime.errors import OutputError

OPTION = "--out"


def check_page(path: Path) -> None:
    """Raise OutputError unless `path` is free, or holds a page that `drafttime compare` wrote.

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
            f"{path} is {kind}, not a file", "name the file of the page, as --out compare.html"
        )
    if not _is_ours(path):
        raise OutputError(
            f"the file {path} was not written by drafttime compare, so it is not replaced",
            "name another file with --out, or move that one away",
        )
    check_place(path, OPTION)


def write_page(path: Path, html: str) -> None:
    """Write a page whole or not at all, never through a link. Raises OutputError."""
    check_page(path)
    write_place(path, html, OPTION)


def _is_ours(path: Path) -> bool:
    from drafttime.output.side_by_side_page import PAGE_START

    start = PAGE_START.encode()
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False
