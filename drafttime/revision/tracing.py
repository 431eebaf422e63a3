"""The values of `chains`: what commits did to files, and what a walk over the graph knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from drafttime.revision.renames import TextOf

File = tuple[int, str]  # (chain, blob)
State = dict[str, File]  # path -> file


@dataclass(frozen=True, slots=True)
class Edit:
    """What a commit did to one chain, against the commit's first parent."""

    chain: int
    old_path: str | None
    old_blob: str | None
    new_path: str | None
    new_blob: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a new one was copied from, as it stood in the parent commit."""

    chain: int
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class FileHistory:
    """All chains, and what each commit did to them.

    `edits` tells what each commit did, parents first, and `bases` the first parent that this is
    told against, None where there is none. `final` maps the paths of the final commit to chains;
    `last_path` gives each chain's last name, `names` all of them; `copied_from` the source of a
    chain that began as a copy; `stood_after` the order of all chains when one ended, by the names
    of that time, and its place there.
    """

    edits: Mapping[str, tuple[Edit, ...]]
    bases: Mapping[str, str | None]
    final: Mapping[str, int]
    last_path: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    copied_from: Mapping[int, Source]
    stood_after: Mapping[int, tuple[tuple[int, ...], int]]


@dataclass(slots=True)
class Tracer:
    """The moving parts of `trace_files`."""

    text_of: TextOf
    is_archive: Callable[[str], bool]
    count: int = 0
    alias: dict[int, int] = field(default_factory=dict)
    commit: int = 0
    beside: dict[int, tuple[int, frozenset[int]]] = field(default_factory=dict)
    last_path: dict[int, str] = field(default_factory=dict)
    names: dict[int, set[str]] = field(default_factory=dict)
    copied_from: dict[int, Source] = field(default_factory=dict)
    stood_after: dict[int, tuple[tuple[int, ...], int]] = field(default_factory=dict)

    def root(self, chain: int) -> int:
        """Return the chain that this one turned out to be."""
        while chain in self.alias:
            chain = self.alias[chain]
        return chain

    def new_chain(self, beside: frozenset[int]) -> int:
        """Begin a chain in a commit that also holds the chains `beside`."""
        self.beside[self.count] = (self.commit, beside)
        self.count += 1
        return self.count - 1

    def met(self, a: int, b: int) -> bool:
        """Say whether two chains stood side by side when the younger one began."""
        (born_a, beside_a), (born_b, beside_b) = self.beside[a], self.beside[b]
        return born_a == born_b or a in beside_b or b in beside_a

    def name(self, chain: int, path: str) -> None:
        """Record a name of a chain, the last one so far."""
        self.last_path[chain] = path
        self.names.setdefault(chain, set()).add(path)
