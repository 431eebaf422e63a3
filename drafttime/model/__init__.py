"""The core values, one per stage, in the order in which the data flows.

All are frozen; units stand in the field names. `None` means "not known", never zero. Paths are
`str` as decoded with `os.fsdecode` rules (UTF-8 with surrogate escapes): every output escapes them
for its own medium.
"""

from __future__ import annotations

from drafttime.model.history import (
    Change,
    Commit,
    Moment,
    Notice,
    Person,
    Ref,
    TreeEntry,
)
from drafttime.model.labour import (
    Draft,
    Revision,
    Session,
    SessionGap,
    Time,
)
from drafttime.model.measures import (
    Analysis,
    ChapterShare,
    Comparison,
    Drift,
    Facts,
    Ledger,
)
from drafttime.model.text import (
    Block,
    Chapter,
    Heading,
    LeftOut,
    Manuscript,
    ManuscriptFile,
    Text,
)

__all__ = [
    "Analysis",
    "Block",
    "Change",
    "Chapter",
    "ChapterShare",
    "Commit",
    "Comparison",
    "Draft",
    "Drift",
    "Facts",
    "Heading",
    "Ledger",
    "LeftOut",
    "Manuscript",
    "ManuscriptFile",
    "Moment",
    "Notice",
    "Person",
    "Ref",
    "Revision",
    "Session",
    "SessionGap",
    "Text",
    "Time",
    "TreeEntry",
]
