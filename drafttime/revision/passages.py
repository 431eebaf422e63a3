"""Find stretches of text again by runs of eight tokens: what moved, and what was cut and came back.

Five tokens in a row recur by chance in 2.3 % of unrelated prose, eight in 0.01 % (design, section
5); so eight is the shortest run that is taken for the same passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from drafttime.revision.distance import common_prefix
from drafttime.revision.intervals import Intervals

PASSAGE_TOKENS = 8
# A refrain has many homes; so many of them are looked at, the latest first.
MOST_HOMES = 16

# (start in the new text, number of the old stretch, start in it, length)
Found = tuple[int, int, int, int]
Usable = Callable[[int, int, int], int]


class PassageIndex:
    """Stretches of text, added one by one; asked which of them a new text repeats.

    Adding costs one dictionary entry per token, finding one look-up per token. A run is known by
    its hash (48 bytes a token instead of 150), and compared before it is believed.
    """

    __slots__ = ("_before", "_end", "_last", "_starts", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._end = 0
        self._last: dict[int, int] = {}  # hash of a run -> its latest place
        self._before: dict[int, int] = {}  # place -> an earlier place of the same run

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> int:
        """Add a stretch and return its number."""
        start, last, before = self._end, self._last, self._before
        grams = [text[k : k + PASSAGE_TOKENS] for k in range(len(text) - PASSAGE_TOKENS + 1)]
        for place, gram in enumerate(map(hash, grams), start):
            known = last.get(gram)
            if known is not None:
                before[place] = known
            last[gram] = place
        self._texts.append(text)
        self._starts.append(start)
        self._end += len(text)
        return len(self._texts) - 1

    def find(self, text: str, usable: Usable) -> Iterator[Found]:
        """Yield the passages of `text` that stand in an added stretch, from left to right.

        `usable(number, start, length)` says how many tokens from there on may be taken (less than
        eight: none). Of several homes the longest is taken; ties go to the latest one added.
        """
        at, stop, last = 0, len(text) - PASSAGE_TOKENS, self._last
        while at <= stop:
            gram = text[at : at + PASSAGE_TOKENS]
            if hash(gram) not in last:
                at += 1
                continue
            best: Found | None = None
            for number, start in self._homes(gram):
                home = self._texts[number]
                if home[start : start + PASSAGE_TOKENS] != gram:
                    continue
                length = common_prefix(home[start:], text[at:])
                length = usable(number, start, length)
                if length >= PASSAGE_TOKENS and (best is None or length > best[3]):
                    best = (at, number, start, length)
            if best is None:
                at += 1
            else:
                yield best
                at += best[3]

    def _homes(self, gram: str) -> Iterator[tuple[int, int]]:
        place = self._last.get(hash(gram))
        for _ in range(MOST_HOMES):
            if place is None:
                return
            number = bisect_right(self._starts, place) - 1
            yield number, place - self._starts[number]
            place = self._before.get(place)


class Taken:
    """Which tokens of each stretch were taken already: intervals by stretch.

    `ids` are the ids of tokens that came back, where the stretches have such.
    """

    __slots__ = ("_taken", "ids")

    def __init__(self) -> None:
        self.ids = Intervals()
        self._taken: dict[int, list[tuple[int, int]]] = {}

    def free(self, number: int, start: int, length: int) -> int:
        """Return how many of the tokens from `start` on are free, 0 if the first is not."""
        for a, b in self._taken.get(number, ()):
            if a <= start < b:
                return 0
            if start < a < start + length:
                length = a - start
        return length

    def take(self, number: int, start: int, length: int) -> None:
        """Mark tokens as taken."""
        self._taken.setdefault(number, []).append((start, start + length))
