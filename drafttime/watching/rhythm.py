"""Thin saves: an editor that saves every second needs no line a second."""

from __future__ import annotations

from dataclasses import dataclass

THIN_SECONDS = 20.0
"""At most one line for a file in this time. Lines lie at most twice as far apart, and twice the
time in which a save is seen, where saves between them were dropped: less than the shortest timeout,
one minute."""


@dataclass(frozen=True, slots=True)
class Save:
    """A file was saved: its path in the repository, and when (Unix seconds)."""

    file: str
    at: float


class Rhythm:
    """At most one line for a file in `seconds`, and the last save of a run is always noted.

    A save that is not noted lies between two that are, less than a minute apart. Joined with any
    timeout that is no shorter, the lines show the same stretches as all saves would.

    `now` is a clock that never goes back, such as `time.monotonic`; what is noted keeps its own
    time.
    """

    def __init__(self, seconds: float = THIN_SECONDS) -> None:
        self._seconds = seconds
        self._noted: dict[str, float] = {}
        self._waiting: dict[str, Save] = {}

    def saved(self, save: Save, now: float) -> tuple[Save, ...]:
        """Take a save, and return what is to be noted now: this one, or nothing yet."""
        noted = self._noted.get(save.file)
        if noted is not None and now - noted < self._seconds:
            self._waiting[save.file] = save
            return ()
        waiting = self._waiting.get(save.file)
        if waiting is not None:
            # It bridges the time up to this save, which waits in its place.
            noted_now = self._note(waiting, now)
            self._waiting[save.file] = save
            return noted_now
        return self._note(save, now)

    def due(self, now: float) -> tuple[Save, ...]:
        """Return the saves that have waited long enough."""
        ready = [
            save for file, save in self._waiting.items() if now - self._noted[file] >= self._seconds
        ]
        return tuple(noted for save in ready for noted in self._note(save, now))

    def rest(self) -> tuple[Save, ...]:
        """Return all that still waits, at the end."""
        left = tuple(self._waiting.values())
        self._waiting.clear()
        return left

    def _note(self, save: Save, now: float) -> tuple[Save, ...]:
        self._waiting.pop(save.file, None)
        self._noted[save.file] = now
        return (save,)
