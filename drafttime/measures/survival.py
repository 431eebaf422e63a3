"""How much of the first draft is still there."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def survival(comparison: Comparison) -> float | None:
    """Return (K + V) / n in [0, 1]; None when the first draft is empty. O(1)."""
    if comparison.old_tokens == 0:
        return None
    return (comparison.kept_tokens + comparison.moved_tokens) / comparison.old_tokens


MEASURE = Measure(
    key="survival",
    name="survival",
    unit="share",
    low=0.0,
    high=1.0,
    definition="(K + V) / n",
    says="how much of the first draft is still there",
    source="drafttime",
    compute=survival,
)
