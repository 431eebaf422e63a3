"""A week of work in figures, and beside them the few passages that a writer may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from drafttime.model.history import Notice
from drafttime.model.kinds import KindCounts, Labour, no_kinds
from drafttime.model.passages import Cut
from drafttime.model.time import Spell

WEEK_DAYS = 7
FULL_WEEK = timedelta(days=WEEK_DAYS - 1)

WeekState = Literal["before", "over", "so far", "ahead"]
"""Where a week lies: before the history begins; over; still running; still to come."""


def monday_of(day: date) -> date:
    """Return the Monday of the week that holds a day."""
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def sunday_of(monday: date) -> date:
    """Return the last day of a week; the last day of the calendar where it ends sooner."""
    return monday + FULL_WEEK if monday <= date.max - FULL_WEEK else date.max


def week_label(monday: date) -> str:
    """Return the ISO 8601 name of a week: "2025-W44". Its year is that of its Thursday."""
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


@dataclass(frozen=True, slots=True)
class WeekWords:
    """Words that the labour of a week touched.

    `rewritten` of those inserted stand in the place of as many deleted. What came in commits too
    large to have been written in a sitting is in `at_once` alone.
    """

    inserted: int = 0
    deleted: int = 0
    rewritten: int = 0
    moved: int = 0
    restored: int = 0
    copied: int = 0
    at_once: int = 0

    @property
    def touched(self) -> int:
        """Words put in and taken out."""
        return self.inserted + self.deleted


@dataclass(frozen=True, slots=True)
class TouchedChapter:
    """A chapter of the final text that a week touched; `tokens` are words and marks in and out."""

    number: int
    title: str
    path: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Returned:
    """The paragraph that a week came back to most often.

    `paragraph` counts the paragraphs of its chapter from 1, headings left out. `sessions` are those
    of the week that touched it, `sessions_in_all` those of the whole history.
    """

    chapter: int
    title: str
    paragraph: int
    words: int
    sessions: int
    sessions_in_all: int


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """The first line of a commit's message; `times` is how often it was used on that day."""

    day: date
    writer: str
    subject: str
    commit: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure before and after a week."""

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class WeekTexts:
    """Text of the book: made only where it is asked for."""

    returned: str | None = None
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """What a week held.

    `revisions` count the commits that are labour and asked for, `others` those that are not
    (merges, repeated changes, other writers); `automatic` is how many of the first a program made,
    whose messages are in no diary. `book` is the length of the manuscript in words,
    whoever changed it. `before` are the words touched in up to four weeks before, the oldest first;
    weeks before the history are not among them. `time` is None where no session began in the week.
    `survival` is the share of the first draft that stands, None where that says nothing; before the
    first draft is finished, `first_draft` is "to come" and the share is what is written of it.
    `chapters_gone` are words and marks put into and taken out of what is no longer there.
    """

    monday: date
    state: WeekState
    revisions: int = 0
    others: int = 0
    automatic: int = 0
    writers: Mapping[str, int] = field(default_factory=dict)
    words: WeekWords = field(default_factory=WeekWords)
    book: Shift = Shift(0, 0)
    kinds: KindCounts = field(default_factory=no_kinds)
    labour: Mapping[Labour, float] | None = None
    time: Spell | None = None
    before: tuple[int, ...] = ()
    survival: Shift | None = None
    drift: Shift | None = None
    first_draft: Literal["to come", "finished", "stands"] = "stands"
    chapters: tuple[TouchedChapter, ...] = ()
    chapters_gone: int = 0
    returned: Returned | None = None
    diary: tuple[DiaryLine, ...] = ()
    texts: WeekTexts | None = None

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return sunday_of(self.monday)

    @property
    def quiet(self) -> bool:
        """Whether no commit of the week is labour."""
        return not self.revisions


@dataclass(frozen=True, slots=True)
class FoundWeeks:
    """The weeks that were asked for, oldest first, of the book called `name`.

    `writers` are those whose labour alone was asked for. `begins` is the first day of the history.
    `uncommitted` files have changes that are in no commit, `partial` says that part of the history
    could not be read, `several_writers` that more than one worked on the book.
    """

    name: str
    weeks: tuple[Week, ...]
    writers: tuple[str, ...] = ()
    begins: date | None = None
    several_writers: bool = False
    uncommitted: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    partial: bool = False
