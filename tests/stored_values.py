"""Values that are fixed by their keys, so that any process can say what the cache must hold."""

from __future__ import annotations

import random
from pathlib import Path

from drafttime.store import FILE, Store

STAGE = "tokens"


def value_of(key: bytes) -> bytes:
    """A value that is fixed by its key, of up to some pages."""
    chance = random.Random(key)
    return chance.randbytes(chance.choice((0, 3, 60, 700, 9_000)))


def keys(count: int) -> list[bytes]:
    return [f"blob {number}".encode() for number in range(count)]


def filled(folder: Path, count: int) -> Path:
    with Store(folder) as store:
        store.put_many(STAGE, {key: value_of(key) for key in keys(count)})
    return folder / FILE


def codes(store: Store) -> list[str]:
    return [notice.code for notice in store.notices]
