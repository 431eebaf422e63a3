from __future__ import annotations

import pytest

from drafttime.charts._scale import ticks


@pytest.mark.parametrize(
    ("most", "distance", "expected"),
    [
        (7, 0.3, (0, 1, 2, 3, 4, 5, 6, 7)),
        (9, 2.5, (0, 5)),
        (90, 21, (0, 25, 50, 75)),
        (172_000, 41_000, (0, 50_000, 100_000, 150_000)),
        (172_000, 20_000, tuple(range(0, 172_000, 20_000))),
        (95, 51, (0,)),
        (0, 1, (0,)),
    ],
)
def test_steps_are_round_and_at_least_the_distance(most, distance, expected):
    assert ticks(most, distance) == expected
