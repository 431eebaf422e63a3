"""Revisions, drafts, sessions: who changed what, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafttime.model.history import Moment


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit changed in the manuscript, against its first parent.

    `labour` is False for merges, duplicates and what a filter left out (`why_not_labour` says
    which). The four shares are None off the mainline. `session` is an index into the sessions.
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


@dataclass(frozen=True, slots=True)
class SessionGap:
    """The longest pause inside a session, for one writer, and where the number comes from.

    `source` is "learned", "default" or "set"; `why` is a sentence for the page.
    """

    writer: str
    minutes: float
    source: Literal["learned", "default", "set"]
    why: str


@dataclass(frozen=True, slots=True)
class Session:
    """A run of one writer's revisions with gaps up to the session gap.

    `observed_minutes` is a lower bound: the time from the first commit to the last.
    """

    index: int
    writer: str
    start: Moment
    end: Moment
    revisions: tuple[str, ...]
    words_inserted: int
    words_deleted: int
    observed_minutes: float
    source: str = "commits"


@dataclass(frozen=True, slots=True)
class Time:
    """Observed time in all, and the rule it was counted by.

    `rule` is "observed" or "git-hours"; `rule_minutes` is what the comparison rule gives, if asked.
    """

    observed_minutes: float
    gaps: tuple[SessionGap, ...]
    rule: str = "observed"
    rule_minutes: float | None = None
