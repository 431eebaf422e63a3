"""The mixture finds what was planted, and says how sure it is."""

from __future__ import annotations

import math
import random

import pytest
from clockwork import writers_pauses
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.clock.mixture import fit_mixture


def log_likelihood(
    pauses: list[float], short: float, long: float, spread: float, share: float
) -> float:
    def density(log: float, mean: float) -> float:
        return math.exp(-(((log - mean) / spread) ** 2) / 2) / spread / math.sqrt(2 * math.pi)

    return sum(
        math.log(
            share * density(math.log(pause), math.log(short))
            + (1 - share) * density(math.log(pause), math.log(long))
        )
        for pause in pauses
    )


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
@pytest.mark.parametrize(("short", "long", "spread"), [(12, 1_200, 1.0), (20, 900, 0.7)])
def test_planted_parameters_are_recovered(
    seed: int, share: float, short: float, long: float, spread: float
) -> None:
    pauses = writers_pauses(
        seed, 600, short_minutes=short, long_minutes=long, spread=spread, short_share=share
    )
    found = fit_mixture(pauses)
    assert found is not None
    assert found.short_minutes == pytest.approx(short, rel=0.3)
    assert found.long_minutes == pytest.approx(long, rel=0.3)
    assert found.spread == pytest.approx(spread, abs=0.12)
    assert found.short_share == pytest.approx(share, abs=0.07)
    apart = math.log(long / short)
    crossing = math.sqrt(short * long) * math.exp(spread**2 * math.log(share / (1 - share)) / apart)
    assert found.crossing_minutes == pytest.approx(crossing, rel=0.2)
    assert found.separation == pytest.approx(apart / spread, rel=0.15)
    assert found.evidence > 50


@pytest.mark.parametrize("seed", range(5))
def test_the_fit_is_at_least_as_likely_as_the_truth(seed: int) -> None:
    pauses = writers_pauses(seed, 300)
    found = fit_mixture(pauses)
    assert found is not None
    fitted = log_likelihood(
        pauses, found.short_minutes, found.long_minutes, found.spread, found.short_share
    )
    assert fitted >= log_likelihood(pauses, 12, 1_200, 1.0, 0.6)
    for nudge in (0.97, 1.03):
        nudged = log_likelihood(
            pauses, found.short_minutes * nudge, found.long_minutes, found.spread, found.short_share
        )
        assert fitted >= nudged


@pytest.mark.parametrize("seed", range(3))
def test_at_the_crossing_both_kinds_are_equally_likely(seed: int) -> None:
    found = fit_mixture(writers_pauses(seed, 300, short_share=0.75))
    assert found is not None
    assert found.crossing_minutes is not None
    reach = math.log(found.crossing_minutes)
    from_short = math.log(found.short_share) - (
        (reach - math.log(found.short_minutes)) ** 2 / (2 * found.spread**2)
    )
    from_long = math.log(1 - found.short_share) - (
        (reach - math.log(found.long_minutes)) ** 2 / (2 * found.spread**2)
    )
    assert from_short == pytest.approx(from_long, abs=1e-6)


def test_one_kind_of_pause_gives_no_evidence_for_two() -> None:
    chance = random.Random(3)
    for _ in range(5):
        found = fit_mixture([60 * chance.lognormvariate(0, 1.2) for _ in range(300)])
        assert found is None or found.evidence < 10


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.02, 1e6), max_size=60), st.randoms(use_true_random=False))
def test_any_pauses_give_sound_figures_in_any_order(
    pauses: list[float], chance: random.Random
) -> None:
    found = fit_mixture(pauses)
    if found is None:
        return
    assert found.gaps == len(pauses)
    assert found.short_minutes <= found.long_minutes
    assert found.spread > 0
    assert 0 < found.short_share < 1
    assert math.isfinite(found.evidence)
    if found.crossing_minutes is not None:
        assert found.short_minutes <= found.crossing_minutes <= found.long_minutes
    shuffled = pauses.copy()
    chance.shuffle(shuffled)
    assert fit_mixture(shuffled) == found


@pytest.mark.parametrize("factor", [0.1, 60.0])
def test_the_crossing_scales_with_the_pauses(factor: float) -> None:
    pauses = writers_pauses(1, 200)
    found, scaled = fit_mixture(pauses), fit_mixture([pause * factor for pause in pauses])
    assert found is not None
    assert scaled is not None
    assert found.crossing_minutes is not None
    assert scaled.crossing_minutes == pytest.approx(found.crossing_minutes * factor, rel=1e-4)


@pytest.mark.parametrize("pauses", [[], [5.0], [1.0, 2.0, 3.0], [10.0] * 500])
def test_too_few_or_all_alike_gives_nothing(pauses: list[float]) -> None:
    assert fit_mixture(pauses) is None


def test_two_values_alone_are_told_apart() -> None:
    found = fit_mixture([10.0] * 60 + [1_000.0] * 40)
    assert found is not None
    assert found.short_minutes == pytest.approx(10)
    assert found.long_minutes == pytest.approx(1_000)
    assert found.crossing_minutes == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize("pause", [0.0, -1.0, math.inf, math.nan])
def test_a_pause_that_is_none_is_refused(pause: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        fit_mixture([1.0, 2.0, 3.0, 4.0, pause])
