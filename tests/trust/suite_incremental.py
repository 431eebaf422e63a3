"""A run that finds results of earlier runs says, byte for byte, what a run without them says.

A case takes one or several invented books, analyses earlier states of them with one cache (part of
the history, another branch, other settings, other drafts), and then the whole of each: once more
with the cache, twice over, and without any. The data of the report must be the same each time.
"""

from __future__ import annotations

import os
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from figures import Figures
from invented_histories import Invented
from invented_writing import Written, write
from inventing import invent

from drafttime.errors import DrafttimeError
from drafttime.output.data import to_json
from drafttime.pipeline import analyse, find_cuts, replay
from drafttime.request import Request

MOST_FAILURES = 40


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    failures: list[str] = []
    counts: Counter[str] = Counter()
    for number in range(count):
        folder = scratch / f"case-{number}"
        folder.mkdir()
        try:
            failures += check(seed, number, folder, counts)
        except Exception:  # noqa: BLE001 - whatever is raised is the finding
            counts["tracebacks"] += 1
            failures.append(f"incremental {seed} {number}: {traceback.format_exc(limit=-3)}")
        shutil.rmtree(folder)
        if len(failures) >= MOST_FAILURES:
            break
    return Figures(
        "incremental", number + 1, tuple(failures), dict(counts), time.perf_counter() - began
    )


def check(seed: int, number: int, folder: Path, counts: Counter[str]) -> list[str]:
    """Run one case; return what differed."""
    chance = Random(f"incremental {seed} {number}")
    books = 1 if chance.random() < 0.7 else chance.randint(2, 3)
    counts["several books"] += books > 1
    written = []
    for k in range(books):
        (folder / f"book {k}").mkdir()
        history = invent(seed, number * 10 + k)
        written.append((folder / f"book {k}", write(folder / f"book {k}", [history])[0]))
    with cache(folder / "cache"):
        for _ in range(chance.randint(1, 3)):
            place, book = chance.choice(written)
            _warm(place, book, chance, counts)
        failures = []
        for place, book in written:
            book.show(place)
            failures += _compared(place, book, chance, counts, f"{seed} {number}")
        return failures


@contextmanager
def cache(folder: Path) -> Iterator[None]:
    """Let the cache be in a folder of its own."""
    before = os.environ.get("DRAFTTIME_CACHE")
    os.environ["DRAFTTIME_CACHE"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["DRAFTTIME_CACHE"]
        else:
            os.environ["DRAFTTIME_CACHE"] = before


def options(written: Written, chance: Random) -> dict[str, object]:
    """Return options that a writer may change between two runs."""
    invented = written.invented
    found: dict[str, object] = base_options(invented)
    what = chance.random()
    if what < 0.15:
        found["gap"] = chance.choice([30, 90, 600])
    elif what < 0.3:
        found["exclude"] = ["**/*.txt" if chance.random() < 0.5 else "**/ch01*"]
    elif what < 0.4:
        found["format"] = {"*.tex" if not invented.home else "**/*.tex": "plain"}
    elif what < 0.5:
        found["show_cuts"] = True
    elif what < 0.6:
        found["until"] = "2022-01-01"
    elif what < 0.7:
        found["typing_speed"] = 80
    return found


def base_options(invented: Invented) -> dict[str, object]:
    """Return what a book needs to be found."""
    return {"include": [invented.home.decode() + "**"]} if invented.include else {}


def _warm(place: Path, written: Written, chance: Random, counts: Counter[str]) -> None:
    """Analyse an earlier state of a book, and perhaps in another way."""
    invented = written.invented
    what = chance.random()
    if what < 0.55 and len(invented.mainline) > 1:
        at = chance.choice(invented.mainline[:-1])
        counts["part of the history"] += 1
    elif what < 0.8:
        at = chance.randrange(len(invented.commits))
        counts["other branches" if at not in invented.mainline else "part of the history"] += 1
    else:
        at = invented.final
        counts["the same history"] += 1
    written.show(place, at)
    asked = base_options(invented)
    if chance.random() < 0.5:
        asked = options(written, chance)
        counts["other settings"] += 1
    line = [p for p in invented.mainline if p == at or p in invented.ancestors(at)]
    if line and chance.random() < 0.3:
        asked["first"] = written.ids[chance.choice(line)]
        counts["other drafts"] += 1
    request = Request(place, asked)
    try:
        chance.choice([analyse, analyse, analyse, replay, find_cuts])(request)
    except DrafttimeError:
        counts["refused while warming"] += 1


def _compared(
    place: Path, written: Written, chance: Random, counts: Counter[str], case: str
) -> list[str]:
    asked = options(written, chance)
    cold, warm = Request(place, asked, use_cache=False), Request(place, asked)
    tell = _told_of_the_replay if chance.random() < 0.3 else _told
    wanted = tell(cold, counts)
    found = [(tell(warm, counts), "the run after them")]
    if chance.random() < 0.3:
        found.append((tell(warm, counts), "a further run"))
    counts["comparisons"] += len(found)
    return [
        f"incremental {case}, {place.name}, {asked}: {which} differs: {_difference(wanted, text)}"
        for text, which in found
        if text != wanted
    ]


def _told(request: Request, counts: Counter[str]) -> str:
    """Return the data of the report."""
    try:
        return to_json(analyse(request))
    except DrafttimeError as error:
        counts["refused"] += 1
        return f"{type(error).__name__}: {error}"


def _told_of_the_replay(request: Request, counts: Counter[str]) -> str:
    """Return the data of the report, and the replay."""
    try:
        return f"{_told(request, counts)}\n{replay(request)}"
    except DrafttimeError as error:
        return f"{type(error).__name__}: {error}"


def _difference(wanted: str, found: str) -> str:
    for a, b in zip(wanted.splitlines(), found.splitlines(), strict=False):
        if a != b:
            return f"{a.strip()[:120]} became {b.strip()[:120]}"
    return "one is longer"
