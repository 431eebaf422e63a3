"""Align two snapshots of a manuscript: file by file, then across files, then by order.

A snapshot is a mapping from slot (the number of a file in reading order) to its paragraphs. What is
equal or reworked inside a file is found by `pairing`; long paragraphs that are left over are looked
for in the other files, so that a chapter split in two is no deletion; and the heaviest increasing
chain of what was matched is *in place*, the rest *moved*. Design, section 5, steps 2 to 4 and 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.revision.distance import Match
from drafttime.revision.order import heaviest_chain
from drafttime.revision.pairing import offsets
from drafttime.revision.reference import Place, Reference, Snapshot


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

    Runs overlap on neither side, and are sorted by their place in the old snapshot. `in_place[k]`
    belongs to `runs[k]`.
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

    def moved(self) -> tuple[Run, ...]:
        """Return the runs that stand on both sides, but elsewhere."""
        pairs = zip(self.runs, self.in_place, strict=True)
        return tuple(run for run, stays in pairs if not stays)


def align(
    old: Reference | Snapshot,
    new: Snapshot,
    standing: Callable[[], Mapping[int, int]] = dict,
) -> Alignment:
    """Align two snapshots, or the changed files of two.

    `standing` gives the tokens of the slots that did not change (and so are in neither snapshot):
    the weight against which a paragraph that changed files is said to have moved. It is asked only
    when text has crossed.
    Deterministic. Cost follows the difference.
    """
    reference = old if isinstance(old, Reference) else Reference(old)
    runs: list[Run] = []
    old_left: dict[int, frozenset[int]] = {}
    new_left: dict[int, dict[int, str]] = {}
    travelled: list[tuple[Place, Place]] = []
    for slot in sorted(reference.snapshot.keys() | new.keys()):
        paragraphs = new.get(slot, ())
        pairing = reference.pairing(slot, paragraphs)
        runs.extend(Run(slot, a, slot, b, n) for a, b, n in pairing.runs)
        if pairing.old_left:
            old_left[slot] = frozenset(pairing.old_left)
        if pairing.new_left:
            new_left[slot] = {j: paragraphs[j] for j in pairing.new_left}
        travelled.extend(((slot, i), (slot, j)) for i, j in pairing.travelled)
    if old_left and new_left:
        new_at = {slot: offsets(new[slot]) for slot in new_left}
        for (slot, i), (new_slot, j), shared in reference.across(old_left, new_left, travelled):
            a, b = reference.offset((slot, i)), new_at[new_slot][j]
            runs.extend(Run(slot, a + x, new_slot, b + y, n) for x, y, n in shared)
    return _ordered(reference.snapshot, new, runs, standing)


def _ordered(
    old: Snapshot, new: Snapshot, runs: Iterable[Run], ask: Callable[[], Mapping[int, int]]
) -> Alignment:
    """Tell runs in place from moved ones, in the coordinates of the whole manuscript."""
    ordered = sorted(runs, key=lambda run: (run.old_slot, run.old_start))
    if _plainly_in_order(ordered):
        return Alignment(tuple(ordered), (True,) * len(ordered))
    standing = ask()
    old_base = _bases({slot: sum(map(len, p)) for slot, p in old.items()}, standing)
    new_base = _bases({slot: sum(map(len, p)) for slot, p in new.items()}, standing)
    flat: list[Match] = [
        (old_base[run.old_slot] + run.old_start, new_base[run.new_slot] + run.new_start, run.length)
        for run in ordered
    ]
    pillars = [(old_base[slot], new_base[slot], size) for slot, size in standing.items() if size]
    chain = set(heaviest_chain(flat + pillars))
    return Alignment(tuple(ordered), tuple(k in chain for k in range(len(ordered))))


def _plainly_in_order(ordered: Sequence[Run]) -> bool:
    """Say whether no run left its slot or crossed another."""
    slot, start = -1, -1
    for run in ordered:
        if run.old_slot != run.new_slot:
            return False
        if run.new_slot == slot and run.new_start < start:
            return False
        slot, start = run.new_slot, run.new_start
    return True


def _bases(sizes: Mapping[int, int], standing: Mapping[int, int]) -> dict[int, int]:
    """Return the token offset of each slot in reading order."""
    bases: dict[int, int] = {}
    total = 0
    for slot in sorted(sizes.keys() | standing.keys()):
        bases[slot] = total
        total += sizes.get(slot, standing.get(slot, 0))
    return bases
