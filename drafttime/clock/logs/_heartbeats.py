"""Heartbeats: single moments at which an editor saw somebody at work, joined into stretches."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import pairwise

from drafttime.clock.logs._intervals import Run


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
    beats = sorted(set(times))
    others = sorted(set(elsewhere))
    found = [Run(beat, beat, 0) for beat in beats[:1]]
    for before, beat in pairwise(beats):
        if beat - before > timeout_seconds:
            found.append(Run(beat, beat, 0))
            continue
        place = bisect.bisect_right(others, before)
        until = min(beat, others[place]) if place < len(others) else beat
        last = found[-1]
        found[-1] = Run(last.start, beat, last.seconds + until - before)
    return tuple(found)
