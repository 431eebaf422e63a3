"""Match what is left over in one file with what is left over in the others.

A chapter that is split in two is no deletion, and a paragraph that changes chapter has moved. Equal
paragraphs go first, before anything in a file is taken for reworked, so that a half-similar
newcomer cannot take the place of a paragraph that moved away whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from drafttime.revision.distance import matches
from drafttime.revision.grouping import TRAVEL_TOKENS, alike, suspected
from drafttime.revision.order import Match
from drafttime.revision.shingles import ShingleIndex, shingles

Paragraphs = tuple[str, ...]
Snapshot = Mapping[int, Paragraphs]
Place = tuple[int, int]  # (slot, paragraph)


def equal_elsewhere(
    old: Snapshot,
    new: Snapshot,
    old_left: Mapping[int, Sequence[int]],
    new_left: Mapping[int, Sequence[int]],
    travelled: Iterable[tuple[Place, Place]],
) -> list[tuple[Place, Place]]:
    """Pair equal left-over paragraphs that stand once on each side, and their company.

    Short neighbours that are equal too come along, out to the first that differs; `travelled` are
    pairs that changed their place inside a file and take company in the same way. Linear.
    """
    travelled = sorted(travelled)
    if not travelled and len(old_left.keys() | new_left.keys()) < 2:
        return []  # one file alone: nothing can have crossed
    once_old, once_new = _once(old, old_left), _once(new, new_left)
    equal = sorted(
        (place, once_new[paragraph])
        for paragraph, place in once_old.items()
        if paragraph in once_new and place[0] != once_new[paragraph][0]
    )
    olds = {slot: frozenset(left) for slot, left in old_left.items()}
    news = {slot: frozenset(left) for slot, left in new_left.items()}
    taken_old = {place for place, _ in equal}
    taken_new = {place for _, place in equal}
    for (old_slot, i), (new_slot, j) in [*travelled, *equal]:
        for step in (-1, 1):
            a, b = i + step, j + step
            while (
                a in olds.get(old_slot, ())
                and b in news.get(new_slot, ())
                and (old_slot, a) not in taken_old
                and (new_slot, b) not in taken_new
                and old[old_slot][a] == new[new_slot][b]
            ):
                equal.append(((old_slot, a), (new_slot, b)))
                taken_old.add((old_slot, a))
                taken_new.add((new_slot, b))
                a, b = a + step, b + step
    return equal


def _once(snapshot: Snapshot, left: Mapping[int, Sequence[int]]) -> dict[str, Place]:
    """Return the long left-over paragraphs that stand once among all, with their places."""
    places = [
        (snapshot[slot][k], (slot, k))
        for slot in sorted(left)
        for k in left[slot]
        if len(snapshot[slot][k]) >= TRAVEL_TOKENS
    ]
    counts = Counter(paragraph for paragraph, _ in places)
    return {paragraph: place for paragraph, place in places if counts[paragraph] == 1}


def reworked_elsewhere(
    old: Snapshot,
    new: Snapshot,
    old_left: Mapping[int, Collection[int]],
    new_left: Mapping[int, Collection[int]],
) -> list[tuple[Place, Place, tuple[Match, ...]]]:
    """Pair left-over paragraphs of eight tokens and more by the rare shingles that they share.

    Best first; ties go to the earlier old paragraph, then to the earlier new one. Runs are counted
    from the beginnings of the paragraphs. Linear but for the pairs that are suspected.
    """
    places = [
        (slot, i)
        for slot in sorted(old_left)
        for i in sorted(old_left[slot])
        if len(old[slot][i]) >= TRAVEL_TOKENS
    ]
    come = [
        (slot, j)
        for slot in sorted(new_left)
        for j in sorted(new_left[slot])
        if len(new[slot][j]) >= TRAVEL_TOKENS
    ]
    if not places or not come:
        return []
    wanted = set().union(*(shingles(new[slot][j]) for slot, j in come))
    index = ShingleIndex(((k, old[slot][i]) for k, (slot, i) in enumerate(places)), wanted)
    suspects = []
    for slot, j in come:
        paragraph = new[slot][j]
        for k, shared in index.shared(paragraph).items():
            text = old[places[k][0]][places[k][1]]
            if suspected(text, paragraph, shared) and alike(text, paragraph):
                suspects.append((-shared, places[k], (slot, j)))
    found = []
    taken_old: set[Place] = set()
    taken_new: set[Place] = set()
    for _, home, place in sorted(suspects):
        if home not in taken_old and place not in taken_new:
            taken_old.add(home)
            taken_new.add(place)
            found.append((home, place, matches(old[home[0]][home[1]], new[place[0]][place[1]])))
    return found
