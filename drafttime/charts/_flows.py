"""What passes from draft to draft, as few enough blocks to draw: figures only, no drawing."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._once import once
from drafttime.charts._type import label
from drafttime.model import Analysis, Crossing, Ribbon

_MOST_RIBBONS = 480  # in a whole figure, so that it loads fast
_MOST_BETWEEN_TWO = 160
_THINNEST = 3000  # of a draft's length: a tenth of a point
_FINEST = 1000  # of a draft's length: what is nearer than this is one ribbon to the eye
_COARSEST = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """A draft: its index in the analysis, its name, and the words of its chapters.

    They stand here twice, as the crossing before it has them and the one after it: the two are the
    same but for the first draft, which only has `leaving`, and the last.
    """

    draft: int
    name: str
    arriving: tuple[int, ...]
    leaving: tuple[int, ...]

    @property
    def words(self) -> int:
        """The draft's length."""
        return sum(self.leaving or self.arriving)


@dataclass(frozen=True, slots=True)
class Flow:
    """What passes from one bar to the next, in the order of the older one.

    `words` are those that both drafts have. All is `estimated` where drafts between the two are not
    shown: what passed through them is then reckoned from the share that each kept of a block, as if
    cuts fell evenly inside it.
    """

    ribbons: tuple[Ribbon, ...]
    words: int
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Flows:
    """The drafts that are shown, in order of time, and the flows between neighbours.

    `drafts` counts those that are not shown as well.
    """

    bars: tuple[Bar, ...]
    between: tuple[Flow, ...]
    drafts: int


