"""Invented writers with known hours: the range holds about four in five of them."""

from __future__ import annotations

from statistics import fmean

import pytest
from clock_simulation import HABITS, simulate

WRITERS = 40


def test_the_range_holds_four_writers_in_five() -> None:
    found = [simulate(habit, seed) for habit in HABITS for seed in range(WRITERS)]
    assert 0.75 <= fmean(one.inside for one in found) <= 0.90


@pytest.mark.parametrize("habit", sorted(HABITS))
def test_no_habit_of_committing_spoils_the_estimate(habit: str) -> None:
    found = [simulate(habit, 1_000 + seed) for seed in range(WRITERS)]
    assert fmean(one.inside for one in found) >= 0.65
    assert fmean(one.factor for one in found) <= 1.5


@pytest.mark.parametrize("habit", sorted(set(HABITS) - {"by a timer"}))
def test_ten_logged_days_bring_the_estimate_nearer(habit: str) -> None:
    found = [simulate(habit, 2_000 + seed) for seed in range(WRITERS)]
    assert fmean(o.calibrated_factor for o in found) < fmean(o.factor for o in found)
    assert fmean(o.calibrated_factor for o in found) <= 1.25
