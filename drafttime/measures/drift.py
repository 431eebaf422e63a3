"""How far a text is from the first draft, whatever the order."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def drift(comparison: Comparison) -> float | None:
    """Return 1 − 2(K + V) / (n + m) in [0, 1]; 0 when both texts are empty. O(1).

    Blind to order. Where A holds copies, both are taken at their whole length and copies face
    copies, so that equal texts are at no distance. It does not obey the triangle inequality.
    """
    total = comparison.old_tokens + comparison.old_copies_tokens + comparison.new_tokens
    if total == 0:
        return 0.0
    paired = comparison.paired_tokens
    if paired is None:
        paired = comparison.kept_tokens + comparison.moved_tokens
    return 1 - 2 * paired / total


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
