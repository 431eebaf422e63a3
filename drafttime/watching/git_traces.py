"""Tell what git wrote from what the writer did: a checkout is no writing.

Git writes a file from an object that it has, and its index after the file. A writer’s save becomes
an object only later, when it is staged or committed. So a file was written by git when the object
of its content was there before the file, and the index was written after it. Both were tried with
checkout, switch, restore, merge, pull, rebase, cherry-pick, stash and their conflicts.

What a filter has changed on the way to the disk has no such object. There the heads tell: a file
that appeared within seconds of a move of HEAD or one of its like is not counted.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from drafttime.history.locate import Layout
from drafttime.history.safe_files import read_file

MOMENTS_NS = 3_000_000_000
"""How far a move of a head and a file may be apart to be one action of git."""

STALE_SECONDS = 60.0
"""An older lock was left behind by a git that crashed, or belongs to one that waits for a commit
message; nothing is written under it any more."""

_HEADS = ("HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")
_INDEX_BYTES = 64 << 20


class GitTraces:
    """What git left behind in a repository; nothing is run, and no object is opened."""

    def __init__(self, layout: Layout) -> None:
        self._git_dir = layout.git_dir
        self._objects = layout.objects
        self._hash = layout.config.get("extensions.objectformat", "sha1").lower()

    def id_of(self, data: bytes) -> bytes:
        """Return the id that git gives to a file of this content."""
        found = hashlib.new("sha256" if self._hash == "sha256" else "sha1", usedforsecurity=False)
        found.update(b"blob %d\0" % len(data))
        found.update(data)
        return found.digest()

    def is_busy(self, now: float) -> bool:
        """Return whether git is at work on the files at this moment (`now`: Unix seconds)."""
        lock = _modified_ns(self._git_dir / "index.lock")
        return lock is not None and abs(now - lock / 1e9) < STALE_SECONDS

    def wrote(self, data: bytes, saved_ns: int) -> bool:
        """Return whether git wrote the file that has this content and this time of change.

        Costs one reading of the index, some 100 µs for the files of a book.
        """
        index = _modified_ns(self._git_dir / "index")
        listed = read_file(self._git_dir / "index", _INDEX_BYTES) or b""
        for name in self._possible_ids(data):
            stored = _modified_ns(self._objects / name.hex()[:2] / name.hex()[2:])
            if stored is not None and stored > saved_ns:
                return False  # saved first, then staged or committed
            is_known = stored is not None or name in listed
            if is_known and index is not None and index >= saved_ns:
                return True
        return self._a_head_moved(saved_ns)

    def _possible_ids(self, data: bytes) -> tuple[bytes, ...]:
        """Return the id of the content, and that with the line ends that git may keep for it."""
        if b"\r\n" not in data:
            return (self.id_of(data),)
        return self.id_of(data), self.id_of(data.replace(b"\r\n", b"\n"))

    def _a_head_moved(self, saved_ns: int) -> bool:
        times = [_modified_ns(self._git_dir / name) for name in _HEADS]
        return any(time is not None and abs(time - saved_ns) <= MOMENTS_NS for time in times)


def _modified_ns(path: Path) -> int | None:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return None
