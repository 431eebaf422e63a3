"""Two drafts side by side: which paragraphs face each other, and what happened to their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from drafttime.model import ComparedChapter, Mark, Row, SideBySide
from drafttime.revision.matching import Matching, Shared
from drafttime.revision.pairing import offsets
from drafttime.revision.passages import PASSAGE_TOKENS
from drafttime.revision.slot_edits import Version
from drafttime.stages.quotes import Quotes, with_space
from drafttime.stages.reading import Book

# Paragraphs face each other when so much of the shorter one stands, in place, in the other; and so
# do files of different names.
FACING_AT_LEAST = 0.3
# Moved runs of one passage may lie so many tokens apart.
ONE_PASSAGE_TOKENS = 12

Piece = tuple[Mark, str, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One draft: the version of each slot, and the token offsets of its paragraphs."""

    versions: Mapping[int, Version]
    at: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, versions: Mapping[int, Version], text: Mapping[int, tuple[str, ...]]) -> Side:
        """Return the side of a draft with these versions and this text."""
        return cls(versions, {slot: offsets(paragraphs) for slot, paragraphs in text.items()})

    def base(self, slot: int) -> int:
        """Return where a slot begins among the tokens of the draft."""
        return sum(at[-1] for other, at in self.at.items() if other < slot)


Pair = tuple[int | None, int | None]
"""The slot of a chapter on the left and on the right; None where it is not there."""


def lay_side_by_side(book: Book, left: Side, right: Side, matching: Matching) -> SideBySide:
    """Lay the paragraphs of two drafts beside each other, file by file in reading order."""
    quotes = Quotes(book.source.texts)
    pairs = _pairs(left, right, matching)
    marks = _marks(matching, frozenset(pairs))
    chapters = []
    for old, new in pairs:
        rows = []
        for olds, news in _facing((old, new), left, right, matching):
            heading = max(_heading(book, left, old, olds), _heading(book, right, new, news))
            rows.append(
                Row(
                    _side(quotes, left, old, olds, marks[0]),
                    _side(quotes, right, new, news, marks[1]),
                    heading,
                )
            )
        left_path = "" if old is None else left.versions[old][1]
        right_path = "" if new is None else right.versions[new][1]
        chapters.append(ComparedChapter(left_path, right_path, tuple(rows)))
    return SideBySide(tuple(chapters))


def _pairs(left: Side, right: Side, matching: Matching) -> list[Pair]:
    """Pair the files of two drafts, in reading order.

    A file faces its namesake; where one side has none, the file that most of its text went to or
    came from, if that has none either.
    """
    both = left.at.keys() & right.at.keys()
    weights: dict[tuple[int, int], int] = {}
    for run in matching.runs:
        old, new = int(matching.old.slots[run.old]), int(matching.new.slots[run.new])
        if old not in both and new not in both:
            weights[old, new] = weights.get((old, new), 0) + run.length
    renamed: dict[int, int] = {}
    for old, new in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        enough = FACING_AT_LEAST * min(left.at[old][-1], right.at[new][-1])
        if weights[old, new] >= enough and old not in renamed and new not in renamed.values():
            renamed[old] = new
    pairs: list[tuple[int, Pair]] = [(slot, (slot, slot)) for slot in both]
    pairs += [(new, (old, new)) for old, new in renamed.items()]
    pairs += [(old, (old, None)) for old in left.at.keys() - both - renamed.keys()]
    pairs += [(new, (None, new)) for new in right.at.keys() - both - set(renamed.values())]
    return [pair for _, pair in sorted(pairs, key=lambda item: item[0])]


@dataclass(frozen=True, slots=True)
class _Marks:
    """For each token of a side, its mark (0 same, 1 gone or new, 2 moved) and its link."""

    kinds: np.ndarray[tuple[int], np.dtype[np.int64]]
    links: np.ndarray[tuple[int], np.dtype[np.int64]]
    names: tuple[Mark, Mark, Mark]


def _marks(matching: Matching, pairs: frozenset[Pair]) -> tuple[_Marks, _Marks]:
    """Mark the tokens of both sides; passages that moved are numbered in the order of the new."""
    old_kinds = np.ones(len(matching.old), np.int64)
    new_kinds = np.ones(len(matching.new), np.int64)
    old_links, new_links = np.zeros_like(old_kinds), np.zeros_like(new_kinds)
    for run in matching.runs:
        if not run.moved and _faces(matching, run, pairs):
            old_kinds[run.old : run.old + run.length] = 0
            new_kinds[run.new : run.new + run.length] = 0
    number = 0
    for passage in _passages(matching, pairs):
        if sum(run.length for run in passage) < PASSAGE_TOKENS:
            continue  # a few words that changed places inside a paragraph read as out and in
        number += 1
        for run in passage:
            for kinds, links, start in (
                (old_kinds, old_links, run.old),
                (new_kinds, new_links, run.new),
            ):
                kinds[start : start + run.length] = 2
                links[start : start + run.length] = number
    return (
        _Marks(old_kinds, old_links, ("same", "out", "moved")),
        _Marks(new_kinds, new_links, ("same", "in", "moved")),
    )


