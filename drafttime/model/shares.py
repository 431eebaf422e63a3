"""Shares of one whole as whole per cent that add up to it."""

from __future__ import annotations

from collections.abc import Sequence

_TRACE = 0.001
"""What is called under 1 %, and from the other end over 99 %."""


def whole_percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares (0 to 1) in whole per cent, by largest remainder, so that they add up.

    Rounded each for itself, 85.6, 2.7 and 11.7 give 101. Shares that make no whole add up to their
    own rounded sum. None is more than one from what it is; among equals, the first is rounded up.
    """
    exact = [100.0 * share for share in shares]
    floors = [int(number + 1e-9) for number in exact]
    more = round(sum(exact)) - sum(floors)
    ranked = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    raised = frozenset(ranked[:more]) if more > 0 else frozenset[int]()
    return tuple(floor + (place in raised) for place, floor in enumerate(floors))


def told_shares(shares: Sequence[float]) -> tuple[float, ...]:
    """Return shares of one whole as they are told beside each other: rounded to whole per cent.

    They add up as in `whole_percents`; what is neither nothing nor all stays a trace away from it.
    """
    return tuple(
        share if share == 1 else min(max(number / 100, _TRACE), 1 - _TRACE) if share else 0.0
        for share, number in zip(shares, whole_percents(shares), strict=True)
    )
