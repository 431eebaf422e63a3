"""Which old paragraphs a new paragraph may come from, by the rare word sequences they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

# Five tokens in a row rarely recur by chance in prose; three and four do ("it was the").
SHINGLE_TOKENS = 5
# A sequence that stands in more paragraphs than this (a refrain, a formula) identifies none.
RARE_AT_MOST = 4


def shingles(paragraph: str) -> set[str]:
    """Return the distinct runs of five tokens; a shorter paragraph has none."""
    stop = len(paragraph) - SHINGLE_TOKENS + 1
    return {paragraph[i : i + SHINGLE_TOKENS] for i in range(stop)}


class ShingleIndex:
    """Old paragraphs by their rare shingles; answers are remembered per new paragraph.

    Building costs one dictionary entry per token; a first question costs one look-up per token of
    the paragraph, a repeated one nothing. `wanted` limits it to what will be asked for.
    """

    __slots__ = ("_homes", "_known")

    def __init__(
        self, paragraphs: Iterable[tuple[int, str]], wanted: AbstractSet[str] | None = None
    ) -> None:
        homes: dict[str, list[int]] = {}
        for index, paragraph in paragraphs:
            found = shingles(paragraph)
            for shingle in found if wanted is None else found & wanted:
                homes.setdefault(shingle, []).append(index)
        self._homes = {
            shingle: found for shingle, found in homes.items() if len(found) <= RARE_AT_MOST
        }
        self._known: dict[str, Mapping[int, int]] = {}

    def shared(self, paragraph: str) -> Mapping[int, int]:
        """Return how many rare shingles `paragraph` shares with each old paragraph."""
        known = self._known.get(paragraph)
        if known is None:
            counts: dict[int, int] = {}
            for shingle in self._homes.keys() & shingles(paragraph):
                for index in self._homes[shingle]:
                    counts[index] = counts.get(index, 0) + 1
            known = self._known[paragraph] = counts
        return known
