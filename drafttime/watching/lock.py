"""One watcher to a log: a lock of the system, which goes when its holder does, however it ends.

The lock is on a file of its own, beside the logs in the user’s data folder, so that a log can be
deleted or put away while it is kept, and nothing appears beside a log that lies elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from drafttime.clock.logs.watch import log_folder
from drafttime.watching.errors import WatchError

_TRIES = 4
_PAUSE_SECONDS = 0.05
_MOST_BYTES = 1_000
_ASK = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Holder:
    """Who keeps a log: the process, and since when (ISO 8601)."""

    process: int
    since: str


class Lock:
    """Held from `take` until it is closed, or until the process ends in whatever way."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def take(cls, log: Path, now: datetime) -> Self:
        """Take the lock of a log. Raises WatchError where another watcher has it."""
        path = lock_of(log)
        make_private(path.parent)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise WatchError(
                f"the lock {path} cannot be made: {error.strerror}",
                "look at the permissions of that folder",
            ) from error
        for _ in range(_TRIES):  # somebody who only asks, as --status does, is soon gone
            if _try_lock(handle, shared=False):
                break
            time.sleep(_PAUSE_SECONDS)
        else:
            os.close(handle)
            raise _in_use(log)
        said = json.dumps({"process": os.getpid(), "since": now.isoformat(timespec="seconds")})
        with suppress(OSError):  # on a full disk nobody learns the number; the lock holds
            os.ftruncate(handle, 0)
            os.write(handle, said.encode("ascii"))
        return cls(handle)

    def close(self) -> None:
        """Let go."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def lock_of(log: Path) -> Path:
    """Return where the lock of a log lies."""
    # Not `resolve`, which gives up on links that lead in a circle.
    digest = hashlib.sha256(os.fsencode(os.path.realpath(log))).hexdigest()[:16]
    return log_folder() / f"{digest}.lock"


def holder_of(log: Path) -> Holder | None:
    """Return who keeps a log at this moment, or None where nobody does."""
    try:
        handle = os.open(lock_of(log), _ASK)
    except OSError:
        return None
    try:
        if _try_lock(handle, shared=True):
            return None
        found = json.loads(os.read(handle, _MOST_BYTES))
        return Holder(int(found["process"]), str(found["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Holder(0, "")  # it is kept, but its keeper could not write down who it is
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Make the folder of the logs for its owner alone.

    Raises WatchError where that fails, or where a link has its name: as with the cache, what it
    leads to is somebody else's to open and close.
    """
    if folder.is_symlink():
        raise WatchError(
            f"the folder {folder} for the log is a link, and links are not followed",
            "put the folder itself there, or name another with DRAFTTIME_WATCH",
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise WatchError(
            f"the folder {folder} for the log cannot be made: {error.strerror}",
            "name another place with --log, or another folder in DRAFTTIME_WATCH",
        ) from error


def _in_use(log: Path) -> WatchError:
    holder = holder_of(log)
    who = f" (process {holder.process})" if holder is not None and holder.process else ""
    return WatchError(
        f"another watcher{who} keeps the log {log}",
        "one is enough; `drafttime watch --status` tells what it has noted",
    )


def _try_lock(handle: int, *, shared: bool) -> bool:
    if sys.platform == "win32":
        return True  # files cannot be locked in this way there: two watchers are not kept apart
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
