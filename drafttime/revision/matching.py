"""What two texts share by lineage, token by token: kept, moved, gone, copied, new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from drafttime.revision.lives import Flags, Ids
from drafttime.revision.order import heaviest_chain

# A file is held against one of another name that so much of it came from.
PARTNER_AT_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Tokens:
    """A snapshot in reading order: the id of each token and the slot that it stands in.

    An id of −1 is a token of no known lineage. `words` tells words from marks.
    """

    ids: Ids
    slots: Ids
    words: Flags

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def distinct(self) -> int:
        """The number of tokens, further copies left out."""
        known = self.ids[self.ids >= 0]
        return len(self.ids) - len(known) + int(np.count_nonzero(np.bincount(known)))


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of tokens that stands in both texts: places in either, length, and whether it moved."""

    old: int
    new: int
    length: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """Two texts laid over each other by the ids of their tokens.

    `home` gives for each new token its place in the old text, −1 where it has none. `moved`,
    `copied` and `replaced` mark new tokens: those that stand elsewhere, further copies of tokens
    that are counted already, and new ones in place of cut text. `runs` are in the order of the new
    text.
    """

    old: Tokens
    new: Tokens
    home: Ids
    moved: Flags
    copied: Flags
    replaced: Flags
    runs: tuple[Shared, ...]

    @property
    def stands(self) -> Flags:
        """Which tokens of the new text are kept or moved from the old one."""
        return self.home >= 0

    @property
    def once(self) -> Flags:
        """The same, without further copies of a token that stands already."""
        places = np.flatnonzero(self.stands)
        _, first = np.unique(self.new.ids[places], return_index=True)
        found = np.zeros(len(self.new), np.bool_)
        found[places[first]] = True
        return found

    @property
    def fresh(self) -> Flags:
        """Which tokens of the new text are new."""
        return ~self.stands & ~self.copied


def match(old: Tokens, new: Tokens) -> Matching:
    """Lay two texts over each other. O((n + m) log n), and O(k log k) for k runs.

    Tokens with the same id are paired within their file first, then the first with the first. New
    tokens of a gap stand *in place of cut text* as far as tokens were cut in the same gap; what
    exceeds them stands where nothing stood.
    """
    home = _homes(old, new)
    copied = (home < 0) & np.isin(new.ids, old.ids[old.ids >= 0])
    starts, lengths = _runs(home, old.slots, new.slots)
    flat = [
        (int(home[start]), int(start), int(length))
        for start, length in zip(starts, lengths, strict=True)
    ]
    chain = set(heaviest_chain(flat))
    runs = tuple(Shared(a, b, n, k not in chain) for k, (a, b, n) in enumerate(flat))
    moved = np.zeros(len(new), np.bool_)
    for run in runs:
        if run.moved:
            moved[run.new : run.new + run.length] = True
    found = Matching(old, new, home, moved, copied, np.zeros(len(new), np.bool_), runs)
    _mark_replaced(found)
    return found


def _homes(old: Tokens, new: Tokens) -> Ids:
    """Return for each new token the place of its partner in the old text, −1 where it has none.

    Copies are paired within their file first, then the first of equals with the first.
    """
    top = int(max(old.ids.max(initial=-1), new.ids.max(initial=-1))) + 1
    known, ours = old.ids >= 0, new.ids >= 0
    if _distinct(old.ids[known]) and _distinct(new.ids[ours]):
        place = np.full(max(top, 1), -1, np.int64)  # neither text may have a known token
        place[old.ids[known]] = np.flatnonzero(known)
        return np.where(ours, place[np.where(ours, new.ids, 0)], -1)
    home = np.full(len(new), -1, np.int64)
    for by_slot in (top, 0):
        free = known.copy()
        free[home[home >= 0]] = False
        left_old = np.flatnonzero(free)
        left_new = np.flatnonzero(ours & (home < 0))
        if len(left_old) and len(left_new):
            many = len(left_old) + len(left_new)
            keys = [
                _keys(side.ids[left] + side.slots[left] * by_slot, many)
                for side, left in ((old, left_old), (new, left_new))
            ]
            home[left_new] = _partners(keys[0], keys[1], left_old)
    return home


