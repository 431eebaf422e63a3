"""The text behind a week, for a writer who asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from drafttime.model import Revision, WeekTexts
from drafttime.stages.bands import find_bands
from drafttime.stages.cuts import longest_cuts
from drafttime.stages.quotes import Quotes
from drafttime.stages.reading import Book
from drafttime.stages.returning import Place
from drafttime.stages.tracing import Traced

LEAST_WORDS = 10
"""Of fewer words, nothing is the cut of the week."""


def find_texts(
    book: Book,
    traced: Traced,
    revisions: Sequence[Revision],
    returns: Mapping[date, Place],
    week_of: Mapping[str, date],
) -> Mapping[date, WeekTexts]:
    """Return the paragraph that each week returned to as it reads now, and its longest cut.

    `week_of` leads from the commits that are labour to their weeks. Costs one reading of each
    version that is quoted, and of every deletion.
    """
    cuts = longest_cuts(book, traced, find_bands(book, traced), revisions, week_of, LEAST_WORDS)
    quotes = Quotes(book.source.texts)

    def paragraph(place: Place) -> str | None:
        texts = quotes.of(place.held.version)
        return texts[place.at].text if place.at < len(texts) else None

    weeks = {*week_of.values(), *returns}
    return {
        monday: WeekTexts(
            paragraph(returns[monday]) if monday in returns else None, cuts.get(monday)
        )
        for monday in weeks
    }
