"""Faults of the files that git keeps its objects in: flips, truncations, deletions, swaps."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

Fault = Callable[[Path, random.Random, Sequence[Path]], None]


def flip_bit(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 1, 1, 3))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    _replace(file, bytes(data))


def flip_head(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    """Flip where sizes, counts and offsets stand."""
    data = bytearray(file.read_bytes())
    data[chance.randrange(min(len(data), 40))] ^= 1 << chance.randrange(8)
    _replace(file, bytes(data))


def truncate(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    data = file.read_bytes()
    _replace(file, data[: chance.choice((0, chance.randrange(len(data)), len(data) - 1))])


def delete(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    file.unlink()


def swap(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    """Exchange the contents of two files of the same kind."""
    other = chance.choice([o for o in others if o != file and o.suffix == file.suffix] or [file])
    one, two = file.read_bytes(), other.read_bytes()
    _replace(file, two)
    _replace(other, one)


def blank(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    """Write zeros over a block, as a disk that lost a sector."""
    data = bytearray(file.read_bytes())
    start = chance.randrange(len(data))
    size = min(len(data) - start, chance.choice((1, 20, 512)))
    data[start : start + size] = bytes(size)
    _replace(file, bytes(data))


def append(file: Path, chance: random.Random, others: Sequence[Path]) -> None:
    _replace(file, file.read_bytes() + chance.randbytes(chance.choice((1, 20, 5000))))


FAULTS: Mapping[str, Fault] = {
    "flipped": flip_bit,
    "flipped at its head": flip_head,
    "truncated": truncate,
    "deleted": delete,
    "swapped": swap,
    "blanked": blank,
    "lengthened": append,
}


def _replace(file: Path, data: bytes) -> None:
    file.unlink()  # git writes its files read-only
    file.write_bytes(data)


@contextmanager
def kept(folder: Path, spare: Path) -> Iterator[None]:
    """Put everything in `folder` back as it was; `spare` is a whole copy of it."""
    try:
        yield
    finally:
        shutil.rmtree(folder)
        shutil.copytree(spare, folder, symlinks=True)
