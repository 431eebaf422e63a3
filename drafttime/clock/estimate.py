"""Ranges: what is expected of many sessions, with the doubt that their sum really has.

Two things are uncertain. Each session strays from its mean, and this averages out in a sum. And
each writer is slower or faster than the median writer, which does not: it is the same unknown
factor in every session. So the range of a total is computed for the total; it is far narrower than
the sum of the sessions' ranges would be, and far wider than if sessions were independent. Several
writers' factors are several, but the pace of the median writer is in doubt for all of them at once.

Sums of log-normals are taken for log-normal with the same mean and variance (Fenton 1960).
Cost: linear in the number of expectations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafttime.clock import priors
from drafttime.clock.expectation import Expectation
from drafttime.model import Estimate

EIGHTY_PERCENT = 1.2815515655446004
"""The standard normal's quantile at 90 %: 80 % lie within so many deviations of the middle."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of how slow or fast one writer is, beside the median writer.

    The logarithm of the factor is normal with mean `log_factor` and deviation `log_spread`.
    `worked_share` is how much of what commits show was work: 1, unless the writer's own record says
    less.
    """

    log_factor: float
    log_spread: float
    worked_share: float = 1.0

    @property
    def factor(self) -> float:
        """The factor in the middle."""
        return math.exp(self.log_factor)


def unknown_pace() -> Pace:
    """Return what is known of a writer who left no record."""
    return Pace(0.0, priors.WRITERS_SPREAD.value)


@dataclass(slots=True)
class _Part:
    """Sums over the sessions that share one unknown factor of the deviation `log_spread`.

    `common` says that the constants of the rule are in doubt as well.
    """

    log_spread: float
    common: bool
    minutes: float = 0.0
    variance: float = 0.0


def estimate(expected: Iterable[Expectation], paces: Mapping[str, Pace]) -> Estimate:
    """Return the range of the total of some sessions, in minutes.

    `paces` holds what records taught about a writer; a writer without an entry is unknown. No
    figure lies below the observed time, but where a record says that not all of that was work, and
    none above the room that there was.
    """
    known = floor = middle = room = 0.0
    parts: dict[tuple[str, str], _Part] = {}
    for one in expected:
        room += one.room_minutes
        if one.kind == "recorded":
            known += one.minutes
            floor += one.minutes
            middle += one.minutes
            continue
        pace = _pace_of(one, paces)
        least = one.observed_minutes * pace.worked_share
        minutes = max(one.minutes, least) * pace.factor - one.recorded_minutes
        minutes = max(least, min(minutes, one.room_minutes))
        floor += least
        middle += minutes
        common = one.kind == "estimated" and one.writer not in paces
        part = parts.setdefault((one.writer, one.kind), _Part(pace.log_spread, common))
        part.minutes += minutes
        part.variance += 0.0 if one.kind == "heartbeats" else priors.SESSION_NOISE.value * minutes
    if not parts:
        return Estimate(middle, middle, middle)
    low, high = _interval(*_moments(parts.values()))
    return Estimate(
        min(middle, max(floor, known + low)), middle, max(middle, min(known + high, room))
    )


def _moments(parts: Iterable[_Part]) -> tuple[float, float]:
    """Return mean and variance of the sum of some parts.

    What is common to all writers without a record is one more factor of their sum; the writers'
    own spreads are what is left of theirs without it.
    """
    shared = priors.COMMON_SPREAD.value
    sums = {True: (0.0, 0.0), False: (0.0, 0.0)}
    for part in parts:
        own = math.sqrt(max(0.0, part.log_spread**2 - shared**2 * part.common))
        mean, variance = _spread_out(part.minutes, part.variance, own)
        before = sums[part.common]
        sums[part.common] = (before[0] + mean, before[1] + variance)
    mean, variance = _spread_out(sums[True][0], sums[True][1], shared)
    return mean + sums[False][0], variance + sums[False][1]


def _pace_of(one: Expectation, paces: Mapping[str, Pace]) -> Pace:
    if one.kind == "heartbeats":
        return Pace(0.0, priors.HEARTBEAT_SPREAD.value)
    return paces.get(one.writer) or unknown_pace()


def _spread_out(minutes: float, variance: float, log_spread: float) -> tuple[float, float]:
    """Return mean and variance of a sum times a log-normal factor of median 1."""
    square = log_spread**2
    mean = minutes * math.exp(square / 2)
    second = (minutes**2 + variance) * math.exp(2 * square)
    return mean, second - mean**2


def _interval(mean: float, variance: float) -> tuple[float, float]:
    """Return the limits of 80 % of a log-normal of this mean and variance."""
    if mean <= 0:
        return 0.0, 0.0
    square = math.log1p(variance / mean**2)
    middle = mean * math.exp(-square / 2)
    reach = math.exp(EIGHTY_PERCENT * math.sqrt(square))
    return middle / reach, middle * reach
