"""What ends a watcher, or keeps it from beginning."""

from __future__ import annotations

from drafttime.errors import DrafttimeError


class WatchError(DrafttimeError):
    """A folder that cannot be watched, or a log that cannot be kept."""


class GoneError(WatchError):
    """The folder of the book is no longer where it was."""
