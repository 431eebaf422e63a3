"""The words of the card for social networks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardWords:
    """The title, what stands under it (author and years), a finding, and how the bars are read."""

    title: str
    byline: str
    finding: str
    foot: str = ""
