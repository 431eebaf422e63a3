"""The folder of the cache: where it is, whether it may be used, and which files in it are its own.

The name decides: the cache's own files are the regular files called `FILE` and the two or three
that SQLite keeps beside it. Everything else in the folder is somebody else's, and is never touched.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

FILE = "cache-1.sqlite3"
OWN_FILES = (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal")
LIMIT_BYTES = 512 * 1024 * 1024
SHARE_TRIES = 100
SHARE_PAUSE_SECONDS = 0.05


def cache_folder() -> Path:
    """Return the folder of the cache: DRAFTTIME_CACHE, or the user's cache folder of the system."""
    if chosen := os.environ.get("DRAFTTIME_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where a cache is wanted

    return user_cache_path("drafttime", appauthor=False)


def make_folder(folder: Path) -> str:
    """Make the folder for its owner alone; return "" where it may hold the cache, else why not.

    Raises OSError where it can be neither made nor looked at.
    """
    if not folder.is_absolute():
        return "is not a full path"
    if not folder.is_symlink():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if refusal := refusal_of(folder):
        return refusal
    if _is_open(folder):
        folder.chmod(0o700)
    return ""


def refusal_of(folder: Path) -> str:
    """Return "" where a folder that stands there may hold the cache, else why not; change nothing.

    Raises OSError where it cannot be looked at.
    """
    if not folder.is_absolute():
        return "is not a full path"
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a link, and links are not followed"
    if not stat.S_ISDIR(found.st_mode):
        return "is not a folder"
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return "belongs to somebody else"
    if _is_open(folder) and any(entry.name not in OWN_FILES for entry in folder.iterdir()):
        return "is open to other people and holds other files"
    return ""


def _is_open(folder: Path) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(folder.lstat().st_mode) & 0o077)


def claim(file: Path) -> None:
    """Make the file for its owner alone where there is none.

    Raises OSError where something else has its name.
    """
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise


def own_files(folder: Path) -> dict[Path, int]:
    """Return the cache's own files in a folder with their bytes; links and the like are not its.

    Raises OSError where the folder cannot be looked at.
    """
    found = {}
    for name in OWN_FILES:
        try:
            seen = (folder / name).lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISREG(seen.st_mode):
            found[folder / name] = seen.st_size
    return found


def remove_own_files(folder: Path) -> int:
    """Remove the cache's own files from a folder, and return how many bytes they held.

    Raises OSError.
    """
    freed = 0
    for file, size in own_files(folder).items():
        file.unlink(missing_ok=True)
        freed += size
    return freed


class Use:
    """That a process uses the cache of a folder: a lock of the system, gone when the process is.

    Many may use it at once. Files are only ever removed by who has it alone, since SQLite, closing
    a file that was removed under it, would also remove what another process keeps beside its own.
    Where the system has no such locks, nobody is kept apart.
    """

    def __init__(self, folder: Path) -> None:
        """Raise OSError where the folder cannot be opened."""
        self._handle = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))

    def share(self) -> bool:
        """Use it beside others; wait a moment for one who has it alone, then return False."""
        for _ in range(SHARE_TRIES):
            if self._lock(alone=False):
                return True
            time.sleep(SHARE_PAUSE_SECONDS)
        return False

    def take_alone(self) -> bool:
        """Use it alone; return False, at once, where anybody else uses it."""
        return self._lock(alone=True)

    def end(self) -> None:
        """Let go."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1

    def _lock(self, *, alone: bool) -> bool:
        if sys.platform == "win32":
            return True
        import fcntl  # noqa: PLC0415 - not there on Windows

        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
