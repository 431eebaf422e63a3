"""One snapshot, to which one or many others are compared file by file and across files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from drafttime.revision.distance import Match, matches
from drafttime.revision.gaps import OldSide
from drafttime.revision.grouping import TRAVEL_TOKENS, alike, suspected
from drafttime.revision.pairing import Pairing, offsets, pair
from drafttime.revision.shingles import ShingleIndex

Paragraphs = tuple[str, ...]
Snapshot = Mapping[int, Paragraphs]
Place = tuple[int, int]  # (slot, paragraph)
Suspect = tuple[int, Place, tuple[Match, ...]]  # shared shingles, where, token runs
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
        self._sides: dict[int, OldSide] = {}
        self._at: dict[int, list[int]] = {}
        self._travel: TravelIndex | None = None

    def pairing(self, slot: int, paragraphs: Paragraphs) -> Pairing:
        """Pair the file of `slot` with another version of it."""
        old = self.snapshot.get(slot, ())
        if not self._lasting:
            return pair(old, paragraphs)
        key = (slot, paragraphs)
        known = self._pairings.get(key)
        if known is None:
            side = self._sides.get(slot)
            if side is None:
                side = self._sides[slot] = OldSide(old, self.travel_index({}).within(slot))
            known = self._pairings[key] = pair(side, paragraphs)
        return known

    def offset(self, place: Place) -> int:
        """Token offset of a paragraph within its slot."""
        at = self._at.get(place[0])
        if at is None:
            at = self._at[place[0]] = offsets(self.snapshot[place[0]])
        return at[place[1]]

    def travel_index(self, old_left: Mapping[int, AbstractSet[int]]) -> TravelIndex:
        """Return the index of paragraphs that may have left their file."""
        if not self._lasting:
            return TravelIndex(self.snapshot, old_left)
        if self._travel is None:
            self._travel = TravelIndex(self.snapshot, _everything(self.snapshot))
        return self._travel

    def across(
        self,
        old_left: Mapping[int, AbstractSet[int]],
        new_left: Mapping[int, Mapping[int, str]],
        travelled: Sequence[tuple[Place, Place]] = (),
        candidates: Mapping[Place, str] | None = None,
    ) -> list[Crossing]:
        """Match left-over paragraphs wherever they stand: equal ones, then reworked ones.

        Equal paragraphs travel when they stand once on each side, and take the equal neighbours
        along that are too short to travel alone (`travelled` did so within their file). Ties: more
        shared shingles first, then the earlier old paragraph, then the earlier new one.
        `candidates` may say which of the new ones could have travelled at all.
        """
        index = self.travel_index(old_left)
        left = index.candidates(new_left) if candidates is None else dict(candidates)
        taken: set[Place] = set()
        equal: list[tuple[Place, Place]] = []
        counts = Counter(left.values())
        for place, paragraph in list(left.items()):
            home = index.once.get(paragraph)
            if home is not None and counts[paragraph] == 1 and home[1] in old_left.get(home[0], ()):
                equal.append((home, place))
                taken.add(home)
                del left[place]
        company = self._company([*travelled, *equal], old_left, new_left, taken)
        for _, place in company:
            left.pop(place, None)
        whole: list[Crossing] = [
            (old, new, ((0, 0, len(self.snapshot[old[0]][old[1]])),))
            for old, new in equal + company
        ]
        return whole + self._reworked(index, left, old_left, taken)

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
        index: TravelIndex,
        candidates: Mapping[Place, str],
        old_left: Mapping[int, AbstractSet[int]],
        taken: set[Place],
    ) -> list[Crossing]:
        """Pair what is left by the rare shingles that it shares, best first."""
        suspects = sorted(
            (
                (-shared, home, place, runs)
                for place, paragraph in candidates.items()
                for shared, home, runs in index.suspects(paragraph)
                if home[1] in old_left.get(home[0], ()) and home not in taken
            ),
            key=itemgetter(0, 1, 2),
        )
        found: list[Crossing] = []
        done: set[Place] = set()
        for _, home, place, runs in suspects:
            if home not in taken and place not in done:
                found.append((home, place, runs))
                taken.add(home)
                done.add(place)
        return found


class TravelIndex:
    """Old paragraphs by content and by rare shingles."""

    def __init__(self, snapshot: Snapshot, left: Mapping[int, AbstractSet[int]]) -> None:
        self.places: list[Place] = [(slot, i) for slot in sorted(left) for i in sorted(left[slot])]
        self._paragraphs = [snapshot[slot][i] for slot, i in self.places]
        counts = Counter(self._paragraphs)
        self.once = {
            paragraph: place
            for place, paragraph in zip(self.places, self._paragraphs, strict=True)
            if counts[paragraph] == 1 and len(paragraph) >= TRAVEL_TOKENS
        }
        self.shingles = ShingleIndex(enumerate(self._paragraphs))
        self._suspects: dict[str, tuple[Suspect, ...]] = {}

    def suspects(self, paragraph: str) -> tuple[Suspect, ...]:
        """Return the old paragraphs that a new one may be a version of.

        Both must be long enough to travel. Remembered by content.
        """
        known = self._suspects.get(paragraph)
        if known is None:
            known = self._suspects[paragraph] = tuple(self._search(paragraph))
        return known

    def _search(self, paragraph: str) -> Iterator[Suspect]:
        if len(paragraph) < TRAVEL_TOKENS:
            return
        for number, shared in self.shingles.shared(paragraph).items():
            old = self._paragraphs[number]
            if (
                len(old) >= TRAVEL_TOKENS
                and suspected(old, paragraph, shared)
                and alike(old, paragraph)
            ):
                yield shared, self.places[number], matches(old, paragraph)

    def candidates(self, new_left: Mapping[int, Mapping[int, str]]) -> dict[Place, str]:
        """Return the left-over new paragraphs that may come from here, by place."""
        return {
            (slot, j): paragraph
            for slot, left in new_left.items()
            for j, paragraph in left.items()
            if paragraph in self.once or self.suspects(paragraph)
        }

    def within(self, slot: int) -> _Within:
        """Return the same index, limited to one slot and counted by its paragraphs."""
        return _Within(self, slot)


class _Within:
    """The part of a travel index that lies in one slot."""

    def __init__(self, index: TravelIndex, slot: int) -> None:
        self._index = index
        self._slot = slot
        self._known: dict[str, dict[int, int]] = {}

    def shared(self, paragraph: str) -> Mapping[int, int]:
        known = self._known.get(paragraph)
        if known is None:
            places = self._index.places
            known = self._known[paragraph] = {
                places[number][1]: shared
                for number, shared in self._index.shingles.shared(paragraph).items()
                if places[number][0] == self._slot
            }
        return known


def _everything(snapshot: Snapshot) -> dict[int, frozenset[int]]:
    return {slot: frozenset(range(len(paragraphs))) for slot, paragraphs in snapshot.items()}
