"""Group the paragraphs of a gap, n to m: reworked, split and joined ones, and what is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from drafttime.revision.distance import common_ends, indel, similarity
from drafttime.revision.shingles import SHINGLE_TOKENS, ShingleIndex

# "Yes." and "* * *" must never travel: only paragraphs this long are matched out of order.
TRAVEL_TOKENS = 8
# Below this similarity the old is cut and the new is new (unrelated prose lies under 0.3).
PAIRED_AT_LEAST = 0.4
# Short lines share a full stop and an article by chance, so they must agree in more.
SHORT_PAIRED_AT_LEAST = 0.6
# A paragraph that grew: so much of the shorter one must stand at the ends of the longer.
GROWN_TOKENS = 4
GROWN_AT_LEAST = 0.8
# Of the shingles of the shorter of two paragraphs, how many must be shared to suspect a pair.
SUSPECT_SHARE = 0.1
# In gaps of up to this many pairs each is looked at; this share of the shorter one must be there.
SMALL_PAIRS = 16
CONTAINED_AT_LEAST = 0.6
# Left-over paragraphs without shingles are tried against each other up to this many pairs, and
# beyond that against those this near to the same place in the gap.
SHORT_PAIRS = 64
NEAR_PLACES = 8
# Longer neighbours must stand word for word on the other side: their shingles speak otherwise.
ABSORBED_TOKENS = 12
# A neighbour joins a group when this share of its tokens is found on the other side.
ABSORBED_AT_LEAST = 0.8

Range = tuple[int, int]
Group = tuple[Range, Range]  # paragraphs old[a:b] became new[c:d]
Part = tuple[list[int], list[int]]  # old and new paragraphs that hang together
Free = tuple[set[int], set[int]]  # old and new paragraphs that are in no group yet


def group(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    index: ShingleIndex | None,
) -> list[Group]:
    """Group left-over paragraphs of a gap, n to m, each group a run on both sides."""
    if len(left_old) == 1 and len(left_new) == 1:
        i, j = left_old[0], left_new[0]
        return [((i, i + 1), (j, j + 1))] if alike(old[i], new[j]) else []
    edges = _best_edges(_edges(old, new, left_old, left_new, index))
    groups: list[Group] = []
    free: Free = (set(left_old), set(left_new))
    for part in _components(edges):
        for found in _accepted(old, new, part, edges, free):
            groups.append(found)
            free[0].difference_update(range(*found[0]))
            free[1].difference_update(range(*found[1]))
    rest_old, rest_new = sorted(free[0]), sorted(free[1])
    if groups and (rest_old or rest_new):
        groups, absorbed_old, absorbed_new = absorb(old, new, groups, rest_old, rest_new)
        rest_old = [i for i in rest_old if i not in absorbed_old]
        rest_new = [j for j in rest_new if j not in absorbed_new]
    return groups + _short_pairs(old, new, rest_old, rest_new)


def absorb(
    old: Sequence[str],
    new: Sequence[str],
    groups: Sequence[Group],
    rest_old: Sequence[int],
    rest_new: Sequence[int],
) -> tuple[list[Group], set[int], set[int]]:
    """Let groups take in the short neighbours that were joined to them or split off.

    A line of dialogue has no shingle of its own, so that only its neighbours tell where it went.
    Returns the grown groups and what they absorbed on either side. Ascending neighbours come
    first, then descending ones, so that a run of them is taken in from both ends.
    """
    grown = list(groups)
    absorbed: tuple[set[int], set[int]] = (set(), set())
    for side, rest in ((0, rest_old), (1, rest_new)):
        begins = {ranges[side][0]: g for g, ranges in enumerate(grown)}
        ends = {ranges[side][1]: g for g, ranges in enumerate(grown)}
        for k in [*rest, *reversed(rest)]:
            text = (old, new)[side][k]
            for g in (ends.get(k), begins.get(k + 1)):
                if g is None or k in absorbed[side]:
                    continue
                start, stop = grown[g][side]
                other = "".join((new, old)[side][slice(*grown[g][1 - side])])
                if len(text) > ABSORBED_TOKENS and text not in other:
                    continue
                wider = (min(start, k), max(stop, k + 1))
                bigger = (wider, grown[g][1]) if side == 0 else (grown[g][0], wider)
                gain = _group_shares(old, new, bigger) - _group_shares(old, new, grown[g])
                if gain >= ABSORBED_AT_LEAST * len(text):
                    grown[g] = bigger
                    absorbed[side].add(k)
                    begins[wider[0]] = ends[wider[1]] = g
    return grown, absorbed[0], absorbed[1]


def _group_shares(old: Sequence[str], new: Sequence[str], group: Group) -> int:
    """Tokens that the two sides of a group have in common, in order."""
    return _shared("".join(old[slice(*group[0])]), "".join(new[slice(*group[1])]))


def _shared(old: str, new: str) -> int:
    return (len(old) + len(new) - indel(old, new)) // 2


def suspected(old: str, new: str, shared: int) -> bool:
    """Say whether sharing that many shingles makes two paragraphs worth a closer look."""
    return shared >= SUSPECT_SHARE * max(1, min(len(old), len(new)) + 1 - SHINGLE_TOKENS)


@lru_cache(maxsize=1 << 18)
def alike(old: str, new: str) -> bool:
    """Say whether two paragraphs are versions of one another.

    By their likeness, or because the shorter one still opens and closes the longer: a stub that
    was written out is no cut, however long it became.
    """
    short, both = min(len(old), len(new)), len(old) + len(new)
    bar = SHORT_PAIRED_AT_LEAST if short < TRAVEL_TOKENS else PAIRED_AT_LEAST
    if 2 * short >= bar * both and similarity(old, new, at_least=bar) >= bar:
        return True
    return short >= GROWN_TOKENS and common_ends(old, new) >= GROWN_AT_LEAST * short


def _edges(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    index: ShingleIndex | None,
) -> dict[tuple[int, int], int]:
    """Suspected pairs (i, j) with what they share: tokens in a small gap, shingles in others."""
    if len(left_old) * len(left_new) <= SMALL_PAIRS:
        return {
            (i, j): shared
            for i in left_old
            for j in left_new
            if (shared := _shared(old[i], new[j]))
            >= CONTAINED_AT_LEAST * min(len(old[i]), len(new[j]))
        }
    if index is None:
        index = ShingleIndex((i, old[i]) for i in left_old)
    allowed = set(left_old)
    edges: dict[tuple[int, int], int] = {}
    for j in left_new:
        for i, shared in index.shared(new[j]).items():
            if i in allowed and suspected(old[i], new[j], shared):
                edges[i, j] = shared
    return edges


def _best_edges(edges: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Keep the pairs that are the best of one of their sides.

    A phrase that recurs would otherwise tie together what has nothing to do with each other.
    """
    best_old: dict[int, tuple[int, int]] = {}
    best_new: dict[int, tuple[int, int]] = {}
    for (i, j), shared in edges.items():
        best_old[i] = min(best_old.get(i, (0, 0)), (-shared, j))
        best_new[j] = min(best_new.get(j, (0, 0)), (-shared, i))
    return {
        (i, j): shared
        for (i, j), shared in edges.items()
        if best_old[i][1] == j or best_new[j][1] == i
    }


