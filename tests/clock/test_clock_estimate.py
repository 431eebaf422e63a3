"""The range of a total is the total's own."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock import priors
from drafttime.clock.estimate import Pace, estimate, unknown_pace
from drafttime.clock.expectation import Expectation
from drafttime.model import Estimate

MINUTES = st.floats(0.5, 600)
SESSIONS = st.lists(
    st.builds(
        lambda writer, kind, minutes, share: Expectation(writer, kind, minutes, minutes * share),
        st.sampled_from(["Ada", "Ben"]),
        st.sampled_from(["estimated", "heartbeats", "recorded"]),
        MINUTES,
        st.floats(0, 1),
    ),
    min_size=1,
    max_size=30,
)


def alike(number: int, minutes: float = 90.0) -> list[Expectation]:
    return [Expectation("Ada", "estimated", minutes, 0.0)] * number


def width(found: Estimate) -> float:
    return found.high_minutes / found.low_minutes


@given(SESSIONS)
def test_low_mid_and_high_are_in_order_and_above_the_floor(own: list[Expectation]) -> None:
    found = estimate(own, {})
    floor = sum(one.observed_minutes for one in own)
    assert floor - 1e-6 <= found.low_minutes <= found.mid_minutes <= found.high_minutes


@given(SESSIONS, SESSIONS)
def test_middles_add_up(one: list[Expectation], other: list[Expectation]) -> None:
    apart = estimate(one, {}).mid_minutes + estimate(other, {}).mid_minutes
    assert estimate([*one, *other], {}).mid_minutes == pytest.approx(apart)


@given(st.lists(MINUTES.map(lambda m: Expectation("Ada", "estimated", m + 60, 0.0)), min_size=2))
def test_a_total_is_never_wider_than_its_parts_together(own: list[Expectation]) -> None:
    whole, parts = estimate(own, {}), [estimate([one], {}) for one in own]
    assert whole.high_minutes <= sum(part.high_minutes for part in parts) * (1 + 1e-6)
    assert whole.low_minutes >= sum(part.low_minutes for part in parts) * (1 - 1e-6)


def test_many_sessions_leave_the_writers_own_pace_in_doubt() -> None:
    few, many = estimate(alike(4), {}), estimate(alike(4_000), {})
    own = math.exp(2 * 1.2816 * priors.WRITERS_SPREAD.value)
    assert width(few) > width(many) > 0.99 * own
    assert width(many) == pytest.approx(own, rel=0.01)


def test_a_known_pace_narrows_and_moves_the_range() -> None:
    slow = estimate(alike(50), {"Ada": Pace(math.log(1.5), 0.1)})
    unknown = estimate(alike(50), {})
    assert slow.mid_minutes == pytest.approx(1.5 * unknown.mid_minutes)
    assert width(slow) < width(unknown)


def test_two_writers_are_two_doubts() -> None:
    alone = estimate(alike(400), {})
    both = estimate([*alike(200), *(Expectation("Ben", "estimated", 90.0, 0.0),) * 200], {})
    assert both.mid_minutes == pytest.approx(alone.mid_minutes)
    assert width(both) < width(alone)


def test_records_are_no_doubt_at_all() -> None:
    found = estimate([Expectation("Ada", "recorded", 75.0, 75.0)] * 3, {})
    assert found == Estimate(225.0, 225.0, 225.0)
    mixed = estimate([Expectation("Ada", "recorded", 600.0, 600.0), *alike(10, 60.0)], {})
    assert mixed.low_minutes > 600
    assert width(mixed) < width(estimate(alike(10, 60.0), {}))


def test_heartbeats_are_nearly_known() -> None:
    beats = estimate([Expectation("Ada", "heartbeats", 90.0, 80.0)] * 20, {})
    assert width(beats) < width(estimate(alike(20), {}))


def test_nothing_is_nothing() -> None:
    assert estimate([], {}) == Estimate(0.0, 0.0, 0.0)


def test_nothing_is_longer_than_the_room_there_was() -> None:
    own = [Expectation("Ada", "estimated", 20.0, 5.0, room_minutes=20.0)]
    found = estimate(own, {"Ada": Pace(math.log(2.0), 0.2)})
    assert found.mid_minutes == found.high_minutes == 20.0


def test_what_is_recorded_already_is_not_estimated_again() -> None:
    own = [Expectation("Ada", "estimated", 300.0, 30.0, recorded_minutes=200.0)]
    assert estimate(own, {}).mid_minutes == 100.0
    more = [Expectation("Ada", "estimated", 300.0, 30.0, recorded_minutes=2_000.0)]
    assert estimate(more, {}).mid_minutes == 30.0


def test_the_median_writers_own_pace_stays_in_doubt_for_many_writers() -> None:
    many = [Expectation(f"W{k}", "estimated", 90.0, 0.0) for k in range(3_000)]
    least = math.exp(2 * 1.2816 * priors.COMMON_SPREAD.value)
    assert 0.99 * least < width(estimate(many, {})) < 1.1 * least


@pytest.mark.parametrize("number", [1, 5, 60])
def test_the_range_holds_four_of_five_drawn_totals(number: int) -> None:
    """Oracle: totals drawn from what the range claims to describe."""
    chance = random.Random(number)
    found = estimate(alike(number), {})
    totals = [_drawn(chance, number) for _ in range(4_000)]
    inside = sum(found.low_minutes <= total <= found.high_minutes for total in totals)
    assert 0.76 <= inside / len(totals) <= 0.84


def _drawn(chance: random.Random, number: int, minutes: float = 90.0) -> float:
    """Draw one writer's pace, then that many sessions about it."""
    pace = chance.lognormvariate(0, unknown_pace().log_spread)
    variance = priors.SESSION_NOISE.value / minutes
    sigma = math.sqrt(math.log1p(variance))
    drawn: Sequence[float] = [
        minutes * chance.lognormvariate(-(sigma**2) / 2, sigma) for _ in range(number)
    ]
    return pace * sum(drawn)


def test_what_a_record_calls_no_work_is_no_floor() -> None:
    own = [Expectation("Ada", "estimated", 60.0, 100.0)] * 5
    assert estimate(own, {}).low_minutes == 500.0
    found = estimate(own, {"Ada": Pace(0.0, 0.1, worked_share=0.5)})
    assert found.mid_minutes == 300.0
    assert 250.0 <= found.low_minutes < 300.0
