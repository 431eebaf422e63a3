"""Align two snapshots of a manuscript: file by file, then across files, then by order.

A snapshot is a mapping from slot (the number of a file in reading order) to its paragraphs. What is
equal or reworked inside a file is found by `pairing`; long paragraphs that are left over are looked
for in the other files, so that a chapter split in two is no deletion; and the heaviest increasing
chain of what was matched is *in place*, the rest *moved*. Design, section 5, steps 2 to 4 and 6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.revision.distance import Match, matches
from drafttime.revision.grouping import SUSPECT_SHARE, TRAVEL_TOKENS, alike
from drafttime.revision.order import heaviest_chain
from drafttime.revision.pairing import Pairing, offsets, pair
from drafttime.revision.shingles import ShingleIndex

Paragraphs = tuple[str, ...]
Snapshot = Mapping[int, Paragraphs]
Place = tuple[int, int]  # (slot, paragraph)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that two snapshots share: offsets within the slots, length in tokens."""

    old_slot: int
    old_start: int
    new_slot: int
    new_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two snapshots share, run by run, and whether each run stayed in place.

    Runs overlap on neither side. `in_place[k]` belongs to `runs[k]`.
    """

    runs: tuple[Run, ...]
    in_place: tuple[bool, ...]

    @property
    def kept_tokens(self) -> int:
        """Tokens that stand in the same order on both sides."""
        return sum(run.length for run, stays in zip(self.runs, self.in_place, strict=True) if stays)

    @property
    def moved_tokens(self) -> int:
        """Tokens that stand on both sides, but elsewhere."""
        return sum(
            run.length for run, stays in zip(self.runs, self.in_place, strict=True) if not stays
        )


class Reference:
    """One snapshot, indexed once, to which many others are compared.

    Building costs O(tokens). Comparing a file costs in the size of its difference, and equal
    questions are answered from memory.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = {slot: tuple(paragraphs) for slot, paragraphs in snapshot.items()}
        self._places: list[Place] = []
        self._once: dict[str, int] = {}
        self._indexes: dict[int, ShingleIndex] = {}
        self._pairings: dict[tuple[int, Paragraphs], Pairing] = {}
        self._at: dict[int, list[int]] = {}
        everything: list[tuple[int, str]] = []
        for slot, paragraphs in self.snapshot.items():
            self._at[slot] = offsets(paragraphs)
            for k, paragraph in enumerate(paragraphs):
                if len(paragraph) >= TRAVEL_TOKENS:
                    everything.append((len(self._places), paragraph))
                self._places.append((slot, k))
        counts = Counter(paragraph for _, paragraph in everything)
        self._once = {
            paragraph: number for number, paragraph in everything if counts[paragraph] == 1
        }
        self._everywhere = ShingleIndex(everything)

    def pairing(self, slot: int, paragraphs: Paragraphs) -> Pairing:
        """Pair the file of `slot` with another version of it, remembered by content."""
        key = (slot, paragraphs)
        known = self._pairings.get(key)
        if known is None:
            old = self.snapshot.get(slot, ())
            known = self._pairings[key] = pair(old, paragraphs, self._index(slot, old))
        return known

    def _index(self, slot: int, old: Paragraphs) -> ShingleIndex:
        index = self._indexes.get(slot)
        if index is None:
            index = self._indexes[slot] = ShingleIndex(enumerate(old))
        return index

    def may_travel(self, paragraph: str) -> bool:
        """Say whether a left-over paragraph could come from anywhere in the reference."""
        if len(paragraph) < TRAVEL_TOKENS:
            return False
        return paragraph in self._once or bool(self._everywhere.shared(paragraph))

    def across(
        self,
        old_left: Iterable[Place],
        new_left: Mapping[Place, str],
        travelled: Iterable[tuple[Place, Place]] = (),
    ) -> list[tuple[Place, Place, tuple[Match, ...]]]:
        """Match left-over paragraphs wherever they stand: equal ones, then reworked ones.

        Equal paragraphs travel when they stand once on each side, and take the equal neighbours
        along that are too short to travel alone (`travelled` did so within their file). Ties: more
        shared shingles first, then the earlier old paragraph, then the earlier new one.
        """
        free_old = set(old_left)
        free_new = {
            place: paragraph for place, paragraph in new_left.items() if self.may_travel(paragraph)
        }
        counts = Counter(free_new.values())
        equal: list[tuple[Place, Place]] = []
        for place, paragraph in list(free_new.items()):
            number = self._once.get(paragraph)
            if number is not None and counts[paragraph] == 1 and self._places[number] in free_old:
                equal.append((self._places[number], place))
                free_old.discard(self._places[number])
                del free_new[place]
        company = self._company([*travelled, *equal], free_old, new_left)
        for _, place in company:
            free_new.pop(place, None)
        whole = [(old, new, ((0, 0, len(self._paragraph(old))),)) for old, new in equal + company]
        return whole + self._reworked(free_old, list(free_new.items()))

    def _company(
        self,
        seeds: Sequence[tuple[Place, Place]],
        free_old: set[Place],
        new_left: Mapping[Place, str],
    ) -> list[tuple[Place, Place]]:
        """Equal neighbours of paragraphs that travelled, out to the first that differs."""
        found: list[tuple[Place, Place]] = []
        taken = {new for _, new in seeds}
        for (old_slot, i), (new_slot, j) in seeds:
            for step in (-1, 1):
                old, new = (old_slot, i + step), (new_slot, j + step)
                while (
                    old in free_old
                    and new not in taken
                    and new_left.get(new) == self._paragraph(old)
                ):
                    found.append((old, new))
                    free_old.discard(old)
                    taken.add(new)
                    old, new = (old_slot, old[1] + step), (new_slot, new[1] + step)
        return found

    def _reworked(
        self, free_old: set[Place], rest: Sequence[tuple[Place, str]]
    ) -> list[tuple[Place, Place, tuple[Match, ...]]]:
        candidates = []
        for k, (_, paragraph) in enumerate(rest):
            for number, shared in self._everywhere.shared(paragraph).items():
                place = self._places[number]
                if place in free_old:
                    possible = max(1, min(len(self._paragraph(place)), len(paragraph)) - 4)
                    if shared >= SUSPECT_SHARE * possible:
                        candidates.append((-shared, number, k))
        found = []
        done: set[int] = set()
        for _, number, k in sorted(candidates):
            place = self._places[number]
            new_place, paragraph = rest[k]
            if place in free_old and k not in done:
                old = self._paragraph(place)
                if alike(old, paragraph):
                    found.append((place, new_place, matches(old, paragraph)))
                    free_old.discard(place)
                    done.add(k)
        return found

    def _paragraph(self, place: Place) -> str:
        return self.snapshot[place[0]][place[1]]

    def offset(self, place: Place) -> int:
        """Token offset of a paragraph within its slot."""
        return self._at[place[0]][place[1]]


