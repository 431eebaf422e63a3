"""Edit distances between token strings; the only import of rapidfuzz.

Which function for what:

* `indel` counts insertions and deletions exactly, in linear memory (bit-parallel LCS, Hyyrö 2004,
  as in rapidfuzz): the honest distance between two texts.
* `similarity` is 1 − indel / (n + m), with a cut-off so that unlike texts are given up early.
* `matches` names the tokens that stay. It goes through Levenshtein operations, whose memory is
  linear in the length; the operations of Indel take memory quadratic in it. Its kept tokens can
  be a few fewer than those of an exact Indel alignment, never more.

All of them take time that grows with the product of the lengths. Above MOST_CELLS pairs of tokens
`similarity` and `matches` keep to what `long_texts` finds: less than there is, never more.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA, Indel, LCSseq, Levenshtein, Opcodes

from drafttime.revision.long_texts import anchored
from drafttime.revision.order import Match

# Above this many tokens the tricks for long texts pay.
LONG_TOKENS = 4_000
# Common ends of this share make two long texts alike without looking at the middle.
CERTAIN = 0.8
# The search for the distance of long texts begins with this guess, and doubles it.
HINT = 256

# Texts of more pairs of tokens than this (some 30,000 each, in one paragraph) are not aligned
# exactly: it would take seconds, and of longer ones hours.
MOST_CELLS = 1_000_000_000


def indel(old: str, new: str) -> int:
    """Return the number of tokens inserted plus deleted between two token strings.

    Costs O(n · m / 64) time and linear memory.
    """
    return int(Indel.distance(old, new))


def similarity(old: str, new: str, *, at_least: float = 0.0) -> float:
    """Return 1 − indel / (n + m), in [0, 1]; 0.0 when it lies below `at_least`.

    Very long texts are compared without their common ends first, which decides most cases.
    """
    if len(old) + len(new) > LONG_TOKENS:
        start = common_prefix(old, new)
        end = _common_suffix(old, new, start)
        least = 2 * (start + end) / (len(old) + len(new))
        if least >= max(at_least, CERTAIN):
            return least
        if (len(old) - start - end) * (len(new) - start - end) > MOST_CELLS:
            kept = sum(size for _, _, size in matches(old, new))
            found = 2 * kept / (len(old) + len(new))
            return found if found >= at_least else 0.0
    return float(Indel.normalized_similarity(old, new, score_cutoff=at_least))


def common_ends(old: str, new: str) -> int:
    """Return the tokens that two strings have in common at their beginning and at their end."""
    start = common_prefix(old, new)
    return start + _common_suffix(old, new, start)


def matches(old: str, new: str) -> tuple[Match, ...]:
    """Return the runs of tokens that both strings keep in order, as (old start, new start, length).

    Common ends are set aside first, and the distance of long texts is searched from a small guess
    upwards, so that the cost follows the change: O(k · d / 64) for a middle of k tokens.
    """
    start = common_prefix(old, new)
    end = _common_suffix(old, new, start)
    found: list[Match] = [(0, 0, start)] if start else []
    middle_old = old[start : len(old) - end]
    middle_new = new[start : len(new) - end]
    if middle_old and middle_new:
        exact = len(middle_old) * len(middle_new) <= MOST_CELLS
        inner = (
            _exact(middle_old, middle_new) if exact else anchored(middle_old, middle_new, _exact)
        )
        found.extend((start + a, start + b, size) for a, b, size in inner)
    if end:
        found.append((len(old) - end, len(new) - end, end))
    return _joined(found)


def _exact(old: str, new: str) -> list[Match]:
    blocks = _opcodes(old, new).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _opcodes(old: str, new: str) -> Opcodes:
    if len(old) + len(new) > LONG_TOKENS:
        return Levenshtein.opcodes(old, new, score_hint=HINT + abs(len(old) - len(new)))
    return Levenshtein.opcodes(old, new)


def common_subsequence(old: list[int], new: list[int]) -> tuple[Match, ...]:
    """Return a longest common subsequence of two integer sequences as runs.

    For paragraphs, not tokens: memory is n · m bits. The caller bounds n · m.
    """
    blocks = LCSseq.opcodes(old, new).as_matching_blocks()
    return tuple((block.a, block.b, block.size) for block in blocks if block.size)


def common_prefix(old: str, new: str) -> int:
    """Return the length of the common beginning, by doubling and halving over comparisons."""
    limit = min(len(old), len(new))
    if old[:limit] == new[:limit]:
        return limit
    low, step = 0, 16
    while old[low : low + step] == new[low : low + step]:
        low += step
        step *= 2
    while step > 1:
        step //= 2
        if old[low : low + step] == new[low : low + step]:
            low += step
    return low


def _common_suffix(old: str, new: str, start: int) -> int:
    """Length of the common end that does not overlap the common beginning."""
    limit = min(len(old), len(new)) - start
    return common_prefix(old[len(old) - limit :][::-1], new[len(new) - limit :][::-1])


def _joined(found: list[Match]) -> tuple[Match, ...]:
    """Join runs that touch on both sides."""
    joined: list[Match] = []
    for a, b, size in found:
        if joined:
            last_a, last_b, last_size = joined[-1]
            if last_a + last_size == a and last_b + last_size == b:
                joined[-1] = (last_a, last_b, last_size + size)
                continue
        joined.append((a, b, size))
    return tuple(joined)


def edits_between(old: str, new: str, *, at_most: int) -> int:
    """Return how many letters tell two words apart: put in, left out, changed, or swapped.

    The optimal string alignment distance; above `at_most` any larger number may be returned.
    """
    return int(OSA.distance(old, new, score_cutoff=at_most))


def word_edits(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches that differ between two sequences of words.

    Each is (start, stop) in the old and (start, stop) in the new sequence; one of them may be
    empty, and two of them never touch. From a shortest sequence of Levenshtein operations;
    O(n · m / 64).
    """
    blocks = Levenshtein.opcodes(old, new).as_matching_blocks()
    found, a, b = [], 0, 0
    for block in blocks:
        if (a, b) != (block.a, block.b):
            found.append((a, block.a, b, block.b))
        a, b = block.a + block.size, block.b + block.size
    return found
