"""What a killed run left is known again for certain, and taken away by the next.

What is unfinished bears the number that the file system gave it (its inode) in its name, and is
locked for as long as its maker lives. Nothing that a repository brings along can bear its own
number, so that nothing but our own is ever taken away; what is locked belongs to a run that goes
on.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = ".drafttime-"
FOLDER_PREFIX = ".drafttime-report-"
REPLACED = "old"
"""Where, inside an unfinished folder, the earlier one stands under its own name meanwhile."""

_FILE = re.compile(r"\.drafttime-([0-9a-f]{1,16})\.tmp")
_FOLDER = re.compile(r"\.drafttime-report-(?:([0-9a-f]{1,16})|[a-z0-9_]{8})")
_PRIVATE_FOLDER = stat.S_IFDIR | 0o700


class Unfinished:
    """Something of ours under construction: where it is, and its lock, which `release` ends."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self.handle = handle

    def release(self) -> None:
        """Let the lock go; what still stands there is a leftover from now on."""
        os.close(self.handle)


def new_file(parent: Path, data: bytes) -> Unfinished:
    """Write a private file of its own into `parent`, down to the disk. Raises OSError."""
    return _born_nameless(parent, data) or _born_with_a_name(parent, data)


def _born_nameless(parent: Path, data: bytes) -> Unfinished | None:
    """Name a file only once it is written: killed before, it is gone. None where that fails."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        handle = os.open(parent, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError:  # where it is no matter of the file system, the other way will tell
        return None
    try:
        _locked(handle)
        _write(handle, data)
        place = parent / f"{PREFIX}{os.fstat(handle).st_ino:x}.tmp"
        # An absolute path does not mind the handle, but only with one does `link` follow /proc.
        os.link(f"/proc/self/fd/{handle}", place, src_dir_fd=handle, follow_symlinks=True)
    except OSError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return Unfinished(place, handle)


def _born_with_a_name(parent: Path, data: bytes) -> Unfinished:
    handle, name = tempfile.mkstemp(dir=parent, prefix=PREFIX, suffix=".tmp")
    file = Path(name)
    try:
        _locked(handle)
        file = file.rename(parent / f"{PREFIX}{_number(file)}.tmp")
        _write(handle, data)
    except BaseException:
        file.unlink(missing_ok=True)
        os.close(handle)
        raise
    return Unfinished(file, handle)


def new_folder(parent: Path) -> Unfinished:
    """Make a private folder of its own in `parent`. Raises OSError."""
    path = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=parent))
    handle = -1
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        _locked(handle)
        return Unfinished(path.rename(parent / f"{FOLDER_PREFIX}{_number(path)}"), handle)
    except BaseException:
        if handle >= 0:
            os.close(handle)
        with suppress(OSError):
            path.rmdir()
        raise


def write_through(file: Path, data: bytes) -> None:
    """Write a new file, down to the disk. Raises OSError."""
    with file.open("xb", buffering=0) as stream:
        _write(stream.fileno(), data)


def sweep(parent: Path) -> None:
    """Take away what runs that were killed left in `parent`; an earlier report is put back.

    What cannot be taken away stays, and nothing is raised. Linear in the entries of `parent`.
    """
    try:
        with os.scandir(parent) as entries:
            found = [Path(entry.path) for entry in entries if entry.name.startswith(PREFIX)]
    except OSError:
        return
    for path in found:
        with suppress(OSError):
            _sweep_one(path)


def _sweep_one(path: Path) -> None:
    seen = path.lstat()
    if hasattr(os, "geteuid") and seen.st_uid != os.geteuid():
        return
    named = (_FOLDER if stat.S_ISDIR(seen.st_mode) else _FILE).fullmatch(path.name)
    if named is None or not (stat.S_ISREG(seen.st_mode) or seen.st_mode == _PRIVATE_FOLDER):
        return
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags)
    try:
        if not _locked(handle):
            return
        if named[1] is None:
            path.rmdir()  # made, but not named yet: it is empty, or it is not ours
        elif int(named[1], 16) == os.fstat(handle).st_ino:
            _take_away(path)
    finally:
        os.close(handle)


def _take_away(path: Path) -> None:
    if not path.is_dir():
        path.unlink()
        return
    replaced = path / REPLACED
    for earlier in replaced.iterdir() if replaced.is_dir() else ():
        if not os.path.lexists(path.parent / earlier.name):
            earlier.rename(path.parent / earlier.name)
    shutil.rmtree(path)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _number(path: Path) -> str:
    return f"{path.lstat().st_ino:x}"


def _locked(handle: int) -> bool:
    """Lock an open file or folder; return False where somebody else has it."""
    if sys.platform == "win32":
        return False  # files cannot be locked in this way there: nothing is taken away
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
