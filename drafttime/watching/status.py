"""What a log says about a book, and whether it is being kept at this moment."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from drafttime.clock.logs._log import LogFile, LogOptions
from drafttime.clock.logs.watch import Beat, beats_of, records_of
from drafttime.errors import OutputError
from drafttime.watching.lock import Holder, holder_of

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Tally:
    """Heartbeats, the minutes that they show, and on how many days there were any."""

    beats: int
    minutes: float
    days: int


@dataclass(frozen=True, slots=True)
class Status:
    """Who keeps a log, the last save that it holds, and what it comes to today and in all."""

    log: Path
    exists: bool
    holder: Holder | None
    last: Beat | None
    today: Tally
    whole: Tally


def status_of(log: Path, today: date, timeout_minutes: float) -> Status:
    """Return what a log says. Raises LogError where it cannot be read as a log, OutputError else.

    The minutes come from the reader that reports use. Those of today are the ones between saves of
    today: work that went on at midnight is cut there.
    """
    data = _bytes(log)
    beats = beats_of(LogFile(str(log), data)) if data is not None else ()
    options = LogOptions(timeout_minutes=timeout_minutes)
    return Status(
        log=log,
        exists=data is not None,
        holder=holder_of(log),
        last=max(beats, key=lambda beat: beat.seconds, default=None),
        today=_tally(str(log), [beat for beat in beats if beat.day == today], options),
        whole=_tally(str(log), beats, options),
    )


def _tally(name: str, beats: tuple[Beat, ...] | list[Beat], options: LogOptions) -> Tally:
    minutes = sum(record.minutes or 0.0 for record in records_of(name, beats, options))
    return Tally(len(beats), minutes, len({beat.day for beat in beats}))


def _bytes(log: Path) -> bytes | None:
    """Read the log where it is a plain file, as the watcher demands; a pipe would wait for ever."""
    try:
        handle = os.open(log, _FLAGS)
        try:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                with os.fdopen(handle, "rb", closefd=False) as file:
                    return file.read()
        finally:
            os.close(handle)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in {errno.ELOOP, errno.EMLINK, errno.ENXIO}:
            raise OutputError(
                f"the log {log} cannot be read: {error.strerror}", "look at its permissions"
            ) from error
    raise OutputError(
        f"the log {log} is a folder, a link or a device, not a file", "name a file with --log"
    )
