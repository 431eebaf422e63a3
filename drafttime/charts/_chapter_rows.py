"""What the bars of the chapters say: figures only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.charts._bands import shown_bands
from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._curves import is_one_draft
from drafttime.charts._once import once
from drafttime.charts._type import label
from drafttime.model import Analysis, ChapterShare

MOST_ROWS = 40
ROWS_IF_MORE = 20
NEW_PERCENT = 5
_LEAST_TIMES = 1.9
_CLEARLY = 1.25
_STUB_WORDS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A chapter of the final text: its words by birth, oldest first, and three columns.

    `first_draft` are those of its words that the first draft had. `share` is the first draft's
    share of its tokens (0 to 1), None where there is only one draft or no text; `rewritten` is the
    share of its words that stand in place of cut text, `fresh` of those that stand where nothing
    stood, None where that is not known or there is only one draft. `sessions` is None where they
    are not known.
    """

    name: str
    parts: tuple[int, ...]
    first_draft: int
    share: float | None
    rewritten: float | None
    fresh: float | None
    sessions: int | None

    @property
    def words(self) -> int:
        """The chapter's length."""
        return sum(self.parts)

    @property
    def later(self) -> int:
        """Words that were not there in the first draft."""
        return self.words - self.first_draft

    @property
    def new(self) -> bool:
        """Whether next to nothing of it (rounded, 5 % at most) is first draft."""
        return self.share is not None and round(self.share * 100) <= NEW_PERCENT


@dataclass(frozen=True, slots=True)
class Rows:
    """All chapters with text, those that are shown, and the names of their parts.

    `by_length` says that the longest are shown where not all are, since there is one draft only.
    """

    every: tuple[Row, ...]
    shown: tuple[Row, ...]
    parts: tuple[str, ...]
    by_length: bool

    @property
    def cut(self) -> bool:
        """Whether only some are shown."""
        return len(self.shown) < len(self.every)


@once
def rows(analysis: Analysis) -> Rows:
    """Return the rows in reading order: over 40 chapters, the 20 with the most words changed.

    With one draft the longest are shown. Bars are told apart by birth where that is known of all,
    else by what the first draft had.
    """
    one = is_one_draft(analysis)
    shares = [share for share in analysis.chapters if share.chapter.words]
    names, parts = _parts(analysis, shares, one=one)
    every = tuple(_row(share, own, one=one) for share, own in zip(shares, parts, strict=True))
    if len(every) <= MOST_ROWS:
        return Rows(every, every, names, one)
    weights = [row.words if one else row.later for row in every]
    order = sorted(range(len(every)), key=lambda place: (-weights[place], place))
    return Rows(every, tuple(every[place] for place in sorted(order[:ROWS_IF_MORE])), names, one)


def _parts(
    analysis: Analysis, shares: Sequence[ChapterShare], *, one: bool
) -> tuple[tuple[str, ...], list[tuple[int, ...]]]:
    """Return the names of the parts, at most seven, and the words of each in every chapter."""
    bands = len(analysis.lineage.bands)
    if bands and all(len(s.bands) == bands and sum(s.bands) == s.chapter.words for s in shares):
        names, group_of = shown_bands(analysis.lineage, MOST_DRAFTS)
        return names, [_grouped(share.bands, group_of, len(names)) for share in shares]
    if one:
        return ("written",), [(share.chapter.words,) for share in shares]
    old = [min(share.first_draft_words, share.chapter.words) for share in shares]
    parts: list[tuple[int, ...]] = [
        (n, share.chapter.words - n) for n, share in zip(old, shares, strict=True)
    ]
    return ("first draft", "written later"), parts


def _grouped(words: Sequence[int], group_of: Sequence[int], groups: int) -> tuple[int, ...]:
    found = [0] * groups
    for number, group in zip(words, group_of, strict=True):
        found[group] += number
    return tuple(found)


def _row(share: ChapterShare, parts: tuple[int, ...], *, one: bool) -> Row:
    words = share.chapter.words
    standing = share.first_draft_tokens / share.tokens if not one and share.tokens > 0 else None
    old = words if one else min(share.first_draft_words, words)
    replaced = None if one else share.replaced_words
    fresh = None if one else share.fresh_words
    return Row(
        name=name_of(share),
        parts=parts,
        first_draft=old,
        share=standing,
        rewritten=None if replaced is None else replaced / words,
        fresh=None if fresh is None else fresh / words,
        sessions=share.sessions,
    )


def name_of(share: ChapterShare) -> str:
    """Return a chapter's title, fit for a label, else its number."""
    return label(share.chapter.title) or f"Chapter {share.chapter.number}"


@dataclass(frozen=True, slots=True)
class Fought:
    """The chapter that fought back: how many times its own length was written for it."""

    name: str
    times: float


def fought(analysis: Analysis) -> Fought | None:
    """Return the chapter that was written over most often, where it stands out.

    That is at least twice over, and a quarter more than for any other chapter; stubs, whose few
    words would make any figure great, are left aside.
    """
    found = sorted(
        (
            (share.words_written / share.chapter.words, place)
            for place, share in enumerate(analysis.chapters)
            if share.words_written is not None and share.chapter.words >= _STUB_WORDS
        ),
        reverse=True,
    )
    if len(found) < 2 or found[0][0] < max(_LEAST_TIMES, _CLEARLY * found[1][0]):
        return None
    times, place = found[0]
    return Fought(name_of(analysis.chapters[place]), times)
