"""What a change of a file means: a save to be noted, or nothing."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from drafttime.errors import SettingsError
from drafttime.history.locate import Layout
from drafttime.history.work_tree import read_work_tree_file
from drafttime.text.retrospectives import is_retrospective
from drafttime.watching.errors import GoneError, WatchError
from drafttime.watching.folders import (
    Identity,
    Rules,
    is_passing,
    wanted_files,
    watched_folders,
)
from drafttime.watching.git_traces import GitTraces
from drafttime.watching.log_file import LogWriter
from drafttime.watching.rhythm import THIN_SECONDS, Rhythm, Save

FILE_BYTES = 32 << 20
"""A larger file is no prose and is not read, here as in the history."""

MOST_UNWRITTEN = 10_000
"""Heartbeats that are kept while the log cannot be written to."""

SLACK_SECONDS = 2.0
"""How far the clock of a disk may be off."""

HANDLING_SECONDS = 60.0
"""How long an editor may take from writing a file to giving it its name."""


_NO_PROSE = b"no prose"
"""The id of a look back on a week, which is read nowhere as manuscript."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time of day (Unix seconds), and a clock that never goes back."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Orders:
    """What a watcher is told: where, by which rules, which settings file changes them, to whom.

    `rules` raises SettingsError for settings that cannot be used; then the ones before hold on.
    `tell` is called with a sentence for the error stream when something is wrong, and right again.
    """

    root: Path
    layout: Layout
    rules: Callable[[], Rules]
    settings_name: str
    tell: Callable[[str], None]
    clocks: Clocks = Clocks()
    thin_seconds: float = THIN_SECONDS


class _Known(NamedTuple):
    """A file as it was last seen: size, time of change, number on the disk; the id of its text."""

    size: int
    changed_ns: int
    inode: int
    id: bytes


