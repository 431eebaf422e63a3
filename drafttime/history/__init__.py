"""Commits and blobs, read through a clean room; the only package that imports git."""

from __future__ import annotations

from drafttime.history.mailmap import Mailmap, parse_mailmap
from drafttime.history.notes import gaps, tells_of_gaps
from drafttime.history.objects import object_id
from drafttime.history.repository import Repository, open_repository
from drafttime.history.walk import History

__all__ = [
    "History",
    "Mailmap",
    "Repository",
    "gaps",
    "object_id",
    "open_repository",
    "parse_mailmap",
    "tells_of_gaps",
]
