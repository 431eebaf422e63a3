"""Alignment and judgement in a second process, while the first follows the words.

What two contents share depends on them alone, and a verdict is needed by nobody before the end: so
a copy of this process aligns ahead of the walk through the history and judges behind it. The
results are those that one process would have come to, and if the other ends early, this one does
the work.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from drafttime.revision.alignment import Alignment
from drafttime.revision.changes import Align
from drafttime.revision.crossing import Snapshot
from drafttime.revision.held import Kind, Names
from drafttime.revision.hunks import Stretch
from drafttime.revision.judging import Judge
from drafttime.revision.sightings import Sightings
from drafttime.revision.verdicts import Bench, Revised, Verdict
from drafttime.second_process import Line, LineClosedError, Second, can_split
from drafttime.stages.aligning import Remembered, packed, unpacked
from drafttime.stages.reading import Book

LEAST_TASKS = 200
"""Fewer alignments are made sooner than a process."""

_AHEAD = 48
"""So many alignments are kept ready before anything is judged."""

_TOGETHER = 64
"""So many verdicts are sent at once."""


class Court(Bench, Protocol):
    """A bench that remembers the most telling changes it saw."""

    @property
    def sightings(self) -> Sightings:
        """Those changes; after the verdicts."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A revision as it is sent: its alignment goes by its key, and whole only if it has none."""

    rank: int
    names: tuple[Names, Names]
    key: bytes
    made: bytes
    arrived: Mapping[Kind, Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class Task:
    """One alignment to be made: its key, what it aligns, and what stands beside."""

    key: bytes
    names: tuple[Names, Names]
    standing: Mapping[int, int]


@contextmanager
def hands(book: Book, remembered: Remembered, judge: Judge) -> Iterator[tuple[Align, Court]]:
    """Return who aligns and who judges: a second process where one is to be had and pays."""
    tasks = {task.key: task for task in _tasks(book, remembered)} if can_split() else {}
    remembered.prepare(tasks)
    awaited = {key: task for key, task in tasks.items() if not remembered.knows(key)}
    if len(awaited) < LEAST_TASKS:
        yield remembered, judge
        return
    try:
        second = Second(_Assistant(awaited, remembered, judge).work)
    except OSError:
        yield remembered, judge
        return
    try:
        beside = Beside(second.line, awaited, remembered, judge)
        yield beside, beside
    finally:
        second.end()


def _tasks(book: Book, remembered: Remembered) -> Iterator[Task]:
    """Yield the alignments that the revisions of a book will ask for, in order."""
    commits, text_of = book.history.commits, book.source.texts.of

    @cache
    def size(version: tuple[str, str]) -> int:
        text = text_of(*version)
        return text.tokens if text else 0

    for commit_id in book.history.order:
        own = book.edits.get(commit_id)
        if own is None or len(commits[commit_id].parents) > 1:
            continue
        old: list[tuple[int, tuple[str, str]]] = []
        new: list[tuple[int, tuple[str, str]]] = []
        beside = {slot: tokens for slot, v in own.standing.items() if (tokens := size(v))}
        for edit in own.edits:
            was, now = (text_of(*v) if v else None for v in (edit.old, edit.new))
            if (was.paragraphs if was else ()) == (now.paragraphs if now else ()):
                if was and was.tokens:
                    beside[edit.slot] = was.tokens
                continue
            if edit.old and was and was.paragraphs:
                old.append((edit.slot, edit.old))
            if edit.new and now and now.paragraphs:
                new.append((edit.slot, edit.new))
        if old or new:
            names = tuple(sorted(old)), tuple(sorted(new))
            standing = beside if len(dict([*old, *new])) > 1 else {}
            yield Task(remembered.key(names, standing), names, standing)


class Beside:
    """The first process's side: asks for alignments, and tells what is to be judged.

    It counts on nothing: once the line is closed, what has not come is done here.
    """

    def __init__(
        self, line: Line, awaited: Collection[bytes], remembered: Remembered, judge: Judge
    ) -> None:
        self._line: Line | None = line
        self._awaited = set(awaited)
        self._made: dict[bytes, bytes] = {}
        self._remembered, self._judge = remembered, judge
        self._heard: list[_Heard] = []
        self._last = Alignment((), ()), b""
        self._verdicts: dict[int, Verdict] = {}
        self._sightings: Sightings | None = None

    def __call__(
        self,
        old: Snapshot,
        new: Snapshot,
        standing: Callable[[], Mapping[int, int]],
        names: tuple[Names, Names],
    ) -> Alignment:
        """Return the alignment of two sets of files whose contents have these names."""
        weights = standing() if len(old.keys() | new.keys()) > 1 else {}
        key = self._remembered.key(names, weights)
        while self._line is not None and key in self._awaited:
            self._take()
        if key in self._made:
            found = unpacked(self._made[key])
            self._remembered.keep(key, self._made[key])
        else:
            found = self._remembered(old, new, lambda: weights, names)
        self._last = found, key
        return found

    def hear(self, revised: Revised) -> None:
        """Have a revision judged."""
        alignment, key = self._last
        made = b""
        if alignment is not revised.alignment:
            key, made = b"", packed(revised.alignment)
        heard = _Heard(revised.rank, revised.names, key, made, revised.arrived)
        self._heard.append(heard)
        if self._line is not None:
            try:
                self._line.post(heard)
            except LineClosedError:
                self._line = None

    def verdicts(self) -> Mapping[int, Verdict]:
        """Return the verdict on every revision that was heard, by rank."""
        if self._line is not None:
            try:
                self._line.send(None)
            except LineClosedError:
                self._line = None
        while self._line is not None and self._sightings is None:
            self._take()
        if self._sightings is None:
            return self._judged_here()
        return self._verdicts

    @property
    def sightings(self) -> Sightings:
        """The most telling changes; after the verdicts."""
        return self._judge.sightings if self._sightings is None else self._sightings

    def _judged_here(self) -> Mapping[int, Verdict]:
        assistant = _Assistant({}, self._remembered, self._judge)
        assistant.made.update(self._made)
        for heard in self._heard:
            self._judge.hear(assistant.revised(heard))
        return self._judge.verdicts()

    def _take(self) -> None:
        """Wait for the next message."""
        assert self._line is not None
        try:
            message = self._line.receive()
        except LineClosedError:
            self._line = None
            return
        if isinstance(message, tuple):
            key, made = message
            self._made[key] = made
            self._awaited.discard(key)
        elif isinstance(message, dict):
            self._verdicts.update(message)
        else:
            assert isinstance(message, Sightings)
            self._sightings = message


class _Assistant:
    """The second process's side: aligns what is to come, and judges what is told."""

    def __init__(self, tasks: Mapping[bytes, Task], remembered: Remembered, judge: Judge) -> None:
        self._tasks = deque(tasks.values())
        self._remembered, self._judge = remembered, judge
        self.made: dict[bytes, bytes] = {}

    def work(self, line: Line) -> None:
        """Work until all is judged that will ever be heard."""
        heard: deque[_Heard] = deque()
        verdicts: dict[int, Verdict] = {}
        used = told = 0
        done = False
        while not (done and not heard):
            idle = not heard and not self._tasks
            while idle or line.waiting():
                idle = False
                message = line.receive()
                if isinstance(message, _Heard):
                    heard.append(message)
                    used += 1
                else:
                    done = True
            if self._tasks and (not heard or told - used < _AHEAD) and not done:
                task = self._tasks.popleft()
                self.made[task.key] = packed(self._remembered.anew(task.names, task.standing))
                line.send((task.key, self.made[task.key]))
                told += 1
            elif heard:
                one = heard.popleft()
                verdicts[one.rank] = self._judge.judge(self.revised(one))
                if len(verdicts) >= _TOGETHER:
                    line.send(verdicts)
                    verdicts = {}
        line.send(verdicts)
        line.send(self._judge.sightings)

    def revised(self, heard: _Heard) -> Revised:
        """Return what was told in full."""
        if heard.key in self.made:
            alignment = unpacked(self.made[heard.key])
        elif heard.key:
            alignment = self._remembered.recall(heard.key, heard.names)
        else:
            alignment = unpacked(heard.made)
        return Revised(heard.rank, heard.names, alignment, heard.arrived)
