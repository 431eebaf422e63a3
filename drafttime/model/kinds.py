"""Kinds of revision: what sort of labour a change was, as far as a rule can see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "mechanics",
    "spelling",
    "function words",
    "rewording",
    "renaming",
    "split",
    "merged",
    "moved",
    "new",
    "cut",
    "sources",
    "restored",
    "copied",
]
KINDS: tuple[Kind, ...] = (
    "mechanics",
    "spelling",
    "function words",
    "rewording",
    "renaming",
    "split",
    "merged",
    "moved",
    "new",
    "cut",
    "sources",
    "restored",
    "copied",
)
"""Every kind, from the surface of the text down to what came and went."""

SURFACE: frozenset[Kind] = frozenset({"mechanics", "spelling", "function words"})
"""Kinds that leave what is said alone."""

Labour = Literal["drafting", "revising", "cutting"]
LABOURS: tuple[Labour, ...] = ("drafting", "revising", "cutting")


@dataclass(frozen=True, slots=True)
class KindCount:
    """How much of one kind was done.

    `acts` are single changes (renaming somebody throughout is one); `words` are words put in, taken
    out or moved by them, `tokens` the same with punctuation marks.
    """

    acts: int = 0
    words: int = 0
    tokens: int = 0

    def __add__(self, other: KindCount) -> KindCount:
        """Add two counts of one kind."""
        return KindCount(
            self.acts + other.acts, self.words + other.words, self.tokens + other.tokens
        )


KindCounts = Mapping[Kind, KindCount]
"""Counts by kind; kinds of which there is nothing are absent."""

_NOTHING: KindCounts = MappingProxyType({})


def no_kinds() -> KindCounts:
    """Return the counts of a revision that did nothing: one empty mapping for all."""
    return _NOTHING


@dataclass(frozen=True, slots=True)
class KindSpell:
    """The kinds of a part of the work: the way to a draft, a month, a chapter.

    `start` and `end` are the days of its first and last revision, None where no time is known.
    """

    name: str
    start: date | None
    end: date | None
    revisions: int
    counts: KindCounts


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of all labour, gathered in four ways; `sources` tells sources apart by sort.

    `sources` counts acts: citations, footnotes, quotations, links, epigraphs, entries of
    bibliographies that were put in, taken out or changed.
    """

    total: KindCounts = field(default_factory=no_kinds)
    drafts: tuple[KindSpell, ...] = ()
    months: tuple[KindSpell, ...] = ()
    chapters: tuple[KindSpell, ...] = ()
    sources: Mapping[str, int] = field(default_factory=dict)


def summed(counts: Iterable[KindCounts]) -> KindCounts:
    """Add counts, kind by kind, in the order of `KINDS`."""
    found: dict[Kind, KindCount] = {}
    for one in counts:
        for kind, count in one.items():
            found[kind] = found.get(kind, KindCount()) + count
    return {kind: found[kind] for kind in KINDS if kind in found}


def labour_shares(counts: KindCounts) -> dict[Labour, float] | None:
    """Return how labour divides into drafting, revising and cutting, by words and marks touched.

    New text is drafting, cut text is cutting, copies are neither; all else is revising. None where
    nothing was touched.
    """
    own: dict[Labour, int] = dict.fromkeys(LABOURS, 0)
    for kind, count in counts.items():
        if kind != "copied":
            own[_LABOUR_OF.get(kind, "revising")] += count.tokens
    total = sum(own.values())
    return {labour: tokens / total for labour, tokens in own.items()} if total else None


_LABOUR_OF: dict[Kind, Labour] = {"new": "drafting", "cut": "cutting"}
