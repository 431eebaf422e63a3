"""Two drafts side by side, for page, terminal and data alike: words counted, rows folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from drafttime.model import ComparedChapter, Mark, Row, SideBySide
from drafttime.output.escaping import shown
from drafttime.output.sentences import TITLE_LIMIT
from drafttime.output.wording import count, counted
from drafttime.text.tokens import Vocabulary, count_words

Side = tuple[tuple[Mark, str, int], ...]
"""One side of a row: (mark, text, link) in order."""

CONTEXT = 1
"""Unchanged paragraphs that stay open before and after a change."""

FEWEST_TO_FOLD = 3
"""Fewer unchanged paragraphs than this are shown, since hiding them saves no room."""

PATH_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Tally:
    """Words of one side of a text: all, those that are only here, and those that moved."""

    words: int = 0
    changed: int = 0
    moved: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.words + other.words, self.changed + other.changed, self.moved + other.moved
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a chapter that follow each other; a folded stretch holds unchanged rows only."""

    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class ChapterFigures:
    """One chapter, named, with the words of both sides."""

    title: str
    old: Tally
    new: Tally

    @property
    def share_changed(self) -> float:
        """Words that are gone, new or moved, over the words of both sides; 0 for no words."""
        total = self.old.words + self.new.words
        touched = self.old.changed + self.old.moved + self.new.changed + self.new.moved
        return touched / total if total else 0.0


class Counter:
    """Counts words by the rule of `drafttime.text.tokens`; linear in the text."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()

    def words(self, text: str) -> int:
        """Return the words of a text."""
        return count_words(self._vocabulary.encode(text))

    def tally(self, side: Side) -> Tally:
        """Return the words of one side of a row."""
        counts = [(mark, self.words(text)) for mark, text, _ in side]
        return Tally(
            sum(words for _, words in counts),
            sum(words for mark, words in counts if mark in {"in", "out"}),
            sum(words for mark, words in counts if mark == "moved"),
        )

    def chapter(self, chapter: ComparedChapter) -> ChapterFigures:
        """Return the figures of a chapter."""
        return ChapterFigures(
            chapter_title(chapter),
            sum((self.tally(row.left) for row in chapter.rows), Tally()),
            sum((self.tally(row.right) for row in chapter.rows), Tally()),
        )


def text_of(side: Side) -> str:
    """Return the text of one side of a row."""
    return "".join(text for _, text, _ in side)


def paragraphs_in(side: Side) -> int:
    """Return how many paragraphs stand on one side of a row."""
    return text_of(side).count("\n") + 1 if side else 0


def is_same(row: Row) -> bool:
    """Say whether nothing happened in a row: no word, and no paragraph split or joined."""
    marks = {mark for mark, _, _ in (*row.left, *row.right)}
    return marks <= {"same"} and paragraphs_in(row.left) == paragraphs_in(row.right)


def merged(side: Side) -> Side:
    """Return a side in the fewest pieces: neighbours that are marked alike become one.

    So does a space between two of them; a space at the rim of a mark stands outside it.
    """
    joined = _joined(side)
    return _joined(part for piece in joined for part in _rimmed(*piece))


def _joined(side: Iterable[tuple[Mark, str, int]]) -> Side:
    found: list[tuple[Mark, str, int]] = []
    for mark, text, link in side:
        if not text:
            continue
        if len(found) > 1 and found[-1][1].strip(" ") == "" and found[-2][::2] == (mark, link):
            space = found.pop()[1]
            found[-1] = (mark, found[-1][1] + space + text, link)
        elif found and found[-1][::2] == (mark, link):
            found[-1] = (mark, found[-1][1] + text, link)
        else:
            found.append((mark, text, link))
    return tuple(found)


def _rimmed(mark: Mark, text: str, link: int) -> Iterator[tuple[Mark, str, int]]:
    """Yield a piece with the spaces at its ends apart, so that no line is drawn through them."""
    inner = text.strip(" ")
    if mark == "same" or inner == text:
        yield mark, text, link
        return
    start = len(text) - len(text.lstrip(" "))
    yield "same", text[:start], 0
    yield mark, inner, link
    yield "same", text[start + len(inner) :], 0


def paragraphs_of(side: Side) -> Iterator[Side]:
    """Yield the paragraphs of a side, each in its own pieces."""
    here: list[tuple[Mark, str, int]] = []
    for mark, text, link in side:
        first, *others = text.split("\n")
        here.append((mark, first, link))
        for other in others:
            yield tuple(piece for piece in here if piece[1])
            here = [(mark, other, link)]
    if side:
        yield tuple(piece for piece in here if piece[1])


def stretches(
    rows: Sequence[Row], *, context: int = CONTEXT, fewest: int = FEWEST_TO_FOLD
) -> Iterator[Stretch]:
    """Yield the rows of a chapter in stretches; long unchanged ones are folded but for context."""
    place = 0
    for same, run in groupby(rows, is_same):
        found = tuple(run)
        before = context if place else 0
        place += len(found)
        after = context if place < len(rows) else 0
        inner = found[before : len(found) - after]
        if not same or len(inner) < fewest:
            yield Stretch(found, folded=False)
            continue
        parts = (found[:before], inner, found[len(found) - after :])
        for part, folded in zip(parts, (False, True, False), strict=True):
            if part:
                yield Stretch(part, folded)


def chapter_title(chapter: ComparedChapter) -> str:
    """Return the name of a chapter, fit to be shown: its first heading, else that of its file."""
    for row in chapter.rows[:1]:
        heading = (text_of(row.right) or text_of(row.left)).strip()
        if row.heading and heading:
            return shown(heading.replace("\n", " "), TITLE_LIMIT)
    path = PurePosixPath(chapter.right_path or chapter.left_path)
    return shown(path.stem, TITLE_LIMIT) or "Untitled"


def where(chapter: ComparedChapter) -> str:
    """Return the file of a chapter in either draft, fit to be shown."""
    old, new = shown(chapter.left_path, PATH_LIMIT), shown(chapter.right_path, PATH_LIMIT)
    if not old:
        return f"{new}, only in the newer draft"
    if not new:
        return f"{old}, only in the older draft"
    return new if old == new else f"{old} → {new}"


def lengths(counts: ChapterFigures) -> str:
    """Return the words of a chapter before and after: "1,201 → 1,205", or one number."""
    old, new = counts.old.words, counts.new.words
    return count(new) if old == new else f"{count(old)} → {count(new)}"


def places(sides: SideBySide) -> dict[int, tuple[int, int]]:
    """Return, for every link that stands on both sides, the chapters (left, right) it leads to.

    Where a passage stands in several, its first place counts. Linear in the number of pieces.
    """
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for number, chapter in enumerate(sides.chapters):
        for row in chapter.rows:
            for side, found in ((row.left, left), (row.right, right)):
                for _, _, link in side:
                    if link:
                        found.setdefault(link, number)
    return {link: (left[link], right[link]) for link in left if link in right}


def gone_and_new(chapters: Iterable[ChapterFigures]) -> tuple[int, int]:
    """Return the words that are only in the older draft, and those only in the newer one."""
    kept = tuple(chapters)
    return sum(one.old.changed for one in kept), sum(one.new.changed for one in kept)


def unchanged(rows: Sequence[Row], counter: Counter) -> str:
    """Return what stands for a folded stretch: "14 paragraphs unchanged, 1,203 words"."""
    paragraphs = sum(paragraphs_in(row.right) for row in rows)
    words = sum(counter.tally(row.right).words for row in rows)
    return f"{counted(paragraphs, 'paragraph')} unchanged, {counted(words, 'word')}"
