"""What may be said of hand and eye on a chart: only what the figures bear."""

from __future__ import annotations

from drafttime import durations
from drafttime.model import Estimate, HandAndEye

_SPACE = "\N{NO-BREAK SPACE}"


def finding(both: HandAndEye) -> str:
    """Return the ratio as a title; where much speaks against its figures, only that eye prevails.

    That is so where the stretches that were too short for their words hold more words than all
    others: then the figures tell of the smaller part. "" where nothing can be said.
    """
    if both.ratio is None:
        return ""
    if not both.outweighed:
        return f"For each minute of typing, about {each_minute(both.ratio)} of reading and weighing"
    if both.ratio.low_minutes > 1 and (both.ratio_with_too_short or 0.0) > 1:
        return "Most of the time that was seen was not typing"
    return ""


def each_minute(ratio: Estimate) -> str:
    """Return the range of a ratio as time for each minute: "4–7 minutes", "20–40 seconds"."""
    return _SPACE.join(durations.each_minute(ratio.low_minutes, ratio.high_minutes))
