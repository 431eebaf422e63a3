"""The cutting-room floor: passages that were written and are not in the final draft."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from drafttime.model import Cut, Hand, Revision
from drafttime.revision.held import Deletion
from drafttime.revision.lives import Ids
from drafttime.stages.bands import Bands
from drafttime.stages.quotes import Hands, Quotes
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced

NEIGHBOUR_TOKENS = 9
# Marks that end the sentence before, where a passage begins with them.
LEFT_BEHIND = ".,;:!?…)]}”’»\n "

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Passage:
    """Tokens of one deletion that stand nowhere at the end: places in what was held before."""

    words: int
    deletion: Deletion
    start: int
    stop: int
    ids: Ids


@dataclass(frozen=True, slots=True)
class Floor:
    """The cutting-room floor: `cuts` that are long enough, how many are `shorter`, all `words`."""

    cuts: tuple[Cut, ...]
    shorter: int
    words: int


def find_cuts(
    book: Book,
    traced: Traced,
    bands: Bands,
    revisions: Sequence[Revision],
    least_words: int,
    most: int | None = None,
    since: date | None = None,
) -> Floor:
    """Return the passages of at least so many words, longest first.

    A passage is what one commit took out in one stretch, in so far as this was the last deletion of
    its words and none of them stands in the final draft. Ties: the later cut first. Costs one
    reading of each version that a passage of that length was cut from. `since` leaves out what was
    cut before that day.
    """
    every = list(_passages(book, traced, since))
    long = [passage for passage in every if passage.words >= least_words]
    long.sort(key=lambda p: (-p.words, -p.deletion.rank, p.deletion.slot, p.start))
    quotes, hands = Quotes(book.source.texts), Hands(book, revisions)
    # Reading version by version is much cheaper than by length.
    order = sorted(range(len(long[:most])), key=lambda k: long[k].deletion.held.version)
    made = {k: _cut(traced, bands, quotes, hands, long[k]) for k in order}
    words = sum(passage.words for passage in every)
    return Floor(tuple(made[k] for k in sorted(made)), len(every) - len(long), words)


def longest_cuts(
    book: Book,
    traced: Traced,
    bands: Bands,
    revisions: Sequence[Revision],
    group_of: Mapping[str, Group],
    least_words: int,
) -> dict[Group, Cut]:
    """Return the longest passage of at least so many words that each group of commits cut.

    `group_of` leads from commits to their groups; other commits are passed over. Ties: the later
    cut.
    """
    longest: dict[Group, _Passage] = {}
    for passage in _passages(book, traced, None):  # the latest cut first
        commit = book.history.order[passage.deletion.rank]
        if commit not in group_of or passage.words < least_words:
            continue
        group = group_of[commit]
        if group not in longest or passage.words > longest[group].words:
            longest[group] = passage
    quotes, hands = Quotes(book.source.texts), Hands(book, revisions)
    return {
        group: _cut(traced, bands, quotes, hands, passage) for group, passage in longest.items()
    }


def _passages(book: Book, traced: Traced, since: date | None) -> Iterator[_Passage]:
    lives, end = traced.lives, traced.lives.end
    seen = np.zeros(len(lives.canon), np.bool_)
    dead = (lives.died < end) & (lives.appeared < end)
    for deletion in reversed(traced.lineage.deletions):
        if traced.lineage.ancestry.joins[deletion.rank] >= end:
            continue
        ids = lives.of(deletion.rope)
        final = dead[ids] & ~seen[ids]
        seen[ids] = True
        if since is not None:
            commit = book.history.commits[book.history.order[deletion.rank]]
            day = commit.authored.day()
            if day is None or day < since:
                continue
        edges = np.flatnonzero(np.diff(np.r_[False, final, False].astype(np.int8)))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            words = int(lives.words[ids[a:b]].sum())
            if words:
                start = deletion.start + int(a)
                yield _Passage(words, deletion, start, start + int(b - a), ids[a:b])


def _cut(traced: Traced, bands: Bands, quotes: Quotes, hands: Hands, passage: _Passage) -> Cut:
    deletion, held = passage.deletion, passage.deletion.held
    words = passage.ids[traced.lives.words[passage.ids]]
    ranks = traced.lives.ranks[words]
    first, last = hands.of(int(ranks.min())), hands.of(int(ranks.max()))
    cut = hands.of(deletion.rank)
    start, stop = passage.start, passage.stop
    return Cut(
        text=quotes.words(held.version, held.at, start, stop).lstrip(LEFT_BEHIND),
        words=passage.words,
        written=first,
        last_written=last,
        cut=cut,
        draft=bands.bands[int(bands.of_token[words].min())].name,
        days=_days(first, cut),
        path=held.version[1],
        before=quotes.words(held.version, held.at, max(0, start - NEIGHBOUR_TOKENS), start).lstrip(
            LEFT_BEHIND
        ),
        after=quotes.words(held.version, held.at, stop, stop + NEIGHBOUR_TOKENS),
    )


def _days(first: Hand, last: Hand) -> int | None:
    begun, ended = first.authored.day(), last.authored.day()
    return None if begun is None or ended is None else max(0, (ended - begun).days)
