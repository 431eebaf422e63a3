"""Where a week came back to most often: a paragraph of the final text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.model import ParagraphLife, Returned, Revision
from drafttime.model.week import monday_of
from drafttime.revision.held import Held
from drafttime.revision.revisions import repeated_changes
from drafttime.stages.passes import find_passes
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced

FEWEST_SESSIONS = 2
"""A paragraph that was touched in fewer sessions of a week was not returned to."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that was returned to, and where its text is: paragraph `at` of what is `held`."""

    returned: Returned
    held: Held
    at: int


def find_returns(
    book: Book, traced: Traced, revisions: Sequence[Revision], mondays: Collection[date]
) -> Mapping[date, Place]:
    """Return, for the weeks that have one, the paragraph with most of the week's sessions.

    Ties go to the one with more sessions in all, then to the longer one, then to the earlier one.
    Headings are no paragraphs. Costs one visit to each version of each paragraph.
    """
    state = traced.lineage.snapshots[traced.final.text.draft.commit]
    slot_of_file = {k: slot for slot, k in book.slots.file_index.items()}
    chapters = book.manuscript.chapters
    twins = repeated_changes(book.history, traced.lineage.twins, frozenset(book.history.mainline))
    order = [twins.get(commit, commit) for commit in book.history.order]
    lives = find_passes(state, chapters, slot_of_file, order, revisions)
    best: dict[date, tuple[tuple[int, int, int, int], Place]] = {}
    seen: defaultdict[int, int] = defaultdict(int)
    counted: defaultdict[int, int] = defaultdict(int)
    heads = {k: _headings(book, state.get(slot)) for k, slot in slot_of_file.items()}
    for number, life in enumerate(lives):
        chapter = chapters[life.chapter]
        at = chapter.start + seen[life.chapter]
        seen[life.chapter] += 1
        if at in heads[chapter.slot]:
            continue
        counted[life.chapter] += 1
        for monday, sessions in _sessions(life, revisions, mondays).items():
            rank = (sessions, life.sessions, life.words, -number)
            if sessions >= FEWEST_SESSIONS and (monday not in best or rank > best[monday][0]):
                place = Returned(
                    chapter.number, chapter.title, counted[life.chapter], life.words,
                    sessions, life.sessions,
                )  # fmt: skip
                best[monday] = rank, Place(place, state[slot_of_file[chapter.slot]], at)
    return {monday: place for monday, (_, place) in best.items()}


def _headings(book: Book, held: Held | None) -> frozenset[int]:
    text = None if held is None else book.source.texts.of(*held.version)
    found = text.headings if text else ()
    return frozenset(one.paragraph for one in found if one.level > 0 and one.title.strip())


def _sessions(
    life: ParagraphLife, revisions: Sequence[Revision], mondays: Collection[date]
) -> dict[date, int]:
    """Return in how many sessions of each week a paragraph was touched by labour."""
    found: defaultdict[date, set[int]] = defaultdict(set)
    for k in life.revisions:
        revision = revisions[k]
        day = revision.authored.day()
        if revision.labour and revision.session is not None and day is not None:
            monday = monday_of(day)
            if monday in mondays:
                found[monday].add(revision.session)
    return {monday: len(sessions) for monday, sessions in found.items()}
