"""Histories that nobody made: commits, trees, times and authors, with the truth about each of them.

    invented = invent(seed, number)

The same seed and number give the same history. Nothing in here knows how drafttime reads one: the
truth is what was put in, commit by commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from invented_texts import Sheet

Path = bytes


@dataclass(frozen=True)
class Entry:
    """What stands at a path: a sheet of the book, other bytes, a link's target, or a submodule."""

    mode: bytes
    sheet: Sheet | None = None
    data: bytes = b""

    @cached_property
    def bytes(self) -> bytes:
        return self.sheet.render() if self.sheet is not None else self.data

    @property
    def regular(self) -> bool:
        return self.mode in {b"100644", b"100755"}

    @property
    def words(self) -> tuple[str, ...]:
        return self.sheet.words if self.sheet is not None and self.regular else ()


Tree = Mapping[Path, Entry]


@dataclass(frozen=True)
class Made:
    """A commit: `parents` are positions among the commits; `act` says what was done.

    `told` is what a reader must be told of the commit: name, e-mail, subject, seconds (None:
    unknown) and offset in minutes. `clean` commits changed words in a way whose count is known.
    """

    parents: tuple[int, ...]
    tree: Tree
    identity: bytes
    stamp: bytes
    message: bytes
    encoding: bytes
    told: tuple[str, str, str, int | None, int]
    act: str
    clean: bool


@dataclass(frozen=True)
class Invented:
    """A whole history. `home` is the folder of the book; `include` whether it must be named."""

    commits: tuple[Made, ...]
    final: int
    tags: Mapping[str, int]
    home: bytes
    include: bool
    unique: bool
    overrides: Mapping[str, object] = field(default_factory=dict)

    def book(self, position: int) -> dict[Path, Entry]:
        """Return the regular files of the book at one commit."""
        tree = self.commits[position].tree
        return {path: e for path, e in tree.items() if e.regular and in_book(path, self.home)}

    def words(self, position: int) -> int:
        return sum(len(entry.words) for entry in self.book(position).values())

    @cached_property
    def order(self) -> tuple[int, ...]:
        """What the final commit leads to, as the documentation says: parents first, in order."""
        done: dict[int, None] = {}
        ahead = [(self.final, False)]
        while ahead:
            position, ready = ahead.pop()
            if position in done:
                continue
            if ready:
                done[position] = None
            else:
                ahead.append((position, True))
                ahead += [(p, False) for p in reversed(self.commits[position].parents)]
        return tuple(done)

    @cached_property
    def mainline(self) -> tuple[int, ...]:
        chain = [self.final]
        while self.commits[chain[-1]].parents:
            chain.append(self.commits[chain[-1]].parents[0])
        return tuple(reversed(chain))

    def ancestors(self, position: int) -> frozenset[int]:
        """Return the commits that one grew out of, itself left out."""
        seen: set[int] = set()
        ahead = list(self.commits[position].parents)
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                ahead += self.commits[at].parents
        return frozenset(seen)

    @cached_property
    def repeats(self) -> bool:
        """Whether a paragraph ever stands in two files: then a copy may share its place."""
        for position in self.order:
            seen: dict[tuple[str, ...], Path] = {}
            for path, entry in self.book(position).items():
                for paragraph in entry.sheet.paragraphs if entry.sheet else ():
                    if seen.setdefault(paragraph, path) != path:
                        return True
        return False


def in_book(path: Path, home: bytes) -> bool:
    """Say whether a path is one of the book's: in its folder, with the ending of a text."""
    return (
        path.startswith(home)
        and path.lower().endswith((b".md", b".tex", b".txt"))
        and (bool(home) or b"/" not in path)
        and not path.rpartition(b"/")[2].startswith((b"notes.", b"README."))
    )


def chance_of(seed: int, number: int) -> Random:
    return Random(f"drafttime history {seed} {number}")
