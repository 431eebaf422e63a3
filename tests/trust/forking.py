"""Runs of drafttime in forked children of a warmed-up parent: as apart as processes, and quick."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LONGEST_SECONDS = 120.0
BROKEN = 97  # the code of a child in which Python itself ended


@dataclass(frozen=True)
class Ending:
    """How a child ended: its exit code, or minus the signal; what it printed; how long it took."""

    code: int
    output: str
    errors: str
    seconds: float

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Child:
    """A forked child that does `action`, and prints into two files of `scratch`."""

    def __init__(self, action: Callable[[], int], scratch: Path, name: str = "child") -> None:
        self._files = scratch / f"{name}.out", scratch / f"{name}.err"
        self._begun = time.monotonic()
        self._status: int | None = None
        with warnings.catch_warnings():  # the threads of libraries are idle while this is called
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = os.fork()
        if not self.process:
            self._be(action)

    def _be(self, action: Callable[[], int]) -> None:
        code = BROKEN
        try:
            for number, file in enumerate(self._files, 1):
                handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                os.dup2(handle, number)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            code = action()
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:  # noqa: BLE001 - nothing of the child may go on in the parent's code
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)

    def ended(self, seconds: float = LONGEST_SECONDS, kill_after: float | None = None) -> Ending:
        """Wait for the child; kill it after so many seconds, of its life or at the latest."""
        until = self._begun + (seconds if kill_after is None else min(seconds, kill_after))
        status = self._wait(until)
        if status is None:
            os.kill(self.process, signal.SIGKILL)
            self._status = status = os.waitpid(self.process, 0)[1]
        took = time.monotonic() - self._begun
        said = [file.read_text("utf-8", "replace") if file.exists() else "" for file in self._files]
        return Ending(os.waitstatus_to_exitcode(status), said[0], said[1], took)

    def _wait(self, until: float) -> int | None:
        while self.running:
            left = until - time.monotonic()
            if left <= 0:
                return None
            time.sleep(min(0.002, left))
        return self._status

    @property
    def running(self) -> bool:
        """Whether the child has not ended yet."""
        if self._status is None:
            found, status = os.waitpid(self.process, os.WNOHANG)
            self._status = status if found else None
        return self._status is None


def in_child(
    action: Callable[[], int],
    scratch: Path,
    *,
    seconds: float = LONGEST_SECONDS,
    kill_after: float | None = None,
) -> Ending:
    """Do `action` in a forked child and return how it ended."""
    return Child(action, scratch).ended(seconds, kill_after)


def command(*arguments: object) -> Callable[[], int]:
    """Return the run of a drafttime command as an action for a child."""
    from drafttime.cli._app import command_line
    from drafttime.cli._run import run

    return lambda: run(command_line(), [str(argument) for argument in arguments])


def with_rooms(folder: Path, action: Callable[[], int]) -> Callable[[], int]:
    """Let a run make its temporary folders in `folder`; a forked child would not look at TMPDIR."""

    def roomy() -> int:
        tempfile.tempdir = str(folder)
        os.environ["TMPDIR"] = str(folder)
        return action()

    return roomy


def warm_up() -> None:
    """Import what a report needs, so that children need not."""
    import drafttime.charts
    import drafttime.cli._app
    import drafttime.output.data
    import drafttime.output.report
    import drafttime.output.summary
    import drafttime.pipeline

    assert drafttime.charts.all_charts()
    assert drafttime.cli._app.command_line()
    assert drafttime.pipeline.analyse
    assert drafttime.output.data.to_json
    assert drafttime.output.summary.summary
    assert drafttime.output.report.write_report


def warm_up_charts(book: Path) -> None:
    """Draw the charts of a book once: what drawing loads and remembers is there for children."""
    from drafttime.charts import draw_all
    from drafttime.pipeline import analyse
    from drafttime.request import Request

    assert draw_all(analyse(Request(book, use_cache=False)))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
