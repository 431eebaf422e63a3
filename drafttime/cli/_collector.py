"""When Python looks for cycles that nobody wants any more: not while a history is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_spared() -> Iterator[None]:
    """Let the collector of cycles pass over what is there already, which is large and stays.

    Figures are full of cycles, so that it is needed, whether or not it was on before.
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()
