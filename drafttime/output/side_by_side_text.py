"""What `drafttime compare` prints: two columns where there is room, else old lines above new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from drafttime.model import ComparedChapter, ComparedDrafts, Draft, Mark, Piece, Row
from drafttime.output.escaping import shown
from drafttime.output.marked import SIGNS, Frame, joined, marked_lines
from drafttime.output.sentences import draft_day
from drafttime.output.side_by_side import (
    ChapterFigures,
    Counter,
    Side,
    gone_and_new,
    is_same,
    lengths,
    merged,
    paragraphs_of,
    stretches,
    unchanged,
    where,
)
from drafttime.output.side_by_side_sentences import (
    book_title,
    draft_name,
    how_followed,
    share_text,
)
from drafttime.output.terminal import Line, columns_of, labelled, padded, plain_spaces, wrapped
from drafttime.output.wording import count, per_cent

TWO_COLUMNS_FROM = 100
"""Columns of the screen from which the drafts stand beside each other."""

GUTTER = " │ "
OLD, NEW, BOTH = "- ", "+ ", "  "

_STYLE = re.compile("\x1b\\[[0-9;]*m")


def side_by_side_text(compared: ComparedDrafts, *, width: int, frame: Frame = SIGNS) -> str:
    """Return the heading and both texts, wrapped at `width` columns. Linear in the text.

    `frame` marks the words: signs, or the styles of a terminal. Nothing else that a terminal obeys
    is in it.
    """
    counter = Counter()
    counts = [counter.chapter(chapter) for chapter in compared.sides.chapters]
    sheet = _Sheet(width, frame, counter)
    parts = [_head(compared, counts, width, None)]
    for chapter, one in zip(compared.sides.chapters, counts, strict=True):
        parts.append("\n".join(sheet.chapter(chapter, one)))
    return "\n\n".join(parts)


def heading_text(compared: ComparedDrafts, *, width: int, page: Path | None) -> str:
    """Return the heading alone: title, drafts and figures, and where the page was written."""
    counter = Counter()
    counts = [counter.chapter(chapter) for chapter in compared.sides.chapters]
    return _head(compared, counts, width, page)


def _head(
    compared: ComparedDrafts, counts: Sequence[ChapterFigures], width: int, page: Path | None
) -> str:
    drift = compared.drift
    old, new = draft_name(drift.first), draft_name(drift.final)
    gone, added = gone_and_new(counts)
    lines = (
        *_draft_lines(compared),
        Line("Survival", f"{share_text(drift.measures.get('survival'))} of {old} is in {new}"),
        Line("Share", f"{share_text(drift.measures.get('first_share'))} of {new} is from {old}"),
        Line("Moved", f"{share_text(drift.measures.get('moved'))} of what survives"),
        Line("Words", f"{count(gone)} gone, {count(added)} new"),
        Line("Followed", how_followed(compared)),
        Line("Page", shown(str(page)) if page else ""),
    )
    return "\n\n".join(
        [
            "\n".join(wrapped(f"{book_title(compared)} · two drafts side by side", width)),
            labelled([line for line in lines if line.text], width),
        ]
    )


def _draft_lines(compared: ComparedDrafts) -> tuple[Line, ...]:
    drift, comparison = compared.drift, compared.drift.comparison
    names = [_named(drift.first), _named(drift.final)]
    words = [count(comparison.old_words), count(comparison.new_words)]
    left, right = max(map(columns_of, names)), max(map(len, words))
    return tuple(
        Line(label, f"{padded(name, left)}   {padded(number, right, right=True)} words")
        for label, name, number in zip(("Old, -", "New, +"), names, words, strict=True)
    )


def _named(draft: Draft) -> str:
    return f"{draft_name(draft)}, {draft_day(draft)}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The screen that rows are laid out on."""

    width: int
    frame: Frame
    counter: Counter

    def chapter(self, chapter: ComparedChapter, counts: ChapterFigures) -> Iterator[str]:
        """Yield the lines of a chapter under its name; rows stand apart by an empty line."""
        changed = f"{per_cent(counts.share_changed)} changed" if counts.share_changed else ""
        facts = (counts.title, where(chapter), f"{lengths(counts)} words", changed)
        yield from wrapped(f"== {' · '.join(fact for fact in facts if fact)}", self.width)
        rows = chapter.rows
        if rows and rows[0].heading and is_same(rows[0]):  # the title said it
            rows = rows[1:]
        for stretch in stretches(rows, context=0, fewest=1):
            if stretch.folded:
                yield ""
                yield plain_spaces(f"{BOTH}… {unchanged(stretch.rows, self.counter)}")
                continue
            for row in stretch.rows:
                yield ""
                yield from self._row(row)

    def _row(self, row: Row) -> Iterator[str]:
        if self.width >= TWO_COLUMNS_FROM:
            yield from self._beside(row)
        elif is_same(row):
            yield from self._lines(row.right, self.width, BOTH)
        else:
            yield from self._lines(row.left, self.width, OLD)
            yield from self._lines(row.right, self.width, NEW)

    def _beside(self, row: Row) -> Iterator[str]:
        room = (self.width - len(GUTTER)) // 2
        left, right = self._lines(row.left, room), self._lines(row.right, room)
        for old, new in zip_longest(left, right, fillvalue=""):
            space = " " * max(0, room - columns_of(_STYLE.sub("", old)))
            yield f"{old}{space}{GUTTER}{new}".rstrip()

    def _lines(self, side: Side, columns: int, sign: str = "") -> Iterator[str]:
        for paragraph in paragraphs_of(merged(side)):
            pieces = joined(_with_number(*piece, self.frame) for piece in paragraph)
            for line in marked_lines(pieces, columns - len(sign), self.frame):
                yield f"{sign}{line}"


def _with_number(mark: Mark, text: str, link: int, frame: Frame) -> Piece:
    """Return a piece with its number where it moved: "{12>…<}" in signs, "12>…" in styles."""
    if mark != "moved" or not link:
        return mark, text
    if frame is SIGNS:
        return "same", f"{{{link}>{text}<}}"
    return mark, f"{link}>{text}"
