"""Texts too long to be laid over each other token by token: pieces that stand once in both.

Exact alignment takes time that grows with the product of two lengths. A chapter on one line is
well within reach; a million words without a break are not. Such texts are cut at tokens that chance
chose for good, so that both are cut alike wherever they are alike, and pieces that stand once on
either side hold the rest in place (content-defined chunking, Muthitacharoen et al. 2001; unique
anchors as in patience diff).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from drafttime.revision.order import Match, heaviest_chain

# A piece has this many tokens in the mean; between two cuts lie at least so many.
PIECE_TOKENS = 64
LEAST_TOKENS = 8
# Between pieces, no more than this many pairs of tokens are aligned; what is more is given up.
GAP_CELLS = 100_000_000

_SPREAD = 2_654_435_761  # Knuth's multiplier: neighbouring tokens have unlike remainders


def anchored(old: str, new: str, align: Callable[[str, str], list[Match]]) -> list[Match]:
    """Return runs that both texts keep in order, and perhaps not all of them; ascending.

    `align` lays short texts over each other. O(n log n + n · √GAP_CELLS) at worst.
    """
    found: list[Match] = []
    a = b = 0
    for i, j, size in [*_anchors(old, new), (len(old), len(new), 0)]:
        if 0 < (i - a) * (j - b) <= GAP_CELLS:
            found += [(a + x, b + y, n) for x, y, n in align(old[a:i], new[b:j])]
        if size:
            found.append((i, j, size))
        a, b = i + size, j + size
    return found


def _anchors(old: str, new: str) -> list[Match]:
    """Return the pieces that stand once in both texts and keep their order, ascending."""
    ours, theirs = _once(old), _once(new)
    pairs = [(start, theirs[piece], len(piece)) for piece, start in ours.items() if piece in theirs]
    return [pairs[k] for k in heaviest_chain(pairs)]


def _once(text: str) -> dict[str, int]:
    """Return the pieces that stand once in a text, with their starts."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    cuts = np.flatnonzero((codes.astype(np.uint64) * _SPREAD >> 16) % PIECE_TOKENS == 0) + 1
    cuts = cuts[np.diff(cuts, prepend=-LEAST_TOKENS) >= LEAST_TOKENS]
    bounds = [0, *cuts.tolist(), len(text)]
    pieces = [(text[i:j], i) for i, j in pairwise(bounds) if j > i]
    counts = Counter(piece for piece, _ in pieces)
    return {piece: start for piece, start in pieces if counts[piece] == 1}
