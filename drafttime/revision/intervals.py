"""Sets of token ids as disjoint intervals in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

IdRun = tuple[int, int]  # (first id, tokens)


class Intervals:
    """Ids that are added run by run. O(log k) to ask, and O(k) at worst to add, for k intervals."""

    __slots__ = ("_starts", "_stops")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._stops: list[int] = []

    def add(self, run: IdRun) -> None:
        """Add the ids of a run."""
        start, stop = run[0], run[0] + run[1]
        first = bisect_left(self._stops, start)
        last = bisect_right(self._starts, stop)
        if first < last:
            start = min(start, self._starts[first])
            stop = max(stop, self._stops[last - 1])
        self._starts[first:last] = [start]
        self._stops[first:last] = [stop]

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
