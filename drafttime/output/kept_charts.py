"""Charts as they were drawn, kept in the cache by the digest of all that they were drawn from.

That is the whole order, analysis and look, and the code that draws: the charts' own files and the
versions of the libraries below them. A chart that needed other typefaces than the one that comes
with matplotlib depends on what is installed, and is drawn every time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from drafttime import charts, durations, model
from drafttime.charts import Drawn
from drafttime.store import Store

STAGE = "charts"
_LIBRARIES = {"matplotlib": "_version.py", "PIL": "_version.py", "numpy": "version.py"}
_LENGTH = 8


class KeptCharts:
    """The charts of one order in the store; where the drawing code is not known, none is kept."""

    def __init__(self, store: Store, packed: bytes) -> None:
        """Look for charts of an order that was packed into these bytes."""
        self._store = store
        self._drawing = drawing_code()
        self._order = hashlib.sha256(packed).digest()

    def found(self, keys: Iterable[str]) -> dict[str, Drawn]:
        """Return the charts of these keys that are kept."""
        if not self._drawing:
            return {}
        names = {self._name(key): key for key in keys}
        values = self._store.get_many(STAGE, names, version=self._drawing)
        found = {names[name]: unpacked(value) for name, value in values.items()}
        return {key: drawn for key, drawn in found.items() if drawn and drawn.key == key}

    def keep(self, drawn: Iterable[Drawn]) -> None:
        """Keep those of these charts that depend on nothing else."""
        if self._drawing:
            values = {self._name(one.key): packed(one) for one in drawn if not one.font_note}
            self._store.put_many(STAGE, values, version=self._drawing)

    def _name(self, key: str) -> bytes:
        return self._order + key.encode()


@cache
def drawing_code() -> str:
    """Return a digest of the code that draws; empty where it cannot be read.

    Costs some milliseconds, and imports none of the libraries.
    """
    found = hashlib.sha256(sys.version.encode())
    try:
        for path in _sources():
            found.update(hashlib.sha256(path.read_bytes()).digest())
    except (OSError, TypeError, AttributeError):  # not there, or not in files of their own
        return ""
    return found.hexdigest()


def _sources() -> Iterable[Path]:
    for package in (charts, model):
        yield from sorted(Path(str(package.__file__)).parent.glob("*.py"))
    yield Path(str(durations.__file__))
    for library, file in _LIBRARIES.items():
        spec = find_spec(library)
        yield Path(str(spec and spec.origin)).with_name(file)


def packed(drawn: Drawn) -> bytes:
    """Return a chart as bytes: the length of its words, its words, its two pictures."""
    words = asdict(drawn)
    pictures = [words.pop("png_1x"), words.pop("png_2x")]
    head = json.dumps({**words, "lengths": [len(picture) for picture in pictures]}).encode()
    return b"".join([len(head).to_bytes(_LENGTH, "big"), head, *pictures])


def unpacked(value: bytes) -> Drawn | None:
    """Return the chart that `packed` made these bytes of; None for other bytes."""
    try:
        end = _LENGTH + int.from_bytes(value[:_LENGTH], "big")
        words = json.loads(value[_LENGTH:end])
        first, second = words.pop("lengths")
        if end + first + second != len(value):
            return None
        small, large = value[end : end + first], value[end + first :]
        return Drawn(**words, png_1x=small, png_2x=large)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