def _partners(old: Ids, new: Ids, places: Ids) -> Ids:
    """Return for each new key the place of the equal old one, −1 where there is none."""
    order = np.argsort(old, kind="stable")
    at = np.minimum(np.searchsorted(old[order], new), len(old) - 1)
    partner = order[at]
    return np.where(old[partner] == new, places[partner], -1)


def _distinct(ids: Ids) -> bool:
    """Say whether no token stands twice. Linear."""
    return not len(ids) or int(np.bincount(ids).max()) <= 1


def _keys(ids: Ids, many: int) -> Ids:
    """Return keys that are equal for the k-th copies of a token in texts of `many` tokens."""
    order = np.argsort(ids, kind="stable")
    ranked = ids[order]
    begins = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    sizes = np.diff(np.r_[begins, len(ids)])
    keys = ids * (many + 1)
    keys[order] += np.arange(len(ids)) - np.repeat(begins, sizes)
    return keys


def _runs(home: Ids, old_slots: Ids, new_slots: Ids) -> tuple[Ids, Ids]:
    """Return where maximal runs begin in the new text, and their lengths."""
    at = np.flatnonzero(home >= 0)
    if not len(at):
        return at, at
    there = home[at]
    broken = (
        (np.diff(at) != 1)
        | (np.diff(there) != 1)
        | (np.diff(new_slots[at]) != 0)
        | (np.diff(old_slots[there]) != 0)
    )
    first = np.flatnonzero(np.r_[True, broken])
    return at[first], np.diff(np.r_[first, len(at)])


def _mark_replaced(found: Matching) -> None:
    """Mark new tokens in place of cut ones, gap by gap between what both texts share.

    A file is held against its namesake, or against the file that most of its old text came from;
    namesakes first, for what was cut is replaced once.
    """
    old, new, fresh = found.old, found.new, found.fresh
    gone = np.ones(len(old), np.bool_)
    gone[found.home[found.stands]] = False
    fresh_before = _running(fresh)
    old_bounds, new_bounds = _bounds(old.slots), _bounds(new.slots)
    by_slots: dict[tuple[int, int], list[Shared]] = {}
    for run in found.runs:
        by_slots.setdefault((int(old.slots[run.old]), int(new.slots[run.new])), []).append(run)
    for slot, (start, stop) in sorted(
        new_bounds.items(), key=lambda bounds: bounds[0] not in old_bounds
    ):
        partner = _partner(slot, stop - start, old_bounds, by_slots)
        a, old_stop = old_bounds.get(partner, (0, 0))
        b = start
        shared = by_slots.get((partner, slot), [])
        chain = heaviest_chain([(run.old, run.new, run.length) for run in shared])
        for run in [*(shared[k] for k in chain), Shared(old_stop, stop, 0, moved=False)]:
            cut = a + np.flatnonzero(gone[a : run.old])
            come = int(fresh_before[run.new] - fresh_before[b])
            if len(cut) and come > 0:
                places = b + np.flatnonzero(fresh[b : run.new])
                found.replaced[places[: len(cut)]] = True
                gone[cut[:come]] = False
            a, b = run.old + run.length, run.new + run.length


def _partner(
    slot: int,
    length: int,
    old_bounds: Mapping[int, tuple[int, int]],
    by_slots: Mapping[tuple[int, int], Sequence[Shared]],
) -> int:
    """Return the old file that a new one is held against."""
    if slot in old_bounds:
        return slot
    weights = {
        old: sum(run.length for run in runs) for (old, new), runs in by_slots.items() if new == slot
    }
    best = max(weights, key=lambda old: (weights[old], -old), default=slot)
    return best if weights.get(best, 0) >= PARTNER_AT_LEAST * length else slot


def _running(flags: Flags) -> Ids:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(flags)])


def _bounds(slots: Ids) -> dict[int, tuple[int, int]]:
    """Return where each slot begins and ends."""
    if not len(slots):
        return {}
    begins: npt.NDArray[np.int64] = np.flatnonzero(np.r_[True, slots[1:] != slots[:-1]])
    ends = np.r_[begins[1:], len(slots)]
    return {int(slots[a]): (int(a), int(b)) for a, b in zip(begins, ends, strict=True)}
