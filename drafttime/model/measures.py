"""Comparisons, shares, the ledger, and the whole analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafttime.model.history import Moment, Notice
from drafttime.model.labour import Draft, Revision, Session, Time
from drafttime.model.text import Chapter, Manuscript


@dataclass(frozen=True, slots=True)
class Comparison:
    """Snapshots A (n tokens) and B (m), token by token.

    n = kept + moved + gone; m = kept + moved + copied + inserted.

    `indel_tokens` is the exact Indel distance, or an upper bound where `indel_at_most` is True.
    """

    old_tokens: int
    new_tokens: int
    kept_tokens: int
    moved_tokens: int
    gone_tokens: int
    copied_tokens: int
    inserted_tokens: int
    old_words: int
    new_words: int
    indel_tokens: int | None
    indel_at_most: bool
    by: str = "alignment"


@dataclass(frozen=True, slots=True)
class ChapterShare:
    """One chapter of the final text: how much of it stands from the first draft.

    `sessions` is None where the chapter cannot be told from its file's other chapters.
    """

    chapter: Chapter
    tokens: int
    first_draft_tokens: int
    first_draft_words: int
    sessions: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Words in and out over the whole history: written + unattributed = kept + cut."""

    words_written: int
    words_unattributed: int
    words_kept: int
    words_cut: int
    words_restored: int | None
    words_copied: int


@dataclass(frozen=True, slots=True)
class Drift:
    """From the first draft to the final one."""

    first: Draft
    final: Draft
    comparison: Comparison
    measures: Mapping[str, float | None]
    halves_edit_distance: float | None


@dataclass(frozen=True, slots=True)
class Facts:
    """How the history was read: for "How this was counted"."""

    commits: int
    mainline_commits: int
    merges: int
    duplicates: int
    automatic: int
    objects_verified: int
    uncommitted: tuple[str, ...]
    partial: bool
    first_time: Moment
    last_time: Moment


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the outputs show; `revisions` are in topological order, oldest first."""

    manuscript: Manuscript
    drafts: tuple[Draft, ...]
    drift: Drift
    chapters: tuple[ChapterShare, ...]
    revisions: tuple[Revision, ...]
    sessions: tuple[Session, ...]
    time: Time
    ledger: Ledger
    facts: Facts
    notices: tuple[Notice, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
