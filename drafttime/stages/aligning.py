"""Alignment with a memory: what two contents share is kept in the cache from run to run.

The key is made of contents, never of commits: the blobs of both sides with their slots and formats,
what stood beside them where that weighs in, the settings that decide how contents are read, and the
code that reads and aligns them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from drafttime.revision.alignment import Alignment, Run, align
from drafttime.revision.crossing import Snapshot
from drafttime.revision.held import Names
from drafttime.stages.reading import Book
from drafttime.store import Store

STAGE = "alignment"
FIELDS = 6  # old slot, old start, new slot, new start, length, in place


@cache
def code_version() -> str:
    """Return a digest of the code that reads and aligns text.

    What was measured by other code no longer holds; a number raised by hand would be forgotten.
    """
    package = Path(__file__).parent.parent
    digest = blake2b(digest_size=16)
    for folder in ("text", "revision", "stages"):
        for file in sorted((package / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    for library in ("pyromark", "rapidfuzz", "charset-normalizer"):
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()


class Remembered:
    """`align`, asked for contents by name; a stored answer is looked at before it is believed."""

    def __init__(self, book: Book, store: Store) -> None:
        settings = book.source.settings
        self._context = repr(settings.format)
        self._format_of = book.source.texts.format_of
        self._store = store

    def __call__(
        self,
        old: Snapshot,
        new: Snapshot,
        standing: Callable[[], Mapping[int, int]],
        names: tuple[Names, Names],
    ) -> Alignment:
        """Return the alignment of two sets of files whose contents have these names."""
        weights = standing() if len(old.keys() | new.keys()) > 1 else {}
        key = self._key(names, weights)
        known = self._store.get(STAGE, key, version=code_version())
        found = None if known is None else _unpacked(known, old, new)
        if found is None:
            found = align(old, new, lambda: weights)
            self._store.put(STAGE, key, _packed(found), version=code_version())
        return found

    def _key(self, names: tuple[Names, Names], weights: Mapping[int, int]) -> bytes:
        sides = [
            [(slot, blob, self._format_of(path)) for slot, (blob, path) in side] for side in names
        ]
        said = repr((self._context, sides, sorted(weights.items())))
        return blake2b(said.encode("utf-8", "surrogateescape")).digest()


def _packed(found: Alignment) -> bytes:
    numbers = array("I")
    for run, stays in zip(found.runs, found.in_place, strict=True):
        numbers.extend(
            (run.old_slot, run.old_start, run.new_slot, run.new_start, run.length, stays)
        )
    return numbers.tobytes()


def _unpacked(stored: bytes, old: Snapshot, new: Snapshot) -> Alignment | None:
    """Return a stored alignment, None where it does not fit these texts."""
    numbers = array("I")
    if len(stored) % (FIELDS * numbers.itemsize):
        return None
    numbers.frombytes(stored)
    texts = [{slot: "".join(p) for slot, p in side.items()} for side in (old, new)]
    rows: Sequence[tuple[int, ...]] = list(
        zip(*(numbers[k::FIELDS] for k in range(FIELDS)), strict=True)
    )
    runs = []
    for a, i, b, j, n, _ in rows:
        part = texts[0].get(a, "")[i : i + n]
        if len(part) != n or not n or texts[1].get(b, "")[j : j + n] != part:
            return None
        runs.append(Run(a, i, b, j, n))
    return Alignment(tuple(runs), tuple(bool(row[-1]) for row in rows))
