"""Shares of one whole as they stand beside each other in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from drafttime.model.shares import told_shares
from drafttime.output.wording import per_cent

_Name = TypeVar("_Name")


def per_cents(shares: Mapping[_Name, float]) -> dict[_Name, str]:
    """Return "12 %" for each share (0 to 1) of one whole, so that together they make it.

    What is neither nothing nor all is not rounded to it, as in `per_cent`.
    """
    told = told_shares(tuple(shares.values()))
    return {name: per_cent(share) for name, share in zip(shares, told, strict=True)}
