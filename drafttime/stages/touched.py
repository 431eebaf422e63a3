"""Which chapters each commit worked on: tokens that it put into them and took out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from drafttime.revision.lives import Ids
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced

CUT_CHAPTERS = "chapters that are gone"
CUT_WORDS = "words that are gone"


@dataclass(frozen=True, slots=True)
class Touched:
    """The rows of a table of chapters, and the tokens that each commit touched in each of them.

    The last row stands for what is no longer there.
    """

    names: tuple[str, ...]
    tokens: Mapping[str, Mapping[int, int]]


def touched_chapters(book: Book, traced: Traced) -> Touched | None:
    """Return the chapters of a book with what each commit touched; None where there is one.

    A chapter is a file, where there are several: a commit touched it by what it put in and took out
    of that file. In a book that is one file, a commit touched the chapters in which its words stand
    in the end, and those that have gone are a row of their own. Linear in births and deletions.
    """
    if len(book.manuscript.files) > 1:
        return _by_file(book, traced)
    return _by_heading(book, traced) if len(book.manuscript.chapters) > 1 else None


def _by_file(book: Book, traced: Traced) -> Touched:
    order, files = book.history.order, book.manuscript.files
    births = traced.lineage.births
    found: dict[str, dict[int, int]] = {}
    changes = [
        *zip(births.ranks, births.slots, map(len, births.texts), strict=True),
        *((d.rank, d.slot, d.length) for d in traced.lineage.deletions),
    ]
    for rank, slot, tokens in changes:
        row = book.slots.file_index.get(slot, len(files))
        own = found.setdefault(order[rank], {})
        own[row] = own.get(row, 0) + tokens
    return Touched((*(file.path for file in files), CUT_CHAPTERS), found)


def _by_heading(book: Book, traced: Traced) -> Touched:
    chapters, lives, lineage = book.manuscript.chapters, traced.lives, traced.lineage
    row_of = _rows(book, traced)
    found: dict[str, dict[int, int]] = {}

    def add(rank: int, ids: Ids) -> None:
        counts = np.bincount(row_of[ids], minlength=len(chapters) + 1)
        own = found.setdefault(book.history.order[rank], {})
        for row in np.flatnonzero(counts):
            own[int(row)] = own.get(int(row), 0) + int(counts[row])

    births = lineage.births
    for start, rank, text in zip(births.starts, births.ranks, births.texts, strict=True):
        add(rank, lives.canon[start : start + len(text)])
    for deletion in lineage.deletions:
        add(deletion.rank, lives.of(deletion.rope))
    names = (chapter.title or f"Chapter {chapter.number}" for chapter in chapters)
    return Touched((*names, CUT_WORDS), found)


def _rows(book: Book, traced: Traced) -> Ids:
    """Return for every token the chapter in which it stands in the end, else the last row."""
    chapters, lives = book.manuscript.chapters, traced.lives
    rows = np.full(len(lives.canon), len(chapters))
    slot_of_file = {k: slot for slot, k in book.slots.file_index.items()}
    state = traced.lineage.snapshots[traced.final.text.draft.commit]
    for row, chapter in enumerate(chapters):
        held = state.get(slot_of_file.get(chapter.slot, -1))
        if held is not None:
            last = len(held.at) - 1
            here = slice(held.at[min(chapter.start, last)], held.at[min(chapter.stop, last)])
            rows[lives.of(held.rope)[here]] = row
    return rows
