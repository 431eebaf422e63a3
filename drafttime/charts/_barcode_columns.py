"""The final text as columns of shares: figures only, no drawing, and no word of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from posixpath import dirname

from drafttime.charts._bands import shown_bands
from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._once import once
from drafttime.model import Analysis, Weave

MOST_PARTS = 40
GAP = 6
_MOST_PAPER = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch without a gap, from column `start` on: shares (0 to 1) of each group per column."""

    start: int
    columns: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The final text in columns, first word first, with gaps that are whole columns.

    `names` and `words` are those of the groups of bands, oldest first. `gaps_are` says what a gap
    parts: "chapters", "folders", or "" where there is none. `chapters` are the numbers of the
    chapters with the column that each begins at; where gaps are folders, only of those after a gap.
    """

    names: tuple[str, ...]
    words: tuple[int, ...]
    parts: tuple[Part, ...]
    gaps_are: str
    chapters: tuple[tuple[int, int], ...]


@once
def barcode_columns(
    analysis: Analysis, columns: int, gap: int = GAP, most: int = MOST_DRAFTS
) -> Columns:
    """Return the final text in `columns` columns, gaps included, in at most `most` groups.

    Gaps part the chapters up to 40 of them, else the folders of their files, up to 40 of those;
    they are narrower than `gap` columns where they would take more than a quarter of all. Every
    part has at least one column. Linear in runs and columns.
    """
    names, groups = shown_bands(analysis.lineage, most)
    weaves = [weave for weave in analysis.lineage.weaves if any(words for _, words in weave.runs)]
    parted, gaps_are = _parted(analysis, weaves)
    gap = _gap_of(len(parted), columns, gap)
    sizes = [sum(words for weave in part for _, words in weave.runs) for part in parted]
    widths = _apportioned(sizes, columns - gap * (len(parted) - 1)) if sizes else []
    starts = [start + gap * place for place, start in enumerate(accumulate(widths, initial=0))]
    parts, chapters, totals = [], [], [0] * len(names)
    for weaves_here, size, width, start in zip(parted, sizes, widths, starts, strict=False):
        runs = [(groups[band], words) for weave in weaves_here for band, words in weave.runs]
        for group, words in runs:
            totals[group] += words
        parts.append(Part(start, tuple(_binned(runs, size, width, len(names)))))
        before = 0
        for weave in weaves_here if gaps_are != "folders" else weaves_here[:1]:
            number = analysis.chapters[weave.chapter].chapter.number
            chapters.append((number, start + before * width // size))
            before += sum(words for _, words in weave.runs)
    return Columns(names, tuple(totals), tuple(parts), gaps_are, tuple(chapters))


def _parted(analysis: Analysis, weaves: Sequence[Weave]) -> tuple[list[list[Weave]], str]:
    """Return the chapters between two gaps, and what the gaps part."""
    if len(weaves) <= MOST_PARTS:
        return [[weave] for weave in weaves], "chapters" if len(weaves) > 1 else ""

    def folder(weave: Weave) -> str:
        slot = analysis.chapters[weave.chapter].chapter.slot
        return dirname(analysis.manuscript.files[slot].path)

    folders = [list(part) for _, part in groupby(weaves, key=folder)]
    if 1 < len(folders) <= MOST_PARTS:
        return folders, "folders"
    return [list(weaves)], ""


def _gap_of(parts: int, columns: int, gap: int) -> int:
    """Return the widest gap, at most `gap`, that leaves three quarters to the text."""
    return min(gap, round(columns * _MOST_PAPER / (parts - 1))) if parts > 1 else gap


def _apportioned(sizes: Sequence[int], columns: int) -> list[int]:
    """Return a share of the columns for each size, by largest remainder, but at least one.

    What small ones lack is taken from the largest. Raises ValueError where there are
    fewer columns than sizes.
    """
    if columns < len(sizes):
        raise ValueError(f"{len(sizes)} parts do not fit into {columns} columns")
    total = sum(sizes)
    found = [size * columns // total for size in sizes]
    order = sorted(range(len(sizes)), key=lambda place: -(sizes[place] * columns % total))
    for place in order[: columns - sum(found)]:
        found[place] += 1
    while 0 in found:
        found[found.index(max(found))] -= 1
        found[found.index(0)] += 1
    return found


def _binned(
    runs: Sequence[tuple[int, int]], size: int, columns: int, groups: int
) -> Iterator[tuple[float, ...]]:
    """Yield the shares of each of `columns` equal bins; a word on a border counts by its parts.

    In units of 1/`columns` of a word, so that all is whole and equal bins are equal.
    """
    held, room = [0] * groups, size
    for group, words in runs:
        left = words * columns
        while left:
            took = min(left, room)
            held[group] += took
            left -= took
            room -= took
            if not room:
                yield tuple(amount / size for amount in held)
                held, room = [0] * groups, size
