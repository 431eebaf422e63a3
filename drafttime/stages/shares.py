"""From the lineage of the final text to its chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from drafttime.model import Chapter, ChapterShare, Manuscript, ParagraphLife, Revision
from drafttime.revision.held import Deletion
from drafttime.revision.lives import Flags, Ids, Lives
from drafttime.revision.matching import Matching
from drafttime.revision.slots import Slots
from drafttime.stages.bands import Bands


def chapter_shares(
    manuscript: Manuscript,
    slots: Slots,
    lives: Lives,
    bands: Bands,
    matching: Matching,
    *,
    paragraphs: Sequence[ParagraphLife],
    deletions: Sequence[Deletion],
    paragraph_tokens: Mapping[int, Sequence[int]],
    distances: Mapping[int, int],
    revisions: Sequence[Revision],
) -> tuple[ChapterShare, ...]:
    """Tell for every chapter of the final text where its words come from.

    `matching` lays the final text over the first draft; `paragraph_tokens` gives the token offsets
    of each slot's paragraphs, `distances` the edit distance of each slot. What concerns whole files
    is told for chapters that are files. Linear in the tokens of both texts, and in the chapters.
    """
    slot_of_file = {k: slot for slot, k in slots.file_index.items()}
    alone: dict[int, int] = {}
    for chapter in manuscript.chapters:
        alone[chapter.slot] = alone.get(chapter.slot, 0) + 1
    sessions = _sessions_by_file(revisions)
    written = _written_by_slot(lives, matching, deletions)
    untouched = _untouched_by_chapter(paragraphs)
    laid = _Laid.of(matching)
    shares = []
    for index, chapter in enumerate(manuscript.chapters):
        slot = slot_of_file[chapter.slot]
        here = chapter_range(chapter, slot, matching, paragraph_tokens)
        share = _share(chapter, here, laid, bands)
        if alone[chapter.slot] == 1:
            before = _slot_range(slot, matching.old.slots)
            share = _with_file(share, here, before, laid, written.get(slot, 0))
            share = _with_distance(share, distances.get(slot), before)
            share = replace(share, sessions=len(sessions.get(chapter.slot, ())))
        shares.append(replace(share, untouched_words=untouched.get(index, 0)))
    return tuple(shares)


def chapter_range(
    chapter: Chapter, slot: int, matching: Matching, tokens: Mapping[int, Sequence[int]]
) -> slice:
    """Return where a chapter stands among the tokens of the final text."""
    at = tokens.get(slot, (0,))
    base = int(np.searchsorted(matching.new.slots, slot))
    last = len(at) - 1
    return slice(base + at[min(chapter.start, last)], base + at[min(chapter.stop, last)])


@dataclass(frozen=True, slots=True)
class _Laid:
    """Two texts laid over each other, with what is asked of every chapter worked out once.

    `lasting` tells for each token of the old text whether it stands in the new one.
    """

    matching: Matching
    stands: Flags
    fresh: Flags
    lasting: Flags

    @classmethod
    def of(cls, matching: Matching) -> _Laid:
        lasting = np.isin(matching.old.ids, matching.new.ids)
        return cls(matching, matching.stands, matching.fresh, lasting)


def _slot_range(slot: int, slots: Ids) -> slice:
    """Return where a slot stands among tokens in reading order."""
    first, last = np.searchsorted(slots, [slot, slot + 1]).tolist()
    return slice(first, last)


def _share(chapter: Chapter, here: slice, laid: _Laid, bands: Bands) -> ChapterShare:
    matching = laid.matching
    words = matching.new.words[here]
    old = laid.stands[here] | matching.copied[here]
    fresh, replaced = laid.fresh[here], matching.replaced[here]
    moved, stands = int(matching.moved[here].sum()), int(laid.stands[here].sum())
    return ChapterShare(
        chapter=chapter,
        tokens=len(words),
        first_draft_tokens=int(old.sum()),
        first_draft_words=_both(old, words),
        sessions=None,
        bands=bands.counts(matching.new.ids[here][words]),
        fresh_words=_both(fresh & ~replaced, words),
        replaced_words=_both(replaced, words),
        moved=moved / stands if stands else None,
    )


def _both(one: Flags, other: Flags) -> int:
    return int((one & other).sum())


def _with_file(
    share: ChapterShare, here: slice, before: slice, laid: _Laid, written: int
) -> ChapterShare:
    """Add what is known of a chapter that is a file, against that file in the first draft.

    `before` is where the file stands in the first draft.
    """
    n, m = before.stop - before.start, share.tokens
    lasting = int(laid.lasting[before].sum())
    home = laid.matching.home[here]
    both = int(((home >= before.start) & (home < before.stop)).sum())
    return replace(
        share,
        survival=lasting / n if n else None,
        drift=1 - 2 * both / (n + m) if n + m else 0.0,
        words_written=written,
    )


def _with_distance(share: ChapterShare, distance: int | None, before: slice) -> ChapterShare:
    total = before.stop - before.start + share.tokens
    if distance is None:
        return share
    return replace(share, edit_distance=distance / total if total else 0.0)


def _written_by_slot(
    lives: Lives, matching: Matching, deletions: Sequence[Deletion]
) -> dict[int, int]:
    """Return the words that came to stand in each slot, or were last cut from it.

    A word that moved to another chapter counts there: a chapter that was split in two was not
    written twice over.
    """
    place = np.full(len(lives.canon), -1)
    for deletion in deletions:
        place[lives.of(deletion.rope)] = deletion.slot
    place[matching.new.ids] = matching.new.slots
    counts = np.bincount(place[lives.counted & lives.words & (place >= 0)])
    return {slot: int(count) for slot, count in enumerate(counts)}


def _untouched_by_chapter(paragraphs: Sequence[ParagraphLife]) -> dict[int, int]:
    """Return the words in paragraphs that no revision came back to."""
    found: dict[int, int] = {}
    for paragraph in paragraphs:
        if len(paragraph.revisions) == 1:
            found[paragraph.chapter] = found.get(paragraph.chapter, 0) + paragraph.words
    return found


def _sessions_by_file(revisions: Sequence[Revision]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for revision in revisions:
        if revision.session is not None:
            for file in revision.slots:
                found.setdefault(file, set()).add(revision.session)
    return found
