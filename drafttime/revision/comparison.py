"""The edit distance of two drafts, and of unrelated parts of one: where order counts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from drafttime.revision.alignment import align
from drafttime.revision.crossing import Snapshot
from drafttime.revision.distance import indel

# Exact up to here: the cost is the product of the lengths (17 s for 420,000 tokens).
EXACT_TOKENS = 50_000
# Twenty pairs of windows give the distance of unrelated parts within about a point.
WINDOW_PAIRS = 20
WINDOW_TOKENS = 400
SEED = 1818


def text_distance(old: Snapshot, new: Snapshot, by_file: Mapping[int, int]) -> tuple[int, bool]:
    """Return the Indel distance of two snapshots, and whether it is an upper bound.

    Exact up to 50,000 tokens; above, it is summed over files, each with its namesake (`by_file`).
    """
    if max(_tokens(old), _tokens(new)) <= EXACT_TOKENS:
        return indel(_whole(old), _whole(new)), False
    return sum(by_file.values()), True


def file_distances(old: Snapshot, new: Snapshot) -> dict[int, int]:
    """Return the Indel distance of each file from its namesake."""
    slots = sorted(old.keys() | new.keys())
    return {slot: _file_distance(old.get(slot, ()), new.get(slot, ())) for slot in slots}


def _tokens(snapshot: Snapshot) -> int:
    return sum(sum(map(len, paragraphs)) for paragraphs in snapshot.values())


def _file_distance(old: Sequence[str], new: Sequence[str]) -> int:
    """Exact for a file of usual size; a book in one file is taken paragraph group by group."""
    if old == new:
        return 0
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
