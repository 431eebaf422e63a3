"""Edit distances between token strings; the only import of rapidfuzz.

Which function for what:

* `indel` counts insertions and deletions exactly, in linear memory (bit-parallel LCS, Hyyrö 2004,
  as in rapidfuzz): the honest distance between two texts.
* `similarity` is 1 − indel / (n + m), with a cut-off so that unlike texts are given up early.
* `matches` names the tokens that stay. It goes through Levenshtein operations, whose memory is
  linear in the length; the operations of Indel take memory quadratic in it. Its kept tokens can
  be a few fewer than those of an exact Indel alignment, never more.
"""

from __future__ import annotations

from rapidfuzz.distance import Indel, LCSseq, Levenshtein

# (start in old, start in new, length): tokens old[a:a+n] == new[b:b+n].
Match = tuple[int, int, int]


def indel(old: str, new: str, *, at_most: int | None = None) -> int:
    """Return the number of tokens inserted plus deleted between two token strings.

    With `at_most`, any distance above it is returned as `at_most + 1`, sooner. Costs
    O(n · m / 64) time and linear memory.
    """
    return int(Indel.distance(old, new, score_cutoff=at_most))


def similarity(old: str, new: str, *, at_least: float = 0.0) -> float:
    """Return 1 − indel / (n + m), in [0, 1]; 0.0 when it lies below `at_least`."""
    return float(Indel.normalized_similarity(old, new, score_cutoff=at_least))


def matches(old: str, new: str) -> tuple[Match, ...]:
    """Return the runs of tokens that both strings keep in order, as (old start, new start, length).

    Common ends are set aside first, so that the cost follows the change: O(k · d / 64) for a middle
    of k tokens.
    """
    start = _common_prefix(old, new)
    end = _common_suffix(old, new, start)
    found: list[Match] = [(0, 0, start)] if start else []
    middle_old = old[start : len(old) - end]
    middle_new = new[start : len(new) - end]
    if middle_old and middle_new:
        found.extend(
            (start + block.a, start + block.b, block.size)
            for block in Levenshtein.opcodes(middle_old, middle_new).as_matching_blocks()
            if block.size
        )
    if end:
        found.append((len(old) - end, len(new) - end, end))
    return _joined(found)


def common_subsequence(old: list[int], new: list[int]) -> tuple[Match, ...]:
    """Return a longest common subsequence of two integer sequences as runs.

    For paragraphs, not tokens: memory is n · m bits. The caller bounds n · m.
    """
    blocks = LCSseq.opcodes(old, new).as_matching_blocks()
    return tuple((block.a, block.b, block.size) for block in blocks if block.size)


def _common_prefix(old: str, new: str) -> int:
    """Length of the common beginning, by doubling and halving over string comparison."""
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
    return _common_prefix(old[len(old) - limit :][::-1], new[len(new) - limit :][::-1])


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
