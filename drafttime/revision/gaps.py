"""Settle what is left between equal paragraphs: who became whom, token by token.

A gap may be a whole chapter that was gone over line by line. In a large one, paragraphs that are
nearly equal go first and cut it into small gaps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from drafttime.revision.distance import matches, similarity
from drafttime.revision.grouping import Group, absorb, group, suspected
from drafttime.revision.order import Match, heaviest_chain
from drafttime.revision.shingles import ShingleIndex

# Gaps with more pairs of paragraphs than this are cut at nearly equal ones.
LARGE_PAIRS = 144
# Nearly equal: so alike that neither was joined to another nor split.
NEAR_AT_LEAST = 0.75

Aligned = tuple[Group, tuple[Match, ...]]


def settle_gap(
    old: Sequence[str], new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int]
) -> list[Aligned]:
    """Group and align what is left in a gap.

    Groups are ranges of paragraphs of both versions; runs are counted from the group's first
    token on either side. Deterministic.
    """
    if len(left_old) * len(left_new) > LARGE_PAIRS:
        return _settle_large(old, new, left_old, left_new)
    return _settle_small(old, new, left_old, left_new, None)


def _align(old: Sequence[str], new: Sequence[str], found: Group) -> Aligned:
    olds, news = found
    return found, matches("".join(old[slice(*olds)]), "".join(new[slice(*news)]))


def _settle_small(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    index: ShingleIndex | None,
) -> list[Aligned]:
    return [_align(old, new, found) for found in group(old, new, left_old, left_new, index)]


def _settle_large(
    old: Sequence[str], new: Sequence[str], left_old: Sequence[int], left_new: Sequence[int]
) -> list[Aligned]:
    index = ShingleIndex((i, old[i]) for i in left_old)
    anchors = _near(old, new, left_new, index)
    settled: list[Aligned] = []
    i1, j1 = left_old[0], left_new[0]
    for i, j in [*((i, j) for i, j, _ in anchors), (left_old[-1] + 1, left_new[-1] + 1)]:
        olds = left_old[bisect_left(left_old, i1) : bisect_left(left_old, i)]
        news = left_new[bisect_left(left_new, j1) : bisect_left(left_new, j)]
        if olds and news:
            settled.extend(_settle_small(old, new, olds, news, index))
        i1, j1 = i + 1, j + 1
    return settled + _grown(old, new, left_old, left_new, anchors, settled)


def _near(
    old: Sequence[str], new: Sequence[str], left_new: Sequence[int], index: ShingleIndex
) -> list[Match]:
    """Return, in order, the nearly equal paragraphs that could come from nowhere else."""
    suspects = {
        j: [i for i, count in index.shared(new[j]).items() if suspected(old[i], new[j], count)]
        for j in left_new
    }
    claims = Counter(i for found in suspects.values() for i in found)
    found: list[Match] = [
        (some[0], j, len(new[j]))
        for j, some in suspects.items()
        if len(some) == 1
        and claims[some[0]] == 1
        and similarity(old[some[0]], new[j], at_least=NEAR_AT_LEAST) > 0
    ]
    return [found[k] for k in heaviest_chain(found)]


def _grown(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    anchors: Sequence[Match],
    settled: Sequence[Aligned],
) -> list[Aligned]:
    """Let the nearly equal paragraphs take in short neighbours that nobody else took."""
    taken_old = {i for i, _, _ in anchors}
    taken_new = {j for _, j, _ in anchors}
    for (olds, news), _ in settled:
        taken_old.update(range(*olds))
        taken_new.update(range(*news))
    groups: list[Group] = [((i, i + 1), (j, j + 1)) for i, j, _ in anchors]
    rest_old = [i for i in left_old if i not in taken_old]
    rest_new = [j for j in left_new if j not in taken_new]
    grown, _, _ = absorb(old, new, groups, rest_old, rest_new)
    return [_align(old, new, found) for found in grown]
