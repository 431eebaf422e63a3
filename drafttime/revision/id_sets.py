"""Sets of token ids as intervals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import numpy as np

from drafttime.revision.ropes import IdRun, Rope

# Up to so many runs, plain lists are quicker than numpy.
FEW_RUNS = 48


class IdSet:
    """The ids of some ropes as sorted intervals that do not touch. O(k log k) for k runs."""

    __slots__ = ("_starts", "_stops", "high", "low")

    def __init__(self, ropes: Iterable[Rope]) -> None:
        ids: list[int] = []
        lengths: list[int] = []
        for rope in ropes:
            ids += rope.ids
            lengths += rope.lengths
        self._starts, self._stops = (_many if len(ids) > FEW_RUNS else _few)(ids, lengths)
        self.low = self._starts[0] if self._starts else 0
        self.high = self._stops[-1] if self._stops else 0

    def split(self, run: IdRun) -> Iterator[tuple[int, int, bool]]:
        """Yield the parts of a run as (first id, tokens, whether they are in the set)."""
        at, stop = run[0], run[0] + run[1]
        k = bisect_right(self._starts, at) - 1
        while at < stop:
            if k >= 0 and at < self._stops[k]:
                end = min(stop, self._stops[k])
                yield at, end - at, True
            else:
                following = self._starts[k + 1] if k + 1 < len(self._starts) else stop
                end = min(stop, following)
                yield at, end - at, False
                k += 1
            at = end

    def holds(self, run: IdRun) -> bool:
        """Say whether all ids of a run are in the set."""
        k = bisect_right(self._starts, run[0]) - 1
        return k >= 0 and self._stops[k] >= run[0] + run[1]

    def meets(self, run: IdRun) -> bool:
        """Say whether any id of a run is in the set."""
        k = bisect_right(self._starts, run[0] + run[1] - 1) - 1
        return k >= 0 and self._stops[k] > run[0]


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
