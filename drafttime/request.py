"""What one run is asked to do, before the settings of the repository are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a book stood when a report of it was made, for an analysis that is to be the same again.

    `settings` are the whole settings under their names: neither `drafttime.toml` nor the work tree
    has a say. `final` is the id of the final commit, `branch` what it was called (empty: HEAD).
    `names` leads from revisions as they were written to the ids of their commits, `tags` from the
    tags that marked drafts to theirs: the tags of today may stand elsewhere. `folder` names the
    book for want of a title. `withheld` are settings that were set and are not told: those of
    today, of `drafttime.toml` and the options, take their places.
    """

    settings: Mapping[str, object]
    final: str
    branch: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A repository and the options of the command line.

    `overrides` holds only the options that were given, under the names of the settings
    (`first`, `final`, `since`, `until`, `writer`, `include`, `exclude`, `gap`, `time_rule` …);
    they win over `drafttime.toml`. `book` names one of several books in the settings. `recorded`
    asks for the book as it stood once; `overrides` are then `logs` and what it withholds, no more.
    """

    repository: Path
    overrides: Mapping[str, object] = field(default_factory=dict)
    book: str | None = None
    allow_linked: bool = False
    use_cache: bool = True
    recorded: Recorded | None = None
