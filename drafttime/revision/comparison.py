"""Compare two drafts: the counts on which every measure of drift stands."""

from __future__ import annotations

import random
from collections.abc import Sequence

from drafttime.model import Comparison
from drafttime.revision.alignment import Alignment, align
from drafttime.revision.distance import indel
from drafttime.revision.reference import Reference, Snapshot
from drafttime.text.tokens import count_words

# Exact up to here: the cost is the product of the lengths (17 s for 420,000 tokens).
EXACT_TOKENS = 50_000
# Twenty pairs of windows give the distance of unrelated parts within about a point.
WINDOW_PAIRS = 20
WINDOW_TOKENS = 400
SEED = 1818


def compare(old: Reference | Snapshot, new: Snapshot) -> tuple[Comparison, Alignment]:
    """Compare two snapshots by direct alignment.

    Above 50,000 tokens on a side the Indel distance is summed over files and is an upper bound.
    """
    reference = old if isinstance(old, Reference) else Reference(old, lasting=True)
    alignment = align(reference, new)
    old_tokens, new_tokens = _tokens(reference.snapshot), _tokens(new)
    kept, moved = alignment.kept_tokens, alignment.moved_tokens
    distance, at_most = _distance(reference.snapshot, new, old_tokens, new_tokens)
    gone, inserted = old_tokens - kept - moved, new_tokens - kept - moved
    comparison = Comparison(
        old_tokens=old_tokens,
        new_tokens=new_tokens,
        kept_tokens=kept,
        moved_tokens=moved,
        gone_tokens=gone,
        copied_tokens=0,
        inserted_tokens=inserted,
        old_words=_words(reference.snapshot),
        new_words=_words(new),
        indel_tokens=distance,
        indel_at_most=at_most,
    )
    return comparison, alignment


def _tokens(snapshot: Snapshot) -> int:
    return sum(sum(map(len, paragraphs)) for paragraphs in snapshot.values())


def _words(snapshot: Snapshot) -> int:
    return sum(count_words("".join(paragraphs)) for paragraphs in snapshot.values())


def _distance(old: Snapshot, new: Snapshot, old_tokens: int, new_tokens: int) -> tuple[int, bool]:
    if max(old_tokens, new_tokens) <= EXACT_TOKENS:
        return indel(_whole(old), _whole(new)), False
    slots = old.keys() | new.keys()
    return sum(_file_distance(old.get(s, ()), new.get(s, ())) for s in slots), True


def _file_distance(old: Sequence[str], new: Sequence[str]) -> int:
    """Exact for a file of usual size; a book in one file is taken paragraph group by group."""
    a, b = "".join(old), "".join(new)
    if max(len(a), len(b)) <= EXACT_TOKENS:
        return indel(a, b)
    kept = align({0: tuple(old)}, {0: tuple(new)}).kept_tokens
    return len(a) + len(b) - 2 * kept


def _whole(snapshot: Snapshot) -> str:
    return "".join("".join(snapshot[slot]) for slot in sorted(snapshot))


def unrelated_distance(snapshot: Snapshot) -> float | None:
    """Return the mean normalised Indel distance of windows that lie far apart in one text.

    What two unrelated parts of the same manuscript give, with its own vocabulary and punctuation:
    the ceiling against which an edit distance is to be read. 20 seeded pairs of windows of 400
    tokens, at least a quarter of the text apart; None for a text too short for that.
    """
    text = _whole(snapshot)
    if len(text) < 4 * WINDOW_TOKENS:
        return None
    chance = random.Random(SEED)  # noqa: S311 — repeatable sampling, not a secret
    total = 0.0
    for _ in range(WINDOW_PAIRS):
        apart = chance.randrange(len(text) // 4, len(text) - WINDOW_TOKENS)
        start = chance.randrange(len(text) - WINDOW_TOKENS - apart + 1)
        a = text[start : start + WINDOW_TOKENS]
        b = text[start + apart : start + apart + WINDOW_TOKENS]
        total += indel(a, b) / (len(a) + len(b))
    return total / WINDOW_PAIRS