def align(
    old: Reference | Snapshot, new: Snapshot, standing: Mapping[int, int] | None = None
) -> Alignment:
    """Align two snapshots, or the changed files of two.

    `standing` maps the slots that did not change (and so are in neither snapshot) to their tokens:
    they are the weight against which a paragraph that changed files is said to have moved.
    Deterministic. Cost follows the difference.
    """
    reference = old if isinstance(old, Reference) else Reference(old)
    runs: list[Run] = []
    old_left: set[Place] = set()
    new_left: dict[Place, str] = {}
    travelled: list[tuple[Place, Place]] = []
    for slot in sorted(reference.snapshot.keys() | new.keys()):
        paragraphs = new.get(slot, ())
        pairing = reference.pairing(slot, paragraphs)
        runs.extend(Run(slot, a, slot, b, n) for a, b, n in pairing.runs)
        old_left.update((slot, i) for i in pairing.old_left)
        new_left.update(((slot, j), paragraphs[j]) for j in pairing.new_left)
        travelled.extend(((slot, i), (slot, j)) for i, j in pairing.travelled)
    if old_left and new_left:
        new_at = {slot: offsets(paragraphs) for slot, paragraphs in new.items()}
        for (slot, i), (new_slot, j), shared in reference.across(old_left, new_left, travelled):
            a, b = reference.offset((slot, i)), new_at[new_slot][j]
            runs.extend(Run(slot, a + x, new_slot, b + y, n) for x, y, n in shared)
    return _ordered(reference.snapshot, new, runs, standing or {})


def _ordered(
    old: Snapshot, new: Snapshot, runs: Iterable[Run], standing: Mapping[int, int]
) -> Alignment:
    """Tell runs in place from moved ones, in the coordinates of the whole manuscript."""
    old_base = _bases({slot: sum(map(len, p)) for slot, p in old.items()}, standing)
    new_base = _bases({slot: sum(map(len, p)) for slot, p in new.items()}, standing)
    ordered = sorted(runs, key=lambda run: (run.old_slot, run.old_start))
    flat: list[Match] = [
        (old_base[run.old_slot] + run.old_start, new_base[run.new_slot] + run.new_start, run.length)
        for run in ordered
    ]
    pillars = [(old_base[slot], new_base[slot], size) for slot, size in standing.items() if size]
    chain = set(heaviest_chain(flat + pillars))
    return Alignment(tuple(ordered), tuple(k in chain for k in range(len(ordered))))


def _bases(sizes: Mapping[int, int], standing: Mapping[int, int]) -> dict[int, int]:
    """Return the token offset of each slot in reading order."""
    bases: dict[int, int] = {}
    total = 0
    for slot in sorted(sizes.keys() | standing.keys()):
        bases[slot] = total
        total += sizes.get(slot, standing.get(slot, 0))
    return bases
