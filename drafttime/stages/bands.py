"""Which words were born together: bands by draft, or by season where there is one draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from drafttime.model import Band
from drafttime.revision.lives import Ids, Lives
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced, ancestors_of

MOST_SEASONS = 6
SEASONS = ("Winter", "Spring", "Summer", "Autumn")


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands, oldest first, and the band of every token id."""

    bands: tuple[Band, ...]
    of_token: Ids

    def counts(self, ids: Ids) -> tuple[int, ...]:
        """Return how many of some ids lie in each band."""
        found = np.bincount(self.of_token[ids], minlength=len(self.bands))
        return tuple(int(count) for count in found)


def find_bands(book: Book, traced: Traced) -> Bands:
    """Tell for every token on the way to which draft it was born.

    That is the earliest draft whose history holds its birth, or whose text holds the token. Words
    that merges folded together were born with the first of them.
    """
    lives = traced.lives
    if len(traced.drafts) > 1:
        bands = tuple(Band(d.text.draft.name, k) for k, d in enumerate(traced.drafts))
        own = _by_draft(book, traced)
    else:
        bands, of_rank = _by_season(book)
        own = of_rank[lives.ranks] if len(lives.ranks) else lives.ranks
    return Bands(bands, _united(lives, own))


def _united(lives: Lives, own: Ids) -> Ids:
    """Give all ids of a class the band of the earliest of them."""
    found = own.copy()
    np.minimum.at(found, lives.canon, own)
    return found[lives.canon]


def _by_draft(book: Book, traced: Traced) -> Ids:
    lives, last = traced.lives, len(traced.drafts) - 1
    of_rank = np.full(len(book.history.order), last)
    ranks = {commit: rank for rank, commit in enumerate(book.history.order)}
    for k in reversed(range(last)):
        draft = traced.drafts[k]
        if not draft.text.beside:
            held = ancestors_of(book, traced.lineage, draft.text.draft.commit)
            of_rank[[ranks[commit] for commit in held]] = k
    own = of_rank[lives.ranks] if len(lives.ranks) else lives.ranks.copy()
    for k in reversed(range(last)):
        ids = traced.drafts[k].tokens.ids
        ids = ids[ids >= 0]
        if not traced.drafts[k].by_lineage:
            own[ids] = np.minimum(own[ids], k)
    return own


def _by_season(book: Book) -> tuple[tuple[Band, ...], Ids]:
    """Return bands of seasons, of years where there are more than six, else of several years."""
    days = [book.history.commits[c].authored.day() for c in book.history.order]
    known = sorted(day for day, c in zip(days, book.history.order, strict=True)
                   if day and c in book.edits)  # fmt: skip
    if not known:
        return (Band("written", None),), np.zeros(len(days), np.int64)
    names = _names(known)
    order = list(dict.fromkeys(names.values()))
    place = {name: k for k, name in enumerate(order)}
    found, latest = [], 0
    for day in days:
        if day is not None and day in names:
            latest = place[names[day]]
        found.append(latest)
    return tuple(Band(name, None) for name in order), np.array(found, np.int64)


def _names(days: Sequence[date]) -> Mapping[date, str]:
    """Name the band of each day, days ascending."""
    seasons = {day: _season(day) for day in days}
    if len(set(seasons.values())) <= MOST_SEASONS:
        return seasons
    first, last = days[0].year, days[-1].year
    step = -(-(last - first + 1) // MOST_SEASONS)
    names = {}
    for day in days:
        begin = first + (day.year - first) // step * step
        end = min(last, begin + step - 1)
        names[day] = f"{begin}" if begin == end else f"{begin}–{end}"
    return names


def _season(day: date) -> str:
    """Name a season; a winter bears the year in which it ends."""
    year = day.year + (day.month == 12)
    return f"{SEASONS[day.month % 12 // 3]} {year}"
