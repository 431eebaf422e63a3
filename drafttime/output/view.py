"""What the page's template lays out: plain values, every name in them already fit to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from drafttime.output.sentences import Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `number` sets it flush right, `name` isolates its direction of writing."""

    text: str
    number: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, the columns (those of numbers flush right), and rows of cells.

    `folded` tables open on a click. `more` is a remark below; tables of one `kind` are alike in the
    widths of their columns.
    """

    caption: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = True
    more: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in the page: two drawings, one for telephones, and the names of its files."""

    key: str
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was cut: its length, file and life, its text, and where it stood.

    `opening` and `rest` are paragraphs; a long passage shows its rest on a click.
    """

    words: str
    path: str
    life: str
    opening: tuple[str, ...]
    rest: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """A change marked word by word: pieces with "same", "in", "out", "moved" or "hidden"."""

    pieces: tuple[tuple[str, str], ...]
    place: str


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of revision: how much of it there is, its rule, and changes that show it.

    `held` says what the rule was held against, `none` why there is no change to show.
    """

    name: str
    figures: str
    rule: str
    held: str
    changes: tuple[MarkedChange, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: what it says, what it shows, and the figures behind it.

    `sentences` are the first paragraph, `more` those after it.
    """

    name: str
    heading: str
    sentences: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    picture: Picture | None = None
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    kinds: tuple[KindShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the last section, under a heading of its own."""

    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, from the kicker down to how it was counted."""

    title: str
    kicker: tuple[str, ...]
    headline: str
    standfirst: str
    guess: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    counted: tuple[Part, ...]
    font_notes: tuple[str, ...]
    version: str
    with_logs: bool = False
    commit: str = ""
    digest: str = ""
    evidence: str = ""


def numeral(text: str) -> Cell:
    """Return a cell flush right."""
    return Cell(text, number=True)


def named(text: str) -> Cell:
    """Return a cell that holds a name."""
    return Cell(text, name=True)


def table(
    caption: str,
    columns: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    folded: bool = True,
    most: int | None = None,
    kind: str = "",
    note: str = "",
) -> Table:
    """Return a table of at most `most` rows, which says how many are missing, or `note`."""
    kept = rows if most is None else rows[:most]
    left = len(rows) - len(kept)
    more = f"And {left:,} more, in data.json." if left else note
    return Table(caption, tuple(columns), tuple(map(tuple, kept)), folded, more, kind)
