"""Pair the paragraphs of two versions of one file before any token is aligned.

Token-level alignment of whole texts calls a fifth of unrelated prose "kept" and a reordered chapter
"rewritten"; so equal paragraphs are matched first, then reworked, split and joined ones, and only
inside such pairs are tokens compared. Design, section 5, steps 2 to 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from drafttime.revision.distance import common_subsequence
from drafttime.revision.gaps import settle_gap
from drafttime.revision.grouping import TRAVEL_TOKENS
from drafttime.revision.order import Match, heaviest_chain

# Exact matching in order is skipped above this many pairs (anchors remain): 32 MB of bits.
LCS_PAIRS = 250_000_000

Gap = tuple[int, int, int, int]  # old start, old stop, new start, new stop (paragraphs)


@dataclass(frozen=True, slots=True)
class Exact:
    """The equal paragraphs of two versions: in order, out of order, and the gaps between.

    Matches are (old paragraph, new paragraph, number of paragraphs); `moved` ones lie in gaps.
    """

    in_order: tuple[Match, ...]
    moved: tuple[Match, ...]
    gaps: tuple[Gap, ...]

    def left(self) -> tuple[list[int], list[int]]:
        """Return the old and the new paragraphs that have no equal, ascending."""
        moved_old = {i for i, _, _ in self.moved}
        moved_new = {j for _, j, _ in self.moved}
        return (
            [i for i1, i2, _, _ in self.gaps for i in range(i1, i2) if i not in moved_old],
            [j for _, _, j1, j2 in self.gaps for j in range(j1, j2) if j not in moved_new],
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """What reworked, split and joined paragraphs share, and what no match was found for.

    `runs` are token runs (old offset, new offset, length) counted from the file's first token.
    """

    runs: tuple[Match, ...]
    old_left: tuple[int, ...]
    new_left: tuple[int, ...]


def offsets(paragraphs: Sequence[str]) -> list[int]:
    """Return the token offset of each paragraph, and the total at the end."""
    return [0, *accumulate(map(len, paragraphs))]


def match_equal(old: Sequence[str], new: Sequence[str]) -> Exact:
    """Match the equal paragraphs of two versions of a file. Cost follows the difference."""
    head, tail = _common_ends(old, new)
    stop_old, stop_new = len(old) - tail, len(new) - tail
    in_order: list[Match] = [(0, 0, head)] if head else []
    moved: list[Match] = []
    gaps: list[Gap] = []
    if head < stop_old and head < stop_new:
        middle = (head, stop_old, head, stop_new)
        anchors, moved = _anchors(old, new, middle)
        found, gaps = _between_anchors(old, new, anchors, middle)
        in_order.extend(found)
    elif head < stop_old or head < stop_new:
        gaps.append((head, stop_old, head, stop_new))
    if tail:
        in_order.append((stop_old, stop_new, tail))
    found_all = Exact(tuple(in_order), tuple(moved), tuple(gaps))
    return _with_short_lines(old, new, found_all) if len(moved) > 1 else found_all


def _with_short_lines(old: Sequence[str], new: Sequence[str], exact: Exact) -> Exact:
    """Let short and repeated lines travel in a file of which more has moved than stayed.

    They never do elsewhere; but where most long paragraphs changed places, the equal lines between
    them did so too. The first pairs with the first, the second with the second.
    """
    moved = sum(len(new[j]) for _, j, _ in exact.moved)
    if moved <= sum(len(new[k]) for _, j, n in exact.in_order for k in range(j, j + n)):
        return exact
    left_old, left_new = exact.left()
    waiting: dict[str, list[int]] = {}
    for i in reversed(left_old):
        waiting.setdefault(old[i], []).append(i)
    lines = [(waiting[new[j]].pop(), j, 1) for j in left_new if waiting.get(new[j])]
    return Exact(exact.in_order, (*exact.moved, *lines), exact.gaps)


def token_runs(
    old_at: Sequence[int], new_at: Sequence[int], matches: Sequence[Match]
) -> list[Match]:
    """Return matches of paragraphs as matches of tokens, by the offsets of both versions."""
    return [(old_at[i], new_at[j], old_at[i + n] - old_at[i]) for i, j, n in matches]


def settle(
    old: Sequence[str],
    new: Sequence[str],
    exact: Exact,
    gone: Collection[int],
    come: Collection[int],
) -> Settled:
    """Match in each gap what was reworked there. Deterministic.

    `gone` and `come` are paragraphs that were matched elsewhere in the manuscript.
    """
    taken_old = {i for i, _, _ in exact.moved}.union(gone)
    taken_new = {j for _, j, _ in exact.moved}.union(come)
    runs: list[Match] = []
    old_at = new_at = None
    for i1, i2, j1, j2 in exact.gaps:
        left_old = [i for i in range(i1, i2) if i not in taken_old]
        left_new = [j for j in range(j1, j2) if j not in taken_new]
        if not left_old or not left_new:
            continue
        if old_at is None or new_at is None:
            old_at, new_at = offsets(old), offsets(new)
        for (olds, news), found in settle_gap(old, new, left_old, left_new):
            a, b = old_at[olds[0]], new_at[news[0]]
            runs.extend([(a + i, b + j, n) for i, j, n in found if n])
            taken_old.update(range(*olds))
            taken_new.update(range(*news))
    old_gaps = (i for i1, i2, _, _ in exact.gaps for i in range(i1, i2))
    new_gaps = (j for _, _, j1, j2 in exact.gaps for j in range(j1, j2))
    return Settled(
        runs=tuple(runs),
        old_left=tuple(i for i in old_gaps if i not in taken_old),
        new_left=tuple(j for j in new_gaps if j not in taken_new),
    )


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Count the equal paragraphs at the beginning and, beyond those, at the end."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _between_anchors(
    old: Sequence[str], new: Sequence[str], anchors: Sequence[tuple[int, int]], middle: Gap
) -> tuple[list[Match], list[Gap]]:
    """Match what is equal between the anchors, and return the anchors with it, and the gaps."""
    i1, stop_old, j1, stop_new = middle
    in_order: list[Match] = []
    gaps: list[Gap] = []
    for i, j in [*anchors, (stop_old, stop_new)]:
        if i1 < i and j1 < j:
            found = _in_gap(old, new, (i1, i, j1, j))
            in_order.extend(found)
            gaps.extend(_between(found, (i1, i, j1, j)))
        elif i1 < i or j1 < j:
            gaps.append((i1, i, j1, j))
        elif in_order and i < stop_old:  # straight after the anchor before it
            a, b, n = in_order[-1]
            in_order[-1] = (a, b, n + 1)
            i1, j1 = i + 1, j + 1
            continue
        if i < stop_old:
            in_order.append((i, j, 1))
        i1, j1 = i + 1, j + 1
    return in_order, gaps


def _anchors(
    old: Sequence[str], new: Sequence[str], gap: Gap
) -> tuple[list[tuple[int, int]], list[Match]]:
    """Long paragraphs that stand once on each side: those in place, and those that travelled."""
    i1, i2, j1, j2 = gap
    once = _standing_once(old, i1, i2)
    again = _standing_once(new, j1, j2)
    found = [(once[p], j, len(p)) for p, j in again.items() if p in once]
    chain = heaviest_chain(found)
    anchors = [(found[k][0], found[k][1]) for k in chain]
    if len(chain) == len(found):
        return anchors, []
    chosen = set(chain)
    return anchors, [(i, j, 1) for k, (i, j, _) in enumerate(found) if k not in chosen]


def _standing_once(paragraphs: Sequence[str], start: int, stop: int) -> dict[str, int]:
    """Return the long paragraphs that stand once between two places, with their positions."""
    counts = Counter(paragraphs[start:stop])
    return {
        p: k
        for k, p in enumerate(paragraphs[start:stop], start)
        if len(p) >= TRAVEL_TOKENS and counts[p] == 1
    }


def _in_gap(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[Match]:
    """Equal paragraphs in order between two anchors, short and repeated ones included."""
    i1, i2, j1, j2 = gap
    if i1 == i2 or j1 == j2 or (i2 - i1) * (j2 - j1) > LCS_PAIRS:
        return []
    shared = set(old[i1:i2]) & set(new[j1:j2])
    if not shared:
        return []
    old_at = [i for i in range(i1, i2) if old[i] in shared]
    new_at = [j for j in range(j1, j2) if new[j] in shared]
    ids = {paragraph: k for k, paragraph in enumerate(sorted(shared))}
    runs = common_subsequence([ids[old[i]] for i in old_at], [ids[new[j]] for j in new_at])
    return [(old_at[a + k], new_at[b + k], 1) for a, b, size in runs for k in range(size)]


def _between(found: Sequence[Match], gap: Gap) -> list[Gap]:
    """Return the gaps that `found` leaves inside `gap`."""
    i1, i2, j1, j2 = gap
    gaps: list[Gap] = []
    for i, j, n in [*found, (i2, j2, 0)]:
        if i1 < i or j1 < j:
            gaps.append((i1, i, j1, j))
        i1, j1 = i + n, j + n
    return gaps
