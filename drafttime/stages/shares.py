"""From two aligned drafts to the chapters of the final one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafttime.model import ChapterShare, Manuscript, Revision
from drafttime.revision.alignment import Alignment
from drafttime.revision.pairing import offsets
from drafttime.revision.reference import Snapshot
from drafttime.revision.slots import Slots
from drafttime.text.tokens import count_words


def chapter_shares(
    manuscript: Manuscript,
    slots: Slots,
    final: Snapshot,
    alignment: Alignment,
    revisions: Sequence[Revision],
) -> tuple[ChapterShare, ...]:
    """Tell for every chapter how many of its tokens stand from the first draft.

    Sessions are known for chapters that are files of their own.
    """
    slot_of_file = {k: slot for slot, k in slots.file_index.items()}
    alone: dict[int, int] = {}
    for chapter in manuscript.chapters:
        alone[chapter.slot] = alone.get(chapter.slot, 0) + 1
    sessions = _sessions_by_file(revisions)
    shares = []
    for chapter in manuscript.chapters:
        slot = slot_of_file[chapter.slot]
        paragraphs = final.get(slot, ())
        at = offsets(paragraphs)
        start, stop = (
            at[min(chapter.start, len(paragraphs))],
            at[min(chapter.stop, len(paragraphs))],
        )
        whole = "".join(paragraphs)
        kept = [
            whole[max(start, run.new_start) : min(stop, run.new_start + run.length)]
            for run in alignment.runs
            if run.new_slot == slot and run.new_start < stop and run.new_start + run.length > start
        ]
        shares.append(
            ChapterShare(
                chapter=chapter,
                tokens=stop - start,
                first_draft_tokens=sum(map(len, kept)),
                first_draft_words=sum(map(count_words, kept)),
                sessions=len(sessions.get(chapter.slot, ())) if alone[chapter.slot] == 1 else None,
            )
        )
    return tuple(shares)


def _sessions_by_file(revisions: Sequence[Revision]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for revision in revisions:
        if revision.session is not None:
            for file in revision.slots:
                found.setdefault(file, set()).add(revision.session)
    return found
