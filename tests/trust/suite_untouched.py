"""A repository is as it was after every run: names, kinds, modes, sizes, times, contents, links.

Case `number` of a `seed` runs one command on one of three repositories: as it is, on one that is
refused, with an option that makes no sense, stopped by Ctrl-C at a random time, with what is
written inside the repository (and that stopped, too), or standing in it. What a command was told to
write, and nothing else, may be new; a run that is not stopped leaves no temporary folder either.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from every_command import EVERY, LOG, QUICK, SLOW, Places
from figures import Figures, failures_of
from forking import BROKEN, Child, Ending, command, warm_up, with_rooms
from gitrepo import symlink
from small_novel import write_novel

NAME = "untouched"
KINDS = (
    "whole",
    "refused",
    "bad option",
    "stopped",
    "out inside",
    "standing in it",
    "stopped inside",
)
SLOW_EVERY = 11
LONGEST_SECONDS = 120.0
MOST_FAILURES = 40
STOPPED = 130
CODES = {
    "whole": {0},
    "refused": {0, 1, 4},
    "bad option": {2},
    "stopped": {0, STOPPED, BROKEN},
    "out inside": {0},
    "standing in it": {0},
    "stopped inside": {0, STOPPED, BROKEN},
}
ANY = "any"  # allowed where anything is
WRITTEN = {ANY, "report", "portfolio", "data.json", "s.csv", "weeks", "compare.html", "replay.html"}
DEFAULT = "drafttime-"  # how all begins that commands make without being told a name

State = Mapping[str, tuple[object, ...]]


@dataclass
class Stage:
    """The repositories, copied for each case, and how long each command takes."""

    scratch: Path
    seconds: dict[str, float] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def home(self) -> Path:
        """The folder of a case: the repository in it is what must stay as it is."""
        return self.scratch / "case"

    def report(self) -> Path:
        """Return a report of the plain book to verify, made when it is first asked for."""
        place = self.scratch / "report"
        if not place.exists():
            told = ("report", self.scratch / "books" / "plain", "--out", place, "--quiet")
            assert command(*told)() == 0
        return place


def _plain(path: Path) -> Path:
    """A book with all that a work tree can hold: links, changes, settings, an old output folder."""
    repo = write_novel(path, commits=8)
    repo.commit({"link.md": symlink("ch1.md"), "notes/a.md": "Rain.\n"}, "Add a link")
    repo.checkout()
    (path / "drafttime.toml").write_text('title = "The Weir"\nlogs = ["log.csv"]\n')
    (path / "log.csv").write_text(LOG)
    (path / "ch1.md").write_text("# Changed, and not committed\n")
    (path / "new.md").write_text("Nobody knows of this.\n")
    (path / "empty").mkdir()
    return path


def _bare(path: Path) -> Path:
    plain = write_novel(path.parent / "for-bare", commits=8)
    plain.git("clone", "-q", "--bare", str(plain.path), str(path))
    shutil.rmtree(plain.path)
    return path


def _worktree(path: Path) -> Path:
    """A second work tree inside the folder of the first: both must stay."""
    repo = write_novel(path, commits=8)
    repo.checkout()
    repo.pack()
    repo.git("worktree", "add", "-q", "-b", "second", str(path / "second"))
    for place in (path / "second" / ".git", path / ".git" / "worktrees" / "second" / "gitdir"):
        place.write_text(place.read_text().replace(str(path), str(path.parents[1] / "case/book")))
    return path / "second"


BOOKS: Mapping[str, Callable[[Path], Path]] = {"plain": _plain, "bare": _bare, "second": _worktree}


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    stage = set_up(scratch)
    done, failures = failures_of(NAME, seed, count, partial(once, stage, seed), MOST_FAILURES)
    return Figures(NAME, done, failures, stage.counts, time.perf_counter() - began)


def set_up(scratch: Path) -> Stage:
    """Write the repositories, and a record of writing time."""
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    os.environ["XDG_DATA_HOME"] = str(scratch / "share")
    (scratch / "log.csv").write_text(LOG)
    (scratch / "books").mkdir()
    for name, write in BOOKS.items():
        write(scratch / "books" / name)
    return Stage(scratch)


def state(folder: Path) -> State:
    """Return what can be told of everything in a folder, and of itself, by path."""
    return {str(path.relative_to(folder)): _about(path) for path in (folder, *_below(folder))}


def _below(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        yield Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))


def _about(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    held = ""
    if stat.S_ISLNK(found.st_mode):
        held = str(path.readlink())
    elif stat.S_ISREG(found.st_mode):
        held = hashlib.sha256(path.read_bytes()).hexdigest()
    size = 0 if stat.S_ISDIR(found.st_mode) else found.st_size
    return found.st_mode, size, held, found.st_mtime_ns, found.st_ino, found.st_uid, found.st_gid


def changed(before: State, after: State, *, may: Callable[[str], bool], at: str) -> list[str]:
    """Return what is not as it was; in the folder `at`, names that `may` be new are left out.

    The time of that folder tells of new names in it, also of those that are gone again.
    """
    wrong = [f"{path} is gone" for path in before if path not in after]
    top = {path: path.removeprefix(f"{at}/").split("/")[0] for path in after if path not in before}
    wrong += [f"{path} is new" for path, name in top.items() if not may(name)]
    for path in before.keys() & after.keys():
        one, other = before[path], after[path]
        if path == at and may(ANY) and one[:3] == other[:3] and one[4:] == other[4:]:
            continue
        if one != other:
            wrong.append(f"{path} was {one} and is {other}")
    return sorted(wrong)


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Run the command of one case, and return what it did to the repository."""
    chance = random.Random(f"{NAME} {seed} {number}")
    kind, name = KINDS[number % len(KINDS)], list(BOOKS)[number // len(KINDS) % len(BOOKS)]
    what = chance.choice(list(SLOW if number % SLOW_EVERY == 10 else QUICK))
    shutil.rmtree(stage.home, ignore_errors=True)
    (stage.home / "rooms").mkdir(parents=True)
    (stage.home / "out").mkdir()
    root = stage.home / "book"
    shutil.copytree(stage.scratch / "books" / name, root, symlinks=True)
    book = root / "second" if name == "second" else root
    if kind == "refused":
        objects = (root if name == "bare" else root / ".git") / "objects"
        (objects / "info" / "alternates").write_text(f"{stage.scratch}/books/plain/.git/objects\n")
    before = state(root)
    ending = ended(stage, kind, what, book, chance)
    stage.counts[kind] += 1
    stage.counts[f"ended with {ending.code}"] += 1
    at = str(book.relative_to(root))
    wrong = changed(before, state(root), may=allowed(kind), at=at)
    wrong += misbehaved(stage, kind, what, ending)
    return [f"{what}, {name}, {kind}: {why}" for why in wrong]


def allowed(kind: str) -> Callable[[str], bool]:
    """Return which names a run of this kind may add to the top of the repository."""
    if kind.endswith("inside"):
        return WRITTEN.__contains__
    if kind == "standing in it":
        return lambda name: name.startswith((DEFAULT, ANY))
    return lambda name: False


def ended(stage: Stage, kind: str, what: str, book: Path, chance: random.Random) -> Ending:
    """Run a command in a child, in the way of its kind, and return how it ended."""
    out = book if kind.endswith("inside") else stage.home / "out"
    report = stage.report() if what == "verify" else Path()
    at = Places(
        "." if kind == "standing in it" else str(book), out, report, stage.scratch / "log.csv"
    )
    told = [str(word) for word in EVERY[what](at)]
    if kind == "standing in it" and "--out" in told and what in SLOW:
        place = told.index("--out")
        del told[place : place + 2]
    if kind == "bad option":
        told.insert(1, "--write-into-it")
    began = time.perf_counter()
    action = with_rooms(stage.home / "rooms", _standing(book, kind, told))
    # A child that is stopped before it is one would go on in the code of its parent.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        child = Child(action, stage.home)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if kind.startswith("stopped"):
        time.sleep(chance.random() * stage.seconds.get(what, 0.4))
        if child.running:
            os.kill(child.process, signal.SIGINT)
    ending = child.ended(LONGEST_SECONDS)
    if kind == "whole":
        stage.seconds[what] = time.perf_counter() - began
    return ending


def _standing(book: Path, kind: str, told: list[str]) -> Callable[[], int]:
    """Return the run of a command as an action of a child, which can be stopped."""

    from drafttime.cli import main

    def stand() -> int:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if kind == "standing in it":
            os.chdir(book)
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            main(told)
        except SystemExit as end:
            return int(end.code or 0)
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    return stand


def misbehaved(stage: Stage, kind: str, what: str, ending: Ending) -> list[str]:
    """Return what is wrong with how a run ended, and with what it left behind."""
    wrong = []
    allowed_codes = CODES[kind] | {"verify": {1, 3, 4}, "watch status": {1}}.get(what, set())
    if ending.killed:
        wrong.append(f"hangs: killed after {ending.seconds:.0f} s")
    elif ending.code not in allowed_codes:
        wrong.append(f"ended with {ending.code}: {ending.errors[-300:]}")
    elif ending.code == BROKEN and "/drafttime/" in ending.errors:  # not before or after it
        wrong.append(f"broke: {ending.errors[-300:]}")
    left = sorted(entry.name for entry in (stage.home / "rooms").iterdir())
    if left and not kind.startswith("stopped"):  # in a forked child the last cleaning is left out
        wrong.append(f"left over: {left[:3]}")
    return wrong
