"""Labels that never overlap: pushed apart along a line, and merged where there is no room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafttime.charts import _type
from drafttime.charts._type import Face

_NUMBERED = re.compile(r"(.*?)(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a line with its name; a merged one has several places and one name."""

    places: tuple[float, ...]
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The one name of all: "Draft 3", "Drafts 4–7", "3 drafts"."""
        return merged_name(self.names)

    @property
    def middle(self) -> float:
        """The middle between the first place and the last."""
        return (self.places[0] + self.places[-1]) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and where its label begins, in points, with the text that fits there."""

    mark: Mark
    start: float
    words: str


def merged_name(names: Sequence[str]) -> str:
    """Return one name for several drafts that follow each other."""
    if len(names) == 1:
        return names[0]
    found = [_NUMBERED.fullmatch(name) for name in names]
    parts = [(match[1], int(match[2])) for match in found if match]
    in_a_row = len(parts) == len(names) and all(
        a[0] == b[0] and a[1] + 1 == b[1] for a, b in pairwise(parts)
    )
    if not in_a_row:
        return f"{len(names)} drafts"
    before = parts[0][0]
    plural = f"{before.rstrip()}s " if before.endswith(" ") else before
    return f"{plural}{parts[0][1]}–{parts[-1][1]}"


def spread(
    centres: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float
) -> tuple[float, ...] | None:
    """Return where each label begins so that all keep `gap` apart between `low` and `high`.

    Labels stay in order and as near to their centres as that allows (neighbours that collide move
    together); None where there is no room for all. Quadratic in their number, which is small.
    """
    if sum(sizes) + gap * (len(sizes) - 1) > high - low:
        return None
    groups: list[tuple[int, int, float]] = []  # first, last, start
    for place in range(len(sizes)):
        groups.append(_group(place, place, centres, sizes, low, high, gap))
        while (
            len(groups) > 1
            and groups[-2][2] + _length(*groups[-2][:2], sizes, gap) + gap > (groups[-1][2])
        ):
            (first, _, _), (_, last, _) = groups[-2:]
            groups[-2:] = [_group(first, last, centres, sizes, low, high, gap)]
    starts: list[float] = []
    for first, last, start in groups:
        at = start
        for place in range(first, last + 1):
            starts.append(at)
            at += sizes[place] + gap
    return tuple(starts)


def _length(first: int, last: int, sizes: Sequence[float], gap: float) -> float:
    return sum(sizes[first : last + 1]) + gap * (last - first)


def _group(
    first: int,
    last: int,
    centres: Sequence[float],
    sizes: Sequence[float],
    low: float,
    high: float,
    gap: float,
) -> tuple[int, int, float]:
    """Return a run of labels that touch, with the start that serves them best on average."""
    offset, wishes = 0.0, 0.0
    for place in range(first, last + 1):
        wishes += centres[place] - sizes[place] / 2 - offset
        offset += sizes[place] + gap
    start = wishes / (last - first + 1)
    return first, last, min(max(start, low), high - _length(first, last, sizes, gap))


def place_marks(
    marks: Sequence[Mark], low: float, high: float, face: Face, widest: float, gap: float = 8
) -> tuple[Placed, ...]:
    """Return the marks, in order, with labels that lie over their places and never overlap.

    Marks whose labels would have to leave their places are merged with the nearest neighbour.
    """
    left = list(marks)
    while left:
        words = [_type.fit(mark.name, face, widest) for mark in left]
        sizes = [_type.width(text, face) for text in words]
        starts = spread([mark.middle for mark in left], sizes, low, high, gap)
        if starts is not None and (len(left) == 1 or _over_places(left, starts, sizes)):
            return tuple(map(Placed, left, starts, words))
        gaps = [b.places[0] - a.places[-1] for a, b in pairwise(left)]
        if not gaps:
            return ()
        nearest = gaps.index(min(gaps))
        one, other = left[nearest : nearest + 2]
        left[nearest : nearest + 2] = [
            Mark(one.places + other.places, one.names + other.names),
        ]
    return ()


def _over_places(marks: Sequence[Mark], starts: Sequence[float], sizes: Sequence[float]) -> bool:
    """Return whether each label touches the middle of its own places."""
    return all(
        start - 1 <= mark.middle <= start + size + 1
        for mark, start, size in zip(marks, starts, sizes, strict=True)
    )
