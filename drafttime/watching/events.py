"""Changes of files as the system reports them; the only import of watchfiles.

watchfiles asks its thread at a fixed step whether something has come, and each time wakes the
process. A step of a second costs next to nothing, and a second is soon enough here.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import watch

from drafttime.watching.errors import WatchError

_POLL_MS = 5_000
_CANNOT = "Error creating"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often it is asked for changes, and how long an answer may take without any.

    Changes are handed over when none has come for a step.
    """

    step_ms: int = 1_000
    silence_ms: int = 2_000


USUAL = Pace()


class LostError(Exception):
    """The system’s reports have broken off and can begin anew; something may have been missed."""


def changes(
    root: Path, folders: Iterable[str], stop: Event, pace: Pace
) -> Generator[frozenset[str], None, None]:
    """Yield the paths that changed directly in these folders (not below), until `stop` is set.

    An empty set comes when nothing has changed for a while. Raises LostError where a folder has
    gone before it could be watched, or a name came up that is no text; WatchError where the system
    will not watch.
    """
    watched = [str(root / path) for path in folders]
    batches = watch(
        *watched,
        watch_filter=None,
        step=pace.step_ms,
        debounce=2 * pace.step_ms,
        rust_timeout=pace.silence_ms,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        poll_delay_ms=_POLL_MS,
        recursive=False,
        ignore_permission_denied=False,  # with True, a limit of the system would go unnoticed
    )
    try:
        with closing(batches):
            for batch in batches:
                yield frozenset(path for _, path in batch)
    except FileNotFoundError as error:
        raise LostError from error
    except OSError as error:
        raise _refused(len(watched), error) from error
    except RuntimeError as error:
        if str(error).startswith(_CANNOT):
            raise _refused(len(watched), error) from error
        raise LostError from error


def _refused(folders: int, error: Exception) -> WatchError:
    return WatchError(
        f"the system will not watch the {folders:,} folders of this book: {error}",
        "other programs may watch too many; on Linux, raise fs.inotify.max_user_watches and "
        "fs.inotify.max_user_instances",
    )
