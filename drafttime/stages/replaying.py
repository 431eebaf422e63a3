"""From the lineage of words to a book's way through its sessions: what each step did to the page.

The ropes of the mainline are replayed; at the end of each step, the files that it changed are held
against what they were, and every paragraph takes the number of the one that most of it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drafttime.model import Notice
from drafttime.model.replay import Birth, Replay, ReplayStep
from drafttime.revision.lives import Ids, Lives
from drafttime.revision.ropes import Rope
from drafttime.revision.slot_edits import Version
from drafttime.stages.bands import find_bands
from drafttime.stages.drafts_reached import draft_reached
from drafttime.stages.labour import Labour
from drafttime.stages.reading import Book
from drafttime.stages.replay_changes import Changes, Pages
from drafttime.stages.replay_steps import Group, find_groups
from drafttime.stages.tracing import Traced


def gather_replay(
    book: Book, traced: Traced, labour: Labour, notices: tuple[Notice, ...]
) -> Replay:
    """Return every step of the mainline.

    Costs, for each step, what it changed, and the length of the files that it changed.
    """
    groups = find_groups(book, traced, labour.revisions)
    bands = find_bands(book, traced)
    births, of_token = _births(traced.lives, groups, bands.of_token)
    pages = Pages(traced.lives, of_token)
    reached = draft_reached(book, traced)
    steps, words = [], 0
    for group in groups:
        change = _advance(book, traced, pages, group)
        came, went = _words(traced.lives, group)
        words += came - went
        draft = reached[1](group.last) if reached else None
        steps.append(_step(group, draft, (words, came, went), change))
    return Replay(
        name=book.manuscript.name,
        drafts=reached[0] if reached else (),
        bands=bands.bands,
        births=births,
        steps=tuple(steps),
        heads=_heads(book, pages),
        notices=notices,
        settings=book.source.settings.as_object(),
        partial=book.source.repository.partial,
    )


def _step(
    group: Group, draft: int | None, words: tuple[int, int, int], change: Changes
) -> ReplayStep:
    stand, came, went = words
    return ReplayStep(
        kind=group.kind,
        day=group.day,
        draft=draft,
        words=stand,
        came=came,
        went=went,
        moved=group.moved,
        why=group.why,
        new=tuple(change.new),
        splices=tuple(change.splices),
        orders=tuple(change.orders),
    )


def _births(lives: Lives, groups: Sequence[Group], band_of: Ids) -> tuple[tuple[Birth, ...], Ids]:
    """Return every birth there is, in order of time, and that of each token."""
    step_of = np.zeros(lives.end + 2, np.int64)
    for number, group in enumerate(groups):
        step_of[group.start : group.stop] = number
    keys = step_of[lives.appeared] * (int(band_of.max(initial=0)) + 1) + band_of
    kinds, of_token = np.unique(keys, return_inverse=True)
    bands = int(band_of.max(initial=0)) + 1
    births = tuple(Birth(int(kind) // bands, int(kind) % bands) for kind in kinds)
    return births, of_token


def _advance(book: Book, traced: Traced, pages: Pages, group: Group) -> Changes:
    """Let a step's commits change the pages, and return what became of them."""
    ropes: dict[int, Rope] = {}
    versions: dict[int, Version | None] = {}
    for place in range(group.start, group.stop):
        for change in traced.lineage.steps[place]:
            ropes[change.slot] = change.after
        commit = book.history.mainline[place]
        for edit in book.edits[commit].edits if commit in book.edits else ():
            versions[edit.slot] = edit.new
    texts = {
        slot: book.source.texts.of(*version) if version else None
        for slot, version in versions.items()
    }
    lengths = {
        slot: tuple(map(len, text.paragraphs)) if text else () for slot, text in texts.items()
    }
    return pages.change(traced.lives.steps[group.start : group.stop], ropes, lengths)


def _words(lives: Lives, group: Group) -> tuple[int, int]:
    """Return the words that came and that went, summed over the commits of a step."""
    came = went = 0
    for step in lives.steps[group.start : group.stop]:
        change = (step.after - step.before)[lives.words[step.ids]]
        came += int(change[change > 0].sum())
        went -= int(change[change < 0].sum())
    return came, went


def _heads(book: Book, pages: Pages) -> frozenset[int]:
    """Return the paragraphs with which a chapter begins inside a file of the final text."""
    slot_of_file = {file: slot for slot, file in book.slots.file_index.items()}
    found = set()
    for chapter in book.manuscript.chapters:
        row = pages.numbers.get(slot_of_file[chapter.slot], [])
        if 0 < chapter.start < len(row):
            found.add(row[chapter.start])
    return frozenset(found)
