"""What a measure is: a number with its meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafttime.model import Comparison


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of drift between a snapshot A (n tokens) and a snapshot B (m tokens).

    `compute` returns None where the measure says nothing (a share of no words). `low` and `high`
    bound its values. `definition` and `says` are printed in the documentation and the report.
    """

    key: str
    name: str
    unit: str
    low: float
    high: float
    definition: str
    says: str
    source: str
    compute: Callable[[Comparison], float | None]
