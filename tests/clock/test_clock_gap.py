"""The session gap is learned where the pauses allow it, and says why where they do not."""

from __future__ import annotations

import math
import random
import subprocess
import sys

import pytest
from clockwork import DAY, START, moments, writers_pauses
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.gap import (
    DEFAULT_MINUTES,
    FEWEST_PAUSES,
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    learn_gap,
    pauses_minutes,
)
from drafttime.model import Moment


@pytest.mark.parametrize("seed", range(6))
def test_a_writer_of_two_paces_gets_a_gap_of_their_own(seed: int) -> None:
    gap = learn_gap("Ada", moments(writers_pauses(seed, 400)))
    crossing = math.sqrt(12 * 1_200) * math.exp(math.log(1.5) / math.log(100))
    assert gap.source == "learned"
    assert gap.minutes == pytest.approx(crossing, rel=0.25)
    assert gap.writer == "Ada"
    assert "learned from" in gap.why


def test_the_order_of_the_times_does_not_matter() -> None:
    times = moments(writers_pauses(1, 200))
    shuffled = times.copy()
    random.Random(1).shuffle(shuffled)
    assert learn_gap("Ada", shuffled) == learn_gap("Ada", times)


def test_repeated_and_unknown_times_change_nothing() -> None:
    times = moments(writers_pauses(1, 200))
    assert learn_gap("Ada", [*times, *times, Moment(None)]) == learn_gap("Ada", times)


@pytest.mark.parametrize("count", [0, 1, 2, 20, FEWEST_PAUSES - 1])
def test_few_pauses_fall_back(count: int) -> None:
    pauses = [min(max(pause, 1.5), 9_000) for pause in writers_pauses(1, count)]
    gap = learn_gap("Ada", moments(pauses))
    assert (gap.minutes, gap.source) == (DEFAULT_MINUTES, "default")
    assert f"only {count} pause" in gap.why
    assert str(FEWEST_PAUSES) in gap.why


def test_no_times_at_all_fall_back() -> None:
    assert learn_gap("Ada", []).source == "default"
    assert learn_gap("Ada", [Moment(None)] * 300).source == "default"


def test_overlapping_paces_fall_back() -> None:
    pauses = writers_pauses(2, 400, short_minutes=60, long_minutes=200, spread=1.3)
    gap = learn_gap("Ada", moments(pauses))
    assert (gap.minutes, gap.source) == (DEFAULT_MINUTES, "default")


def test_one_commit_a_day_falls_back() -> None:
    chance = random.Random(4)
    gap = learn_gap("Ada", moments([chance.gauss(1_440, 90) for _ in range(400)]))
    assert (gap.minutes, gap.source) == (DEFAULT_MINUTES, "default")


def test_pauses_that_are_all_alike_fall_back() -> None:
    gap = learn_gap("Ada", moments([600.0] * 300))
    assert gap.source == "default"
    assert "all alike" in gap.why


def test_a_handful_of_long_pauses_is_not_enough() -> None:
    pauses = writers_pauses(5, 300, short_share=1) + [1_000.0, 1_300.0, 1_100.0, 900.0] * 4
    gap = learn_gap("Ada", moments(pauses))
    assert gap.source == "default"
    assert "of one kind" in gap.why


@pytest.mark.parametrize(("short", "long"), [(3, 60), (200, 5_000)])
def test_a_crossing_out_of_bounds_falls_back_and_is_named(short: float, long: float) -> None:
    pauses = writers_pauses(6, 400, short_minutes=short, long_minutes=long, spread=0.5)
    gap = learn_gap("Ada", moments(pauses))
    assert (gap.minutes, gap.source) == (DEFAULT_MINUTES, "default")
    assert "which is not between 30 minutes and 240 minutes" in gap.why


def test_pauses_of_a_timer_and_nights_are_told_apart() -> None:
    chance = random.Random(7)
    pauses = [chance.gauss(10, 0.2) if place % 12 else 900.0 for place in range(600)]
    gap = learn_gap("Ada", moments(pauses))
    assert gap.source == "learned"
    assert SHORTEST_MINUTES <= gap.minutes <= LONGEST_MINUTES


def test_a_gap_that_was_set_wins() -> None:
    gap = learn_gap("Ada", moments(writers_pauses(1, 400)), 45.5)
    assert (gap.minutes, gap.source, gap.why) == (45.5, "set", "45.5 minutes, as set.")


@pytest.mark.parametrize("minutes", [0, -5, math.nan, math.inf])
def test_a_gap_that_makes_no_sense_is_refused(minutes: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        learn_gap("Ada", [], minutes)


def test_pauses_under_a_minute_and_over_a_week_are_left_out() -> None:
    steps = [0, 59, 60, 3_600, 7 * DAY, 7 * DAY + 1]
    times = [START]
    for step in steps:
        times.append(times[-1] + step)
    assert pauses_minutes([Moment(seconds) for seconds in times]) == (1, 60, 7 * 24 * 60)


@given(st.lists(st.one_of(st.none(), st.integers(-(2**62), 2**62)), max_size=150))
def test_any_times_give_a_gap_that_can_be_used(seconds: list[int | None]) -> None:
    gap = learn_gap("Ada", [Moment(second) for second in seconds])
    assert SHORTEST_MINUTES <= gap.minutes <= LONGEST_MINUTES
    assert gap.why.endswith(".")


def test_numpy_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from drafttime.clock import automatic, bulk, gap, rules, sessions; "
        "gap.learn_gap('Ada', []); assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
