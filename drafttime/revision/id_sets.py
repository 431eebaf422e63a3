"""The ids of whole ropes as intervals, made at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from drafttime.revision.intervals import Intervals
from drafttime.revision.ropes import Rope

# Up to so many runs, plain lists are quicker than numpy.
FEW_RUNS = 48


class IdSet(Intervals):
    """The ids of some ropes as sorted intervals that do not touch. O(k log k) for k runs."""

    __slots__ = ()

    def __init__(self, ropes: Iterable[Rope]) -> None:
        super().__init__()
        ids: list[int] = []
        lengths: list[int] = []
        for rope in ropes:
            ids += rope.ids
            lengths += rope.lengths
        self._starts, self._stops = (_many if len(ids) > FEW_RUNS else _few)(ids, lengths)


def _few(ids: list[int], lengths: list[int]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    stops: list[int] = []
    for start, length in sorted(zip(ids, lengths, strict=True)):
        if stops and start <= stops[-1]:
            stops[-1] = max(stops[-1], start + length)
        else:
            starts.append(start)
            stops.append(start + length)
    return starts, stops


def _many(ids: list[int], lengths: list[int]) -> tuple[list[int], list[int]]:
    """Return the same as `_few`, the work done by numpy."""
    starts = np.array(ids, np.int64)
    order = np.argsort(starts, kind="stable")
    starts = starts[order]
    reach = np.maximum.accumulate(starts + np.array(lengths, np.int64)[order])
    first = np.concatenate([[True], starts[1:] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return starts[first].tolist(), reach[last].tolist()
