"""Which matched runs stayed in place: the heaviest chain that increases on both sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Match = tuple[int, int, int]
"""Start in the old text, start in the new text, length."""


def heaviest_chain(runs: Sequence[Match]) -> list[int]:
    """Return the indices (ascending by old start) of the heaviest increasing chain of runs.

    `runs` do not overlap on either side. Weight is a run's tokens. Ties: the chain whose
    runs come earlier in the old text. O(k log k) for k runs, with a Fenwick tree of best chains
    over the rank of the new start (Fredman 1975 for the unweighted case).
    """
    order = sorted(range(len(runs)), key=lambda k: (runs[k][0], runs[k][1]))
    if all(runs[order[k]][1] < runs[order[k + 1]][1] for k in range(len(order) - 1)):
        return order
    starts = sorted({run[1] for run in runs})
    size = len(starts)
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)  # (weight of the best chain, its last run)
    before = [-1] * len(runs)
    best, last = 0, -1
    for k in order:
        rank = bisect_left(starts, runs[k][1])
        weight, previous = _best_before(tree, rank)
        before[k] = previous
        weight += runs[k][2]
        _offer(tree, rank + 1, (weight, k))
        if weight > best:
            best, last = weight, k
    chain = []
    while last != -1:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _best_before(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    """Return the heaviest chain that ends at a rank below `rank`."""
    best = (0, -1)
    while rank > 0:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank -= rank & -rank
    return best


def _offer(tree: list[tuple[int, int]], rank: int, chain: tuple[int, int]) -> None:
    """Record a chain that ends at `rank` (counted from 1)."""
    while rank < len(tree):
        if chain[0] > tree[rank][0]:
            tree[rank] = chain
        rank += rank & -rank
