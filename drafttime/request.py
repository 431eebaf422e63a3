"""What one run is asked to do, before the settings of the repository are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """A repository and the options of the command line.

    `overrides` holds only the options that were given, under the names of the settings
    (`first`, `final`, `since`, `until`, `writer`, `include`, `exclude`, `gap`, `time_rule` …);
    they win over `drafttime.toml`. `book` names one of several books in the settings.
    """

    repository: Path
    overrides: Mapping[str, object] = field(default_factory=dict)
    book: str | None = None
    allow_linked: bool = False
    use_cache: bool = True
