"""The changes that would make good examples of their kind, found along the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from drafttime.model import Kind
from drafttime.revision.slot_edits import Version

Passage = tuple[Version, int, int]
"""Tokens `start` up to `stop` of one version of a file."""

KEPT = 60
"""So many of each kind are kept, so that there is a choice left when some turn out unfit."""

# An example of so many tokens shows most: enough to see, little enough to read.
BEST_TOKENS = {"moved": 40, "new": 30, "cut": 30, "restored": 30, "copied": 30, "rewording": 14}
BEST_OTHERWISE = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """One change: what it was, by which commit (rank), where, and the tokens on either side.

    `title` is that of the chapter in a book that is one file; `size` counts tokens, and `times` how
    often the same was done in that commit.
    """

    kind: Kind
    rank: int
    slot: int
    title: str
    old: Passage | None
    new: Passage | None
    size: int
    times: int = 1


@dataclass(slots=True)
class Sightings:
    """Keeps the best few changes of each kind, those seen first where they are equally good."""

    _kept: dict[Kind, list[tuple[int, int, Sighting]]] = field(default_factory=dict)
    _least: dict[Kind, int] = field(default_factory=dict)
    _seen: int = 0

    def wants(self, kind: Kind, size: int) -> bool:
        """Say whether a change of that size can be among the best."""
        return _worth(kind, size) > self._least.get(kind, -(1 << 60))

    def add(self, sighting: Sighting) -> None:
        """Consider a change."""
        own = self._kept.setdefault(sighting.kind, [])
        self._seen += 1
        own.append((-_worth(sighting.kind, sighting.size), self._seen, sighting))
        if len(own) >= 2 * KEPT:
            own.sort(key=lambda entry: entry[:2])
            del own[KEPT:]
            self._least[sighting.kind] = -own[-1][0]

    def best(self, kind: Kind) -> Iterator[Sighting]:
        """Yield the changes of a kind, the best one first."""
        for _, _, sighting in sorted(self._kept.get(kind, ()), key=lambda entry: entry[:2]):
            yield sighting


def _worth(kind: Kind, size: int) -> int:
    if kind == "renaming":
        return size
    return -abs(size - BEST_TOKENS.get(kind, BEST_OTHERWISE))
