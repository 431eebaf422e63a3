"""How far a text is from the first draft, where order counts."""

from __future__ import annotations

from drafttime.measures._measure import Measure
from drafttime.model import Comparison


def edit_distance(comparison: Comparison) -> float | None:
    """Return Indel(A, B) / (n + m) in [0, 1]; 0 when both are empty, None when not computed. O(1).

    Here n is the whole length of A, further copies of its tokens included. An upper bound where the
    comparison says so. Unrelated prose lies near 0.8, not 1: the report prints it beside the
    distance between unrelated parts of the same manuscript.
    """
    total = comparison.old_tokens + comparison.old_copies_tokens + comparison.new_tokens
    if total == 0:
        return 0.0
    if comparison.indel_tokens is None:
        return None
    return comparison.indel_tokens / total


MEASURE = Measure(
    key="edit_distance",
    name="edit distance",
    unit="share",
    low=0.0,
    high=1.0,
    definition="Indel(A, B) / (n + m)",
    says="distance where order counts",
    source="Levenshtein 1966, without substitutions; computed after Hyyrö 2004",
    compute=edit_distance,
)
