"""The page of `drafttime compare`: two drafts in two columns, word by word, in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from drafttime import __version__
from drafttime.model import ComparedChapter, ComparedDrafts, Draft, Mark, Row
from drafttime.output.environment import TEMPLATES, environment
from drafttime.output.escaping import shown
from drafttime.output.page import policy
from drafttime.output.sentences import Figure, draft_day
from drafttime.output.side_by_side import (
    ChapterFigures,
    Counter,
    Side,
    is_same,
    lengths,
    merged,
    paragraphs_of,
    places,
    stretches,
    text_of,
    unchanged,
    where,
)
from drafttime.output.side_by_side_sentences import (
    book_title,
    draft_name,
    figures,
    headline,
    how_followed,
)
from drafttime.output.wording import count, counted, per_cent

PAGE_START = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="drafttime compare '
)
"""How every such page begins, and no other file: what begins so may be replaced."""

BLOCK_WORDS = 700
"""Rows are laid out in blocks of about so many words of one side, each when it is scrolled to."""

PLACE_LIMIT = 32

UNBROKEN = "\N{WORD JOINER}"
"""After a hyphen it keeps the name of a draft on one line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph: its text, its tag, and the way to its other place.

    `anchor` is the id of this place, `aim` that of the other; `said` is the mark that leads there.
    """

    mark: Mark
    text: str
    anchor: str = ""
    aim: str = ""
    said: str = ""


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row: paragraphs on the left and on the right, and how the row is set."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are laid out together, or a fold (`summary`) with paragraphs shown once."""

    rows: tuple[Cells, ...] = ()
    summary: str = ""
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: its name, where it stands in either draft, its figures, and its blocks."""

    anchor: str
    title: str
    where: str
    lengths: str
    gone: str
    new: str
    moved: str
    changed: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: the draft, its day, its words."""

    name: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template lays out."""

    title: str
    headline: str
    how: str
    figures: tuple[Figure, ...]
    old: Column
    new: Column
    sections: tuple[Section, ...]
    notices: tuple[str, ...]
    version: str


def side_by_side_html(compared: ComparedDrafts) -> str:
    """Return two drafts side by side as HTML that needs nothing but itself. Linear in the text."""
    css = (TEMPLATES / "compare.css").read_text(encoding="utf-8")
    template = environment().get_template("compare.html.j2")
    return template.render(
        start=Markup(PAGE_START),  # noqa: S704 - ours
        page=page_of(compared),
        style=Markup(css),  # noqa: S704 - ours
        policy=policy(css),
    )


def page_of(compared: ComparedDrafts) -> Page:
    """Return what the template lays out."""
    counter = Counter()
    chapters = compared.sides.chapters
    counts = tuple(counter.chapter(chapter) for chapter in chapters)
    aims = places(compared.sides)
    setter = _Setter(aims, tuple(one.title for one in counts), counter)
    return Page(
        title=book_title(compared),
        headline=headline(compared).replace("-", f"-{UNBROKEN}"),
        how=how_followed(compared),
        figures=figures(compared, counts),
        old=_column(compared.drift.first, compared.drift.comparison.old_words),
        new=_column(compared.drift.final, compared.drift.comparison.new_words),
        sections=tuple(
            setter.section(number, chapter, one)
            for number, (chapter, one) in enumerate(zip(chapters, counts, strict=True))
        ),
        notices=tuple(shown(notice.message) for notice in compared.notices),
        version=__version__,
    )


class _Setter:
    """Sets chapters in blocks and rows; gives each moved passage one anchor on either side."""

    def __init__(
        self, aims: Mapping[int, tuple[int, int]], titles: Sequence[str], counter: Counter
    ) -> None:
        self._aims = aims
        self._titles = titles
        self._counter = counter
        self._anchored: set[str] = set()

    def section(self, number: int, chapter: ComparedChapter, counts: ChapterFigures) -> Section:
        """Return a chapter with all its rows."""
        rows = chapter.rows
        if rows and rows[0].heading and is_same(rows[0]):  # it stands above the chapter already
            rows = rows[1:]
        return Section(
            anchor=f"c{number + 1}",
            title=counts.title,
            where=where(chapter),
            lengths=lengths(counts),
            gone=_some(counts.old.changed),
            new=_some(counts.new.changed),
            moved=_some(max(counts.old.moved, counts.new.moved)),
            changed=per_cent(counts.share_changed) if counts.share_changed else "–",
            blocks=tuple(self._blocks(number, rows)),
        )

    def _blocks(self, number: int, rows: Sequence[Row]) -> Iterator[Block]:
        for stretch in stretches(rows):
            if stretch.folded:
                yield Block(
                    summary=unchanged(stretch.rows, self._counter),
                    folded=tuple(shown(text) for row in stretch.rows for text in _lines(row.right)),
                )
                continue
            kept: list[Cells] = []
            words = 0
            for row in stretch.rows:
                kept.append(self._cells(number, row))
                words += max(map(self._counter.words, (text_of(row.left), text_of(row.right))))
                if words >= BLOCK_WORDS:
                    yield Block(rows=tuple(kept))
                    kept, words = [], 0
            if kept:
                yield Block(rows=tuple(kept))

    def _cells(self, number: int, row: Row) -> Cells:
        return Cells(self._side(number, row.left, 0), self._side(number, row.right, 1), _kind(row))

    def _side(self, number: int, side: Side, which: int) -> tuple[Paragraph, ...]:
        return tuple(
            tuple(self._piece(number, *piece, which) for piece in paragraph)
            for paragraph in paragraphs_of(merged(side))
        )

    def _piece(self, number: int, mark: Mark, text: str, link: int, which: int) -> Piece:
        here, there = ("l", "r") if which == 0 else ("r", "l")
        anchor = f"{here}{link}"
        if mark != "moved" or link not in self._aims or anchor in self._anchored:
            return Piece(mark, shown(text))
        self._anchored.add(anchor)
        aim = self._aims[link][1 - which]
        place = "" if aim == number else f", {shown(self._titles[aim], PLACE_LIMIT)}"
        said = f"→ {link}{place}" if which == 0 else f"← {link}{place}"
        return Piece(mark, shown(text), anchor, f"{there}{link}", said)


def _kind(row: Row) -> str:
    """Return the classes of a row: s(ame), o(nly on the left), n (only on the right), h(eading)."""
    if is_same(row):
        kind = "s"
    elif not row.right:
        kind = "o"
    else:
        kind = "" if row.left else "n"
    return f"{kind} h".strip() if row.heading else kind


def _lines(side: Side) -> list[str]:
    return text_of(side).split("\n")


def _some(words: int) -> str:
    return count(words) if words else "–"


def _column(draft: Draft, words: int) -> Column:
    return Column(draft_name(draft), draft_day(draft), counted(words, "word"))
