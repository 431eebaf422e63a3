"""What the bars of the chapters say: figures only, no drawing."""

from __future__ import annotations

from dataclasses import dataclass

from drafttime.charts._curves import is_one_draft
from drafttime.charts._type import label
from drafttime.model import Analysis, ChapterShare

MOST_ROWS = 40
ROWS_IF_MORE = 20
NEW_PERCENT = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A chapter of the final text: its words by birth, oldest first, and two columns.

    `share` is the first draft's share of its tokens (0 to 1), None where there is only one draft or
    no text; `sessions` is None where they are not known.
    """

    name: str
    parts: tuple[int, ...]
    share: float | None
    sessions: int | None

    @property
    def words(self) -> int:
        """The chapter's length."""
        return sum(self.parts)

    @property
    def later(self) -> int:
        """Words that were not there in the first draft."""
        return sum(self.parts[1:])

    @property
    def new(self) -> bool:
        """Whether next to nothing of it (rounded, 5 % at most) is first draft."""
        return self.share is not None and round(self.share * 100) <= NEW_PERCENT


@dataclass(frozen=True, slots=True)
class Rows:
    """All chapters with text, those that are shown, and the names of their parts."""

    every: tuple[Row, ...]
    shown: tuple[Row, ...]
    parts: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether only some are shown."""
        return len(self.shown) < len(self.every)


def rows(analysis: Analysis) -> Rows:
    """Return the rows in reading order: over 40 chapters, the 20 with the most words changed.

    With one draft there is one part, and the longest chapters are shown.
    """
    one = is_one_draft(analysis)
    every = tuple(_row(share, one=one) for share in analysis.chapters if share.chapter.words)
    names = ("written",) if one else ("first draft", "written later")
    if len(every) <= MOST_ROWS:
        return Rows(every, every, names)
    weights = [row.words if one else row.later for row in every]
    order = sorted(range(len(every)), key=lambda place: (-weights[place], place))
    return Rows(every, tuple(every[place] for place in sorted(order[:ROWS_IF_MORE])), names)


def _row(share: ChapterShare, *, one: bool) -> Row:
    chapter = share.chapter
    name = label(chapter.title) or f"Chapter {chapter.number}"
    old = min(share.first_draft_words, chapter.words)
    parts = (chapter.words,) if one else (old, chapter.words - old)
    known = not one and share.tokens > 0
    standing = share.first_draft_tokens / share.tokens if known else None
    return Row(name, parts, standing, share.sessions)
