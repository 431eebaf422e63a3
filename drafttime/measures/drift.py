"""How far a text is from the first draft, whatever the order."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def drift(comparison: Comparison) -> float | None:
    """Return 1 − 2(K + V) / (n + m) in [0, 1]; 0 when both texts are empty. O(1).

    Blind to order. It does not obey the triangle inequality.
    """
    total = comparison.old_tokens + comparison.new_tokens
    if total == 0:
        return 0.0
    return 1 - 2 * (comparison.kept_tokens + comparison.moved_tokens) / total


MEASURE = Measure(
    key="drift",
    name="drift",
    unit="share",
    low=0.0,
    high=1.0,
    definition="1 − 2(K + V) / (n + m)",
    says="distance from the first draft, blind to order",
    source="Sørensen 1948, Dice 1945 (one minus their coefficient), over aligned tokens",
    compute=drift,
)
