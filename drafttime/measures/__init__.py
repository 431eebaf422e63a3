"""One file per measure: a number with its unit, range, definition and source."""

from __future__ import annotations

from functools import cache

from drafttime.discovery import discover
from drafttime.measures._measure import Measure
from drafttime.model import Comparison

__all__ = ["Measure", "all_measures", "compute_all"]


@cache
def all_measures() -> tuple[Measure, ...]:
    """Return every measure, in order of its file's name."""
    return discover(__name__, "MEASURE", Measure)


def compute_all(comparison: Comparison) -> dict[str, float | None]:
    """Return every measure of a comparison by its key."""
    return {measure.key: measure.compute(comparison) for measure in all_measures()}
