"""Shares of one whole as they stand beside each other in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from drafttime.model.shares import whole_percents
from drafttime.output.wording import per_cent

_Name = TypeVar("_Name")
_TRACE = 0.001
"""What `per_cent` calls under 1 %, and from the other end over 99 %."""


def per_cents(shares: Mapping[_Name, float]) -> dict[_Name, str]:
    """Return "12 %" for each share (0 to 1) of one whole, so that together they make it.

    What is neither nothing nor all is not rounded to it, as in `per_cent`.
    """
    whole = whole_percents(tuple(shares.values()))
    return {
        name: per_cent(_told(share, number))
        for (name, share), number in zip(shares.items(), whole, strict=True)
    }


def _told(share: float, number: int) -> float:
    if number == 0 < share:
        return _TRACE
    return 1 - _TRACE if number == 100 and share < 1 else number / 100
