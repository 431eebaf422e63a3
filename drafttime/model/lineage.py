"""Lineage in figures: what was born when, where it stands, and what became of the rest.

No text of the manuscript is in here, so that charts and data can be shown to anybody. Words are
word tokens; a word that was copied counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.model.measures import Comparison


@dataclass(frozen=True, slots=True)
class Band:
    """Words that were born together: on the way to one draft.

    `draft` is the index of that draft among the analysis's drafts; None where there is only one
    draft and words are told apart by the season or year of their birth instead.
    """

    name: str
    draft: int | None


@dataclass(frozen=True, slots=True)
class Stand:
    """The manuscript after one revision of the mainline, in words by band (oldest first).

    `revision` is an index into the analysis's revisions. `cut` are words written so far that no
    longer stand; they may return.
    """

    revision: int
    standing: tuple[int, ...]
    cut: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weave:
    """One chapter of the final text as it reads: runs of (band, words), first word first.

    `chapter` is an index into the analysis's chapters; the runs add up to the chapter's words.
    """

    chapter: int
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ParagraphLife:
    """One paragraph of the final text and who came back to it.

    `revisions` are indices into the analysis's revisions, ascending: all that wrote, changed or
    brought back it or a paragraph that it came from; a move and a copy are no touch, nor is a
    merge. `sessions` counts the sessions of those that are labour.
    """

    chapter: int
    words: int
    revisions: tuple[int, ...]
    sessions: int


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """Words of one band that reached an age, and how many were cut for good at that age.

    `age_days` counts days with writing on the mainline since birth, not days of a calendar;
    `survival` is the Kaplan–Meier estimate just after that age.
    """

    age_days: int
    at_risk: int
    died: int
    survival: float


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Kaplan–Meier survival of the words of one band; death is the last deletion without return.

    `steps` ascend in age: the first is age 0, then each age at which words died or that some, still
    standing at the end, had reached.
    """

    band: int
    words: int
    steps: tuple[SurvivalStep, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A block of text that two neighbouring drafts share.

    It begins at word `old_start` of the older draft and `new_start` of the newer one, and spans
    `old_words` and `new_words` there; `words` of it are the same words. `moved` blocks stand out
    of order.
    """

    old_start: int
    old_words: int
    new_start: int
    new_words: int
    words: int
    moved: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """What passed from one draft to the next: ribbons in the order of the older draft.

    `old` and `new` are indices into the analysis's drafts; the chapters are the words of each file
    of that draft in reading order, so that they add up to the draft.
    """

    old: int
    new: int
    old_chapters: tuple[int, ...]
    new_chapters: tuple[int, ...]
    ribbons: tuple[Ribbon, ...]


@dataclass(frozen=True, slots=True)
class DraftPair:
    """Two drafts (indices into the analysis's drafts) with every measure of drift."""

    old: int
    new: int
    comparison: Comparison
    measures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Words of the final text that were born on the way to one draft, and their share of it."""

    draft: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """All figures that stand on lineage.

    `written_per_kept` is words ever written over words kept, None where nothing was kept.
    """

    bands: tuple[Band, ...] = ()
    stands: tuple[Stand, ...] = ()
    weaves: tuple[Weave, ...] = ()
    paragraphs: tuple[ParagraphLife, ...] = ()
    survival: tuple[SurvivalCurve, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    pairs: tuple[DraftPair, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    written_per_kept: float | None = None
