"""Ways for a run to die, by kill -9, at a moment that is chosen beforehand."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

CALLS = frozenset(
    {"os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "sqlite3.connect"}
    | {"shutil.rmtree", "open", "tempfile.mkdtemp"}
)
STEP = 20  # instructions of SQLite's machine between two moments at which it can be killed

Action = Callable[[], int]


class Countdown:
    """Kills the process when it has been counted down."""

    def __init__(self, limit: int) -> None:
        self.limit, self.counted = limit, 0

    def __call__(self, *_: object) -> int:
        self.counted += 1
        if self.counted >= self.limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def dying_at_call(action: Action, countdown: Countdown, *, writing: bool = False) -> Action:
    """Let a run die before a call to the file system, or before one that writes."""

    def seen(event: str, values: tuple[Any, ...]) -> None:
        if event in CALLS and not (event == "open" and writing and not _writes(values)):
            countdown()

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*values: Any, **named: Any) -> Any:
            countdown()
            return call(*values, **named)

        return wrapper

    def dying() -> int:
        os.write, os.fsync = counted(os.write), counted(os.fsync)
        sys.addaudithook(seen)
        return action()

    return dying


def dying_at_write(action: Action, countdown: Countdown) -> Action:
    return dying_at_call(action, countdown, writing=True)


def _writes(values: tuple[Any, ...]) -> bool:
    flags = values[2] if len(values) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def dying_at_step(action: Action, countdown: Countdown) -> Action:
    """Let a run die inside a statement of SQLite, after so many steps of its machine."""

    def dying() -> int:
        import drafttime.store as store

        prepare = store.prepare

        def watched(base: Any) -> bool:
            base.set_progress_handler(countdown, STEP)
            return prepare(base)

        store.prepare = watched
        return action()

    return dying


DYING: Mapping[str, Callable[[Action, Countdown], Action]] = {
    "call": dying_at_call,
    "write": dying_at_write,
    "statement": dying_at_step,
}


def flushing_at_once(action: Action) -> Action:
    """Let the cache write each result at once, so that there is more to be killed in."""

    def hasty() -> int:
        import drafttime.store as store

        store.PENDING_SECONDS = 0.0
        return action()

    return hasty
