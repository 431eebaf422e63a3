"""Where the lines of a replay stand: how many words a line is, and on which page a chapter begins.

The page and the film share this. A paragraph takes as many lines as its words need, one at least; a
chapter begins on a new page. Where there is room for it, every chapter keeps the same pages all
through, so that a chapter that grows pushes no other aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from drafttime.model import Replay, ReplayStep
from drafttime.model.replay import Frame

SCALES = ((12, 25), (12, 50), (24, 50), (24, 100), (48, 100), (96, 100), (192, 100))
"""How many words a line may stand for, and how many lines a page has.

A longer page comes before a longer line: in a line that stands for more words than a paragraph has,
little ink is left.
"""

MOST_PAGES = 400
"""Beyond so many pages, the next scale is taken."""

NO_SMALLER = 1.15
"""Where none is small enough, the first is taken that needs at most so many times the fewest pages.
"""

SPARE = 1.35
"""Chapters keep their pages where that takes at most so many times the pages of the longest state.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """The scale, the pages that are needed at most, and where each chapter begins.

    A line stands for up to `words` words of a paragraph, a page has up to `lines` of them.
    `bases` is the first page of every file, None where chapters follow each other.
    """

    words: int
    lines: int
    pages: int
    bases: Mapping[int, int] | None


def plan_of(replay: Replay) -> Plan:
    """Choose the first scale with which the book fits. Costs the files that each step changed."""
    tried: list[Plan] = []
    for words, lines in SCALES:
        tried.append(_plan(replay, words, lines))
        if tried[-1].pages <= MOST_PAGES:
            return tried[-1]
    fewest = min(plan.pages for plan in tried)
    return next(plan for plan in tried if plan.pages <= NO_SMALLER * fewest)


def lines_of(words: int, per_line: int) -> int:
    """Return the lines that a paragraph takes."""
    return max(1, -(-words // per_line))


def chapters_of(
    order: Mapping[int, Sequence[int]], heads: frozenset[int]
) -> Iterator[tuple[int, list[int]]]:
    """Yield the chapters of a book, with the slot of their file, in reading order."""
    for slot in sorted(order):
        for row in parted(order[slot], heads):
            yield slot, row


def starts_of(frame: Frame, plan: Plan, heads: frozenset[int]) -> dict[int, int]:
    """Return the line, counted from the top of the first page, on which each paragraph begins."""
    found, page = {}, 0
    for slot, row in chapters_of(frame.order, heads):
        at = first = (plan.bases[slot] if plan.bases is not None else page) * plan.lines
        for number in row:
            found[number] = at
            at += lines_of(sum(words for words, _ in frame.paragraphs[number]), plan.words)
        page += _pages(at - first, plan.lines)
    return found


def parted(row: Iterable[int], heads: frozenset[int]) -> Iterator[list[int]]:
    """Yield the chapters of a file."""
    held: list[int] = []
    for number in row:
        if number in heads and held:
            yield held
            held = []
        held.append(number)
    if held:
        yield held


def _pages(lines: int, per_page: int) -> int:
    return -(-lines // per_page)


class _Sizes:
    """The words of every paragraph and the pages of every chapter, kept from step to step."""

    def __init__(self, heads: frozenset[int], per_line: int, per_page: int) -> None:
        self._heads = heads
        self._per_line = per_line
        self._per_page = per_page
        self._words: list[int] = []
        self._slot: dict[int, int] = {}
        self._order: dict[int, list[int]] = {}
        self.pages: dict[int, int] = {}

    def advance(self, step: ReplayStep) -> None:
        """Take in a step, and measure the files that it changed."""
        self._words += [sum(words for words, _ in runs) for runs in step.new]
        changed = {change.slot for change in step.orders}
        for change in reversed(step.orders):
            row = self._order.setdefault(change.slot, [])
            row[change.at : change.at + change.cut] = change.put
            for number in change.put:
                self._slot[number] = change.slot
        for splice in step.splices:
            self._words[splice.paragraph] += sum(n for n, _ in splice.put) - splice.cut
            changed.add(self._slot[splice.paragraph])
        for slot in changed:
            self.pages[slot] = sum(
                _pages(
                    sum(lines_of(self._words[number], self._per_line) for number in row),
                    self._per_page,
                )
                for row in parted(self._order.get(slot, ()), self._heads)
            )


def _plan(replay: Replay, words: int, lines: int) -> Plan:
    sizes = _Sizes(replay.heads, words, lines)
    most: dict[int, int] = {}
    largest = 1
    for step in replay.steps:
        sizes.advance(step)
        for slot, pages in sizes.pages.items():
            most[slot] = max(pages, most.get(slot, 0))
        largest = max(largest, sum(sizes.pages.values()))
    if replay.heads or sum(most.values()) > largest * SPARE:
        return Plan(words, lines, largest, None)
    slots = sorted(most)
    ends = accumulate(most[slot] for slot in slots)
    bases = {slot: end - most[slot] for slot, end in zip(slots, ends, strict=True)}
    return Plan(words, lines, max(1, sum(most.values())), bases)
