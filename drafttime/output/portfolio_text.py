"""The few words that page, card and snippet of a portfolio share."""

from __future__ import annotations

from drafttime.model import Analysis
from drafttime.output import sentences


def byline(quiet: Analysis) -> str:
    """Return author and years, as far as they are known."""
    return " · ".join(sentences.kicker(quiet))
