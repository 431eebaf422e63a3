"""Let the collector of cycles rest while a history is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector from walking millions of small values, hardly a cycle among them.

    It would do so again and again, for a tenth to a third of the time of a large book.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
