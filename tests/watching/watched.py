"""A book under a watcher, driven by hand: clocks that stand still, and no system in between."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from gitrepo import GitRepo

from drafttime.clock.logs._log import LogFile
from drafttime.clock.logs.watch import beats_of
from drafttime.history.locate import locate
from drafttime.text.rules import is_prose_name, reason_against
from drafttime.watching.folders import Rules
from drafttime.watching.log_file import LogWriter
from drafttime.watching.watcher import Clocks, Orders, Watcher

SETTINGS = "drafttime.toml"


def is_prose(path: str) -> bool:
    return is_prose_name(path) and not reason_against(path)


@dataclass
class Shelf:
    """A book in a folder, its log, and the watcher's surroundings."""

    home: Path
    rules: Rules = field(default_factory=lambda: Rules(is_prose))
    told: list[str] = field(default_factory=list)
    thin_seconds: float = 0.0
    steady: float = 1000.0
    wall_shift: float = 0.0

    def __post_init__(self) -> None:
        self.root = self.home / "book"
        self.log = self.home / "log.jsonl"
        self.repo = GitRepo(self.root)
        self.repo.commit({"weir.md": "The weir.\n", "ebb/one.md": "Ebb.\n"})
        self.repo.checkout()
        self.age_heads()
        self.writer = LogWriter(self.log, "book")
        self.writer.begin()

    def age_heads(self) -> None:
        """Put the heads an hour back: no git was at work in these moments."""
        for head in self.repo.git_dir.glob("*HEAD"):
            os.utime(head, (time.time() - 3600,) * 2)

    def orders(self) -> Orders:
        return Orders(
            root=self.root,
            layout=locate(self.root, allow_linked=False),
            rules=lambda: self.rules,
            settings_name=SETTINGS,
            tell=self.told.append,
            clocks=Clocks(lambda: time.time() + self.wall_shift, lambda: self.steady),
            thin_seconds=self.thin_seconds,
        )

    def watcher(self) -> Watcher:
        return Watcher(self.orders(), self.writer)

    def write(self, path: str, text: str) -> str:
        """Write a file of the book as an editor does, and return its whole path."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return str(place)

    def noted(self) -> list[str]:
        """The files of the heartbeats in the log."""
        data = self.log.read_bytes() if self.log.exists() else b""
        return [beat.file for beat in beats_of(LogFile("log", data))] if data else []
