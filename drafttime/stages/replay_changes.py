"""What one step did to the pages: paragraphs that came, changed, moved and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from drafttime.model.replay import Reorder, Run, Splice, joined
from drafttime.revision.lives import Flags, Ids, Lives, Step
from drafttime.revision.ropes import Rope

NOBODY = -1


@dataclass(slots=True)
class Changes:
    """What is told of one step; see `ReplayStep`."""

    new: list[tuple[Run, ...]] = field(default_factory=list)
    splices: list[Splice] = field(default_factory=list)
    orders: list[Reorder] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class File:
    """The tokens of a file, and how many each paragraph has."""

    ids: Ids
    lengths: Ids

    def paragraphs(self, head: int, tail: int) -> list[Ids]:
        """Return the paragraphs between the first `head` and the last `tail`."""
        own = self.lengths[head : len(self.lengths) - tail]
        if not len(own):
            return []
        start = int(self.lengths[:head].sum())
        ends = np.cumsum(own)
        return np.split(self.ids[start : start + int(ends[-1])], ends[:-1])


NOTHING = File(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Middle:
    """What a step changed in a file: all but `head` paragraphs in front and `tail` at the end."""

    slot: int
    new: File
    numbers: list[int]
    head: int
    tail: int
    old: File

    def gone(self) -> Iterator[tuple[int, Ids]]:
        """Yield the number and the tokens of every paragraph that was there."""
        stop = len(self.numbers) - self.tail
        own = self.old.paragraphs(self.head, self.tail)
        yield from zip(self.numbers[self.head : stop], own, strict=True)

    def come(self) -> list[Ids]:
        """Return the tokens of every paragraph that is there."""
        return self.new.paragraphs(self.head, self.tail)


def alike(old: File, new: File) -> tuple[int, int]:
    """Return how many paragraphs in front and at the end are the same; none is counted twice."""
    most = min(len(old.lengths), len(new.lengths))
    head = _first_whole(old, new, most)
    backwards = (File(old.ids[::-1], old.lengths[::-1]), File(new.ids[::-1], new.lengths[::-1]))
    return head, _first_whole(*backwards, most - head)


def _first_whole(old: File, new: File, most: int) -> int:
    size = min(len(old.ids), len(new.ids))
    differ = np.flatnonzero(old.ids[:size] != new.ids[:size])
    same = int(differ[0]) if len(differ) else size
    lengths = np.flatnonzero(old.lengths[:most] != new.lengths[:most])
    most = int(lengths[0]) if len(lengths) else most
    return int(np.searchsorted(np.cumsum(old.lengths[:most]), same, side="right"))


@dataclass(slots=True)
class Pages:
    """The book as it stands after a step: the tokens and paragraphs of every file.

    `numbers` are the paragraphs of each file in order. `birth_of` is the birth of every token.
    """

    lives: Lives
    birth_of: Ids
    numbers: dict[int, list[int]] = field(default_factory=dict)
    _files: dict[int, File] = field(default_factory=dict)
    _copies: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    _fewer: Flags = field(default_factory=lambda: np.empty(0, np.bool_))
    _owner: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    _known: int = 0

    def __post_init__(self) -> None:
        count = len(self.lives.canon)
        self._fewer = np.zeros(count, np.bool_)
        self._copies = np.zeros(count, np.int64)
        self._owner = np.full(count, NOBODY, np.int64)

    def change(
        self,
        steps: Sequence[Step],
        ropes: Mapping[int, Rope],
        lengths: Mapping[int, tuple[int, ...]],
    ) -> Changes:
        """Take in what the commits of a step left, and tell what became of what was there.

        `ropes` and `lengths` (tokens of each paragraph) are those of the files that changed. Linear
        in the length of these files.
        """
        touched = np.unique(np.concatenate([np.empty(0, np.int64), *(step.ids for step in steps)]))
        before = self._copies[touched]
        for step in steps:
            self._copies[step.ids] = step.after
        fewer = touched[self._copies[touched] < before]
        self._fewer[fewer] = True
        found = self._changed(ropes, lengths)
        self._fewer[fewer] = False
        return found

    def _changed(
        self, ropes: Mapping[int, Rope], lengths: Mapping[int, tuple[int, ...]]
    ) -> Changes:
        middles = []
        for slot in sorted(ropes.keys() | lengths.keys()):
            old = self._files.get(slot, NOTHING)
            rope = ropes.get(slot)
            ids = old.ids if rope is None else self.lives.of(rope)
            own = lengths.get(slot)
            new = File(ids, old.lengths if own is None else np.array(own, np.int64))
            middles.append(Middle(slot, new, self.numbers.get(slot, []), *alike(old, new), old))
            self._files[slot] = new
        return self._told(middles)

    def _told(self, middles: Sequence[Middle]) -> Changes:
        old = {n: tokens for one in middles for n, tokens in one.gone()}
        new = [(k, tokens) for k, one in enumerate(middles) for tokens in one.come()]
        taken = self._identities(old, [tokens for _, tokens in new])
        found = Changes()
        rows: list[list[int]] = [[] for _ in middles]
        for place, (k, tokens) in enumerate(new):
            number = taken.get(place, NOBODY)
            if number == NOBODY:
                number = self._known
                self._known += 1
                found.new.append(joined(self._runs(tokens)))
            else:
                found.splices += self._splices(number, old[number], tokens)
            rows[k].append(number)
        standing = set(taken.values())
        for number, tokens in old.items():
            if number not in standing:
                found.splices += self._splices(number, tokens, tokens[:0])
        for one, row in zip(middles, rows, strict=True):
            stop = len(one.numbers) - one.tail
            before = one.numbers[one.head : stop]
            found.orders += reordered(one.slot, one.head, before, row)
            self.numbers[one.slot] = [*one.numbers[: one.head], *row, *one.numbers[stop:]]
        found.splices.sort(key=lambda splice: splice.paragraph)  # stable: ascending in each
        return found

    def _identities(self, old: Mapping[int, Ids], new: Sequence[Ids]) -> dict[int, int]:
        """Return which new paragraphs (by place) go on with the number of an old one.

        A number goes to the paragraph that holds most of its tokens, the earliest of these.
        """
        for number, tokens in reversed([*old.items()]):
            self._owner[tokens] = number
        claims = []
        for place, tokens in enumerate(new):
            counts = Counter(self._owner[tokens].tolist())
            claims += [(-n, place, number) for number, n in counts.items() if number != NOBODY]
        for tokens in old.values():
            self._owner[tokens] = NOBODY
        taken: dict[int, int] = {}
        used: set[int] = set()
        for _, place, number in sorted(claims):
            if place not in taken and number not in used:
                taken[place] = number
                used.add(number)
        return taken

    def _words(self, tokens: Ids) -> Ids:
        return tokens[self.lives.words[tokens]]

    def _runs(self, tokens: Ids) -> Iterator[Run]:
        births = self.birth_of[self._words(tokens)].tolist()
        for start, stop in stretches(births):
            yield stop - start, births[start]

    def _splices(self, number: int, before: Ids, after: Ids) -> Iterator[Splice]:
        """Yield what turns one version of a paragraph into another, by the words that both have.

        Where they stand in another order, what lies between the ends that are alike is replaced.
        """
        if len(before) == len(after) and np.array_equal(before, after):
            return
        old, new = self._words(before), self._words(after)
        for at, stop, start, end in gaps(old.tolist(), new.tolist()):
            births = self.birth_of[new[start:end]].tolist()
            put = tuple((b - a, births[a]) for a, b in stretches(births))
            fewer = self._fewer[old[at:stop]].tolist()
            parts = [*stretches(fewer)] or [(0, 0)]
            for first, last in parts:
                yield Splice(
                    number, at + first, last - first,
                    stays=first < last and not fewer[first],
                    put=put if last == parts[-1][1] else (),
                )  # fmt: skip


def stretches(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of one value begin and end."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            yield start, at
            start = at


def gaps(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what must be replaced to turn one row of numbers into another: from, to, by from, to.

    What both rows have stays, if it stands in the same order in both; else only what both begin
    and end with. Linear.
    """
    here, there = set(old), set(new)
    kept = [k for k, number in enumerate(old) if number in there]
    same = [k for k, number in enumerate(new) if number in here]
    if [old[k] for k in kept] != [new[k] for k in same]:
        kept, same = _ends_alike(old, new)
    last = (-1, -1)
    for left, right in [*zip(kept, same, strict=True), (len(old), len(new))]:
        if left - last[0] > 1 or right - last[1] > 1:
            yield last[0] + 1, left, last[1] + 1, right
        last = left, right


def _ends_alike(old: Sequence[int], new: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the places in either row of what both begin and end with."""
    most = min(len(old), len(new))
    head = next((k for k in range(most) if old[k] != new[k]), most)
    rest = most - head
    tail = next((k for k in range(rest) if old[-1 - k] != new[-1 - k]), rest)
    return (
        [*range(head), *range(len(old) - tail, len(old))],
        [*range(head), *range(len(new) - tail, len(new))],
    )


def reordered(slot: int, first: int, old: Sequence[int], new: Sequence[int]) -> Iterator[Reorder]:
    """Yield what turns one order of paragraphs, the file's from `first` on, into another."""
    for at, stop, start, end in gaps(old, new):
        yield Reorder(slot, first + at, stop - at, tuple(new[start:end]))