def _components(edges: Mapping[tuple[int, int], int]) -> list[Part]:
    """Return the connected components of suspected pairs, those that share most first."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in edges:
        a, b = root((0, i)), root((1, j))
        if a != b:
            parent[max(a, b)] = min(a, b)
    parts: dict[tuple[int, int], Part] = {}
    for side, k in sorted(parent):
        parts.setdefault(root((side, k)), ([], []))[side].append(k)
    weights = dict.fromkeys(parts, 0)
    for (i, _), shared in edges.items():
        weights[root((0, i))] += shared
    return [parts[key] for key in sorted(parts, key=lambda key: (-weights[key], key))]


def _accepted(
    old: Sequence[str],
    new: Sequence[str],
    part: Part,
    edges: Mapping[tuple[int, int], int],
    free: Free,
) -> list[Group]:
    """Take a component as one run on either side where that is right, else its best pairs.

    A run may hold free paragraphs in between that share nothing (a line was added where a long
    paragraph was split), as long as they are the smaller part of it.
    """
    part_old = [i for i in part[0] if i in free[0]]
    part_new = [j for j in part[1] if j in free[1]]
    if not part_old or not part_new:
        return []
    span_old = _span(old, part_old, free[0])
    span_new = _span(new, part_new, free[1])
    if alike("".join(old[slice(*span_old)]), "".join(new[slice(*span_new)])):
        return [(span_old, span_new)]
    inside_old, inside_new = set(part_old), set(part_new)
    candidates = sorted(
        (-shared, i, j) for (i, j), shared in edges.items() if i in inside_old and j in inside_new
    )
    pairs = []
    for _, i, j in candidates:
        if i in inside_old and j in inside_new and alike(old[i], new[j]):
            pairs.append(((i, i + 1), (j, j + 1)))
            inside_old.discard(i)
            inside_new.discard(j)
    return pairs


def _span(paragraphs: Sequence[str], part: Sequence[int], free: set[int]) -> Range:
    """Return the run from the first to the last of `part`, or the weightiest run inside it.

    The run is broken where something else stands in between; where more than a third of it belongs
    to others, it is the weightiest stretch in which less does (two pointers, linear).
    """
    chunks = _broken(part, free)
    best = max(chunks, key=lambda chunk: (sum(len(paragraphs[k]) for k in chunk), -chunk[0]))
    at = dict(zip(best, accumulate((len(paragraphs[k]) for k in best), initial=0), strict=False))
    whole = [0, *accumulate(map(len, paragraphs[best[0] : best[-1] + 1]))]
    first, heaviest = 0, (0, 0, 1)
    for last, k in enumerate(best):
        while True:
            own = at[k] + len(paragraphs[k]) - at[best[first]]
            span = whole[k + 1 - best[0]] - whole[best[first] - best[0]]
            if first == last or span - own <= own / 2:
                break
            first += 1
        heaviest = max(heaviest, (own, -first, last), key=lambda found: found[:2])
    return best[-heaviest[1]], best[heaviest[2]] + 1


def _broken(part: Sequence[int], free: set[int]) -> list[list[int]]:
    """Cut ascending indices where one between two neighbours is not free."""
    chunks = [[part[0]]]
    for before, after in pairwise(part):
        if any(k not in free for k in range(before + 1, after)):
            chunks.append([])
        chunks[-1].append(after)
    return chunks


def _short_pairs(
    old: Sequence[str], new: Sequence[str], rest_old: Sequence[int], rest_new: Sequence[int]
) -> list[Group]:
    """Pair what shares no rare shingle by likeness alone, near its place in the gap."""
    if not rest_old or not rest_new:
        return []
    reach = len(rest_new)
    if len(rest_old) * len(rest_new) > SHORT_PAIRS:
        reach = NEAR_PLACES
    scored = []
    for a, i in enumerate(rest_old):
        near = a * len(rest_new) // len(rest_old)
        for b in range(max(0, near - reach), min(len(rest_new), near + reach + 1)):
            j = rest_new[b]
            if alike(old[i], new[j]):
                scored.append((-similarity(old[i], new[j]), abs(a - b), i, j))
    free_old, free_new = set(rest_old), set(rest_new)
    pairs = []
    for _, _, i, j in sorted(scored):
        if i in free_old and j in free_new:
            pairs.append(((i, i + 1), (j, j + 1)))
            free_old.discard(i)
            free_new.discard(j)
    return pairs
