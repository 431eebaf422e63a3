"""What a text format is: how to cut a file into pieces, and how to read a piece as prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafttime.model import Block, SourceMark, SourceSort

MIDDLE = "\0"
"""Put before a piece that would be taken for the beginning of a file if it stood alone.

Decoded text holds no NUL. A format drops front matter, a preamble and the like only where the mark
is missing.
"""


@dataclass(frozen=True, slots=True)
class PieceSources:
    """What in a piece is a source.

    `sorts` are those of its blocks, one for each, or none at all where no block is a source;
    `marks` is what points to sources and is no prose. `opens` is the sort of an environment that
    goes on in the pieces behind it, until one `closes` it. `defines` are the targets of links by
    name, which hold for the whole text: a mark of a link to `reference(NAME)` leads there.
    `waits` says that marks of the piece are to be settled by the whole text, see
    `drafttime.text.sources.settled`.
    """

    sorts: tuple[SourceSort | None, ...] = ()
    marks: tuple[SourceMark, ...] = ()
    opens: SourceSort | None = None
    closes: bool = False
    defines: tuple[tuple[str, str], ...] = ()
    waits: bool = False


NO_SOURCES = PieceSources()


def reference(name: str) -> str:
    """Return what stands for the target of a link by name until its definition is known."""
    return f"[{name}]"


def in_passing(key: str) -> str:
    """Return what stands for a key that may be a person's name online until others are known."""
    return f"@{key}"


def no_sources(piece: str) -> PieceSources:
    """Return that a piece holds no source: what formats say that know no marks for them."""
    del piece
    return NO_SOURCES


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A few pieces in a row.

    Where the same ones come again, it is the same object as long as it is remembered: what is known
    of a section can be looked up without a look at its text. `size` is the number of characters.
    """

    pieces: tuple[str, ...]
    size: int

    @classmethod
    def of(cls, pieces: Sequence[str]) -> Section:
        """Return a new section of some pieces."""
        return cls(tuple(pieces), sum(map(len, pieces)))


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write prose in a text file.

    `extensions` are in small letters, with the dot. `parse` gives the blocks that a reader reads,
    line breaks folded, of a whole text or of a piece. `sections` cuts a text where neither side
    depends on the other, so that what occurs in a thousand revisions is read once: the tokens of
    `parse(text)` are those of every `parse(piece)` for `piece in split(text)`, one after the other.
    `sources` tells what in a piece is a source. All three are linear in the length of the text and
    never raise.
    """

    name: str
    extensions: tuple[str, ...]
    sections: Callable[[str], Sequence[Section]]
    parse: Callable[[str], tuple[Block, ...]]
    sources: Callable[[str], PieceSources] = no_sources

    def split(self, text: str) -> list[str]:
        """Return the pieces of a text."""
        return [piece for section in self.sections(text) for piece in section.pieces]
