"""Write the log: whole lines, each on the disk before the next begins.

A line is one write to the end of the file, and is then made to reach the disk. A part of one is
taken back at once (a full disk), or before the next line (a crash, a power cut): what lies behind
the last line end is cut off, unless it is a whole line that lacks only its end. No line before it
is ever touched. Only the holder of the lock may write.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from drafttime.clock.logs.watch import FIRST_BYTES, beat_line, first_line, is_whole
from drafttime.watching.errors import WatchError
from drafttime.watching.lock import make_private

_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_BLOCK_BYTES = 1 << 16
_NO_FILE = "is a folder, a link or a device, not a file"


class LogWriter:
    """The log of one book. It may be deleted or put away at any time: then a new one begins.

    `keeps_folder` is for a log in the user’s data folder, which is made again where it is missing.
    A folder that the writer named is not: it may be that of a drive that was taken out.
    """

    def __init__(self, path: Path, book: str, *, keeps_folder: bool = False) -> None:
        self._keeps_folder = keeps_folder
        self._path = path
        self._book = book
        self._handle: int | None = None

    @property
    def path(self) -> Path:
        """Where the log lies."""
        return self._path

    def begin(self) -> None:
        """Mend the log that is there, or begin one.

        Raises OSError where that cannot be done, WatchError where another file has the name.
        """
        handle = self._at_hand()
        if self._mend(handle) == 0:
            _append(handle, first_line(self._book), 0)

    def add(self, at: datetime, file: str) -> None:
        """Add a heartbeat; on return it is on the disk.

        Raises OSError where it cannot be, and then no part of it is left, and WatchError where
        another file has taken the log’s place. About 100 µs, and what the disk takes.
        """
        handle = self._at_hand()
        end = self._mend(handle)
        line = beat_line(at, file)
        _append(handle, line if end else first_line(self._book) + line, end)

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _at_hand(self) -> int:
        """Return the open log, opened anew where the path names another file than before."""
        if self._handle is not None:
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(self._handle), self._path.lstat()):
                    return self._handle
            self.close()
        if self._keeps_folder:
            make_private(self._path.parent)
        self._handle = self._open()
        return self._handle

    def _open(self) -> int:
        try:
            handle = os.open(self._path, _FLAGS, 0o600)
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO}:
                raise self._not_ours(_NO_FILE) from error
            raise
        if what := _against(handle):
            os.close(handle)
            raise self._not_ours(what)
        _reach_the_disk(self._path.parent)
        return handle

    def _not_ours(self, what: str) -> WatchError:
        return WatchError(f"{self._path} {what}", "name another file with --log; nothing was added")

    def _mend(self, handle: int) -> int:
        """Take away what a crash left behind the last line end; return where the log ends."""
        size = os.fstat(handle).st_size
        if size == 0 or os.pread(handle, 1, size - 1) == b"\n":
            return size
        end, rest = _last_line_end(handle, size)
        if rest is not None and is_whole(rest, is_first=end == 0):
            _append(handle, "\n", size)
            return size + 1
        os.ftruncate(handle, end)
        return end


def _against(handle: int) -> str:
    """Return why an open file cannot be gone on with as a log, or an empty text."""
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        return _NO_FILE
    if not FIRST_BYTES.startswith(os.pread(handle, len(FIRST_BYTES), 0)):
        return "is there already, and is no log that this version can go on with"
    return ""


def _last_line_end(handle: int, size: int) -> tuple[int, bytes | None]:
    """Return where the last whole line ends, and what follows (None: too long for a line)."""
    place, rest = size, b""
    while place > 0:
        start = max(0, place - _BLOCK_BYTES)
        block = os.pread(handle, place - start, start)
        found = block.rfind(b"\n") + 1
        rest = block[found:] + (rest if len(rest) <= _BLOCK_BYTES else b"")
        if found:
            end = start + found
            return end, rest if size - end <= _BLOCK_BYTES else None
        place = start
    return 0, rest if size <= _BLOCK_BYTES else None


def _append(handle: int, text: str, end: int) -> None:
    """Write at the end of the file, which is at `end`: all of it, or nothing (OSError)."""
    try:
        _write(handle, text.encode("ascii"))
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, end)
        raise


def _write(handle: int, data: bytes) -> None:
    if os.write(handle, data) < len(data):  # a disk that fills up takes a part without a word
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(handle)


def _reach_the_disk(folder: Path) -> None:
    """Make the name of a new file outlive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
