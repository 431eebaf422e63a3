"""Settle what is left between equal paragraphs: who became whom, token by token.

A gap may be a whole chapter that was gone over line by line. In a large one, paragraphs that are
nearly equal go first and cut it into small gaps; what was found in a small gap is remembered, since
from version to version most gaps stay as they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from drafttime.revision.distance import Match, matches, similarity
from drafttime.revision.grouping import TRAVEL_TOKENS, Group, Range, absorb, group, suspected
from drafttime.revision.order import heaviest_chain
from drafttime.revision.shingles import Index, ShingleIndex

# Gaps with more pairs of paragraphs than this are cut at nearly equal ones.
LARGE_PAIRS = 144
# Nearly equal: so alike that neither was joined to another nor split.
NEAR_AT_LEAST = 0.75

Settled = tuple[Group, tuple[Match, ...]]


class OldSide:
    """A version of a file to which one or many others are compared.

    `index` holds the shingles of its paragraphs by position; without one, indexes are built over
    what exact matching leaves.
    """

    def __init__(self, paragraphs: Sequence[str], index: Index | None = None) -> None:
        self.paragraphs = paragraphs
        self.index = index
        self._settled: dict[object, tuple[Settled, ...]] = {}
        self._aligned: dict[tuple[Range, str], tuple[Match, ...]] = {}
        self._suspects: dict[str, tuple[int, ...]] = {}
        self._near: dict[tuple[int, str], bool] = {}

    @cached_property
    def once(self) -> Mapping[str, int]:
        """The long paragraphs that stand once, with their positions."""
        counts = Counter(self.paragraphs)
        return {
            paragraph: i
            for i, paragraph in enumerate(self.paragraphs)
            if len(paragraph) >= TRAVEL_TOKENS and counts[paragraph] == 1
        }

    def align(self, old: Range, new: str) -> tuple[Match, ...]:
        """Align the tokens of a run of old paragraphs with a new text."""
        known = self._aligned.get((old, new))
        if known is None:
            known = matches("".join(self.paragraphs[slice(*old)]), new)
            self._aligned[old, new] = known
        return known

    def suspects(self, paragraph: str, index: Index) -> tuple[int, ...]:
        """Return the old paragraphs that a new one may come from, by what they share."""
        known = self._suspects.get(paragraph)
        if known is None:
            known = self._suspects[paragraph] = tuple(
                i
                for i, count in index.shared(paragraph).items()
                if suspected(self.paragraphs[i], paragraph, count)
            )
        return known

    def near(self, old: int, paragraph: str) -> bool:
        """Say whether an old and a new paragraph are nearly equal."""
        known = self._near.get((old, paragraph))
        if known is None:
            likeness = similarity(self.paragraphs[old], paragraph, at_least=NEAR_AT_LEAST)
            known = self._near[old, paragraph] = likeness > 0
        return known

    def settle(
        self, new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int]
    ) -> list[Settled]:
        """Group and align what is left in a gap.

        Groups are ranges of paragraphs of both versions; runs are counted from the group's first
        token on either side. Deterministic.
        """
        if len(left_old) * len(left_new) > LARGE_PAIRS:
            return self._settle_large(new, left_old, left_new)
        return self._settle_small(new, left_old, left_new, self.index)

    def _settle_small(
        self,
        new: Sequence[str],
        left_old: Sequence[int],
        left_new: Sequence[int],
        index: Index | None,
    ) -> list[Settled]:
        start, stop = left_new[0], left_new[-1] + 1
        key = ((*left_old,), (*(j - start for j in left_new),), (*new[start:stop],))
        known = self._settled.get(key)
        if known is None:
            known = tuple(
                (
                    (olds, (news[0] - start, news[1] - start)),
                    self.align(olds, "".join(new[slice(*news)])),
                )
                for olds, news in group(self.paragraphs, new, left_old, left_new, index)
            )
            self._settled[key] = known
        return [((olds, (news[0] + start, news[1] + start)), runs) for (olds, news), runs in known]

    def _settle_large(
        self, new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int]
    ) -> list[Settled]:
        index = self.index or ShingleIndex((i, self.paragraphs[i]) for i in left_old)
        inside = set(left_old)
        suspects = {j: [i for i in self.suspects(new[j], index) if i in inside] for j in left_new}
        claims = Counter(i for found in suspects.values() for i in found)
        found: list[Match] = [
            (some[0], j, len(new[j]))
            for j, some in suspects.items()
            if len(some) == 1 and claims[some[0]] == 1 and self.near(some[0], new[j])
        ]
        anchors = [found[k] for k in heaviest_chain(found)]
        settled: list[Settled] = []
        i1, j1 = left_old[0], left_new[0]
        for i, j in [*((i, j) for i, j, _ in anchors), (left_old[-1] + 1, left_new[-1] + 1)]:
            olds = left_old[bisect_left(left_old, i1) : bisect_left(left_old, i)]
            news = left_new[bisect_left(left_new, j1) : bisect_left(left_new, j)]
            if olds and news:
                settled.extend(self._settle_small(new, olds, news, index))
            i1, j1 = i + 1, j + 1
        return settled + self._grown(new, left_old, left_new, anchors, settled)

    def _grown(
        self,
        new: Sequence[str],
        left_old: Sequence[int],
        left_new: Sequence[int],
        anchors: Sequence[Match],
        settled: Sequence[Settled],
    ) -> list[Settled]:
        """Let the nearly equal paragraphs take in short neighbours that nobody else took."""
        taken_old = {i for i, _, _ in anchors}
        taken_new = {j for _, j, _ in anchors}
        for (olds, news), _ in settled:
            taken_old.update(range(*olds))
            taken_new.update(range(*news))
        groups: list[Group] = [((i, i + 1), (j, j + 1)) for i, j, _ in anchors]
        rest_old = [i for i in left_old if i not in taken_old]
        rest_new = [j for j in left_new if j not in taken_new]
        grown, _, _ = absorb(self.paragraphs, new, groups, rest_old, rest_new)
        return [
            ((olds, news), self.align(olds, "".join(new[slice(*news)]))) for olds, news in grown
        ]
