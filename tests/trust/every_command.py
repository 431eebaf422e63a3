"""Every command of drafttime that reads a repository, as its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOG = "start,end\n2024-01-01 08:00,2024-01-01 09:30\n2024-01-02 08:00,2024-01-02 09:00\n"


@dataclass(frozen=True)
class Places:
    """Where a run reads and writes: `book` is written as given, so "." is where one stands.

    `report` is a report made of the book before, `log` a record of writing time.
    """

    book: str
    out: Path
    report: Path
    log: Path


Arguments = Callable[[Places], Sequence[object]]

QUICK: Mapping[str, Arguments] = {
    "files": lambda at: ("files", at.book, "--json", "-"),
    "drafts": lambda at: ("drafts", at.book, "--json", "-"),
    "sessions": lambda at: ("sessions", at.book, "--format", "json"),
    "sessions by draft": lambda at: ("sessions", at.book, "--by", "draft", "--logs", at.log),
    "sessions file": lambda at: ("sessions", at.book, "--format", "csv", "--out", at.out / "s.csv"),
    "week": lambda at: ("week", at.book, "--of", "2024-01-03", "--show-text"),
    "week page": lambda at: ("week", at.book, "--of", "2024-01-03", "--format", "html"),
    "week diary": lambda at: ("week", at.book, "--of", "2024-01-03", "--out", at.out / "weeks"),
    "cuts": lambda at: ("cuts", at.book, "--min-words", "1"),
    "trace": lambda at: ("trace", "the", "--repo", at.book),
    "trace a line": lambda at: ("trace", "ch1.md:1", "--repo", at.book),
    "compare": lambda at: ("compare", "HEAD~2", "HEAD", "--repo", at.book, "--json", "-"),
    "compare back": lambda at: ("compare", "HEAD", "draft-1", "--repo", at.book),
    "compare page": lambda at: ("compare", "draft-1", "HEAD", "--repo", at.book, "--out",
                                at.out / "compare.html"),
    "replay": lambda at: ("replay", at.book, "--out", at.out / "replay.html"),
    "import": lambda at: ("import", at.log, "--repo", at.book),
    "watch status": lambda at: ("watch", at.book, "--status"),
}  # fmt: skip

SLOW: Mapping[str, Arguments] = {
    "report": lambda at: ("report", at.book, "--out", at.out / "report", "--json",
                          at.out / "data.json", "--show-cuts"),
    "portfolio": lambda at: ("portfolio", at.book, "--out", at.out / "portfolio"),
    "verify": lambda at: ("verify", at.report, at.book),
}  # fmt: skip
"""These draw charts: seconds, not tenths."""

EVERY: Mapping[str, Arguments] = {**QUICK, **SLOW}
