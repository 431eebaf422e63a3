"""What a suite of trust comes to."""

from __future__ import annotations

from collections.abc import Mapping
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
