"""A book's way through its sessions: what each paragraph gained and lost, and where it stood.

No text is in here: a paragraph is known by its number, and its words by when they were born.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from drafttime.model.history import Notice
from drafttime.model.lineage import Band

Run = tuple[int, int]
"""So many words of one birth: (words, index into `Replay.births`)."""

StepKind = Literal["session", "merge", "not counted"]


@dataclass(frozen=True, slots=True)
class Birth:
    """When words came into the book: the step, and the band that they belong to."""

    step: int
    band: int


@dataclass(frozen=True, slots=True)
class Splice:
    """What happened to one paragraph, at word `at` of what it was before the step.

    `cut` words went. Where `stays` holds, they still stand elsewhere in the book: they moved, or
    their paragraph was joined to another. `put` stands in their place.
    """

    paragraph: int
    at: int
    cut: int
    stays: bool
    put: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Reorder:
    """What happened to the order of a file: `cut` paragraphs from `at` on gave way to `put`."""

    slot: int
    at: int
    cut: int
    put: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReplayStep:
    """One session's work on the mainline, or what came otherwise.

    `draft` is the place of the draft that it led to, None where there is one only. `words` stand
    afterwards: those before, and `came`, less `went`, each summed over the commits. `moved` words
    count in neither. `why` says why a step is no session. `new` are paragraphs that were not there
    before, numbered on from those of the steps before.
    """

    kind: StepKind
    day: date | None
    draft: int | None
    words: int
    came: int
    went: int
    moved: int
    why: str = ""
    new: tuple[tuple[Run, ...], ...] = ()
    splices: tuple[Splice, ...] = ()
    orders: tuple[Reorder, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """The whole way of a book.

    `drafts` are the names of the drafts that steps lead to; `heads` the paragraphs that begin a
    chapter inside a file; `settings` those in force.
    """

    name: str
    drafts: tuple[str, ...]
    bands: tuple[Band, ...]
    births: tuple[Birth, ...]
    steps: tuple[ReplayStep, ...]
    heads: frozenset[int]
    notices: tuple[Notice, ...]
    settings: Mapping[str, Any]
    partial: bool


@dataclass(slots=True)
class Frame:
    """The book after some step: the runs of every paragraph, and the order of every file."""

    paragraphs: dict[int, tuple[Run, ...]] = field(default_factory=dict)
    order: dict[int, list[int]] = field(default_factory=dict)
    known: int = 0

    @property
    def words(self) -> int:
        """The words that stand. Linear."""
        return sum(words for runs in self.paragraphs.values() for words, _ in runs)

    def advance(self, step: ReplayStep) -> None:
        """Do what a step did. Linear in what it changed."""
        for runs in step.new:
            self.paragraphs[self.known] = runs
            self.known += 1
        for splice in reversed(step.splices):
            runs = self.paragraphs[splice.paragraph]
            self.paragraphs[splice.paragraph] = spliced(runs, splice)
        gone: set[int] = set()
        for change in reversed(step.orders):
            row = self.order.setdefault(change.slot, [])
            gone.update(row[change.at : change.at + change.cut])
            row[change.at : change.at + change.cut] = change.put
            if not row:
                del self.order[change.slot]
        for change in step.orders:
            gone.difference_update(change.put)
        for number in gone:
            del self.paragraphs[number]


def frames(replay: Replay) -> Iterator[Frame]:
    """Yield the book after each step: one frame, which goes on changing."""
    frame = Frame()
    for step in replay.steps:
        frame.advance(step)
        yield frame


def spliced(runs: Sequence[Run], splice: Splice) -> tuple[Run, ...]:
    """Return the runs of a paragraph after one splice, neighbours of one birth joined."""
    stop = splice.at + splice.cut
    total = sum(words for words, _ in runs)
    return joined([*part(runs, 0, splice.at), *splice.put, *part(runs, stop, total)])


def part(runs: Iterable[Run], start: int, stop: int) -> Iterator[Run]:
    """Yield the words from `start` up to `stop`."""
    at = 0
    for words, birth in runs:
        first, last = max(start, at), min(stop, at + words)
        if first < last:
            yield last - first, birth
        at += words


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs with neighbours of one birth put together."""
    found: list[Run] = []
    for words, birth in runs:
        if found and found[-1][1] == birth:
            found[-1] = (found[-1][0] + words, birth)
        elif words:
            found.append((words, birth))
    return tuple(found)
