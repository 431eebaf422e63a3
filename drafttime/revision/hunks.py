"""The hunks of a revision: tokens that went and tokens that came in the same place.

Alignment tells which runs of tokens two versions share; a *hunk* is what stands between two such
runs inside a paragraph that both versions have, either side of which may be empty. Paragraphs that
have no counterpart are hunks of one side, marked `whole`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Stretch = tuple[int, int, int]
"""(slot, start, stop) in tokens of the slot's text."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the old text and the stretch of the new one that faces it; one may be None.

    `whole` hunks are paragraphs without a counterpart; `behind` is the place in the new text up to
    which what stands before them is shared, so that two of them with the same one face each other.
    """

    old: Stretch | None
    new: Stretch | None
    whole: bool = False
    behind: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch inside one paragraph; `opens` and `closes` say that it reaches its ends."""

    stretch: Stretch
    opens: bool
    closes: bool


def find_hunks(
    gone: Iterable[Stretch],
    written: Iterable[Stretch],
    runs: Sequence[tuple[int, int, int, int, int]],
    old_at: Mapping[int, Sequence[int]],
    new_at: Mapping[int, Sequence[int]],
) -> list[Hunk]:
    """Return the hunks of a revision in the order of the old text, then those that only came.

    `gone` and `written` are the stretches without a counterpart, `runs` what both versions share
    as (old slot, old start, new slot, new start, length); `old_at` and `new_at` the token offsets
    of the paragraphs of each slot, with the total. Linear in the runs and stretches.
    """
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    starts: dict[tuple[int, int], tuple[int, int]] = {}
    for old_slot, old_start, new_slot, new_start, length in runs:
        ends[old_slot, old_start + length] = new_slot, new_start + length
        starts[old_slot, old_start] = new_slot, new_start
    came = [part for stretch in written for part in _parts(stretch, new_at)]
    by_start = {part.stretch[:2]: k for k, part in enumerate(came) if not _is_whole(part)}
    by_stop = {
        (part.stretch[0], part.stretch[2]): k for k, part in enumerate(came) if not _is_whole(part)
    }
    taken: set[int] = set()
    found = []
    shared_until = _shared_until(runs)
    for stretch in gone:
        for part in _parts(stretch, old_at):
            if _is_whole(part):
                behind = ends.get(stretch[:2], (stretch[0], 0))
                found.append(Hunk(part.stretch, None, whole=True, behind=behind))
                continue
            slot, start, stop = part.stretch
            facing = None
            if not part.opens and (slot, start) in ends:
                facing = by_start.get(ends[slot, start])
            if facing is None and not part.closes and (slot, stop) in starts:
                facing = by_stop.get(starts[slot, stop])
            if facing is None or facing in taken:
                found.append(Hunk(part.stretch, None))
            else:
                taken.add(facing)
                found.append(Hunk(part.stretch, came[facing].stretch))
    for k, part in enumerate(came):
        if k not in taken:
            whole = _is_whole(part)
            place = shared_until(part.stretch) if whole else None
            found.append(Hunk(None, part.stretch, whole=whole, behind=place))
    return found


def _shared_until(
    runs: Sequence[tuple[int, int, int, int, int]],
) -> Callable[[Stretch], tuple[int, int]]:
    """Return a function that tells where the last shared run before a new stretch ends."""
    stops: dict[int, list[int]] = {}
    for _, _, new_slot, new_start, length in runs:
        stops.setdefault(new_slot, []).append(new_start + length)
    for own in stops.values():
        own.sort()

    def shared_until(stretch: Stretch) -> tuple[int, int]:
        own = stops.get(stretch[0], [])
        place = bisect_right(own, stretch[1])
        return stretch[0], own[place - 1] if place else 0

    return shared_until


def _is_whole(part: _Part) -> bool:
    return part.opens and part.closes


def _parts(stretch: Stretch, at: Mapping[int, Sequence[int]]) -> Iterator[_Part]:
    """Cut a stretch wherever a paragraph ends."""
    slot, start, stop = stretch
    own = at[slot]
    k = bisect_right(own, start) - 1
    while start < stop:
        until = min(stop, own[k + 1])
        yield _Part((slot, start, until), opens=start == own[k], closes=until == own[k + 1])
        start = until
        k += 1


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches, given in order, with neighbours that touch made one."""
    found: list[Stretch] = []
    for slot, start, stop in stretches:
        if found and found[-1][0] == slot and found[-1][2] == start:
            found[-1] = (slot, found[-1][1], stop)
        else:
            found.append((slot, start, stop))
    return found


def moved_breaks(
    runs: Iterable[tuple[int, int, int, int, int]],
    old_at: Mapping[int, Sequence[int]],
    new_at: Mapping[int, Sequence[int]],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the paragraph breaks that came and those that went where all words around them stayed.

    Each is (new slot, token after the break in the new text). Two words that stood and stand side
    by side, with a break between them in one version only, are a paragraph split or two merged.
    Linear in the paragraphs of the changed slots.
    """
    split, merged = [], []
    for old_slot, old_start, new_slot, new_start, length in _coalesced(runs):
        shift = new_start - old_start
        old = _inside(old_at[old_slot], old_start, old_start + length)
        new = _inside(new_at[new_slot], new_start, new_start + length)
        if len(old) == len(new) and all(a + shift == b for a, b in zip(old, new, strict=True)):
            continue
        before = {a + shift for a in old}
        after = set(new)
        split += [(new_slot, b) for b in sorted(after - before)]
        merged += [(new_slot, b) for b in sorted(before - after)]
    return split, merged


def _inside(at: Sequence[int], start: int, stop: int) -> Sequence[int]:
    return at[bisect_right(at, start) : bisect_left(at, stop)]


def _coalesced(
    runs: Iterable[tuple[int, int, int, int, int]],
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield runs in order, those that touch on both sides as one."""
    last: tuple[int, int, int, int, int] | None = None
    for run in sorted(runs):
        if (
            last is not None
            and last[0] == run[0]
            and last[2] == run[2]
            and last[1] + last[4] == run[1]
            and last[3] + last[4] == run[3]
        ):
            last = (*last[:4], last[4] + run[4])
        else:
            if last is not None:
                yield last
            last = run
    if last is not None:
        yield last
