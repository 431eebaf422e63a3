"""Heartbeats: single moments at which an editor saw somebody at work, joined into stretches."""

from __future__ import annotations

import bisect
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from drafttime.clock.logs import _log
from drafttime.clock.logs._intervals import Run
from drafttime.clock.logs._log import Allowance

Label = TypeVar("Label", bound=Hashable)


class Beats(Generic[Label]):
    """The heartbeats of a file as columns of numbers: 16 bytes each, where an object takes 200.

    A label is what a heartbeat says besides its time, kept once however many say it. A line is
    where one stands: its line, or its number.
    """

    __slots__ = ("_labels", "_left", "_left_labels", "_lines", "_numbers", "_places", "_times")

    def __init__(self, file: str) -> None:
        self._left = Allowance(file, _log.MOST_BEATS, "heartbeats")
        self._left_labels = Allowance(file, what="files")
        self._times = array("d")
        self._lines = array("i")
        self._places = array("i")
        self._labels: list[Label] = []
        self._numbers: dict[Label, int] = {}

    def add(self, time: float, line: int, label: Label) -> None:
        """Take a heartbeat. Raises LogError where there are too many, or too many labels."""
        self._left.take()
        place = self._numbers.get(label)
        if place is None:
            self._left_labels.take()
            place = self._numbers[label] = len(self._labels)
            self._labels.append(label)
        self._times.append(time)
        self._lines.append(line)
        self._places.append(place)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._times)

    def __getitem__(self, number: int) -> tuple[float, int, Label]:
        """Return time, line and label of a heartbeat, in the order in which they were taken."""
        return self._times[number], self._lines[number], self._labels[self._places[number]]

    def labels(self) -> Counter[Label]:
        """Return how many heartbeats have each label."""
        counts = Counter(self._places)
        return Counter({label: counts[place] for place, label in enumerate(self._labels)})

    def runs(
        self, wanted: Callable[[Label], bool], timeout_seconds: float
    ) -> Iterator[tuple[Run, int, Label]]:
        """Yield the runs of wanted heartbeats that last, with line and label of their first.

        The others end the work before them, as in `joined`. Each label is asked for once.
        """
        is_wanted = [wanted(label) for label in self._labels]
        ours: list[float] = []
        others: list[float] = []
        for time, place in zip(self._times, self._places, strict=True):
            (ours if is_wanted[place] else others).append(time)
        ours.sort()
        others.sort()
        found = [run for run in _stretches(ours, timeout_seconds, others) if run.seconds > 0]
        firsts = dict.fromkeys((run.start for run in found), -1)
        for number, time in enumerate(self._times):
            if time in firsts and is_wanted[self._places[number]]:
                first = firsts[time]
                if first < 0 or self._lines[number] < self._lines[first]:
                    firsts[time] = number
        for run in found:
            _, line, label = self[firsts[run.start]]
            yield run, line, label


def joined(
    times: Iterable[float], timeout_seconds: float, elsewhere: Iterable[float] = ()
) -> tuple[Run, ...]:
    """Return the runs of work that heartbeats show, in order of time.

    `times` are Unix seconds in any order; repeats count once. Two neighbours no further apart than
    `timeout_seconds` belong to one run, and the time between them was work, but only up to the
    first heartbeat of something else (`elsewhere`) that lies between. What follows the last
    heartbeat of a run is not known and not counted, so that a run of a single heartbeat lasts no
    time. Costs O(n log n).
    """
    return tuple(_stretches(sorted(times), timeout_seconds, sorted(elsewhere)))


def _stretches(
    beats: Sequence[float], timeout_seconds: float, others: Sequence[float]
) -> Iterator[Run]:
    """Yield the runs of heartbeats that are in order, as the others are."""
    if not beats:
        return
    start = before = beats[0]
    seconds = 0.0
    for beat in beats:
        if beat - before > timeout_seconds:
            yield Run(start, before, seconds)
            start, seconds = beat, 0.0
        elif beat > before:
            place = bisect.bisect_right(others, before)
            until = min(beat, others[place]) if place < len(others) else beat
            seconds = seconds + until - before
        before = beat
    yield Run(start, before, seconds)
