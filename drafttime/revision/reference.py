"""One snapshot, to which one or many others are compared file by file and across files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from drafttime.revision.distance import Match, matches
from drafttime.revision.grouping import SUSPECT_SHARE, TRAVEL_TOKENS, alike
from drafttime.revision.pairing import Pairing, offsets, pair
from drafttime.revision.shingles import ShingleIndex

Paragraphs = tuple[str, ...]
Snapshot = Mapping[int, Paragraphs]
Place = tuple[int, int]  # (slot, paragraph)
Crossing = tuple[Place, Place, tuple[Match, ...]]  # old, new, token runs within the paragraphs


class Reference:
    """A snapshot with what is needed to compare others to it.

    With `lasting`, indexes cover the whole snapshot and pairings are remembered by content, so that
    a thousand versions of a chapter can be compared with it; otherwise an index covers only what
    exact matching left over, so that the cost follows the change. Both give the same answers but
    for paragraphs that stand more than once: the whole snapshot decides for a lasting reference
    what is unique, the left-over part for a passing one.
    """

    def __init__(self, snapshot: Snapshot, *, lasting: bool = False) -> None:
        self.snapshot = snapshot
        self._lasting = lasting
        self._pairings: dict[tuple[int, Paragraphs], Pairing] = {}
        self._indexes: dict[int, ShingleIndex] = {}
        self._at: dict[int, list[int]] = {}
        self._travel: _TravelIndex | None = None

    def pairing(self, slot: int, paragraphs: Paragraphs) -> Pairing:
        """Pair the file of `slot` with another version of it."""
        old = self.snapshot.get(slot, ())
        if not self._lasting:
            return pair(old, paragraphs)
        key = (slot, paragraphs)
        known = self._pairings.get(key)
        if known is None:
            index = self._indexes.get(slot)
            if index is None:
                index = self._indexes[slot] = ShingleIndex(enumerate(old))
            known = self._pairings[key] = pair(old, paragraphs, index)
        return known

    def offset(self, place: Place) -> int:
        """Token offset of a paragraph within its slot."""
        at = self._at.get(place[0])
        if at is None:
            at = self._at[place[0]] = offsets(self.snapshot[place[0]])
        return at[place[1]]

    def travel_index(self, old_left: Mapping[int, AbstractSet[int]]) -> _TravelIndex:
        """Return the index of paragraphs that may have left their file."""
        if not self._lasting:
            return _TravelIndex(self.snapshot, old_left)
        if self._travel is None:
            whole = {slot: range(len(p)) for slot, p in self.snapshot.items()}
            self._travel = _TravelIndex(self.snapshot, {s: set(r) for s, r in whole.items()})
        return self._travel

    def across(
        self,
        old_left: Mapping[int, AbstractSet[int]],
        new_left: Mapping[int, Mapping[int, str]],
        travelled: Sequence[tuple[Place, Place]] = (),
    ) -> list[Crossing]:
        """Match left-over paragraphs wherever they stand: equal ones, then reworked ones.

        Equal paragraphs travel when they stand once on each side, and take the equal neighbours
        along that are too short to travel alone (`travelled` did so within their file). Ties: more
        shared shingles first, then the earlier old paragraph, then the earlier new one.
        """
        index = self.travel_index(old_left)
        candidates = {
            (slot, j): paragraph
            for slot, left in new_left.items()
            for j, paragraph in left.items()
            if index.may_travel(paragraph)
        }
        taken: set[Place] = set()
        equal: list[tuple[Place, Place]] = []
        counts = Counter(candidates.values())
        for place, paragraph in list(candidates.items()):
            home = index.once.get(paragraph)
            if home is not None and counts[paragraph] == 1 and home[1] in old_left.get(home[0], ()):
                equal.append((home, place))
                taken.add(home)
                del candidates[place]
        company = self._company([*travelled, *equal], old_left, new_left, taken)
        for _, place in company:
            candidates.pop(place, None)
        whole: list[Crossing] = [
            (old, new, ((0, 0, len(self.snapshot[old[0]][old[1]])),))
            for old, new in equal + company
        ]
        return whole + self._reworked(index, candidates, old_left, taken)

    def _company(
        self,
        seeds: Sequence[tuple[Place, Place]],
        old_left: Mapping[int, AbstractSet[int]],
        new_left: Mapping[int, Mapping[int, str]],
        taken_old: set[Place],
    ) -> list[tuple[Place, Place]]:
        """Equal neighbours of paragraphs that travelled, out to the first that differs."""
        found: list[tuple[Place, Place]] = []
        taken_new = {new for _, new in seeds}
        for (old_slot, i), (new_slot, j) in seeds:
            olds, news = old_left.get(old_slot, frozenset()), new_left.get(new_slot, {})
            for step in (-1, 1):
                a, b = i + step, j + step
                while (
                    a in olds
                    and (old_slot, a) not in taken_old
                    and (new_slot, b) not in taken_new
                    and news.get(b) == self.snapshot[old_slot][a]
                ):
                    found.append(((old_slot, a), (new_slot, b)))
                    taken_old.add((old_slot, a))
                    taken_new.add((new_slot, b))
                    a, b = a + step, b + step
        return found

    def _reworked(
        self,
        index: _TravelIndex,
        candidates: Mapping[Place, str],
        old_left: Mapping[int, AbstractSet[int]],
        taken: set[Place],
    ) -> list[Crossing]:
        """Pair what is left by the rare shingles that it shares, best first."""
        suspects = []
        for place, paragraph in candidates.items():
            for number, shared in index.shingles.shared(paragraph).items():
                home = index.places[number]
                if home[1] in old_left.get(home[0], ()) and home not in taken:
                    old = self.snapshot[home[0]][home[1]]
                    possible = max(1, min(len(old), len(paragraph)) - 4)
                    if shared >= SUSPECT_SHARE * possible:
                        suspects.append((-shared, home, place, old, paragraph))
        found: list[Crossing] = []
        done: set[Place] = set()
        for _, home, place, old, paragraph in sorted(suspects):
            if home not in taken and place not in done and alike(old, paragraph):
                found.append((home, place, matches(old, paragraph)))
                taken.add(home)
                done.add(place)
        return found


class _TravelIndex:
    """The paragraphs that are long enough to travel, by content and by rare shingles."""

    def __init__(self, snapshot: Snapshot, left: Mapping[int, AbstractSet[int]]) -> None:
        self.places: list[Place] = [
            (slot, i)
            for slot in sorted(left)
            for i in sorted(left[slot])
            if len(snapshot[slot][i]) >= TRAVEL_TOKENS
        ]
        paragraphs = [snapshot[slot][i] for slot, i in self.places]
        counts = Counter(paragraphs)
        self.once = {
            paragraph: place
            for place, paragraph in zip(self.places, paragraphs, strict=True)
            if counts[paragraph] == 1
        }
        self.shingles = ShingleIndex(enumerate(paragraphs))

    def may_travel(self, paragraph: str) -> bool:
        """Say whether a left-over paragraph could come from anywhere here."""
        if len(paragraph) < TRAVEL_TOKENS:
            return False
        return paragraph in self.once or bool(self.shingles.shared(paragraph))
