"""Forged histories: what the objects do not prove is not believed, and what is passed over is told.

Case `number` of a `seed` lays one to four forgeries (each has its turn as the first) in one of some
small books, reads it, and puts it back. The figures are those of the book before, or a notice says
that something could not be read, or the run is refused in two lines. Replaced objects, grafts and
commit-graphs are told of whenever the book is read. A run that hangs is killed, and is a failure.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from every_command import LOG, QUICK, Places
from faulty_books import BOOKS
from figures import Figures, failures_of
from forgeries import BY_GIT, FORGERIES, Forgery, Scene
from forking import Ending, command, in_child, warm_up
from gitrepo import ENVIRONMENT, GitRepo
from small_novel import write_novel
from suite_object_faults import analysed

from drafttime.errors import DrafttimeError
from drafttime.history.process import GitProcess

NAME = "forgery"
COMMAND_EVERY = 9
LONGEST_SECONDS = 60.0
IDLE_SECONDS = 2.0  # what is stuck is as stuck after these, and a thousand cases come to an end
MOST_FAILURES = 40
CODES = (0, 1, 3, 4)


def _novel(path: Path) -> None:
    write_novel(path, seed=4, commits=10)


WRITTEN: Mapping[str, Callable[[Path], None]] = {**BOOKS, "novel": _novel}


@dataclass
class Stage:
    """The books by name, what is true of each, and its objects."""

    scratch: Path
    truth: dict[str, str] = field(default_factory=dict)
    objects: dict[str, Mapping[str, tuple[str, bytes]]] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def spare(self, name: str) -> Path:
        return self.scratch / "spare" / name

    @property
    def book(self) -> Path:
        """Where the book of a case stands, whichever it is: its name is in the figures."""
        return self.scratch / "book"

    def told(self, what: str) -> Callable[[], int]:
        at = Places(str(self.book), self.scratch / "out", Path(), self.scratch / "log.csv")
        none = what in {"import", "watch status"}
        return command(*QUICK[what](at), *(() if none else ("--no-cache",)))


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    stage = set_up(scratch)
    done, failures = failures_of(NAME, seed, count, partial(once, stage, seed), MOST_FAILURES)
    return Figures(NAME, done, failures, stage.counts, time.perf_counter() - began)


def set_up(scratch: Path) -> Stage:
    """Write the books, and analyse each as it is."""
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    os.environ["XDG_DATA_HOME"] = str(scratch / "share")
    (scratch / "log.csv").write_text(LOG)
    (scratch / "spare").mkdir()
    stage = Stage(scratch)
    for name, write in WRITTEN.items():
        write(stage.spare(name))
        lay_out(stage, name)
        stage.truth[name], partial, _ = analysed(stage.book)
        assert not partial
        stage.objects[name] = all_objects(stage.book)
    return stage


def lay_out(stage: Stage, name: str) -> None:
    """Put a book into its place, as it was written."""
    for folder in (stage.book, stage.scratch / "beside", stage.scratch / "out"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stage.spare(name), stage.book, symlinks=True)
    (stage.scratch / "out").mkdir()
    (stage.scratch / "beside").mkdir()


def all_objects(book: Path) -> Mapping[str, tuple[str, bytes]]:
    """Return kind and bytes of every object by its id, read by git."""
    told = ("git", "cat-file", "--batch", "--batch-all-objects")
    left = subprocess.run(
        told, cwd=book, env=ENVIRONMENT, check=True, capture_output=True, stdin=subprocess.DEVNULL
    ).stdout
    found = {}
    while left:
        head, _, left = left.partition(b"\n")
        name, kind, size = head.decode().split()
        found[name] = kind, left[: int(size)]
        left = left[int(size) + 1 :]
    return found


def opened(book: Path) -> GitRepo:
    """Return a repository that stands there as one that can be written to."""
    repo = object.__new__(GitRepo)
    repo.path, repo.git_dir = book, book / ".git"
    repo.object_format = "sha256" if "sha256" in (repo.git_dir / "config").read_text() else "sha1"
    return repo


def forge(stage: Stage, seed: int, number: int) -> list[str]:
    """Lay the forgeries of one case in the book that stands in the place; return their names."""
    chance = random.Random(f"{NAME} {seed} {number}")
    every = list(FORGERIES)
    more = chance.sample(every, chance.choice((0, 0, 1, 1, 2, 3)))
    names = list(dict.fromkeys([every[number % len(every)], *more]))
    # The real git makes some of them, and must not meet the others before.
    names.sort(key=lambda name: BY_GIT.index(name) if name in BY_GIT else len(BY_GIT))
    scene = Scene(
        opened(stage.book), stage.objects[book_of(number)], stage.scratch / "beside", chance
    )
    for name in names:
        FORGERIES[name].lay(scene)
    return names


def book_of(number: int) -> str:
    """Return the book of a case; another for each forgery when its turn comes again."""
    return list(WRITTEN)[(number + number // len(FORGERIES)) % len(WRITTEN)]


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Forge one book, read it, and return what went wrong."""
    book = book_of(number)
    lay_out(stage, book)
    what = list(QUICK)[(number // COMMAND_EVERY) % len(QUICK)]
    if number % COMMAND_EVERY == 4:
        if (book, what) not in stage.said:
            stage.said[book, what] = in_child(stage.told(what), stage.scratch).output
            lay_out(stage, book)
        names = forge(stage, seed, number)
        wrong = commanded(stage, book, what, [FORGERIES[name] for name in names])
    else:
        names = forge(stage, seed, number)
        borrows = any(name.startswith("alternates") for name in names)
        allowed = borrows and number % 2 == 0
        wrong = read(stage, book, [FORGERIES[name] for name in names], allow_linked=allowed)
    return [f"{book}, {', '.join(names)}: {why}" for why in wrong]


def read(stage: Stage, book: str, laid: list[Forgery], *, allow_linked: bool) -> list[str]:
    """Analyse the book in a child, and hold what it says against what is true."""
    ending = in_child(
        lambda: _tell(stage.book, allow_linked=allow_linked), stage.scratch, seconds=LONGEST_SECONDS
    )
    if ending.killed or ending.code:
        stage.counts["tracebacks or hangs"] += 1
        return [f"ended with {ending.code} after {ending.seconds:.0f} s: {ending.errors[-600:]}"]
    said = json.loads(ending.output)
    if "message" in said:
        stage.counts["refused" if said["code"] == 4 else "stopped"] += 1
        return [] if said["message"] and said["hint"] else ["an error without message or hint"]
    return judged(stage, book, laid, said)


def judged(stage: Stage, book: str, laid: list[Forgery], said: Mapping[str, object]) -> list[str]:
    """Return what is wrong with the figures of a forged book."""
    codes = set(said["codes"])
    wrong = [
        f"nothing tells of {forgery.tells}"
        for forgery in laid
        if forgery.tells and forgery.tells not in codes
    ]
    stage.counts["told of"] += sum(bool(forgery.tells) for forgery in laid)
    if said["figures"] == stage.truth[book]:
        stage.counts["exact"] += 1
    elif said["partial"] or codes & {c for f in laid for c in f.excuses}:
        stage.counts["disclosed"] += 1
        wrong += [] if codes else ["partial without a notice"]
    else:
        stage.counts["believed"] += 1
        wrong.append(f"figures differ and nothing says so: {_difference(stage, book, said)}")
    return wrong


def _tell(book: Path, *, allow_linked: bool) -> int:
    """Print the figures of a book, or how it is refused, for the parent to read."""
    assert GitProcess.__init__.__kwdefaults__
    GitProcess.__init__.__kwdefaults__["idle_seconds"] = IDLE_SECONDS
    try:
        figures, partial, codes = analysed(book, allow_linked=allow_linked)
    except DrafttimeError as error:
        print(json.dumps({"code": error.exit_code, "message": error.message, "hint": error.hint}))
    else:
        print(json.dumps({"figures": figures, "partial": partial, "codes": codes}))
    return 0


def _difference(stage: Stage, book: str, said: Mapping[str, object]) -> str:
    true, found = json.loads(stage.truth[book]), json.loads(str(said["figures"]))
    return ", ".join(key for key in true if true[key] != found.get(key))


def commanded(stage: Stage, book: str, what: str, laid: list[Forgery]) -> list[str]:
    """Run a command on a forged book: what it said before, or words about what is wrong."""
    ending = in_child(stage.told(what), stage.scratch, seconds=2 * LONGEST_SECONDS)
    stage.counts["commands"] += 1
    stage.counts[f"commands that ended with {ending.code}"] += 1
    wrong = [f"{what} {why}" for why in misbehaved(ending)]
    speaks = any(forgery.tells or forgery.excuses for forgery in laid)
    if ending.code == 0 and not speaks and ending.output != stage.said[book, what]:
        wrong.append(f"{what} says something else, and ends with 0: {ending.output[:300]}")
    return wrong


def misbehaved(ending: Ending) -> list[str]:
    """Return what no ending may be: a hang, a traceback, an error not in two lines."""
    if ending.killed:
        return [f"hangs: killed after {ending.seconds:.0f} s"]
    if ending.code not in CODES or "Traceback" in ending.errors or "of its own" in ending.errors:
        return [f"ended with {ending.code}: {ending.errors[-300:]}"]
    words = [line for line in ending.errors.splitlines() if line.startswith(("error: ", "hint: "))]
    if ending.code in {1, 4} and [line[:4] for line in words] != ["erro", "hint"]:
        return [f"ended with {ending.code}, and not in two lines: {ending.errors[-300:]}"]
    return []
