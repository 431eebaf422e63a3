"""Errors that a writer can act on; the command line turns each into two lines and an exit code."""

from __future__ import annotations


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


class RefusedError(DrafttimeError):
    """The material asks for more trust than it has earned."""

    exit_code = 4
