"""Revisions and drafts: who changed what, when."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafttime.model.history import Moment
from drafttime.model.kinds import KindCounts, no_kinds


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit changed in the manuscript, against its first parent.

    `labour` is False for merges, duplicates and what a filter left out (`why_not_labour` says
    which). The four shares are None off the mainline. `session` is an index into the sessions.
    `words_rewritten` of those inserted stand in the place of as many that were deleted.
    """

    commit: str
    writer: str
    authored: Moment
    subject: str
    mainline: bool
    labour: bool
    why_not_labour: str
    automatic: bool
    bulk: bool
    words: int
    words_inserted: int
    words_deleted: int
    words_moved: int
    words_restored: int
    words_copied: int
    distance_tokens: int
    slots: tuple[int, ...]
    drift_from_first: float | None = None
    drift_to_final: float | None = None
    survival: float | None = None
    final_written: float | None = None
    session: int | None = None
    words_rewritten: int = 0
    kinds: KindCounts = field(default_factory=no_kinds)


@dataclass(frozen=True, slots=True)
class Draft:
    """A named snapshot. `resolved_by` says how it was found; `guessed` that nobody marked it."""

    name: str
    commit: str
    authored: Moment
    words: int
    tokens: int
    resolved_by: str
    guessed: bool = False
