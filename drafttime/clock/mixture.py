"""Two log-normal components with one spread, fitted by expectation-maximisation.

Gaps between commits have two sources: the pauses inside a sitting (minutes) and the pauses between
sittings (hours and days). On a logarithmic scale each is roughly a bell, so two normals are fitted
to the log gaps, and the gap at which a pause is as likely to be of one kind as of the other is
where sittings part.

Both bells share one spread. With a spread of its own the long bell settles on the overnight pause
and the short one grows until it swallows half a day: for six of ten real writers the crossing then
lies at seven hours or more (`tests/benchmarks/session_gaps.py` prints both). One spread also bounds
the likelihood and leaves at most one crossing.

Cost: O(gaps · iterations), at most three starts of 500 iterations; 2,000 gaps take about 5 ms.
Sources: Dempster, Laird and Rubin 1977 (the method); Halfaker et al. 2015 (its use on the gaps of
Wikipedia's editors and others).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STARTS = (0.3, 0.5, 0.7)
MOST_ITERATIONS = 500
TOLERANCE = 1e-9
LEAST_SPREAD = 0.05
LEAST_WEIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class Mixture:
    """A fitted mixture of short and long gaps.

    `short_minutes` and `long_minutes` are the components' medians, `spread` their common standard
    deviation in natural-log units, `short_share` the weight of the short one (0 to 1).
    `separation` is the distance of the means in spreads (Ashman's D; above 2 the two are told
    apart). `evidence` is the Bayesian information criterion of one component less that of two:
    positive where two describe the gaps better. `crossing_minutes` is where the weighted densities
    are equal between the two medians, None where they are not.
    """

    gaps: int
    short_minutes: float
    long_minutes: float
    spread: float
    short_share: float
    separation: float
    evidence: float
    crossing_minutes: float | None


@dataclass(frozen=True, slots=True)
class _Fit:
    likelihood: float
    short: float
    long: float
    variance: float
    weight: float


def fit_mixture(gaps_minutes: Sequence[float]) -> Mixture | None:
    """Return the best of a few deterministic starts, or None where there is nothing to tell apart.

    The gaps are positive minutes; None is returned for fewer than four, or when all are alike.
    Raises ValueError for a gap that is not positive and finite.
    """
    import numpy as np  # noqa: PLC0415 - numpy costs 0.1 s at start-up and is needed only here

    if not all(math.isfinite(gap) and gap > 0 for gap in gaps_minutes):
        raise ValueError("gaps must be positive and finite")
    if len(gaps_minutes) < 4:
        return None
    logs = np.sort(np.log(np.asarray(gaps_minutes, dtype=np.float64)))
    if logs[-1] - logs[0] < LEAST_SPREAD:
        return None
    fits = [fit for start in STARTS if (fit := _climb(logs, start)) is not None]
    if not fits:
        return None
    return _describe(logs, max(fits, key=lambda fit: fit.likelihood))


def _climb(logs: NDArray[np.float64], start: float) -> _Fit | None:
    """Climb from a split of the sorted log gaps at the quantile `start` to a local maximum."""
    import numpy as np  # noqa: PLC0415

    cut = max(1, min(len(logs) - 1, round(start * len(logs))))
    short, long = float(logs[:cut].mean()), float(logs[cut:].mean())
    weight = cut / len(logs)
    variance = (float(logs[:cut].var()) * cut + float(logs[cut:].var()) * (len(logs) - cut)) / len(
        logs
    )
    before = -math.inf
    for _ in range(MOST_ITERATIONS):
        variance = max(variance, LEAST_SPREAD**2)
        scale = -0.5 * math.log(2 * math.pi * variance)
        in_short = math.log(weight) + scale - (logs - short) ** 2 / (2 * variance)
        in_long = math.log1p(-weight) + scale - (logs - long) ** 2 / (2 * variance)
        both = np.logaddexp(in_short, in_long)
        likelihood = float(both.sum())
        if likelihood - before < TOLERANCE * abs(likelihood):
            break
        before = likelihood
        belongs = np.exp(in_short - both)
        weight = float(belongs.mean())
        if not LEAST_WEIGHT < weight < 1 - LEAST_WEIGHT:
            return None
        short = float((belongs * logs).mean()) / weight
        long = float(((1 - belongs) * logs).mean()) / (1 - weight)
        variance = float(
            (belongs * (logs - short) ** 2 + (1 - belongs) * (logs - long) ** 2).mean()
        )
    if short > long:
        short, long, weight = long, short, 1 - weight
    return _Fit(likelihood, short, long, variance, weight)


def _describe(logs: NDArray[np.float64], fit: _Fit) -> Mixture:
    """Turn a fit into minutes, with the figures that say whether to believe it."""
    spread = math.sqrt(max(fit.variance, LEAST_SPREAD**2))
    apart = fit.long - fit.short
    one = -0.5 * len(logs) * (math.log(2 * math.pi * float(logs.var())) + 1)
    return Mixture(
        gaps=len(logs),
        short_minutes=math.exp(fit.short),
        long_minutes=math.exp(fit.long),
        spread=spread,
        short_share=fit.weight,
        separation=apart / spread,
        evidence=2 * (fit.likelihood - one) - 2 * math.log(len(logs)),
        crossing_minutes=_crossing(fit, spread),
    )


def _crossing(fit: _Fit, spread: float) -> float | None:
    """Return the minutes at which both weighted densities are equal, if between the medians."""
    apart = fit.long - fit.short
    if apart <= 0:
        return None
    lean = spread**2 * math.log(fit.weight / (1 - fit.weight)) / apart
    crossing = (fit.short + fit.long) / 2 + lean
    return math.exp(crossing) if fit.short < crossing < fit.long else None
