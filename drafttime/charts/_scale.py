"""Round numbers for an axis that counts."""

from __future__ import annotations

import math


def ticks(most: float, distance: float) -> tuple[int, ...]:
    """Return 0 and the multiples up to `most` of the smallest round step of at least `distance`.

    Round are 1, 2, 5 and 25 with any number of noughts.
    """
    power = 10 ** max(0, math.floor(math.log10(max(distance, 1))))
    steps = (power, 2 * power, 5 * power // 2 if power > 1 else 5, 5 * power, 10 * power)
    step = next(step for step in steps if step >= distance)
    return tuple(range(0, math.floor(most) + 1, step))