def _faces(matching: Matching, run: Shared, pairs: frozenset[Pair]) -> bool:
    """Say whether the places of a run lie in files that face each other."""
    return (int(matching.old.slots[run.old]), int(matching.new.slots[run.new])) in pairs


def _passages(matching: Matching, pairs: frozenset[Pair]) -> list[list[Shared]]:
    """Gather moved runs that follow each other closely on both sides."""
    found: list[list[Shared]] = []
    for run in matching.runs:
        if not run.moved and _faces(matching, run, pairs):
            continue
        if found:
            last = found[-1][-1]
            apart = (run.old - last.old - last.length, run.new - last.new - last.length)
            if all(0 <= gap <= ONE_PASSAGE_TOKENS for gap in apart):
                found[-1].append(run)
                continue
        found.append([run])
    return found


def _facing(pair: Pair, left: Side, right: Side, matching: Matching) -> list[tuple[range, range]]:
    """Return the paragraphs of a pair of files that face each other, n to m, and those alone."""
    old_at = (0,) if pair[0] is None else left.at[pair[0]]
    new_at = (0,) if pair[1] is None else right.at[pair[1]]
    shared = _shared(pair, left, right, matching)
    sizes = [np.diff(old_at), np.diff(new_at)]
    links = sorted(
        (i, j)
        for (i, j), tokens in shared.items()
        if tokens >= FACING_AT_LEAST * min(sizes[0][i], sizes[1][j])
    )
    rows: list[tuple[range, range]] = []
    i0 = j0 = 0
    group: tuple[int, int, int, int] | None = None
    for i, j in [*links, (len(old_at) - 1, len(new_at) - 1)]:
        if group is not None:
            i1, i2, j1, j2 = group
            if i <= i2 or j <= j2:
                group = (i1, max(i, i2), j1, max(j, j2))
                continue
            rows += _alone(range(i0, i1), range(j0, j1))
            rows.append((range(i1, i2 + 1), range(j1, j2 + 1)))
            i0, j0 = i2 + 1, j2 + 1
        group = (i, i, j, j)
    rows += _alone(range(i0, len(old_at) - 1), range(j0, len(new_at) - 1))
    return rows


def _alone(olds: range, news: range) -> list[tuple[range, range]]:
    nothing = range(0)
    return [
        *((range(i, i + 1), nothing) for i in olds),
        *((nothing, range(j, j + 1)) for j in news),
    ]


def _shared(pair: Pair, left: Side, right: Side, matching: Matching) -> dict[tuple[int, int], int]:
    """Count the tokens that stayed in place, by paragraph on either side."""
    old, new = pair
    if old is None or new is None:
        return {}
    base, new_base = left.base(old), right.base(new)
    start, stop = new_base, new_base + right.at[new][-1]
    here = np.arange(start, stop)[(matching.stands & ~matching.moved)[start:stop]]
    there = matching.home[here]
    inside = (there >= base) & (there < base + left.at[old][-1])
    here, there = here[inside] - new_base, there[inside] - base
    olds = np.searchsorted(left.at[old], there, side="right") - 1
    news = np.searchsorted(right.at[new], here, side="right") - 1
    places, counts = np.unique(np.stack([olds, news]), axis=1, return_counts=True)
    return {(int(i), int(j)): int(n) for i, j, n in zip(*places, counts, strict=True)}


def _heading(book: Book, side: Side, slot: int | None, paragraphs: range) -> int:
    if slot is None or len(paragraphs) != 1:
        return 0
    text = book.source.texts.of(*side.versions[slot])
    headings = {h.paragraph: h.level for h in text.headings} if text else {}
    return headings.get(paragraphs[0], 0)


def _side(
    quotes: Quotes, side: Side, slot: int | None, paragraphs: range, marks: _Marks
) -> tuple[Piece, ...]:
    """Return the text of some paragraphs as marked pieces, neighbours with one mark joined."""
    pieces: list[Piece] = []
    if slot is None:
        return ()
    base = side.base(slot)
    for k in paragraphs:
        quoted = quotes.of(side.versions[slot])[k]
        start, stop = base + side.at[slot][k], base + side.at[slot][k + 1]
        if pieces:
            mark, text, link = pieces[-1]
            pieces[-1] = (mark, text + "\n", link)
        at = 0
        keys = zip(marks.kinds[start:stop].tolist(), marks.links[start:stop].tolist(), strict=True)
        for (kind, link), run in groupby(keys):
            length = sum(1 for _ in run)
            text = with_space(quoted, at, at + length)
            at += length
            mark = marks.names[kind]
            if pieces and pieces[-1][0] == mark and pieces[-1][2] == link:
                pieces[-1] = (mark, pieces[-1][1] + text, link)
            else:
                pieces.append((mark, text, link))
    return tuple(pieces)
