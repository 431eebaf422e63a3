"""Blocks, texts, files and chapters: what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

SourceSort = Literal["citation", "footnote", "quotation", "link", "epigraph", "bibliography"]
SourceMark = tuple[SourceSort, str]
"""A sort, and what it leads to: the key of a citation, the target of a link, a note's text."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a format gives for one block of prose: text that a reader reads, newlines folded.

    A scene break ("* * *", a rule) has kind "break" and empty text. `level` is 1 to 6 for headings
    (1 is a part or chapter), 0 otherwise.
    """

    kind: Literal["paragraph", "heading", "break"]
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (level 1 to 6) or a scene break (level 0), before `paragraph` of its text."""

    paragraph: int
    level: int
    title: str


_NO_SOURCES: Mapping[int, SourceSort] = MappingProxyType({})


def _no_sources() -> Mapping[int, SourceSort]:
    return _NO_SOURCES


@dataclass(frozen=True, slots=True)
class Text:
    """The prose of one blob.

    Each paragraph is a string of token characters (see `drafttime.text.tokens.Vocabulary`): one
    character per token, so that slicing, hashing and comparison run at the speed of strings.
    Headings are paragraphs too, since a reader reads them; scene breaks are not. `sources` are the
    paragraphs that are somebody else's words or tell where they are from, by their numbers; `marks`
    what points to sources and is no prose, in groups that texts share.
    """

    paragraphs: tuple[str, ...]
    words: int
    headings: tuple[Heading, ...] = ()
    sources: Mapping[int, SourceSort] = field(default_factory=_no_sources)
    marks: tuple[tuple[SourceMark, ...], ...] = ()

    @property
    def tokens(self) -> int:
        """The number of tokens, punctuation included."""
        return sum(map(len, self.paragraphs))


@dataclass(frozen=True, slots=True)
class ManuscriptFile:
    """A file of the final manuscript, in reading order."""

    path: str
    format: str
    words: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text file that is not counted, and why. `words` is None where it was not read."""

    path: str
    reason: str
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the final text: a file, or a part of a book that is one file.

    `slot` is the manuscript file's index; paragraphs `start` up to `stop` of it belong here.
    """

    number: int
    title: str
    slot: int
    start: int
    stop: int
    words: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is counted: files in reading order, chapters, and what was left out."""

    name: str
    author: str
    words: int
    files: tuple[ManuscriptFile, ...]
    chapters: tuple[Chapter, ...]
    chapters_from: str
    left_out: tuple[LeftOut, ...]
