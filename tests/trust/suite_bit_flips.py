"""One flipped bit at a time in the files of the cache; the figures stay those without a cache.

Two caches are damaged in turn: one that was closed, and one whose run was killed, so that what
SQLite keeps beside it (-wal, -shm) is there to be damaged as well. A damaged cache is made anew,
which is said once; the run after it says nothing and gives the same figures.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from figures import Figures
from forking import in_child, warm_up
from small_novel import write_novel

from drafttime.model import Analysis
from drafttime.output.data import report_object
from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.store import FILE

NAME = "bit_flips"
LOOKED_AT_AGAIN = 5
SHORTEST = 8  # a result of fewer bytes cannot be found again in a file
SAID = frozenset({"cache-rebuilt", "cache-off"})


@dataclass(frozen=True)
class State:
    """A cache as its files, with the results in it."""

    files: Mapping[str, bytes]
    values: Sequence[bytes]

    @classmethod
    def of(cls, folder: Path) -> State:
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        with closing(sqlite3.connect(folder / FILE)) as base:
            values = [value for (value,) in base.execute("SELECT value FROM results")]
        return cls(files, [value for value in values if len(value) >= SHORTEST])

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where results lie in each file, or bytes that are not 0 where there are none."""
        return {name: self._places_in(data) for name, data in self.files.items()}

    def _places_in(self, data: bytes) -> Sequence[int]:
        found = set[int]()
        for value in self.values:
            start = data.find(value)
            while start >= 0:
                found.update(range(start, start + len(value)))
                start = data.find(value, start + 1)
        return sorted(found) or [place for place, byte in enumerate(data) if byte]


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Flip `count` bits, and analyse the same book with each."""
    begun = time.monotonic()
    warm_up()
    folder = scratch / "cache"
    os.environ["DRAFTTIME_CACHE"] = str(folder)
    book = write_novel(scratch / "book").path
    cold = figures_of(analyse(Request(book, use_cache=False)))[0]
    states = closed(book, folder), left_open(book, folder, scratch)
    counts: Counter[str] = Counter()
    failures: list[str] = []
    for number in range(count):
        chance = random.Random(f"{NAME} {seed} {number}")
        name = damage(folder, states[number % 2], chance)
        counts[name.rpartition("-")[2] if "-w" in name or "-s" in name else "database"] += 1
        again = number % LOOKED_AT_AGAIN == 0
        failures += [
            f"{NAME}, seed {seed}, number {number} ({name}): {why}"
            for why in wrong(book, cold, counts, again=again)
        ]
    return Figures(NAME, count, tuple(failures), counts, time.monotonic() - begun)


def closed(book: Path, folder: Path) -> State:
    """Return the files of a cache that a run filled and closed."""
    shutil.rmtree(folder, ignore_errors=True)
    analyse(Request(book))
    return State.of(folder)


def left_open(book: Path, folder: Path, scratch: Path) -> State:
    """Return the files of a cache that was filled, closed, filled on, and left by a killed run."""
    shutil.rmtree(folder, ignore_errors=True)
    analyse(Request(book, overrides={"final": "HEAD~3"}))

    def stopped_short() -> int:
        from drafttime.store import Store

        Store.close = Store.flush  # type: ignore[method-assign]
        analyse(Request(book))
        return 0

    assert in_child(stopped_short, scratch).code == 0
    found = State.of(folder)
    assert len(found.files) == 3, "the files that SQLite keeps beside the cache are missing"
    return found


def damage(folder: Path, state: State, chance: random.Random) -> str:
    """Lay the files out with one bit flipped, and return the name of the one that has it.

    Every other bit lies in a result, or in a byte that holds something: much of a small file does
    not.
    """
    for old in folder.iterdir():
        old.unlink()
    damaged = chance.choice(sorted(state.files))
    for name, data in state.files.items():
        content = bytearray(data)
        if name == damaged:
            places = range(len(content)) if chance.random() < 0.5 else state.places[name]
            content[chance.choice(places)] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(content)
    return damaged


def wrong(book: Path, cold: str, counts: Counter[str], *, again: bool) -> list[str]:
    """Analyse with the damaged cache, and perhaps once more; say what is not as it should be."""
    found = []
    figures, said = figures_of(analyse(Request(book)))
    counts["rebuilt"] += "cache-rebuilt" in said
    counts["without"] += "cache-off" in said
    if figures != cold:
        found.append("the figures differ")
    if len(said) > 1:
        found.append(f"said more than once: {said}")
    if again:
        figures, said = figures_of(analyse(Request(book)))
        if figures != cold or said:
            found.append(f"the next run says {said}, figures equal: {figures == cold}")
    return found


def figures_of(analysis: Analysis) -> tuple[str, list[str]]:
    """Return all figures as JSON but for what is said of the cache, and that by its codes."""
    said = [notice.code for notice in analysis.notices if notice.code in SAID]
    found = report_object(analysis)
    found["notices"] = [one for one in found["notices"] if one["code"] not in SAID]
    del found["evidence"]  # a digest of the rest, and so of what is said as well
    return json.dumps(found, sort_keys=True), said
