"""How the history was read, and the whole analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafttime.model.history import Moment, Notice
from drafttime.model.kinds import Kinds
from drafttime.model.labour import Draft, Revision
from drafttime.model.lineage import Lineage
from drafttime.model.measures import ChapterShare, Drift, Ledger
from drafttime.model.passages import Cut, Example
from drafttime.model.text import Manuscript
from drafttime.model.time import Session, Time


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
    """Everything that the outputs show; `revisions` are in topological order, oldest first.

    `cuts` holds text of the book and is None unless it was asked for; `examples` holds text, too,
    and is shown in the writer's own report only.
    """

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
    lineage: Lineage = field(default_factory=Lineage)
    kinds: Kinds = field(default_factory=Kinds)
    cuts: tuple[Cut, ...] | None = None
    examples: tuple[Example, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
