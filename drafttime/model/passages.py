"""Passages of the manuscript with their text: cuts, biographies, two drafts side by side.

These values hold sentences of the book: they are made only for commands and options that show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from drafttime.model.history import Moment, Notice
from drafttime.model.kinds import Kind
from drafttime.model.measures import Drift

Mark = Literal["same", "in", "out", "moved"]
Piece = tuple[Mark, str]
"""A stretch of words and what happened to it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something to a passage, when, and in which commit; `session` as in the report."""

    commit: str
    authored: Moment
    writer: str
    subject: str
    session: int | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage that was written and is not in the final draft.

    `written` is the first hand that wrote words of it and `last_written` the last one; `draft`
    names the draft on the way to which it was begun. `days` lie between the first writing and the
    cut, None where a time is unknown. `before` and `after` are the words around it when it was cut.
    """

    text: str
    words: int
    written: Hand
    last_written: Hand
    cut: Hand
    draft: str
    days: int | None
    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A passage as one revision left it, marked word by word against the version before.

    `events` say what happened, in order: "born", "changed", "moved", "split", "joined",
    "restored", "copied". `path` is the file that it then stood in.
    """

    hand: Hand
    path: str
    events: tuple[str, ...]
    words: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Biography:
    """The life of one paragraph of the final text, newest version last.

    `text` is how it reads now, `chapter` the title of its chapter.
    """

    text: str
    path: str
    chapter: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One change that shows well what a kind of revision is.

    `times` is how often the same change was made in that commit (a renaming). `chapter` is the
    title of its chapter in the final text, empty where that is gone. Pieces that went out are text
    that was cut.
    """

    kind: Kind
    hand: Hand
    path: str
    chapter: str
    pieces: tuple[Piece, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong together in two drafts; either side may be empty.

    Marks on the left are "same", "out" or "moved", on the right "same", "in" or "moved". `link` is
    the number that a moved passage bears on both sides (from 1; 0: nothing moved), so that each
    place points to the other. `heading` is the level of a heading, 0 for prose.
    """

    left: tuple[tuple[Mark, str, int], ...]
    right: tuple[tuple[Mark, str, int], ...]
    heading: int = 0


@dataclass(frozen=True, slots=True)
class ComparedChapter:
    """The rows of one file, with its name in either draft (empty where it is not there)."""

    left_path: str
    right_path: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two drafts, chapter by chapter."""

    chapters: tuple[ComparedChapter, ...]


@dataclass(frozen=True, slots=True)
class FoundCuts:
    """The passages of a book that were cut, longest first.

    `name` is the book's; `words_cut` counts all words that were cut or replaced, as the ledger
    does (since a day, where that was asked), and so more than those of the passages. `shorter`
    passages were too short for what was asked.
    """

    name: str
    cuts: tuple[Cut, ...]
    words_cut: int
    notices: tuple[Notice, ...]
    shorter: int = 0


@dataclass(frozen=True, slots=True)
class FoundBiographies:
    """The paragraphs of a book's final text that answer to what was `asked`, in reading order."""

    name: str
    asked: str
    biographies: tuple[Biography, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ComparedDrafts:
    """Two drafts of one book with the figures of drift between them, and both texts in rows.

    `drift.first` is the draft on the left, `drift.final` the one on the right. `settings` are those
    of the book, as in the analysis; `partial` says that part of the history could not be read.
    """

    name: str
    drift: Drift
    sides: SideBySide
    notices: tuple[Notice, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    partial: bool = False
