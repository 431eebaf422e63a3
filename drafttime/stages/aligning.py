"""Alignment with a memory: what two contents share is kept in the cache from run to run.

The key is made of contents, never of commits: the blobs of both sides with their slots and formats,
what stood beside them where that weighs in, the settings that decide how contents are read, and the
code that reads and aligns them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
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
        self._texts = book.source.texts
        self._store = store
        self._stored: dict[bytes, bytes] = {}

    def __call__(
        self,
        old: Snapshot,
        new: Snapshot,
        standing: Callable[[], Mapping[int, int]],
        names: tuple[Names, Names],
    ) -> Alignment:
        """Return the alignment of two sets of files whose contents have these names."""
        weights = standing() if len(old.keys() | new.keys()) > 1 else {}
        key = self.key(names, weights)
        known = self._stored.get(key) or self._store.get(STAGE, key, version=code_version())
        found = None if known is None else _checked(known, old, new)
        if found is None:
            found = align(old, new, lambda: weights)
            self.keep(key, packed(found))
        return found

    def prepare(self, keys: Iterable[bytes]) -> None:
        """Fetch what is stored of some alignments in one go."""
        self._stored.update(self._store.get_many(STAGE, keys, version=code_version()))

    def knows(self, key: bytes) -> bool:
        """Say whether an alignment was prepared."""
        return key in self._stored

    def recall(self, key: bytes, names: tuple[Names, Names]) -> Alignment:
        """Return an alignment that was prepared, or that of two contents of one file."""
        old, new = map(self._snapshot, names)
        found = _checked(self._stored[key], old, new) if key in self._stored else None
        return align(old, new) if found is None else found

    def anew(self, names: tuple[Names, Names], weights: Mapping[int, int]) -> Alignment:
        """Return the alignment of contents by their names, whatever is stored."""
        old, new = map(self._snapshot, names)
        return align(old, new, lambda: weights)

    def keep(self, key: bytes, made: bytes) -> None:
        """Store an alignment for the next run."""
        self._store.put(STAGE, key, made, version=code_version())

    def key(self, names: tuple[Names, Names], weights: Mapping[int, int]) -> bytes:
        """Return the name under which the alignment of some contents is stored."""
        sides = [
            [(slot, blob, self._texts.format_of(path)) for slot, (blob, path) in side]
            for side in names
        ]
        said = repr((self._context, sides, sorted(weights.items())))
        return blake2b(said.encode("utf-8", "surrogateescape")).digest()

    def _snapshot(self, names: Names) -> Snapshot:
        texts = ((slot, self._texts.of(*version)) for slot, version in names)
        return {slot: text.paragraphs for slot, text in texts if text is not None}


def packed(found: Alignment) -> bytes:
    """Return an alignment as bytes: six numbers a run."""
    numbers = array("I")
    for run, stays in zip(found.runs, found.in_place, strict=True):
        numbers.extend(
            (run.old_slot, run.old_start, run.new_slot, run.new_start, run.length, stays)
        )
    return numbers.tobytes()


def unpacked(made: bytes) -> Alignment:
    """Return an alignment from bytes that this run made."""
    *runs, stay = _columns(made)
    return Alignment(tuple(map(Run._make, zip(*runs, strict=True))), tuple(map(bool, stay)))


def _columns(stored: bytes) -> list[array[int]]:
    numbers = array("I")
    numbers.frombytes(stored)
    return [numbers[k::FIELDS] for k in range(FIELDS)]


def _checked(stored: bytes, old: Snapshot, new: Snapshot) -> Alignment | None:
    """Return a stored alignment, None where it does not fit these texts."""
    if len(stored) % (FIELDS * array("I").itemsize):
        return None
    texts = [{slot: "".join(p) for slot, p in side.items()} for side in (old, new)]
    for a, i, b, j, n, _ in zip(*_columns(stored), strict=True):
        part = texts[0].get(a, "")[i : i + n]
        if len(part) != n or not n or texts[1].get(b, "")[j : j + n] != part:
            return None
    return unpacked(stored)
