"""What the cache holds, for its owner to look at and to clear away.

Looking changes no result and makes no cache. Neither raises for what is on the disk: a cache that
is missing, damaged or something else altogether is told as a state.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from drafttime.store_folder import (
    FILE,
    LIMIT_BYTES,
    Use,
    cache_folder,
    own_files,
    refusal_of,
    remove_own_files,
)
from drafttime.store_rows import DamagedError, clear_rows, prepare, rows_by_stage, times_of_use

WAIT_SECONDS = 5.0


class State(StrEnum):
    """In what state a cache was found."""

    EMPTY = "empty"
    SOUND = "sound"
    DAMAGED = "damaged"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class StageRows:
    """How many results of one stage are kept, and the bytes of their values."""

    stage: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Survey:
    """A cache as it was found; `problem` says in a clause why it is unusable.

    `bytes` is the size of its files. Times are those of the last use of a result, in whole hours at
    best, and None where nothing is kept.
    """

    folder: Path
    state: State
    problem: str = ""
    bytes: int = 0
    limit_bytes: int = LIMIT_BYTES
    stages: tuple[StageRows, ...] = ()
    oldest_use: datetime | None = None
    newest_use: datetime | None = None

    @property
    def rows(self) -> int:
        """How many results are kept in all."""
        return sum(stage.rows for stage in self.stages)


@dataclass(frozen=True, slots=True)
class Cleared:
    """What clearing a cache came to; `in_use` where another run had it open and keeps the file."""

    folder: Path
    freed_bytes: int = 0
    in_use: bool = False
    problem: str = ""


def survey(folder: Path | None = None) -> Survey:
    """Look at the cache in `folder` (default: see `cache_folder`). Linear in the rows."""
    folder = cache_folder() if folder is None else folder
    try:
        if problem := _problem(folder):
            return Survey(folder, State.UNUSABLE, problem)
        files = own_files(folder)
        if folder / FILE not in files:
            return Survey(folder, State.EMPTY)
        use = Use(folder)
    except FileNotFoundError:
        return Survey(folder, State.EMPTY)
    except (OSError, ValueError) as error:  # a null character in the name is a ValueError
        return Survey(folder, State.UNUSABLE, _cannot(error))
    try:
        use.share()
        return _of_rows(folder, sum(files.values()))
    finally:
        use.end()


def clear(folder: Path | None = None) -> Cleared:
    """Remove the cache from `folder`, and nothing else.

    Where another run has it open, its rows are deleted and the file stays.
    """
    folder = cache_folder() if folder is None else folder
    try:
        if problem := _problem(folder):
            return Cleared(folder, problem=problem)
        use = Use(folder)
    except FileNotFoundError:
        return Cleared(folder)
    except (OSError, ValueError) as error:
        return Cleared(folder, problem=_cannot(error))
    try:
        if use.take_alone():
            return Cleared(folder, remove_own_files(folder))
        return Cleared(folder, _clear_rows(folder), in_use=True)
    except (OSError, sqlite3.Error) as error:
        return Cleared(folder, problem=_cannot(error))
    finally:
        use.end()


def _problem(folder: Path) -> str:
    """Return "" where the folder is fit for a cache, else why not, in a clause. Raises OSError."""
    if refusal := refusal_of(folder):
        return refusal
    if folder / FILE not in own_files(folder) and os.path.lexists(folder / FILE):
        return f"holds something else under the name {FILE}"
    return ""


def _clear_rows(folder: Path) -> int:
    """Delete all rows beside another run; return the bytes that its files are smaller by."""
    before = sum(own_files(folder).values())
    with closing(_opened(folder)) as base:
        prepare(base)
        clear_rows(base)
    return max(0, before - sum(own_files(folder).values()))


def _of_rows(folder: Path, size: int) -> Survey:
    try:
        with closing(_opened(folder)) as base:
            stages = tuple(StageRows(*found) for found in rows_by_stage(base))
            times = [_time(seconds) for seconds in times_of_use(base) or ()]
    except (sqlite3.DatabaseError, DamagedError, UnicodeError, MemoryError) as error:
        if _says_other(error):
            return Survey(folder, State.UNUSABLE, _cannot(error), size)
        return Survey(folder, State.DAMAGED, bytes=size)
    oldest, newest = times or (None, None)
    state = State.SOUND if stages else State.EMPTY
    return Survey(folder, state, "", size, LIMIT_BYTES, stages, oldest, newest)


def _opened(folder: Path) -> sqlite3.Connection:
    """Open the file, never making one; whoever only reads must write too, to tidy up behind."""
    place = f"file:{quote(str(folder / FILE))}?mode=rw"
    return sqlite3.connect(place, timeout=WAIT_SECONDS, isolation_level=None, uri=True)


def _time(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise DamagedError from error


def _says_other(error: BaseException) -> bool:
    """Say whether it is the disk or another program that stands in the way, not damage."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL,
    }  # fmt: skip


def _cannot(error: BaseException) -> str:
    return f"cannot be used ({getattr(error, 'strerror', None) or error})"
