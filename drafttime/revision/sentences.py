"""Which sentence became which: links between the sentences of two texts, from their shared tokens.

Alignment knows runs of tokens and nothing of sentences. Two sentences are linked when they share
enough of their words in such runs; what is left over between two links is compared once more by its
words in whatever order, since a sentence that was turned round keeps no long run. The measure is
Dice's: twice the words shared over the words of both.

A sentence may have several partners, as when it was split or joined, but only partners that share
half: a clause that went next door makes no split.

The three thresholds are round numbers from the middle of a plateau: on the development half of
ArgRewrite, F1 over changed sentences moves by less than 0.005 when any one of them moves by 0.05
(`tests/benchmarks/sentence_alignment.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from drafttime.revision.order import Match, heaviest_chain
from drafttime.text.tokens import FIRST_WORD, count_words

Link = tuple[int, int]
"""An old and a new sentence, by their positions."""

# A first partner must share a quarter: unlike sentences have a few function words in common.
SHARED_AT_LEAST = 0.25
# A further partner must share half, as the halves of a sentence that was split do.
FURTHER_AT_LEAST = 0.5
# Without aligned runs, sentences are held to what makes two paragraphs a pair.
LEFT_OVER_AT_LEAST = 0.4
# In a gap with more pairs than this, only sentences near the same place in it are compared.
SMALL_GAP_PAIRS = 400
NEAR_PLACES = 8


def sentence_links(
    old: Sequence[str], new: Sequence[str], runs: Iterable[Match]
) -> tuple[Link, ...]:
    """Link the sentences of two texts, in the order of the old one.

    Sentences are strings of token characters. `runs` are matches (old start, new start, length) as
    alignment finds them, counted in tokens from the first sentence; they overlap on neither side.
    Ties go to the earlier sentence. Costs O((n + r) log n) for n sentences and r runs, and beyond
    that what is left over in each gap, pair by pair.
    """
    links = _linked_by_runs(old, new, runs)
    return tuple(sorted([*links, *_linked_in_gaps(old, new, links)]))


def _linked_by_runs(old: Sequence[str], new: Sequence[str], runs: Iterable[Match]) -> list[Link]:
    """Link sentences by what alignment holds together, those that share most first."""
    words: Counter[Link] = Counter()
    tokens: Counter[Link] = Counter()
    for i, j, shared in _cut_at_sentences(old, new, runs):
        words[i, j] += count_words(shared)
        tokens[i, j] += len(shared)

    def share(link: Link) -> float:
        a, b = old[link[0]], new[link[1]]
        total = count_words(a) + count_words(b)
        # Rows of stars and the like hold no words.
        return 2 * words[link] / total if total else 2 * tokens[link] / (len(a) + len(b))

    links: list[Link] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j in sorted(tokens, key=lambda link: (-words[link], link)):
        partners = (i in taken_old) + (j in taken_new)
        least = (SHARED_AT_LEAST, FURTHER_AT_LEAST)[partners] if partners < 2 else None
        if least is not None and share((i, j)) >= least:
            links.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return links


def _cut_at_sentences(
    old: Sequence[str], new: Sequence[str], runs: Iterable[Match]
) -> Iterator[tuple[int, int, str]]:
    """Cut runs wherever a sentence ends on either side: (old sentence, new sentence, tokens)."""
    old_at = [0, *accumulate(map(len, old))]
    new_at = [0, *accumulate(map(len, new))]
    for a, b, length in runs:
        done = 0
        while done < length:
            i = bisect_right(old_at, a + done) - 1
            j = bisect_right(new_at, b + done) - 1
            stop = min(length, old_at[i + 1] - a, new_at[j + 1] - b)
            yield i, j, old[i][a + done - old_at[i] : a + stop - old_at[i]]
            done = stop


def _linked_in_gaps(old: Sequence[str], new: Sequence[str], links: Sequence[Link]) -> list[Link]:
    """Link sentences that are left over between the same two links, the most alike first."""
    found: list[Link] = []
    for left_old, left_new in _gaps(len(old), len(new), links):
        bags_old = [_words(old[i]) for i in left_old]
        bags_new = [_words(new[j]) for j in left_new]
        alike = sorted(
            (-likeness, left_old[a], left_new[b])
            for a, b in _pairs(len(left_old), len(left_new))
            if (likeness := _likeness(bags_old[a], bags_new[b])) >= LEFT_OVER_AT_LEAST
        )
        free_old, free_new = set(left_old), set(left_new)
        for _, i, j in alike:
            if i in free_old and j in free_new:
                found.append((i, j))
                free_old.discard(i)
                free_new.discard(j)
    return found


def _gaps(
    old_stop: int, new_stop: int, links: Sequence[Link]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentences without partners between neighbouring links that keep their order."""
    ordered = sorted(links)
    taken_old = {i for i, _ in ordered}
    taken_new = {j for _, j in ordered}
    chain = [ordered[k] for k in heaviest_chain([(i, j, 1) for i, j in ordered])]
    i1 = j1 = 0
    for i, j in [*chain, (old_stop, new_stop)]:
        left_old = [k for k in range(i1, i) if k not in taken_old]
        left_new = [k for k in range(j1, j) if k not in taken_new]
        if left_old and left_new:
            yield left_old, left_new
        i1, j1 = i + 1, j + 1


def _pairs(olds: int, news: int) -> Iterator[tuple[int, int]]:
    reach = news if olds * news <= SMALL_GAP_PAIRS else NEAR_PLACES
    for a in range(olds):
        near = a * news // olds
        for b in range(max(0, near - reach), min(news, near + reach + 1)):
            yield a, b


def _words(sentence: str) -> Counter[str]:
    return Counter(char for char in sentence if ord(char) >= FIRST_WORD)


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0
