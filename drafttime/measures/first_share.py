"""How much of a text is first draft."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def first_share(comparison: Comparison) -> float | None:
    """Return (K + V + C) / m in [0, 1]; None when the text is empty. O(1)."""
    if comparison.new_tokens == 0:
        return None
    shared = comparison.kept_tokens + comparison.moved_tokens + comparison.copied_tokens
    return shared / comparison.new_tokens


MEASURE = Measure(
    key="first_share",
    name="first-draft share",
    unit="share",
    low=0.0,
    high=1.0,
    definition="(K + V + C) / m",
    says="how much of this text is first draft",
    source="drafttime",
    compute=first_share,
)
