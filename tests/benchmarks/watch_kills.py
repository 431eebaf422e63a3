"""Kill a watcher at random moments under load, and print what its log has lost.

    python tests/benchmarks/watch_kills.py [KILLS] [--seed NUMBER]

A watcher of its own process notes every save of eight chapters, which are saved some hundred times
a second; it is killed with SIGKILL after a random time, and another one goes on with the same log.
Around each line the watcher says on a pipe that it begins and that it has done, so that it is known
how many lines the log must hold: all that were done, and perhaps the one that was begun.

After every kill:

* *lost* is how many lines that were begun are not in the log: 0 or 1, and never one that was done;
* *changed* is whether any byte of the lines before differs from what stood there: never;
* *unread* is whether the reader refuses the log: never;
* *torn* is whether the log ends in the middle of a line: rarely, since a line is one write.

The exit code is 1 if more than the last line was lost, a line changed, or a log was not read.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from drafttime.clock.logs._log import LogError, LogFile
from drafttime.clock.logs.watch import beats_of

CHAPTERS = 8
PAUSE_SECONDS = 0.002
LONGEST_LIFE_SECONDS = 0.3
FIRST_LINE_SECONDS = 60

WATCHER = """
import os, sys
from pathlib import Path
from threading import Event
from drafttime.history.locate import locate
from drafttime.watching.events import Pace
from drafttime.watching.folders import Rules
from drafttime.watching.log_file import LogWriter
from drafttime.watching.loop import keep_watching
from drafttime.watching.watcher import Orders, Watcher

root, log, pipe = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

class Telling(LogWriter):
    def add(self, at, file):
        os.write(pipe, b"b")
        super().add(at, file)
        os.write(pipe, b"d")

rules = Rules(lambda path: path.endswith(".md"))
writer = Telling(log, "book")
writer.begin()
layout = locate(root, allow_linked=False)
orders = Orders(root, layout, lambda: rules, "", lambda said: None, thin_seconds=0)
keep_watching(Watcher(orders, writer), Event(), Pace(step_ms=5, silence_ms=20))
"""


@dataclass
class Outcome:
    """What was found after all kills."""

    kills: int = 0
    lines: int = 0
    lost: list[int] = field(default_factory=list)
    changed: int = 0
    unread: int = 0
    torn: int = 0

    @property
    def is_good(self) -> bool:
        return not self.changed and not self.unread and all(n in {0, 1} for n in self.lost)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.lines:,} lines; begun and lost: {sum(self.lost)} "
            f"(at most {max(self.lost, default=0)} a kill, {min(self.lost, default=0)} at least); "
            f"logs that changed: {self.changed}; not read: {self.unread}; "
            f"ended in the middle: {self.torn}"
        )


class Load(Thread):
    """Saves the chapters in turn, each time with another text, until it is told to stop."""

    def __init__(self, root: Path) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.stop = Event()

    def run(self) -> None:
        for number in count():
            if self.stop.wait(PAUSE_SECONDS):
                return
            (self.root / f"{number % CHAPTERS}.md").write_text(f"Save {number} of {time.time()}.\n")


def make_book(root: Path) -> None:
    """Make a folder that is a repository as far as the watcher looks."""
    for folder in ("objects", "refs"):
        (root / ".git" / folder).mkdir(parents=True)
    head = root / ".git" / "HEAD"
    head.write_text("ref: refs/heads/main\n")
    os.utime(head, (0, 0))


def one_life(root: Path, log: Path, seconds: float) -> tuple[int, int]:
    """Let a watcher run that long after its first line and kill it; return lines begun and done."""
    reader, writer = os.pipe()
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, str(root), str(log), str(writer)], pass_fds=[writer]
    )
    os.close(writer)
    try:
        said = os.read(reader, 1)
        time.sleep(seconds)
    finally:
        watcher.kill()
        watcher.wait()
    while part := os.read(reader, 1 << 16):
        said += part
    os.close(reader)
    assert said, "the watcher ended before its first line"
    return said.count(b"b"), said.count(b"d")


def kill_many(kills: int, seed: int = 1, *, say: bool = False) -> Outcome:
    """Kill that many watchers of one log, and return what was found."""
    chance, outcome = random.Random(seed), Outcome()
    with TemporaryDirectory(prefix="drafttime-kills-") as folder:
        root, log = Path(folder, "book"), Path(folder, "log.jsonl")
        make_book(root)
        load = Load(root)
        load.start()
        before = b""
        for number in range(kills):
            begun, done = one_life(root, log, chance.uniform(0, LONGEST_LIFE_SECONDS))
            before = _look(log, before, begun, done, outcome)
            if say and (number + 1) % 20 == 0:
                print(outcome, flush=True)
        load.stop.set()
        load.join()
    return outcome


def _look(log: Path, before: bytes, begun: int, done: int, outcome: Outcome) -> bytes:
    """Compare the log with what it was and with what was said; return its whole lines."""
    data = log.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    lines = whole.count(b"\n") - max(1, before.count(b"\n"))
    outcome.kills += 1
    outcome.lines += lines
    outcome.changed += not whole.startswith(before)
    outcome.torn += whole != data
    # A line that was done and is missing counts as many, so that it cannot be taken for the last.
    outcome.lost.append(begun - lines if lines >= done else 1_000)
    outcome.unread += 1
    with suppress(LogError):
        assert len(beats_of(LogFile("log", data))) >= whole.count(b"\n") - 1
        outcome.unread -= 1
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("kills", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = kill_many(options.kills, options.seed, say=True)
    print(outcome)
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
