"""The progress bar: on the error stream, and only once the work has lasted a second."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

DELAY_SECONDS = 1.0
REFRESH_SECONDS = 0.1
PACE_SECONDS = 1.0
"""So long a stage has lasted before its pace says anything."""


LEAST_COLUMNS = 80
"""A narrower line has no room for the pace."""


def told_pace(done: int, total: int | None, seconds: float) -> str:
    """Return how quickly a stage goes, and about how long it will take: "" where nobody knows.

    The rest is taken to go as quickly as what is done, which is rarely quite true.
    """
    if not total or not 0 < done < total or seconds < PACE_SECONDS:
        return ""
    rate = done / seconds
    left = max(1, round((total - done) / rate))
    length = f"{left} s" if left < 100 else f"{round(left / 60)} min"
    return f"{rate:,.0f} a second, about {length} left" if rate >= 1 else f"about {length} left"


class Bar:
    """A `drafttime.progress.Progress` that draws itself through rich, and wipes itself away.

    A timer draws it, so that a stage that counts nothing is seen too. Cost of a step: a clock
    reading; rich is told ten times a second at most.
    """

    def __init__(self, *, color: bool, delay_seconds: float = DELAY_SECONDS) -> None:
        self._color = color
        self._lock = threading.Lock()
        self._timer = threading.Timer(delay_seconds, self._appear)
        self._timer.daemon = True
        self._drawn: tuple[RichProgress, TaskID] | None = None
        self._over = False
        self._name = "Reading"
        self._total: int | None = None
        self._done = 0
        self._told, self._begun = 0.0, time.monotonic()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._drawn is not None:
                self._drawn[0].stop()

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin the stage `name` of `total` steps (None: not known)."""
        with self._lock:
            self._name, self._total, self._done = name, total, 0
            self._begun = time.monotonic()
            if self._drawn is not None:
                bar, task = self._drawn
                bar.reset(task, description=name, total=total, pace="")

    def advance(self, steps: int = 1) -> None:
        """Count `steps` more steps of the current stage."""
        self._done += steps
        now = time.monotonic()
        if self._drawn is not None and now - self._told >= REFRESH_SECONDS:
            self._told = now
            bar, task = self._drawn
            pace = told_pace(self._done, self._total, now - self._begun)
            bar.update(task, completed=self._done, pace=pace)

    def _appear(self) -> None:
        """Draw the bar; runs on the timer's thread."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        console = Console(stderr=True, no_color=not self._color)
        pace = [TextColumn("{task.fields[pace]}", markup=False)]
        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(
                bar_width=12, complete_style="cyan", finished_style="cyan", pulse_style="cyan"
            ),
            TaskProgressColumn("{task.percentage:>3.0f} %", style="none", markup=False),
            *(pace if console.width >= LEAST_COLUMNS else []),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with self._lock:
            if self._over:
                return
            task = bar.add_task(self._name, total=self._total, completed=self._done, pace="")
            bar.start()
            self._drawn = bar, task
