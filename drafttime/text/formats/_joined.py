"""Join the parts of a text that leave something open with what follows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")

_MOST = 16


def joined(
    texts: Sequence[str], read: Callable[[str], Part], is_open: Callable[[Part], bool]
) -> list[Part]:
    """Return what `read` makes of texts that empty lines part, joined until nothing is open.

    They are lengthened a few times at most, so that the whole stays linear.
    """
    found: list[Part] = []
    at = 0
    while at < len(texts):
        taken = 1
        part = read(texts[at])
        while is_open(part) and at + taken < len(texts):
            taken = 2 * taken if taken < _MOST else len(texts)
            part = read("\n\n".join(texts[at : at + taken]))
        found.append(part)
        at += taken
    return found
