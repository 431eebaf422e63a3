"""Cut the manuscript into chapters: a file each, or the headings of a book that is one file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafttime.model import Chapter, Heading, ManuscriptFile, Text
from drafttime.text.titles import heading_title
from drafttime.text.tokens import count_words

ONE_FILE_SHARE = 0.8
"""A file with more of the words than this is the book; its headings make the chapters."""

OPENING_WORDS = 120
"""What stands before the first heading and is shorter than this (a title, a motto) joins it."""

MOST_CHAPTERS = 10_000
"""What has more headings of one level is a dictionary, or was made by a machine: one chapter."""

_PART = re.compile(
    r"^(?:part|book|volume|act|teil|buch|band|akt|partie|livre|tome|acte|parte|libro|часть|книга)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chapters:
    """The chapters in reading order, and what they were taken from, in words for a report."""

    chapters: tuple[Chapter, ...]
    taken_from: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Paragraphs `start` up to `stop` of one file."""

    title: str
    start: int
    stop: int


def find_chapters(files: Sequence[ManuscriptFile], texts: Sequence[Text]) -> Chapters:
    """Return chapters that hold every paragraph of every file exactly once.

    `texts` are the files' texts, in the same order. Each file is a chapter, unless one file holds
    more than 80 % of the words and has headings or scene breaks: then these begin its chapters,
    up to MOST_CHAPTERS.
    """
    total = sum(text.words for text in texts)
    chapters: list[Chapter] = []
    taken_from = "files"
    for slot, (file, text) in enumerate(zip(files, texts, strict=True)):
        stretches = [_Stretch(file.title, 0, len(text.paragraphs))]
        if len(files) == 1 or text.words > ONE_FILE_SHARE * total:
            found, kind = _inside(text)
            if 1 < len(found) <= MOST_CHAPTERS:
                stretches, taken_from = found, kind
        for stretch in stretches:
            words = sum(map(count_words, text.paragraphs[stretch.start : stretch.stop]))
            chapters.append(
                Chapter(len(chapters) + 1, stretch.title, slot, stretch.start, stretch.stop, words)
            )
    return Chapters(tuple(chapters), taken_from)


def _inside(text: Text) -> tuple[list[_Stretch], str]:
    marks = _chapter_headings([heading for heading in text.headings if heading.level > 0])
    if marks:
        return _stretches(text, marks), "headings"
    breaks = sorted({heading.paragraph for heading in text.headings if heading.level == 0})
    cuts = [0, *(at for at in breaks if 0 < at < len(text.paragraphs)), len(text.paragraphs)]
    return [
        _Stretch(f"Scene {number}", start, stop)
        for number, (start, stop) in enumerate(pairwise(cuts), start=1)
    ], "scene breaks"


def _chapter_headings(headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings of the highest level that occurs at least twice.

    Where these are the parts of a book, the headings of the next level begin chapters, too.
    """
    counts = Counter(heading.level for heading in headings)
    repeated = sorted(level for level, count in counts.items() if count >= 2)
    if not repeated:
        return []
    top = [heading for heading in headings if heading.level == repeated[0]]
    deeper = repeated[1] if len(repeated) > 1 else None
    if deeper is not None and all(_PART.match(heading.title.strip()) for heading in top):
        return [heading for heading in headings if heading.level in {repeated[0], deeper}]
    return top


def _stretches(text: Text, marks: Sequence[Heading]) -> list[_Stretch]:
    """Cut a text at `marks`; a part's heading joins the chapter that follows it."""
    headings = {heading.paragraph for heading in text.headings if heading.level > 0}
    titles = {mark.paragraph: heading_title(mark.title) for mark in reversed(marks)}
    starts = sorted(at for at in titles if at < len(text.paragraphs))
    found: list[_Stretch] = []
    open_at: int | None = None
    if starts and starts[0] > 0:
        if _is_opening(text, starts[0], headings):
            open_at = 0
        else:
            found.append(_Stretch("Before the first chapter", 0, starts[0]))
    for start, stop in pairwise([*starts, len(text.paragraphs)]):
        begun = start if open_at is None else open_at
        only_headings = all(at in headings for at in range(start, stop))
        if only_headings and stop < len(text.paragraphs):
            open_at = begun
            continue
        found.append(_Stretch(titles[start], begun, stop))
        open_at = None
    return found


def _is_opening(text: Text, stop: int, headings: set[int]) -> bool:
    """Say whether what stands before the first chapter is only titles and the like."""
    spoken = (count_words(text.paragraphs[at]) for at in range(stop) if at not in headings)
    return sum(spoken) < OPENING_WORDS
