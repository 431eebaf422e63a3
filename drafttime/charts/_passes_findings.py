"""What the passes through a book say: rank correlation, paragraphs left alone, sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from drafttime.charts._once import once
from drafttime.charts._passes import Passes, Stretch
from drafttime.model import ParagraphLife

DIAGONAL = 0.6
LEAST_MARKS, LEAST_DAYS, LEAST_SHARE = 30, 8, 0.1
_STRAIGHT = 0.85
_COVERED = 0.6
_EDGE = 0.2


@dataclass(frozen=True, slots=True)
class Sweep:
    """How the work on the way to one draft went through the text.

    `correlation` is Spearman's between the order of days and the place in the text (-1 to 1; 1:
    strictly from front to back), over all marks of the stretch but those of bulk commits. `covered`
    is the share of the rows with a mark; `begins` and `ends` are where (0 to 1) the middle mark of
    the first and the last tenth lies.
    """

    stretch: Stretch
    days: int
    marks: int
    correlation: float
    covered: float
    begins: float
    ends: float

    @property
    def diagonal(self) -> bool:
        """Whether the marks bear the word."""
        return self.correlation >= DIAGONAL

    @property
    def one_pass(self) -> bool:
        """Whether the work went once from the first page to the last."""
        whole = self.begins <= _EDGE and self.ends >= 1 - _EDGE and self.covered >= _COVERED
        return whole and self.correlation >= _STRAIGHT


@once
def sweeps(found: Passes) -> tuple[Sweep, ...]:
    """Return the sweeps of all stretches that have enough marks on enough days.

    A stretch with less than a tenth of all marks says nothing about the book: a few errata in the
    order of the pages are no pass.
    """
    swept = [sweep for stretch in found.stretches if (sweep := _sweep(found, stretch))]
    total = sum(1 for touch in found.touches if touch.share)
    return tuple(sweep for sweep in swept if sweep.marks >= LEAST_SHARE * total)


def _sweep(found: Passes, stretch: Stretch) -> Sweep | None:
    marks = [
        (touch.step, touch.row)
        for touch in found.touches
        if stretch.first <= touch.step < stretch.stop and touch.share
    ]
    days = len({step for step, _ in marks})
    correlation = spearman([step for step, _ in marks], [row for _, row in marks])
    if len(marks) < LEAST_MARKS or days < LEAST_DAYS or correlation is None:
        return None
    places = [(row + 0.5) / found.rows for _, row in marks]  # in the order of days
    tenth = max(1, len(places) // 10)
    covered = len({row for _, row in marks}) / found.rows
    begins, ends = median(places[:tenth]), median(places[-tenth:])
    return Sweep(stretch, days, len(marks), correlation, covered, begins, ends)


def spearman(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation (-1 to 1), equal values sharing their mean rank.

    None where there are fewer than two values or either side holds only one. Costs n log n.
    """
    if len(xs) < 2:
        return None
    a, b = _ranks(xs), _ranks(ys)
    middle = (len(a) + 1) / 2
    spread_a = sum((rank - middle) ** 2 for rank in a)
    spread_b = sum((rank - middle) ** 2 for rank in b)
    if not spread_a or not spread_b:
        return None
    both = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    return float(both / (spread_a * spread_b) ** 0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, begin = [0.0] * len(values), 0
    while begin < len(order):
        end = begin
        while end < len(order) and values[order[end]] == values[order[begin]]:
            end += 1
        for place in order[begin:end]:
            ranks[place] = (begin + 1 + end) / 2
        begin = end
    return ranks


def untouched_share(paragraphs: Sequence[ParagraphLife]) -> float | None:
    """Return the share of the words in paragraphs that nobody changed after writing them.

    Paragraphs that came with a merge, and so by no revision, are left out.
    """
    known = [paragraph for paragraph in paragraphs if paragraph.revisions]
    words = sum(paragraph.words for paragraph in known)
    left = sum(p.words for p in known if len(p.revisions) == 1)
    return left / words if words else None


def sessions_of_half(paragraphs: Sequence[ParagraphLife]) -> int | None:
    """Return the most sessions that at least half of the paragraphs were touched in."""
    ordered = sorted((p.sessions for p in paragraphs if p.words and p.revisions), reverse=True)
    return ordered[(len(ordered) - 1) // 2] if ordered else None
