"""The rows of the cache file: how they are laid out, checked, written and let go of.

Every row carries a checksum over stage, version, key and value, since SQLite itself notices few
damaged bits. Functions raise `sqlite3.Error` as it comes, and `DamagedError` for a row that does
not bear out its checksum; `drafttime.store` decides what becomes of either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from hashlib import blake2b

KEPT_SHARE = 0.75
LARGEST_ROW_BYTES = 256 * 1024 * 1024
TOUCH_SECONDS = 3_600

SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    stage TEXT NOT NULL, version TEXT NOT NULL, key BLOB NOT NULL,
    value BLOB NOT NULL, checksum BLOB NOT NULL, bytes INTEGER NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (stage, version, key));
CREATE INDEX IF NOT EXISTS results_by_use ON results (used);
"""
GET = "SELECT key, value, checksum, used FROM results WHERE stage = ? AND version = ? AND key IN "
PUT = "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)"
TOUCH = "UPDATE results SET used = ? WHERE stage = ? AND version = ? AND key = ?"

Name = tuple[str, str, bytes]
"""Stage, version and key."""


class DamagedError(Exception):
    """A row does not bear out its checksum."""


def prepare(base: sqlite3.Connection) -> bool:
    """Set a connection up and make the table where there is none; return True.

    Automatic vacuuming can only be chosen before the file has its first page, and asking for it
    later writes to the file.
    """
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_ROW_BYTES)  # a damaged row may claim more
    if not _pragma(base, "page_count"):
        base.execute("PRAGMA auto_vacuum = INCREMENTAL")
    base.execute("PRAGMA journal_mode = WAL").fetchall()
    base.execute("PRAGMA synchronous = NORMAL")
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA cell_size_check = ON")
    base.executescript(SCHEMA)
    return True


def read_rows(
    base: sqlite3.Connection, stage: str, version: str, keys: Collection[bytes], now: float
) -> tuple[dict[bytes, bytes], set[Name]]:
    """Return the known values by key, and the rows whose last use lies over an hour back.

    At most 500 keys are asked for at once. Raises `DamagedError` for a row that is not what it was.
    """
    by_digest = {digest(key): key for key in keys}
    marks = ",".join("?" * len(by_digest))
    found: dict[bytes, bytes] = {}
    stale: set[Name] = set()
    for name, value, checksum, used in base.execute(
        f"{GET}({marks})", (stage, version, *by_digest)
    ):
        key = by_digest.get(name) if isinstance(name, bytes) else None
        if key is None or not isinstance(value, bytes) or not isinstance(used, int):
            raise DamagedError
        row = (stage, version, key)
        if checksum != checksum_of(row, value):
            raise DamagedError
        found[key] = value
        if used < now - TOUCH_SECONDS:
            stale.add(row)
    return found, stale


def write_rows(
    base: sqlite3.Connection, values: Mapping[Name, bytes], touched: Collection[Name], now: float
) -> None:
    """Write values and the uses of others in one transaction."""
    rows = (
        (row[0], row[1], digest(row[2]), value, checksum_of(row, value), len(value), int(now))
        for row, value in values.items()
    )
    with base:
        base.execute("BEGIN IMMEDIATE")
        base.executemany(PUT, rows)
        base.executemany(TOUCH, ((int(now), row[0], row[1], digest(row[2])) for row in touched))


def evict_rows(base: sqlite3.Connection, limit_bytes: int) -> None:
    """Delete the longest unused rows where the file outgrew its limit, to three quarters of it."""
    surplus = bytes_in_use(base) - limit_bytes
    if surplus <= 0:
        return
    surplus += int(limit_bytes * (1 - KEPT_SHARE))
    with base:
        base.execute("BEGIN IMMEDIATE")
        doomed = []
        for row, size in base.execute("SELECT rowid, bytes FROM results ORDER BY used, rowid"):
            if surplus <= 0:
                break
            if not isinstance(size, int):
                raise DamagedError
            doomed.append((row,))
            surplus -= size
        base.executemany("DELETE FROM results WHERE rowid = ?", doomed)
    base.execute("PRAGMA incremental_vacuum").fetchall()


def clear_rows(base: sqlite3.Connection) -> None:
    """Delete every row and give the space back, while others may have the file open."""
    with base:
        base.execute("BEGIN IMMEDIATE")
        base.execute("DELETE FROM results")
    base.execute("PRAGMA incremental_vacuum").fetchall()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def rows_by_stage(base: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Return each stage with its rows and the bytes of their values, by name.

    Raises `DamagedError` where they are no names and numbers. Linear in the rows.
    """
    found = base.execute(
        "SELECT stage, COUNT(*), SUM(bytes) FROM results GROUP BY stage ORDER BY stage"
    ).fetchall()
    for stage, _, size in found:
        if not isinstance(stage, str) or not isinstance(size, int):
            raise DamagedError
    return found


def times_of_use(base: sqlite3.Connection) -> tuple[int, int] | None:
    """Return when the longest unused and the last used row were used, in seconds, None without any.

    Raises `DamagedError` where these are no times.
    """
    oldest, newest = base.execute("SELECT MIN(used), MAX(used) FROM results").fetchone()
    if oldest is None and newest is None:
        return None
    if not isinstance(oldest, int) or not isinstance(newest, int):
        raise DamagedError
    return oldest, newest


def bytes_in_use(base: sqlite3.Connection) -> int:
    """Return the size of the pages that hold something."""
    used = _pragma(base, "page_count") - _pragma(base, "freelist_count")
    return used * _pragma(base, "page_size")


def _pragma(base: sqlite3.Connection, name: str) -> int:
    return int(base.execute(f"PRAGMA {name}").fetchone()[0])


def digest(key: bytes) -> bytes:
    """Return what stands for the key in the file."""
    return blake2b(key, digest_size=20).digest()


def checksum_of(row: Name, value: bytes) -> bytes:
    """Return a digest of the row's names, key and value, each preceded by its length."""
    summed = blake2b(digest_size=16, person=b"drafttime cache")
    stage, version, key = row
    for part in (stage.encode(), version.encode(), key, value):
        summed.update(len(part).to_bytes(8, "little"))
        summed.update(part)
    return summed.digest()
