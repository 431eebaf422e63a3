"""Read folders that are not trusted: regular files only, capped, never through a link.

Every name is looked up in a folder that is already open (`dir_fd`), one component at a time and
with `O_NOFOLLOW`: nobody can swap a folder for a link between the check and the read. Files are
opened without blocking, since a FIFO would otherwise wait for a writer for ever.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

Kind = Literal["file", "folder", "link", "other", "absent"]

_FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_CHUNK_BYTES = 1 << 20


def kind_of(path: Path) -> Kind:
    """Return what stands at `path` itself; a link is not followed."""
    try:
        return _kind(path.lstat().st_mode)
    except (OSError, ValueError):
        return "absent"


def read_file(path: Path, limit_bytes: int) -> bytes | None:
    """Read the regular file at `path`; None if it is anything else, or larger than the limit."""
    folder = Folder.open(path.parent)
    if folder is None:
        return None
    with folder:
        return folder.read(path.name, limit_bytes)


class Folder:
    """An open folder, to be closed. Paths are relative to it, with `/`."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    @classmethod
    def open(cls, path: Path) -> Folder | None:
        """Open `path`, or return None where it is no folder, or a link."""
        try:
            return cls(os.open(path, _FOLDER))
        except (OSError, ValueError):
            return None

    def folder(self, path: str) -> Folder | None:
        """Open a folder inside this one; the empty path is this one again."""
        here = Folder(os.dup(self.descriptor))
        for name in path.split("/"):
            with here:
                below = here._step(name)
            if below is None:
                return None
            here = below
        return here

    def read(self, path: str, limit_bytes: int) -> bytes | None:
        """Read a regular file inside this folder; None: absent, no file, a link, or too large."""
        above, _, name = path.rpartition("/")
        folder = self.folder(above)
        if folder is None:
            return None
        with folder:
            return _read_in(folder.descriptor, name, limit_bytes)

    def kind(self, path: str) -> Kind:
        """Return what stands at `path` inside this folder; "absent" also behind a link."""
        above, _, name = path.rpartition("/")
        folder = self.folder(above)
        if folder is None:
            return "absent"
        with folder:
            return _kind_in(folder.descriptor, name)

    def entries(self) -> tuple[tuple[str, Kind], ...]:
        """Return the names in this folder and what they are, in order of name."""
        try:
            with os.scandir(self.descriptor) as found:
                return tuple(sorted((entry.name, _entry_kind(entry)) for entry in found))
        except OSError:
            return ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self.descriptor)

    def _step(self, name: str) -> Folder | None:
        if name in {".", ".."}:
            return None
        try:
            return Folder(os.open(name or ".", _FOLDER, dir_fd=self.descriptor))
        except (OSError, ValueError):
            return None


def _kind_in(folder: int, name: str) -> Kind:
    try:
        return _kind(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except (OSError, ValueError):
        return "absent"


def _read_in(folder: int, name: str, limit_bytes: int) -> bytes | None:
    # Looked at before it is opened, because opening some devices already does something.
    if name in {"", ".", ".."} or _kind_in(folder, name) != "file":
        return None
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except (OSError, ValueError):
        return None
    try:
        return _read_all(descriptor, limit_bytes)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, limit_bytes: int) -> bytes | None:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode) or about.st_size > limit_bytes:
        return None
    parts: list[bytes] = []
    room = limit_bytes + 1  # one more than allowed, to notice a file that grows while it is read
    while room > 0 and (part := os.read(descriptor, min(room, _CHUNK_BYTES))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts) if room > 0 else None


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "other"


def _entry_kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"
