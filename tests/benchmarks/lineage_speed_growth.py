"""What a revision costs as the book grows: groups of revisions, and what the cost goes with.

A row per commit, as `lineage_speed_inside` writes it: milliseconds, words of the book, tokens
changed, tokens of the files touched, parents, whether the text changed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

GROUPS = 10
SMALL_TOKENS = 50
DRAWS = 500

Values = np.ndarray[tuple[int], np.dtype[np.float64]]
Rows = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def print_growth(rows: Rows) -> None:
    """Print the cost of a revision by group, and what it follows."""
    merges = rows[rows[:, 4] > 1, 0]
    rows = rows[(rows[:, 4] < 2) & (rows[:, 5] > 0)]
    print(f"  {len(rows):,} revisions changed the text: {rows[:, 0].sum() / 1000:.1f} s")
    if len(merges) >= GROUPS:
        tenths = [part.mean() for part in np.array_split(merges, GROUPS)]
        print(
            f"  {len(merges):,} merges: {merges.sum() / 1000:.1f} s; mean ms by tenth of the "
            f"history: {' '.join(f'{mean:.1f}' for mean in tenths)}"
        )
    if len(rows) < 5 * GROUPS:
        print("  too few revisions for groups")
        return
    for title, order in (
        ("in the order of the history", np.arange(len(rows))),
        ("by words of the book", np.argsort(rows[:, 1], kind="stable")),
    ):
        _print_groups(title, [rows[part] for part in np.array_split(order, GROUPS)])
    _print_finding(rows)


def _print_groups(title: str, groups: Sequence[Rows]) -> None:
    print(
        f"  {title}\n  {'':6}{'words of the book':>19}{'ms median':>11}{'mean':>8}"
        f"{f'≤ {SMALL_TOKENS} tokens':>13}{'tokens median':>15}{'mean':>9}{'µs a token':>12}"
    )
    for number, rows in enumerate(groups, 1):
        spent, words, tokens = rows[:, 0], rows[:, 1], rows[:, 2]
        small = spent[tokens <= SMALL_TOKENS]
        of_small = f"{np.median(small):13.2f}" if len(small) else f"{'–':>13}"
        print(
            f"  {number:6}{np.median(words):19,.0f}{np.median(spent):11.2f}{spent.mean():8.2f}"
            f"{of_small}{np.median(tokens):15,.0f}{tokens.mean():9,.0f}"
            f"{spent.sum() * 1000 / tokens.sum():12.1f}"
        )


def _print_finding(rows: Rows) -> None:
    spent = rows[:, 0]
    sizes = {
        "tokens changed": rows[:, 2],
        "tokens in the files touched": rows[:, 3],
        "words of the book": rows[:, 1],
    }
    factors, low, high = doubled(spent, list(sizes.values()))
    print(
        f"  {'cost of a revision against':30}{'rank correlation':>18}"
        f"{'twice as much, all else equal, costs':>40}"
    )
    for k, (name, size) in enumerate(sizes.items()):
        known = low[k] > 0.1 and high[k] < 10
        told = f"{factors[k]:.2f} × ({low[k]:.2f}–{high[k]:.2f})" if known else "not known"
        print(f"  {name:30}{spearman(spent, size):18.2f}{told:>40}")
    if high[2] < min(low[:2]):
        finding = "follows the change and the files that it touches, more than the book"
    elif low[2] > max(high[:2]):
        finding = "follows the book"
    else:
        finding = "goes with files and book alike here: this history cannot tell them apart"
    parts = np.array_split(spent, GROUPS)
    ratio = np.median(parts[-1]) / np.median(parts[0])
    print(
        f"  Cost per revision {finding}.\n  The median of the last tenth of the history is "
        f"{ratio:.2f} times that of the first.",
        flush=True,
    )


def doubled(spent: Values, sizes: Sequence[Values]) -> tuple[Values, Values, Values]:
    """Fit time to a product of powers of sizes; return what doubling each costs, as a factor.

    The second and third bound the middle 95 % of the same fit to revisions drawn with replacement.
    """
    logs = np.log2(np.column_stack([np.full(len(spent), 2.0), *(np.maximum(s, 1) for s in sizes)]))
    goal = np.log2(spent)
    chance = np.random.default_rng(5)
    draws = [np.arange(len(spent)), *chance.integers(0, len(spent), (DRAWS, len(spent)))]
    fits = [2 ** np.linalg.lstsq(logs[d], goal[d], rcond=None)[0][1:] for d in draws]
    low, high = np.quantile(fits[1:], (0.025, 0.975), axis=0)
    return fits[0], low, high


def spearman(a: Values, b: Values) -> float:
    """Return the rank correlation of two series, ties sharing their mean rank."""
    return float(np.corrcoef(_ranks(a), _ranks(b))[0, 1])


def _ranks(values: Values) -> Values:
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends: Values = np.cumsum(counts).astype(np.float64)
    ranks: Values = (ends - (counts - 1) / 2)[which]
    return ranks
