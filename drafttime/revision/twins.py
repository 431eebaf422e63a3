"""Changes that are present twice in a history, as after a rebase: labour once."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafttime.model import Commit
from drafttime.revision.held import Origin

Fingerprint = tuple[tuple[str, ...], tuple[str, ...]]
"""What came in and what went, as token characters."""


@dataclass(slots=True)
class Twins:
    """Changes that are present twice: same author, author time and text (design, section 4).

    The second one writes no word: its tokens are those of the first.
    """

    known: dict[str, str] = field(default_factory=dict)
    _first: dict[object, tuple[str, tuple[tuple[Origin, ...], ...]]] = field(default_factory=dict)

    def of(self, commit: Commit, change: Fingerprint) -> tuple[tuple[Origin, ...], ...] | None:
        """Return what the first of two equal changes brought in, stretch by stretch."""
        found = self._first.get((commit.author, commit.authored, change))
        if found is None:
            return None
        self.known[commit.id] = found[0]
        return found[1]

    def remember(
        self, commit: Commit, change: Fingerprint, came: tuple[tuple[Origin, ...], ...]
    ) -> None:
        """Remember a change that may come again."""
        if commit.authored.seconds is not None and any(change):
            self._first[commit.author, commit.authored, change] = (commit.id, came)
