"""Group the paragraphs of a gap, n to m: reworked, split and joined ones, and what is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafttime.revision.distance import indel, similarity
from drafttime.revision.shingles import SHINGLE_TOKENS, Index, ShingleIndex, runs_of

# "Yes." and "* * *" must never travel: only paragraphs this long are matched out of order.
TRAVEL_TOKENS = 8
# Below this similarity the old is cut and the new is new (unrelated prose lies under 0.3).
PAIRED_AT_LEAST = 0.4
# Short lines share a full stop and an article by chance, so they must agree in more.
SHORT_PAIRED_AT_LEAST = 0.6
# Of the shingles of the shorter of two paragraphs, how many must be shared to suspect a pair.
SUSPECT_SHARE = 0.25
# In gaps of up to this many pairs each is looked at; this share of the shorter one must be there.
SMALL_PAIRS = 16
CONTAINED_AT_LEAST = 0.6
# Left-over paragraphs without shingles are tried against each other up to this many pairs.
SHORT_PAIRS = 64
# Longer neighbours must stand word for word on the other side: their shingles speak otherwise.
ABSORBED_TOKENS = 12
# A neighbour joins a group when this share of its tokens is found on the other side.
ABSORBED_AT_LEAST = 0.8

Range = tuple[int, int]
Group = tuple[Range, Range]  # paragraphs old[a:b] became new[c:d]


def group(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    index: Index | None,
) -> list[Group]:
    """Group left-over paragraphs of a gap, n to m, each group a run on both sides."""
    if len(left_old) == 1 and len(left_new) == 1:
        i, j = left_old[0], left_new[0]
        return [((i, i + 1), (j, j + 1))] if alike(old[i], new[j]) else []
    edges = _best_edges(_edges(old, new, left_old, left_new, index))
    groups: list[Group] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for part_old, part_new in _components(edges):
        for group_old, group_new in _accepted(old, new, part_old, part_new, edges):
            groups.append((group_old, group_new))
            taken_old.update(range(*group_old))
            taken_new.update(range(*group_new))
    rest_old = [i for i in left_old if i not in taken_old]
    rest_new = [j for j in left_new if j not in taken_new]
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


def alike(old: str, new: str) -> bool:
    """Say whether two paragraphs are versions of one another."""
    short = min(len(old), len(new)) < TRAVEL_TOKENS
    bar = SHORT_PAIRED_AT_LEAST if short else PAIRED_AT_LEAST
    return similarity(old, new, at_least=bar) >= bar


def _edges(
    old: Sequence[str],
    new: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    index: Index | None,
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


def _components(edges: Mapping[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """Return the connected components of suspected pairs, by their first old paragraph."""
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
    parts: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for side, k in sorted(parent):
        parts.setdefault(root((side, k)), ([], []))[side].append(k)
    return [parts[key] for key in sorted(parts)]


def _accepted(
    old: Sequence[str],
    new: Sequence[str],
    part_old: Sequence[int],
    part_new: Sequence[int],
    edges: Mapping[tuple[int, int], int],
) -> list[Group]:
    """Take a component whole where it is one run on both sides, else its best pairs."""
    runs_old, runs_new = runs_of(part_old), runs_of(part_new)
    if len(runs_old) == 1 and len(runs_new) == 1:
        (i1, i2), (j1, j2) = runs_old[0], runs_new[0]
        if alike("".join(old[i1:i2]), "".join(new[j1:j2])):
            return [((i1, i2), (j1, j2))]
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


def _short_pairs(
    old: Sequence[str], new: Sequence[str], rest_old: Sequence[int], rest_new: Sequence[int]
) -> list[Group]:
    """Pair what shares no rare shingle by likeness alone, where there is little of it."""
    if not rest_old or not rest_new or len(rest_old) * len(rest_new) > SHORT_PAIRS:
        return []
    scored = sorted(
        (-similarity(old[i], new[j]), abs(a - b), i, j)
        for a, i in enumerate(rest_old)
        for b, j in enumerate(rest_new)
        if alike(old[i], new[j])
    )
    free_old, free_new = set(rest_old), set(rest_new)
    pairs = []
    for _, _, i, j in scored:
        if i in free_old and j in free_new:
            pairs.append(((i, i + 1), (j, j + 1)))
            free_old.discard(i)
            free_new.discard(j)
    return pairs
