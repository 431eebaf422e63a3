"""Faults of object files: each run is exact, or says what is missing, or refuses.

Case `number` of a `seed` damages one or two files of one of the books in one of the ways of
`faults`, analyses it, and puts it back. Nothing may be raised that is not told in two lines, and no
figure may differ from the undamaged ones without a notice that parts could not be read.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from every_command import LOG, QUICK, Places
from faults import FAULTS, kept
from faulty_books import BOOKS
from figures import Figures, failures_of
from forking import command, in_child, warm_up

from drafttime.errors import DrafttimeError
from drafttime.output.data import report_object
from drafttime.pipeline import analyse
from drafttime.request import Request

NAME = "object_faults"
COMMAND_EVERY = 25
LONGEST_SECONDS = 100.0
MOST_FAILURES = 40
OTHERS = {"notices", "history.objects_verified"}  # what an unfaulted run would say otherwise


@dataclass
class Stage:
    """The books, whole copies of them to go back to, and what is true of them."""

    scratch: Path
    truth: Mapping[str, str]
    said: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def book(self, name: str) -> Path:
        return self.scratch / "books" / name

    def spare(self, name: str) -> Path:
        return self.scratch / "spare" / name

    def places(self, name: str) -> Places:
        return Places(str(self.book(name)), self.scratch / "out", Path(), self.scratch / "log.csv")


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    stage = set_up(scratch)
    done, failures = failures_of(NAME, seed, count, partial(once, stage, seed), MOST_FAILURES)
    return Figures(NAME, done, failures, stage.counts, time.perf_counter() - began)


def set_up(scratch: Path) -> Stage:
    """Write the books and analyse each as it is."""
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    os.environ["XDG_DATA_HOME"] = str(scratch / "share")
    (scratch / "log.csv").write_text(LOG)
    (scratch / "books").mkdir()
    truth = {}
    for name, write in BOOKS.items():
        write(scratch / "books" / name)
        shutil.copytree(scratch / "books" / name, scratch / "spare" / name, symlinks=True)
        truth[name], partial, _ = analysed(scratch / "books" / name)
        assert not partial
    return Stage(scratch, truth)


def analysed(book: Path, *, allow_linked: bool = False) -> tuple[str, bool, tuple[str, ...]]:
    """Return the figures of a book, whether they are partial, and the codes of its notices."""
    analysis = analyse(Request(book, use_cache=False, allow_linked=allow_linked))
    whole = dict(report_object(analysis))
    history = {k: v for k, v in whole["history"].items() if f"history.{k}" not in OTHERS}
    whole = {k: v for k, v in whole.items() if k not in OTHERS} | {"history": history}
    codes = tuple(notice.code for notice in analysis.notices)
    return json.dumps(whole, sort_keys=True), analysis.facts.partial, codes


def damage(stage: Stage, seed: int, number: int) -> tuple[str, str]:
    """Damage the book of one case; return its name and what was done to it."""
    chance = random.Random(f"{NAME} {seed} {number}")
    name = list(BOOKS)[number % len(BOOKS)]
    done = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        objects = stage.book(name) / ".git" / "objects"
        files = sorted(p for p in objects.rglob("*") if p.is_file() and p.stat().st_size)
        if not files:
            break
        file, how = chance.choice(files), chance.choice(list(FAULTS))
        FAULTS[how](file, chance, files)
        done.append(f"{file.relative_to(objects)} {how}")
    return name, ", ".join(done)


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Damage one book, read it, and return what went wrong."""
    name = list(BOOKS)[number % len(BOOKS)]
    with kept(stage.book(name) / ".git" / "objects", stage.spare(name) / ".git" / "objects"):
        done = damage(stage, seed, number)[1]
        began = time.perf_counter()
        if number % COMMAND_EVERY == 7:
            said = commanded(stage, name, number // COMMAND_EVERY)
        else:
            said = read(stage, name)
        if time.perf_counter() - began > LONGEST_SECONDS:
            said.append(f"it took {time.perf_counter() - began:.0f} s")
    return [f"{name}, {done}: {what}" for what in said]


def read(stage: Stage, name: str) -> list[str]:
    """Analyse a damaged book, and hold it against what is true of it."""
    try:
        figures, partial, codes = analysed(stage.book(name))
    except DrafttimeError as error:
        stage.counts["refused" if error.exit_code == 4 else "stopped"] += 1
        return [] if error.message and error.hint else ["an error without a message or a hint"]
    except Exception:  # noqa: BLE001 - whatever is raised is the finding
        stage.counts["tracebacks"] += 1
        return [traceback.format_exc(limit=-3)]
    if partial:
        stage.counts["disclosed"] += 1
        return [] if codes else ["partial without a notice"]
    if figures != stage.truth[name]:
        stage.counts["silently different"] += 1
        return [f"figures differ and nothing says so: {_first_difference(stage, name, figures)}"]
    stage.counts["exact"] += 1
    return []


def _first_difference(stage: Stage, name: str, figures: str) -> str:
    true, found = json.loads(stage.truth[name]), json.loads(figures)
    return ", ".join(key for key in true if true[key] != found.get(key))


def commanded(stage: Stage, name: str, number: int) -> list[str]:
    """Run one of the commands on a damaged book: as before, or 3 or more and a word about it."""
    what = list(QUICK)[number % len(QUICK)]
    told = command(*QUICK[what](stage.places(name)), *_no_cache(what))
    (stage.scratch / "out").mkdir()
    stage.counts["commands"] += 1
    if (name, what) not in stage.said:
        with kept(stage.book(name) / ".git" / "objects", stage.spare(name) / ".git" / "objects"):
            damaged = stage.scratch / "damaged"
            shutil.move(stage.book(name) / ".git" / "objects", damaged)
            shutil.copytree(
                stage.spare(name) / ".git" / "objects", stage.book(name) / ".git" / "objects"
            )
            whole = in_child(told, stage.scratch)
            stage.said[name, what] = whole.code, whole.output
        shutil.rmtree(stage.book(name) / ".git" / "objects")
        shutil.move(damaged, stage.book(name) / ".git" / "objects")
    ending = in_child(told, stage.scratch)
    shutil.rmtree(stage.scratch / "out")
    stage.counts[f"commands that ended with {ending.code}"] += 1
    if ending.code not in {0, 1, 3, 4} or "mistake of its own" in ending.errors:
        return [f"{what} ended with {ending.code}: {ending.errors[-300:]}"]
    if ending.code == 0 and (0, ending.output) != stage.said[name, what]:
        return [f"{what} says something else, and ends with 0: {ending.output[:300]}"]
    return []


def _no_cache(what: str) -> tuple[str, ...]:
    return () if what in {"import", "watch status"} else ("--no-cache",)
