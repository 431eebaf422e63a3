"""Blocks of text that pass from one draft to the next."""

from __future__ import annotations

import numpy as np

from drafttime.model import Crossing, Ribbon
from drafttime.revision.lives import Ids
from drafttime.revision.matching import Matching, Shared, Tokens

# Runs of a moved block may lie so many words apart and still be one block that was reworked.
ONE_BLOCK_WORDS = 200
# What lies between two ribbons can be seen from this share of the longer draft on.
GAP_SHARE = 0.004
FEWEST_GAP_WORDS = 25


def crossing(old: int, new: int, matching: Matching) -> Crossing:
    """Gather the runs that two drafts share into ribbons, in words.

    What stayed in order is one ribbon as long as little was cut or put in between; what moved is
    one ribbon per block.
    """
    before, after = _words_before(matching.old), _words_before(matching.new)
    groups: list[list[Shared]] = []
    at: dict[tuple[int, int], int] = {}
    gap = max(FEWEST_GAP_WORDS, GAP_SHARE * max(before[-1], after[-1]))
    for run in sorted(matching.runs, key=lambda run: run.old):
        slots = (int(matching.old.slots[run.old]), int(matching.new.slots[run.new]))
        if not run.moved:
            group = at.get(slots)
            if group is None or _apart(groups[group][-1], run, before, after) > gap:
                group = at[slots] = len(groups)
                groups.append([])
            groups[group].append(run)
        elif groups and _goes_on(groups[-1][-1], run, before, after):
            groups[-1].append(run)
        else:
            groups.append([run])
    return Crossing(
        old,
        new,
        _chapters(matching.old),
        _chapters(matching.new),
        tuple(_ribbon(group, before, after) for group in groups if _shared(group, before)),
    )


def _words_before(tokens: Tokens) -> Ids:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(tokens.words)])


def _apart(last: Shared, run: Shared, before: Ids, after: Ids) -> int:
    """Return the words between two runs in order, on the side where there are more."""
    old = before[run.old] - before[last.old + last.length]
    new = after[run.new] - after[last.new + last.length]
    return int(max(old, new))


def _goes_on(last: Shared, run: Shared, before: Ids, after: Ids) -> bool:
    """Say whether a moved run belongs to the moved block right before it."""
    if not last.moved or run.new < last.new:
        return False
    apart_old = before[run.old] - before[last.old + last.length]
    apart_new = after[run.new] - after[last.new + last.length]
    return bool(apart_old <= ONE_BLOCK_WORDS and 0 <= apart_new <= ONE_BLOCK_WORDS)


def _shared(group: list[Shared], before: Ids) -> int:
    return int(sum(before[run.old + run.length] - before[run.old] for run in group))


def _ribbon(group: list[Shared], before: Ids, after: Ids) -> Ribbon:
    old_start, old_stop = before[group[0].old], before[group[-1].old + group[-1].length]
    starts = [after[run.new] for run in group]
    stops = [after[run.new + run.length] for run in group]
    return Ribbon(
        old_start=int(old_start),
        old_words=int(old_stop - old_start),
        new_start=int(min(starts)),
        new_words=int(max(stops) - min(starts)),
        words=_shared(group, before),
        moved=group[0].moved,
    )


def _chapters(tokens: Tokens) -> tuple[int, ...]:
    """Return the words of each slot of a draft, in reading order."""
    if not len(tokens):
        return ()
    begins = np.flatnonzero(np.r_[True, tokens.slots[1:] != tokens.slots[:-1]])
    return tuple(int(count) for count in np.add.reduceat(tokens.words.astype(np.int64), begins))
