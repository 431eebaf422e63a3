"""The core values, one per stage, in the order in which the data flows.

All are frozen; units stand in the field names. `None` means "not known", never zero. Paths are
`str` as decoded with `os.fsdecode` rules (UTF-8 with surrogate escapes): every output escapes them
for its own medium.
"""

from __future__ import annotations

from drafttime.model.analysis import Analysis, Facts
from drafttime.model.history import (
    Change,
    Commit,
    Moment,
    Notice,
    Person,
    Ref,
    TreeEntry,
)
from drafttime.model.labour import Draft, Revision
from drafttime.model.lineage import (
    Band,
    Crossing,
    DraftPair,
    Lineage,
    ParagraphLife,
    Provenance,
    Ribbon,
    Stand,
    SurvivalCurve,
    SurvivalStep,
    Weave,
)
from drafttime.model.measures import ChapterShare, Comparison, Drift, Ledger
from drafttime.model.passages import (
    Biography,
    ComparedChapter,
    ComparedDrafts,
    Cut,
    FoundBiographies,
    FoundCuts,
    Hand,
    Mark,
    Piece,
    Row,
    SideBySide,
    Version,
)
from drafttime.model.records import Log, Record
from drafttime.model.text import (
    Block,
    Chapter,
    Heading,
    LeftOut,
    Manuscript,
    ManuscriptFile,
    Text,
)
from drafttime.model.time import (
    FEWEST_REVISIONS,
    Agreement,
    Calibration,
    Claim,
    Estimate,
    GapTrial,
    Habit,
    Regime,
    Session,
    SessionGap,
    Spell,
    Time,
)

__all__ = [
    "FEWEST_REVISIONS",
    "Agreement",
    "Analysis",
    "Band",
    "Biography",
    "Block",
    "Calibration",
    "Change",
    "Chapter",
    "ChapterShare",
    "Claim",
    "Commit",
    "ComparedChapter",
    "ComparedDrafts",
    "Comparison",
    "Crossing",
    "Cut",
    "Draft",
    "DraftPair",
    "Drift",
    "Estimate",
    "Facts",
    "FoundBiographies",
    "FoundCuts",
    "GapTrial",
    "Habit",
    "Hand",
    "Heading",
    "Ledger",
    "LeftOut",
    "Lineage",
    "Log",
    "Manuscript",
    "ManuscriptFile",
    "Mark",
    "Moment",
    "Notice",
    "ParagraphLife",
    "Person",
    "Piece",
    "Provenance",
    "Record",
    "Ref",
    "Regime",
    "Revision",
    "Ribbon",
    "Row",
    "Session",
    "SessionGap",
    "SideBySide",
    "Spell",
    "Stand",
    "SurvivalCurve",
    "SurvivalStep",
    "Text",
    "Time",
    "TreeEntry",
    "Version",
    "Weave",
]
