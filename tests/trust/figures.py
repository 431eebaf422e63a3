"""What a suite of trust comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """The figures of one suite: how often it ran, what failed, and what else it counted.

    Each failure is a sentence that says how to make it again: seed and number are in it.
    """

    suite: str
    runs: int
    failures: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def failures_of(
    name: str, seed: int, count: int, once: Callable[[int], Iterable[str]], most: int
) -> tuple[int, tuple[str, ...]]:
    """Run the cases 0 to `count` − 1 of a seed, and stop where `most` failures are enough.

    Return how many ran, and what went wrong, by suite, seed and number.
    """
    failures: list[str] = []
    for number in range(count):
        failures += [f"{name} {seed} {number}: {what}" for what in once(number)]
        if len(failures) >= most:
            return number + 1, tuple(failures)
    return count, tuple(failures)
