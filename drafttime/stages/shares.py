"""From the lineage of the final text to its chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from drafttime.model import Chapter, ChapterShare, Manuscript, ParagraphLife, Revision
from drafttime.revision.held import Deletion
from drafttime.revision.lives import Flags, Lives
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
    is told for chapters that are files.
    """
    slot_of_file = {k: slot for slot, k in slots.file_index.items()}
    alone: dict[int, int] = {}
    for chapter in manuscript.chapters:
        alone[chapter.slot] = alone.get(chapter.slot, 0) + 1
    sessions = _sessions_by_file(revisions)
    written = _written_by_slot(lives, matching, deletions)
    untouched = _untouched_by_chapter(paragraphs)
    shares = []
    for index, chapter in enumerate(manuscript.chapters):
        slot = slot_of_file[chapter.slot]
        here = chapter_range(chapter, slot, matching, paragraph_tokens)
        share = _share(chapter, here, matching, bands)
        if alone[chapter.slot] == 1:
            share = _with_file(share, slot, here, matching, written.get(slot, 0))
            share = _with_distance(share, distances.get(slot), matching, slot)
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


def _share(chapter: Chapter, here: slice, matching: Matching, bands: Bands) -> ChapterShare:
    words = matching.new.words[here]
    old = (matching.stands | matching.copied)[here]
    fresh, replaced = matching.fresh[here], matching.replaced[here]
    moved, stands = int(matching.moved[here].sum()), int(matching.stands[here].sum())
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
    share: ChapterShare, slot: int, here: slice, matching: Matching, written: int
) -> ChapterShare:
    """Add what is known of a chapter that is a file, against that file in the first draft."""
    own = matching.old.slots == slot
    n, m = int(own.sum()), share.tokens
    lasting = int(np.isin(matching.old.ids[own], matching.new.ids).sum())
    home = matching.home[here]
    both = int(own[home[home >= 0]].sum())
    return replace(
        share,
        survival=lasting / n if n else None,
        drift=1 - 2 * both / (n + m) if n + m else 0.0,
        words_written=written,
    )


def _with_distance(
    share: ChapterShare, distance: int | None, matching: Matching, slot: int
) -> ChapterShare:
    total = int((matching.old.slots == slot).sum()) + share.tokens
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