@once
def flows(analysis: Analysis, most: int = MOST_DRAFTS) -> Flows | None:
    """Return what is drawn, None where no two drafts follow each other or nothing passes on.

    Of more than `most` drafts the first, the last and those between are shown that took out and
    brought in the most words; among equals the earlier. About linear in the number of ribbons.
    """
    crossings = _in_a_row(analysis)
    if not crossings:
        return None
    shown = _shown(crossings, most)
    limit = min(_MOST_RIBBONS // (len(shown) - 1), _MOST_BETWEEN_TWO)
    between = tuple(_flow(crossings[old:new], limit) for old, new in pairwise(shown))
    order = [crossings[0].old, *(crossing.new for crossing in crossings)]
    bars = tuple(
        Bar(
            order[place],
            label(analysis.drafts[order[place]].name),
            crossings[place - 1].new_chapters if place else (),
            crossings[place].old_chapters if place < len(crossings) else (),
        )
        for place in shown
    )
    return Flows(bars, between, len(order))


def _in_a_row(analysis: Analysis) -> tuple[Crossing, ...]:
    """Return the crossings up to the first that does not begin where the one before ended.

    There are none where nothing passes on.
    """
    found: list[Crossing] = []
    for crossing in analysis.lineage.crossings:
        if found and crossing.old != found[-1].new:
            break
        found.append(crossing)
    if not any(ribbon.words for crossing in found for ribbon in crossing.ribbons):
        return ()
    return tuple(found)


def joined(
    ribbons: Sequence[Ribbon], gap: float, loose: float = math.inf, *, shuffled: bool = False
) -> tuple[Ribbon, ...]:
    """Return ribbons with those made one that follow each other in both drafts.

    Up to `gap` words may lie between them on either side, and what comes of it may span at most
    `loose` words more than it shares, so that a ribbon does not leave the place of its words. What
    moved is not joined with what did not. `shuffled` also joins neighbours that changed places
    where one of them has at most `gap` words. Linear.
    """
    found: list[Ribbon] = []
    last: dict[bool, int] = {}
    for ribbon in sorted(ribbons, key=lambda one: (one.old_start, one.new_start)):
        place = last.get(ribbon.moved)
        one = None if place is None else _one_of(found[place], ribbon, gap, shuffled=shuffled)
        if place is not None and one and max(one.old_words, one.new_words) - one.words <= loose:
            found[place] = one
        else:
            last[ribbon.moved] = len(found)
            found.append(ribbon)
    return tuple(found)


def _one_of(one: Ribbon, other: Ribbon, gap: float, *, shuffled: bool) -> Ribbon | None:
    """Return both as one ribbon, None where they are not to be joined."""
    old_stop, new_stop = one.old_start + one.old_words, one.new_start + one.new_words
    after, before = other.new_start - new_stop, one.new_start - other.new_start - other.new_words
    follows = 0 <= after <= gap
    small = min(one.new_words, other.new_words) <= gap
    crosses = shuffled and small and max(after, before) <= gap
    if not (0 <= other.old_start - old_stop <= gap and (follows or crosses)):
        return None
    start = min(one.new_start, other.new_start)
    return replace(
        one,
        old_words=other.old_start + other.old_words - one.old_start,
        new_start=start,
        new_words=max(new_stop, other.new_start + other.new_words) - start,
        words=one.words + other.words,
    )


def _shown(crossings: Sequence[Crossing], most: int) -> list[int]:
    """Return the places of the drafts to show, 0 for the older one of the first crossing."""
    last = len(crossings)
    between = sorted(range(1, last), key=lambda place: (-_change(crossings[place - 1]), place))
    return [0, *sorted(between[: max(most - 2, 0)]), last]


def _change(crossing: Crossing) -> int:
    """Return the words taken out and brought in on the way to the newer draft."""
    kept = sum(ribbon.words for ribbon in crossing.ribbons)
    return sum(crossing.old_chapters) + sum(crossing.new_chapters) - 2 * kept


def _flow(crossings: Sequence[Crossing], limit: int) -> Flow:
    """Return one flow through several crossings, in about `limit` ribbons if it can be.

    Of what passed through drafts that are not shown, the thickest stretches are drawn.
    """
    length = sum(crossings[0].old_chapters)
    if len(crossings) == 1:
        ribbons = crossings[0].ribbons
        return Flow(_few(ribbons, length, limit), sum(ribbon.words for ribbon in ribbons))
    slack = length / _FINEST
    passed = tuple(replace(ribbon, moved=False) for ribbon in crossings[0].ribbons)
    for crossing in crossings[1:]:
        passed = joined(list(_composed(passed, crossing.ribbons)), slack, slack, shuffled=True)
    thick = sorted(passed, key=lambda ribbon: -ribbon.words)[: 2 * limit]
    words = sum(ribbon.words for ribbon in passed)
    return Flow(_few(in_order(thick), length, limit), words, estimated=True)


def _few(ribbons: Sequence[Ribbon], words: int, limit: int) -> tuple[Ribbon, ...]:
    """Return ribbons joined where the eye sees one, and further while there are too many.

    If there still are, those are left out that are too thin to be seen.
    """
    slack = words / _FINEST
    found = joined(ribbons, slack, slack, shuffled=True)
    while len(found) > limit and slack * _COARSEST < words:
        slack *= 2
        found = joined(ribbons, slack, slack, shuffled=True)
    if len(found) > limit:
        found = tuple(one for one in found if one.words * _THINNEST >= words)
    return found


def _composed(first: Sequence[Ribbon], second: Sequence[Ribbon]) -> Iterator[Ribbon]:
    """Yield what passes through both: the stretches that two ribbons share in the draft between.

    A stretch of a ribbon is taken to hold its part of the ribbon's words.
    """
    later = sorted(second, key=lambda ribbon: ribbon.old_start)
    starts = [ribbon.old_start for ribbon in later]
    for one in first:
        stop = one.new_start + one.new_words
        place = max(bisect_right(starts, one.new_start) - 1, 0)
        while place < len(later) and starts[place] < stop:
            other = later[place]
            place += 1
            low = max(one.new_start, other.old_start)
            high = min(stop, other.old_start + other.old_words)
            if low >= high:
                continue
            words = round((high - low) * one.words / one.new_words * other.words / other.old_words)
            if words:
                old = _scaled(low, high, one.new_start, one.new_words, one.old_start, one.old_words)
                new = _scaled(
                    low, high, other.old_start, other.old_words, other.new_start, other.new_words
                )
                yield Ribbon(*old, *new, words, moved=False)


def _scaled(
    low: int, high: int, start: int, words: int, other_start: int, other_words: int
) -> tuple[int, int]:
    """Return where the stretch from `low` to `high` of one end of a ribbon lies at the other."""
    begin = other_start + (low - start) * other_words // words
    return begin, other_start + (high - start) * other_words // words - begin


def in_order(ribbons: Sequence[Ribbon]) -> tuple[Ribbon, ...]:
    """Return ribbons with all marked as moved that are not in the heaviest chain in order.

    Quadratic: for the few that are drawn.
    """
    order = sorted(ribbons, key=lambda one: (one.old_start, one.new_start))
    best: list[tuple[int, int]] = []  # words of the heaviest chain up to here, ribbon before
    for place, ribbon in enumerate(order):
        before = ((best[k][0], -k) for k in range(place) if order[k].new_start <= ribbon.new_start)
        weight, previous = max(before, default=(0, 1))
        best.append((weight + ribbon.words, -previous))
    place = max(range(len(best)), key=lambda k: (best[k][0], -k), default=-1)
    chain = set()
    while place >= 0:
        chain.add(place)
        place = best[place][1]
    return tuple(replace(one, moved=k not in chain) for k, one in enumerate(order))
