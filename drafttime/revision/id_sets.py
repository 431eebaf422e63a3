"""Sets of token ids as intervals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from drafttime.revision.ropes import IdRun, Rope


class IdSet:
    """The ids of some ropes as sorted intervals that do not touch. O(k log k) for k runs."""

    __slots__ = ("_starts", "_stops", "high", "low")

    def __init__(self, ropes: Iterable[Rope]) -> None:
        self._starts: list[int] = []
        self._stops: list[int] = []
        for start, length in sorted(run for rope in ropes for run in rope.runs()):
            if self._stops and start <= self._stops[-1]:
                self._stops[-1] = max(self._stops[-1], start + length)
            else:
                self._starts.append(start)
                self._stops.append(start + length)
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
