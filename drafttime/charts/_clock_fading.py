"""A range of minutes as a tint that fades: half of it is left at the middle, none at the end."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.model import Estimate

OPACITY = 0.46
"""Of the tint where it is whole: up to the low end of the range."""


def layers(estimate: Estimate, half: int) -> Sequence[float]:
    """Return how far each of 2 · `half` layers reaches, lowest first, in minutes.

    Layers lie over each other and all begin at nothing, so that the tint grows paler in even steps:
    it is whole up to the low end, half of the layers reach the middle, and one the high end.
    """
    low, middle, high = estimate.low_minutes, estimate.mid_minutes, estimate.high_minutes
    parts = [part / half for part in range(half)]
    return [
        *(low + (middle - low) * part for part in parts),
        *(middle + (high - middle) * (part + 1 / half) for part in parts),
    ]


def layer_opacity(half: int) -> float:
    """Return the opacity of each layer, so that all of them together make the tint."""
    # In hundredths, as an SVG has it. Many faint layers would add up to rounding errors instead.
    each: float = (1.0 - OPACITY) ** (1 / (2 * half))
    return round(1.0 - each, 2)
