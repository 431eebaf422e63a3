"""A single file that an option names: whole or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from drafttime.errors import OutputError
from drafttime.output.leftovers import new_file, sweep


def check_place(path: Path, option: str) -> None:
    """Raise OutputError unless `path` is a regular file, or free, in a folder that can be used.

    Called before the work as well, so that nobody waits for a file that cannot be written.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        mode = None
    except (OSError, ValueError) as error:  # a null character in the name is a ValueError
        raise OutputError(
            f"{path} cannot be used for {option}: {_reason(error)}", "name another file"
        ) from error
    if mode is not None and not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a link or a device"
        raise OutputError(
            f"{path} is {kind}, not a file", "name a plain file, or write - for the output"
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"there is no folder {path.parent} to write {path.name} in",
            "make the folder first, or name a file in one that exists",
        )
    if not os.access(path.parent, os.W_OK):
        raise OutputError(
            f"the folder {path.parent} cannot be written to", "name a file in another folder"
        )


def write_place(path: Path, text: str, option: str) -> None:
    """Write `text` into the file `path`, in the place of the one that stands there.

    It is written beside its place and renamed. Raises OutputError, and leaves what was there.
    """
    write_bytes(path, (text if text.endswith("\n") else f"{text}\n").encode(), option)


def write_bytes(
    path: Path, data: bytes, option: str, check: Callable[[], None] | None = None
) -> None:
    """Write bytes as `write_place` does text; who may read a file that stands there stays so.

    `check` is called when all is written and only the place is to be taken: what it raises leaves
    the file that stands there, and is passed on.
    """
    check_place(path, option)
    try:
        _replace(path, data, check)
    except OSError as error:
        raise OutputError(
            f"the data could not be written to {path}: {_reason(error)}",
            f"name another file with {option}; nothing half-written was left behind",
        ) from error


def _replace(path: Path, data: bytes, check: Callable[[], None] | None) -> None:
    sweep(path.parent)
    fresh = new_file(path.parent, data)
    try:
        fresh.path.chmod(_mode_of(path))
        if check is not None:
            check()
        fresh.path.replace(path)
    except BaseException:
        fresh.path.unlink(missing_ok=True)
        raise
    finally:
        fresh.release()


def _mode_of(path: Path) -> int:
    """Return the permissions of the file that is replaced, else those of any new file."""
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    """Return the process's umask; there is no other way than to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or "it is no name for a file"