class Watcher:
    """Takes paths that may have changed and notes those that were saved.

    A save counts when a file of the manuscript holds another text than before, and one that no file
    of the book held: a copy, a new name and a save of what stood there are none. Neither is what
    git wrote, what was moved here from elsewhere, an empty file, nor a look back on a week. What
    happened while no watcher ran is not known and not noted.
    """

    def __init__(self, orders: Orders, log: LogWriter) -> None:
        """Look at all files as they are. Raises SettingsError, and WatchError for the folder."""
        self.noted = 0
        self._orders = orders
        self._root = orders.root
        self._identity = _identity(self._root)
        self._git = GitTraces(orders.layout)
        self._log = log
        self._rhythm = Rhythm(orders.thin_seconds)
        self._rules = orders.rules()
        self.folders = watched_folders(self._root, self._rules)
        self._known: dict[str, _Known] = {}
        self._postponed: dict[str, float] = {}
        self._unwritten: deque[Save] = deque(maxlen=MOST_UNWRITTEN)
        self._cannot_write = False
        self._looked = orders.clocks.wall()
        for path, state in self._files():
            self._remember(path, state, self._id_of(self._read(path)))

    @property
    def root(self) -> Path:
        """The folder that is watched."""
        return self._root

    @property
    def files(self) -> int:
        """How many files of the manuscript are known."""
        return sum(known.id != _NO_PROSE for known in self._known.values())

    def take(self, changed: Iterable[str], *, everything: bool = False) -> bool:
        """Look at the paths (whole ones) that may have changed, note what is due.

        With `everything` all files are looked at that are not as they were. Returns whether other
        folders are to be watched from now on. Raises GoneError where the book's folder is gone.
        """
        self._check_root()
        since, self._looked = self._looked, self._orders.clocks.wall()
        paths = {self._relative(path) for path in changed}
        if self._orders.settings_name in paths:
            self._read_rules()
            everything = True
        others = (everything or self._holds_a_folder(paths)) and self._list_folders()
        if others or everything:
            paths.update(path for path, state in self._files() if self._is_other(path, state))
        for path in sorted(paths):
            self._postponed.setdefault(path, since)
        if self._postponed and not self._git.is_busy(self._looked):
            self._look_at_postponed()
        self._note(self._rhythm.due(self._orders.clocks.steady()))
        return others

    def finish(self) -> None:
        """Note what is left."""
        with suppress(WatchError):  # the folder is gone: what was seen before is noted all the same
            self.take((), everything=True)
        self._note(self._rhythm.rest())
        if self._unwritten:
            self._orders.tell(f"saves that could not be noted: {len(self._unwritten):,}")

    def _check_root(self) -> None:
        if _identity(self._root) != self._identity:
            raise GoneError(
                f"the folder {self._root} is no longer there: it was moved, renamed or deleted",
                "start `drafttime watch` again where the book is now; what was noted is kept",
            )

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self._root).replace(os.sep, "/")

    def _holds_a_folder(self, paths: Iterable[str]) -> bool:
        """Return whether a folder may have come, gone or been replaced."""
        return any(path in self.folders or os.path.isdir(self._root / path) for path in paths)  # noqa: PTH112 - no error ever

    def _list_folders(self) -> bool:
        before, self.folders = self.folders, watched_folders(self._root, self._rules)
        return before != self.folders

    def _read_rules(self) -> None:
        try:
            self._rules = self._orders.rules()
        except SettingsError as error:
            self._orders.tell(f"{error.message.rstrip('.')}; the settings before hold until then")

    def _files(self) -> Iterable[tuple[str, os.stat_result]]:
        return (
            (path, state)
            for path, state in wanted_files(self._root, self.folders, self._rules)
            if not self._is_log(path)
        )

    def _is_log(self, path: str) -> bool:
        """Return whether a file is the log itself, which may lie in the book by any name."""
        return self._root / path == self._log.path

    def _is_other(self, path: str, state: os.stat_result) -> bool:
        known = self._known.get(path)
        return known is None or known[:3] != (state.st_size, state.st_mtime_ns, state.st_ino)

    def _look_at_postponed(self) -> None:
        waiting, self._postponed = self._postponed, {}
        for path, since in waiting.items():
            if not is_passing(path) and self._rules.wanted(path) and not self._is_log(path):
                self._look(path, since)

    def _look(self, path: str, since: float) -> None:
        """Look at a file of the manuscript, which was last looked at at the time `since`."""
        try:
            state = (self._root / path).lstat()
        except (OSError, ValueError):
            return
        data = self._read(path)
        if not data:
            return  # a folder, a link, or a file that its editor is about to fill
        text = self._id_of(data)
        is_new = text != _NO_PROSE and all(text != known.id for known in self._known.values())
        was_written = _was_written(state, since if path not in self._known else None)
        self._remember(path, state, text)
        if is_new and was_written and not self._git.wrote(data, state.st_mtime_ns):
            save = Save(path, self._time_of(state, since))
            self._note(self._rhythm.saved(save, self._orders.clocks.steady()))

    def _read(self, path: str) -> bytes:
        return read_work_tree_file(self._root, path, FILE_BYTES) or b""

    def _id_of(self, data: bytes) -> bytes:
        """Return what tells texts apart; all that is no prose, wherever it lies, is one text."""
        return _NO_PROSE if is_retrospective(data) else self._git.id_of(data)

    def _remember(self, path: str, state: os.stat_result, text: bytes) -> None:
        self._known[path] = _Known(state.st_size, state.st_mtime_ns, state.st_ino, text)

    def _time_of(self, state: os.stat_result, since: float) -> float:
        """Return when a file was saved: what the file says, if it can be true, else now.

        A machine that slept between the save and this look must not move the save to its waking.
        """
        now = self._orders.clocks.wall()
        return state.st_mtime if since - SLACK_SECONDS <= state.st_mtime <= now else now

    def _note(self, saves: Iterable[Save]) -> None:
        """Write saves down, after those that could not be written before."""
        self._unwritten.extend(saves)
        while self._unwritten:
            save = self._unwritten[0]
            try:
                self._log.add(datetime.fromtimestamp(save.at).astimezone(), save.file)
            except (OSError, WatchError) as error:
                self._say_once(error)
                return
            self._unwritten.popleft()
            self.noted += 1
        if self._cannot_write:
            self._cannot_write = False
            self._orders.tell(
                f"the log {self._log.path} can be written to again, and what was kept is noted"
            )

    def _say_once(self, error: OSError | WatchError) -> None:
        if not self._cannot_write:
            reason = error.message if isinstance(error, WatchError) else error.strerror or error
            self._orders.tell(
                f"the log {self._log.path} cannot be written to: {reason}; "
                "saves are kept in memory until it can"
            )
        self._cannot_write = True


def _was_written(state: os.stat_result, unknown_since: float | None) -> bool:
    """Return whether a file was written when it appeared here, and not moved or copied here later.

    The time of change is set by whoever writes, and can be kept by a copy; the other one is the
    system’s. They are compared with each other, since the clock of a network drive may be off. A
    file that was not known (`unknown_since`: when it was last looked for) came with its folder if
    nothing has touched it since.
    """
    if state.st_ctime - state.st_mtime > HANDLING_SECONDS:
        return False
    return unknown_since is None or state.st_ctime >= unknown_since - HANDLING_SECONDS


def _identity(folder: Path) -> Identity | None:
    try:
        state = folder.lstat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
