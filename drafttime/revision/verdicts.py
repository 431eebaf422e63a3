"""What is judged of a revision, and the bench that it is brought to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from drafttime.model import KindCounts, SourceSort
from drafttime.revision.alignment import Alignment
from drafttime.revision.held import Kind as Origins
from drafttime.revision.held import Names
from drafttime.revision.hunks import Stretch

Place = tuple[int, str]
"""A slot, and the title of the chapter inside it where the book is one file, else ""."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What a revision did, as lineage sees it: the contents whose text changed, and why.

    `names` are those contents on either side, and `alignment` is what they share; `arrived` are the
    stretches of the new texts that were not there before, by how they came: in the order of slots,
    from left to right.
    """

    rank: int
    names: tuple[Names, Names]
    alignment: Alignment
    arrived: Mapping[Origins, Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kinds of one revision by place, and words that stand in the place of as many others.

    `sources` counts acts on sources by sort.
    """

    kinds: Mapping[Place, KindCounts]
    words_rewritten: int = 0
    sources: Mapping[SourceSort, int] = field(default_factory=dict)


NO_VERDICT = Verdict({})
NO_NAMES: tuple[Names, Names] = ((), ())


class Bench(Protocol):
    """Where revisions are heard, in the order of commits, and judged then or later."""

    def hear(self, revised: Revised) -> None:
        """Take a revision in."""

    def verdicts(self) -> Mapping[int, Verdict]:
        """Return the verdict on every revision that was heard, by rank."""


class Unheard:
    """The bench where nobody asks: no verdicts."""

    def hear(self, revised: Revised) -> None:
        """Let it pass."""

    def verdicts(self) -> Mapping[int, Verdict]:
        """Return nothing."""
        return {}
