"""Pipes, links, devices and closed files wherever a command reads or writes.

Case `number` of a `seed` plants one or two of them in a home with a book, a cache, records and
earlier reports (each place has its turn as the first), and runs a command there. It must end soon,
with a result or with two lines; no word of what lies outside may be read, and nothing outside, nor
in the book, may be other than before. Standard input is a pipe on which nobody ever writes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from every_command import EVERY, LOG, QUICK, SLOW, Places
from figures import Figures, failures_of
from forking import Child, Ending, command, warm_up, with_rooms
from plants import (
    EVERY_PLANT,
    GONE_THROUGH,
    MORE,
    NAMED,
    PLACES,
    become_ordinary,
    plant,
    write_outside,
)
from small_novel import write_novel
from suite_untouched import State, state
from traps import SECRET, write_secret

from drafttime.clock.logs.watch import default_log
from drafttime.watching.lock import lock_of

NAME = "planted"
LONGEST_SECONDS = 60.0
WATCHED_SECONDS = 1.5
MOST_FAILURES = 40
CODES = (0, 1, 2, 3, 4)


@dataclass
class Stage:
    """One home that everything happens in, and a copy of it as it was written."""

    scratch: Path
    unread: int
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def home(self) -> Path:
        return self.scratch / "home"

    @property
    def outside(self) -> Path:
        return self.home / "outside"

    def arguments(self, what: str) -> list[str]:
        if what in MORE:
            return [*what.split(), *([str(self.home / "book")] if what == "watch" else [])]
        book, report = str(self.home / "book"), self.home / "report"
        told = EVERY[what](Places(book, self.home / "out", report, self.home / "log.csv"))
        return [str(word) for word in told]


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    stage = set_up(scratch)
    done, failures = failures_of(NAME, seed, count, partial(once, stage, seed), MOST_FAILURES)
    os.close(stage.unread)
    return Figures(NAME, done, failures, stage.counts, time.perf_counter() - began)


def set_up(scratch: Path) -> Stage:
    """Write the home, with what every command writes into it, and keep a copy."""
    warm_up()
    stage = Stage(scratch, os.pipe()[0])
    home = stage.home
    os.environ["DRAFTTIME_CACHE"] = str(home / "cache")
    os.environ["DRAFTTIME_WATCH"] = str(home / "watch")
    for name in ("outside", "out", "rooms", "watch"):
        (home / name).mkdir(parents=True)
    _write_book(home / "book")
    (home / "log.csv").write_text(LOG)
    write_secret(stage.outside / "secret" / "book")
    write_outside(stage.outside)
    shutil.copy(stage.outside / "secret" / "book" / "log.csv", stage.outside / "secret")
    for what in ("report", "portfolio", "sessions file", "week diary", "compare page", "replay"):
        assert command(*stage.arguments(what), "--quiet")() in {0, 3}, what
    shutil.copytree(home / "out" / "report", home / "report")
    shutil.copy(home / "out" / "data.json", home / "report" / "data.json")
    shutil.copytree(home, scratch / "spare", symlinks=True, copy_function=_copy)
    return stage


def _write_book(path: Path) -> None:
    """A book with a pack, a loose rest, packed and loose refs, settings and a record."""
    repo = write_novel(path, commits=8)
    repo.pack()
    repo.commit({"notes/a.md": "Rain.\n", ".mailmap": "Ada <ada@example.org>\n"}, "Add notes")
    repo.tag("draft-2")
    repo.checkout()
    (path / "drafttime.toml").write_text('title = "The Weir"\nlogs = ["log.csv"]\n')
    (path / "log.csv").write_text(LOG)


def _copy(source: str, target: str) -> None:
    """Copy a file for `copytree`, which would read a pipe."""
    if Path(source).is_fifo():
        os.mkfifo(target)
    else:
        shutil.copy2(source, target)


def places_of(stage: Stage, name: str) -> Path:
    """Return a place of the home by its name, which may stand for one of a kind of files."""
    objects = stage.home / "book" / ".git" / "objects"
    loose = min(path for path in objects.glob("??/*"))
    log = default_log(stage.home / "book")
    known = {
        "LOOSE": loose,
        "FOLDER": loose.parent,
        "PACK": min(objects.glob("pack/*.pack")),
        "INDEX": min(objects.glob("pack/*.idx")),
        "LOG": log,
        "LOCK": lock_of(log),
    }
    return known.get(name.rpartition("/")[2], stage.home / name)


def chosen(seed: int, number: int) -> tuple[dict[str, str], str]:
    """Return what is planted where, by place, and the command of one case."""
    chance = random.Random(f"{NAME} {seed} {number}")
    first = list(PLACES)[number % len(PLACES)]
    more = chance.sample(list(PLACES), chance.choice((0, 0, 0, 1)))
    what = chance.choice(PLACES[first] or list(SLOW if chance.random() < 0.04 else QUICK))
    return {place: chance.choice(EVERY_PLANT) for place in dict.fromkeys((first, *more))}, what


def lay_out(stage: Stage) -> None:
    """Put the home back as it was written."""
    shutil.rmtree(stage.home)
    shutil.copytree(stage.scratch / "spare", stage.home, symlinks=True, copy_function=_copy)


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Plant what belongs to a case, run its command, and return what went wrong."""
    planted, what = chosen(seed, number)
    said = ", ".join(f"{how} at {place}" for place, how in planted.items())
    return [f"{what}, {said}: {why}" for why in planted_run(stage, planted, what)]


