"""The chain that stays in place is the heaviest increasing one."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafttime.revision.order import heaviest_chain

SIZES = st.lists(st.integers(1, 9), min_size=0, max_size=7)


def runs_from(sizes: list[int], order: list[int]) -> list[tuple[int, int, int]]:
    new_at = {}
    at = 0
    for k in order:
        new_at[k] = at
        at += sizes[k]
    found, at = [], 0
    for k, size in enumerate(sizes):
        found.append((at, new_at[k], size))
        at += size
    return found


@given(SIZES.flatmap(lambda s: st.tuples(st.just(s), st.permutations(range(len(s))))))
def test_no_increasing_chain_is_heavier(case: tuple[list[int], list[int]]) -> None:
    sizes, order = case
    runs = runs_from(sizes, list(order))
    chain = heaviest_chain(runs)
    starts = [(runs[k][0], runs[k][1]) for k in chain]
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(starts))
    best = 0
    for length in range(len(runs) + 1):
        for some in combinations(range(len(runs)), length):
            news = [runs[k][1] for k in some]
            if news == sorted(news):
                best = max(best, sum(runs[k][2] for k in some))
    assert sum(runs[k][2] for k in chain) == best


def test_the_lighter_of_two_swapped_runs_has_moved() -> None:
    assert heaviest_chain([(0, 5, 3), (3, 0, 5)]) == [1]
