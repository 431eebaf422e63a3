"""From two drafts by lineage to the counts of drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.measures import compute_all
from drafttime.model import Comparison, Crossing, DraftPair
from drafttime.revision.comparison import file_distances, text_distance
from drafttime.revision.matching import Matching, match
from drafttime.stages.ribbons import crossing
from drafttime.stages.tracing import DraftTokens, Traced

# With more drafts than this, pairs that are neither neighbours nor hold the first or the final one
# are left out: their number grows with the square.
ALL_PAIRS_OF = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts: the counts, the texts laid over each other, and the edit distance of each slot.

    Without distances where they were not asked for.
    """

    comparison: Comparison
    matching: Matching
    distances: Mapping[int, int]


def compare_tokens(old: DraftTokens, new: DraftTokens, *, with_distance: bool = True) -> Compared:
    """Compare two drafts by the lineage of their tokens; the edit distance is that of the texts.

    A word of the older draft counts once, however many copies of it stand there: it survives where
    one of them does.
    """
    found = match(old.tokens, new.tokens)
    distance, at_most = (None, False)
    distances: Mapping[int, int] = {}
    if with_distance:
        distances = file_distances(old.text.text, new.text.text)
        distance, at_most = text_distance(old.text.text, new.text.text, distances)
    once, stands = found.once, found.stands
    survives, total = int(once.sum()), old.tokens.distinct
    moved = int((found.moved & once).sum())
    comparison = Comparison(
        old_tokens=total,
        new_tokens=len(new.tokens),
        kept_tokens=survives - moved,
        moved_tokens=moved,
        gone_tokens=total - survives,
        copied_tokens=int((found.copied | (stands & ~once)).sum()),
        inserted_tokens=int(found.fresh.sum()),
        old_words=int(old.tokens.words.sum()),
        new_words=int(new.tokens.words.sum()),
        indel_tokens=distance,
        indel_at_most=at_most,
        by="lineage" if old.by_lineage and new.by_lineage else "alignment",
        replaced_tokens=int(found.replaced.sum()),
        old_copies_tokens=len(old.tokens) - total,
        paired_tokens=int(stands.sum()),
    )
    return Compared(comparison, found, distances)


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """The drafts of a book in pairs, what passed between neighbours, and the first with the last.

    Only the counts are kept of the other pairs: two texts laid over each other take much memory.
    """

    pairs: tuple[DraftPair, ...]
    crossings: tuple[Crossing, ...]
    whole: Compared


def compare_drafts(traced: Traced) -> ComparedPairs:
    """Compare the drafts of a book in pairs, older with newer.

    All pairs of up to six drafts; of more, neighbours and those with the first or the final one.
    The edit distance is measured between the first and the final draft only.
    """
    last = len(traced.drafts) - 1
    pairs, crossings, whole = [], [], None
    for old in range(last):
        for new in range(old + 1, last + 1):
            near = new == old + 1 or old == 0 or new == last
            if not near and last >= ALL_PAIRS_OF:
                continue
            ends = (old, new) == (0, last)
            found = compare_tokens(traced.drafts[old], traced.drafts[new], with_distance=ends)
            pairs.append(DraftPair(old, new, found.comparison, compute_all(found.comparison)))
            if new == old + 1:
                crossings.append(crossing(old, new, found.matching))
            whole = found if ends else whole
    return ComparedPairs(
        tuple(pairs), tuple(crossings), whole or compare_tokens(traced.first, traced.final)
    )