def planted_run(stage: Stage, planted: Mapping[str, str], what: str) -> list[str]:
    """Plant, run, and return what went wrong."""
    lay_out(stage)
    places = {name: places_of(stage, name) for name in planted}
    for name, how in planted.items():
        try:
            plant(places[name], how, stage.outside)
        except OSError:  # another plant has taken the folder's place
            stage.counts["plants that exclude another"] += 1
    before = state(stage.outside), state(stage.home / "book")
    ending = ended(stage, what)
    stage.counts[f"ended with {ending.code}"] += 1
    wrong = misbehaved(what, ending)
    if not NAMED.intersection(name.split("/")[0] for name in planted):
        wrong += [f"the secret stands in {where}" for where in leaked(stage, ending)]
    outside = differences(before[0], state(stage.outside))
    if GONE_THROUGH.intersection(planted):
        outside = [path for path in outside if path.split("/")[0] != "folder"]
    wrong += [f"{path} is not as before" for path in outside]
    inside = differences(before[1], state(stage.home / "book"))
    return wrong + [f"{path} is not as before in the book" for path in inside]


def differences(before: State, after: State) -> list[str]:
    """Return the paths at which two states differ."""
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))


def ended(stage: Stage, what: str) -> Ending:
    """Run a command in a child that is no more than an ordinary user, and return how it ended."""

    def ordinary() -> int:
        os.dup2(stage.unread, 0)
        become_ordinary()
        return command(*stage.arguments(what))()

    action: Callable[[], int] = with_rooms(stage.home / "rooms", ordinary)
    child = Child(action, stage.scratch)
    if what == "watch":
        began = time.monotonic()
        while child.running and time.monotonic() - began < WATCHED_SECONDS:
            time.sleep(0.02)
        if child.running:
            os.kill(child.process, signal.SIGTERM)
    return child.ended(LONGEST_SECONDS)


def misbehaved(what: str, ending: Ending) -> list[str]:
    """Return what no ending may be: a hang, a traceback, an error that is not two clear lines."""
    if ending.killed:
        return [f"hangs: killed after {ending.seconds:.0f} s"]
    if ending.code not in CODES or "Traceback" in ending.errors or "of its own" in ending.errors:
        return [f"ended with {ending.code}: {ending.errors[-600:]}"]
    if what == "verify" and ending.code == 1 and ending.output:
        return []  # what is not as it was is what was asked for
    words = [line for line in ending.errors.splitlines() if line.startswith(("error: ", "hint: "))]
    if ending.code in {1, 2, 4} and [line[:4] for line in words] != ["erro", "hint"]:
        return [f"ended with {ending.code}, and not in two lines: {ending.errors[-300:]}"]
    if "the system would not go on" in ending.errors:
        return [f"does not say what it cannot do: {ending.errors[-300:]}"]
    return []


def leaked(stage: Stage, ending: Ending) -> list[str]:
    """Return where the word of the secret can be read."""
    texts = {"the output": ending.output.encode(), "the errors": ending.errors.encode()}
    for place in (stage.home / "out", stage.home / "cache", stage.home / "watch"):
        for name, about in state(place).items() if _is_folder(place) else ():
            path = place / name
            if not path.is_symlink() and path.is_file() and about[1]:
                texts[str(path.relative_to(stage.home))] = path.read_bytes()
    return [name for name, text in texts.items() if SECRET.encode() in text]


def _is_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()
