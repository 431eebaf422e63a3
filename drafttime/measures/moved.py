"""How much of what survived changed its place."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def moved(comparison: Comparison) -> float | None:
    """Return V / (K + V) in [0, 1]; None when nothing survived. O(1)."""
    survived = comparison.kept_tokens + comparison.moved_tokens
    if survived == 0:
        return None
    return comparison.moved_tokens / survived


MEASURE = Measure(
    key="moved",
    name="moved",
    unit="share",
    low=0.0,
    high=1.0,
    definition="V / (K + V)",
    says="what stayed but changed place",
    source="drafttime",
    compute=moved,
)
