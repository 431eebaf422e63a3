"""Errors that a writer can act on; the command line turns each into two lines and an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

_LONGEST_NAME = 60
_MOST_NAMES = 2_000


def nearest(name: str, known: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """Return the known names that a misspelt one may stand for, nearest first.

    Two names are near when they share at least half of their letters and pairs of letters (Dice
    1945). Only the first 60 characters and the first 2,000 names are looked at, since both may be
    anybody's.
    """
    wanted = _pairs(name)
    scored = []
    for other in islice(known, _MOST_NAMES):
        pairs = _pairs(other)
        share = 2 * len(wanted & pairs) / max(1, len(wanted) + len(pairs))
        if share >= 0.5:
            scored.append((-share, other))
    return tuple(other for _, other in sorted(scored)[:most])


def _pairs(name: str) -> set[str]:
    """Return the letters and the pairs of neighbouring letters, the ends marked."""
    framed = f"^{name[:_LONGEST_NAME].casefold()}$"
    return {framed[k : k + 2] for k in range(len(framed) - 1)} | set(framed[1:-1])


class DrafttimeError(Exception):
    """What stopped the work, in a sentence, and what to do about it.

    `message` becomes the `error:` line, `hint` the `hint:` line. `exit_code` is 1 where the writer
    can act, 4 where drafttime refuses to go on because the material cannot be trusted.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DrafttimeError):
    """An option or argument that makes no sense."""

    exit_code = 2


class RepositoryError(DrafttimeError):
    """No repository, no commits, or a repository that cannot be read."""


class ManuscriptError(DrafttimeError):
    """No prose was found, or a file could not be understood."""


class DraftError(DrafttimeError):
    """A draft, revision or path that does not exist."""


class SettingsError(DrafttimeError):
    """A setting that cannot be used: file, line, key and what is allowed."""


class OutputError(DrafttimeError):
    """The report could not be written; nothing half-written stays behind."""


class CacheError(DrafttimeError):
    """The cache could not be cleared; nothing of it was removed."""


class EvidenceError(DrafttimeError):
    """A folder that cannot be verified at all: no data, or data that is no report's."""


class RefusedError(DrafttimeError):
    """The material asks for more trust than it has earned."""

    exit_code = 4
