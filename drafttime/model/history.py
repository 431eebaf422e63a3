"""Commits, times, changes and refs, as the history tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a report must know: a stable `code` and a plain sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the commit names them, after the mailmap and the settings."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as found in a commit: Unix seconds (None: unknown) and the writer's own offset."""

    seconds: int | None
    offset_minutes: int = 0

    def local(self) -> datetime | None:
        """Return the aware datetime in the writer's own offset, or None when unknown."""
        if self.seconds is None:
            return None
        zone = timezone(timedelta(minutes=self.offset_minutes))
        try:
            return datetime.fromtimestamp(self.seconds, zone)
        except (OverflowError, ValueError, OSError):
            return None

    def day(self) -> date | None:
        """Return the writer's own calendar day, or None when unknown."""
        local = self.local()
        return local.date() if local else None

    def iso(self) -> str | None:
        """Return ISO 8601 with the original offset, or None when unknown."""
        local = self.local()
        return local.isoformat() if local else None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, parsed from its raw bytes."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Person
    authored: Moment
    committed: Moment
    message: str

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.split("\n", 1)[0].strip()


@dataclass(frozen=True, slots=True)
class Change:
    """One path of one commit against one parent; a blob id is None where the path is absent.

    Only regular files count: symbolic links and submodules are seen as absent.
    """

    path: str
    old_blob: str | None
    new_blob: str | None


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A regular file of a commit's tree."""

    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A branch or tag, with the commit that it leads to (annotated tags are followed)."""

    name: str
    kind: Literal["tag", "branch", "remote", "other"]
    commit: str
