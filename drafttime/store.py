"""The cache: results that cost time, kept between runs in the user's cache folder.

One SQLite file in write-ahead mode, in a folder that only its owner can enter, since the results
hold text of the manuscript. A row is found by stage, version and a digest of its key, and carries a
checksum over all of these, the key and the value: a value that comes back is the value that was
put, or nothing comes back. Values are bytes; nothing is ever unpickled.

The cache is never needed. Where it cannot be used the work is done without it, where it is damaged
it is made anew, and either is said once, in `Store.notices`. Several processes may share it: writes
are gathered and written in short transactions, and a writer that waits in vain drops its rows.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from drafttime import __version__
from drafttime.model import Notice
from drafttime.store_folder import (
    FILE,
    LIMIT_BYTES,
    Use,
    cache_folder,
    claim,
    make_folder,
    remove_own_files,
)
from drafttime.store_rows import DamagedError, Name, evict_rows, prepare, read_rows, write_rows

LARGEST_SHARE = 0.125
BUSY_SECONDS = 5.0
PENDING_ROWS = 2_000
PENDING_BYTES = 8 * 1024 * 1024
PENDING_SECONDS = 2.0
"""What waits longer is written: a run that is killed leaves what it has done to the next."""
KEYS_AT_ONCE = 500

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)

IN_USE = "is in use by another program"
REBUILT = (
    "The cache of earlier results was damaged and has been made anew. Your repository and this "
    "report are not affected; this run takes longer."
)
DAMAGED_IN_USE = (
    "The cache of earlier results is damaged, and another run has it open. This run does without, "
    "and the next one makes it anew. Your repository and this report are not affected."
)

T = TypeVar("T")


class Store:
    """The cache as a context manager; `Store.off()` is one that keeps nothing.

    A store belongs to the thread that opened it. Nothing in here raises for what is on the disk.
    Cost: about 20 µs to get a small value alone, 10 µs among many, 10 µs to put one.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        limit_bytes: int = LIMIT_BYTES,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Open the cache in `folder` (default: see `cache_folder`)."""
        self._folder = folder if folder is not None else cache_folder()
        self._limit_bytes = limit_bytes
        self._now = now
        self._notices: dict[str, Notice] = {}
        self._pending: dict[Name, bytes] = {}
        self._pending_bytes = 0
        self._touched: set[Name] = set()
        self._written = time.monotonic()
        self._connection: sqlite3.Connection | None = None
        self._use: Use | None = None
        self._open()

    @classmethod
    def off(cls) -> Store:
        """Return a store that keeps nothing and touches no disk, as `--no-cache` asks."""
        return _Off()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader of a report should know; each is said once."""
        return tuple(self._notices.values())

    def get(self, stage: str, key: bytes, *, version: str = "") -> bytes | None:
        """Return the value that was put under this stage, version and key, or None."""
        return self.get_many(stage, (key,), version=version).get(key)

    def get_many(
        self, stage: str, keys: Iterable[bytes], *, version: str = ""
    ) -> dict[bytes, bytes]:
        """Return the values of those keys that are known, by key."""
        found: dict[bytes, bytes] = {}
        sought: dict[bytes, None] = {}
        full = _full(version)
        for key in keys:
            waiting = self._pending.get((stage, full, key))
            if waiting is None:
                sought[key] = None
            else:
                found[key] = waiting
        rest = iter(sought)
        nothing: tuple[dict[bytes, bytes], set[Name]] = ({}, set())
        while some := list(islice(rest, KEYS_AT_ONCE)):
            read = partial(read_rows, stage=stage, version=full, keys=some, now=self._now())
            values, stale = self._guard(read, nothing)
            found.update(values)
            self._touched.update(stale)
        return found

    def put(self, stage: str, key: bytes, value: bytes, *, version: str = "") -> None:
        """Keep `value` under this stage, version and key; a value too large is not kept.

        `version` is that of the stage's algorithm and parser; drafttime's own is added to it.
        """
        self.put_many(stage, {key: value}, version=version)

    def put_many(self, stage: str, values: Mapping[bytes, bytes], *, version: str = "") -> None:
        """Keep several values of one stage by their keys."""
        if self._connection is None:
            return
        full = _full(version)
        for key, value in values.items():
            if len(value) <= self._limit_bytes * LARGEST_SHARE:
                self._pending[stage, full, key] = value
                self._pending_bytes += len(value)
        full_up = len(self._pending) >= PENDING_ROWS or self._pending_bytes >= PENDING_BYTES
        if full_up or time.monotonic() - self._written >= PENDING_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was put, and let go of what was longest unused where there is too much."""
        if self._pending or self._touched:
            write = partial(
                write_rows, values=self._pending, touched=self._touched, now=self._now()
            )
            before = self._connection
            self._guard(write, None)
            if self._connection is not before:  # the file was damaged and has been made anew
                self._guard(write, None)
            self._guard(partial(evict_rows, limit_bytes=self._limit_bytes), None)
        self._pending.clear()
        self._touched.clear()
        self._pending_bytes = 0
        self._written = time.monotonic()

    def close(self) -> None:
        """Write what was put and close the file; from then on the store is one that is off."""
        self.flush()
        self._shut()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> None:
        """Open the file, making folder and file where there are none."""
        file = self._folder / FILE
        try:
            if refusal := make_folder(self._folder):
                self._give_up(refusal)
                return
            self._use = Use(self._folder)
            if not self._use.share():
                self._give_up(IN_USE)
                return
            claim(file)
            self._connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            self._give_up(f"cannot be used ({getattr(error, 'strerror', None) or error})")
            return
        opened = self._connection
        if not self._guard(prepare, False) and self._connection is opened:
            self._shut()
            self._give_up(IN_USE)

    def _shut(self) -> None:
        """Close the file, and only then let others have it alone."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._use is not None:
            self._use.end()
            self._use = None

    def _guard(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Run `action` on the database; whatever goes wrong in there ends in `otherwise`."""
        if self._connection is None:
            return otherwise
        try:
            return action(self._connection)
        except sqlite3.ProgrammingError:
            raise  # a fault of the caller, such as another thread
        except (sqlite3.Error, DamagedError, MemoryError, OverflowError, UnicodeError) as error:
            self._recover(error)
            return otherwise

    def _recover(self, error: Exception) -> None:
        """Go on as before where the file was busy, else with a new file, or with none."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in BUSY:
            return
        self._shut()
        if code in UNUSABLE:
            self._give_up("cannot be written to")
        elif "cache-rebuilt" in self._notices:
            self._give_up("was damaged twice in one run")
        elif self._removed():
            self._notices["cache-rebuilt"] = Notice("cache-rebuilt", REBUILT)
            self._open()
        else:
            self._notices["cache-off"] = Notice("cache-off", DAMAGED_IN_USE)

    def _give_up(self, reason: str) -> None:
        self._notices["cache-off"] = Notice(
            "cache-off",
            f"Results are not kept for the next run: the cache folder {self._folder} {reason}. To "
            "keep them, set DRAFTTIME_CACHE to the full path of an empty folder of your own.",
        )

    def _removed(self) -> bool:
        """Remove the damaged file; return False where another process has it open."""
        try:
            use = Use(self._folder)
        except OSError:
            return True  # opening the file again will tell
        try:
            if not use.take_alone():
                return False
            remove_own_files(self._folder)
        except OSError:
            return True
        finally:
            use.end()
        return True


class _Off(Store):
    """The store of `--no-cache`: never open, and nothing to say about it."""

    def __init__(self) -> None:
        super().__init__(Path())

    def _open(self) -> None:
        """Open nothing."""


def _full(version: str) -> str:
    return f"{__version__}/{version}"
