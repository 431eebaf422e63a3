"""Align two snapshots of a manuscript: equal paragraphs, reworked ones, tokens, then order.

A snapshot is a mapping from slot (the number of a file in reading order) to its paragraphs. What is
equal or reworked inside a file is found by `pairing`; long paragraphs that are left over are looked
for in the other files, so that a chapter split in two is no deletion; runs of eight tokens that are
still left over are looked for everywhere; and the heaviest increasing chain of what was matched is
*in place*, the rest *moved*. Design, section 5, steps 2 to 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafttime.revision.crossing import Snapshot, equal_elsewhere, reworked_elsewhere
from drafttime.revision.order import Match, heaviest_chain
from drafttime.revision.pairing import Exact, match_equal, offsets, settle, token_runs
from drafttime.revision.passages import PASSAGE_TOKENS, PassageIndex, Taken


class Run(NamedTuple):
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
    old: Snapshot,
    new: Snapshot,
    standing: Callable[[], Mapping[int, int]] = dict,
) -> Alignment:
    """Align two snapshots, or the changed files of two.

    `standing` gives the tokens of the slots that did not change (and so are in neither snapshot):
    the weight against which a paragraph that changed files is said to have moved. It is asked only
    when text has crossed.
    Deterministic. Cost follows the difference.
    """
    slots = sorted(old.keys() | new.keys())
    runs: list[Run] = []
    exact = {slot: match_equal(old.get(slot, ()), new.get(slot, ())) for slot in slots}
    gone, come = _equal_elsewhere(old, new, exact, runs)
    old_left: dict[int, tuple[int, ...]] = {}
    new_left: dict[int, tuple[int, ...]] = {}
    for slot in slots:
        before, after = old.get(slot, ()), new.get(slot, ())
        found = exact[slot]
        old_at, new_at = offsets(before), offsets(after)
        equal = token_runs(old_at, new_at, [*found.in_order, *found.moved])
        settled = settle(before, after, found, gone.get(slot, ()), come.get(slot, ()))
        runs += [Run(slot, a, slot, b, n) for a, b, n in [*equal, *settled.runs] if n]
        old_left[slot], new_left[slot] = settled.old_left, settled.new_left
    for (slot, i), (new_slot, j), shared in reworked_elsewhere(old, new, old_left, new_left):
        a, b = offsets(old[slot])[i], offsets(new[new_slot])[j]
        runs += [Run(slot, a + x, new_slot, b + y, n) for x, y, n in shared]
    runs += passages_elsewhere(old, new, runs)
    return _ordered(old, new, runs, standing)


def _equal_elsewhere(
    old: Snapshot, new: Snapshot, exact: Mapping[int, Exact], runs: list[Run]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Add the runs of equal paragraphs that crossed; return what they took on either side."""
    left = {slot: found.left() for slot, found in exact.items()}
    pairs = equal_elsewhere(
        old,
        new,
        {slot: olds for slot, (olds, _) in left.items() if olds},
        {slot: news for slot, (_, news) in left.items() if news},
        (((slot, i), (slot, j)) for slot, found in exact.items() for i, j, _ in found.moved),
    )
    gone: dict[int, set[int]] = {}
    come: dict[int, set[int]] = {}
    for (slot, i), (new_slot, j) in pairs:
        a, b = sum(map(len, old[slot][:i])), sum(map(len, new[new_slot][:j]))
        runs.append(Run(slot, a, new_slot, b, len(old[slot][i])))
        gone.setdefault(slot, set()).add(i)
        come.setdefault(new_slot, set()).add(j)
    return gone, come


def uncovered(
    sizes: Mapping[int, int], covered: Iterable[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Return the stretches (slot, start, stop) of one side that no run covers, in order.

    `covered` gives the runs as (slot, start, length).
    """
    by_slot: dict[int, list[tuple[int, int]]] = {}
    for slot, start, length in covered:
        by_slot.setdefault(slot, []).append((start, start + length))
    stretches = []
    for slot in sorted(sizes):
        at = 0
        for start, stop in sorted(by_slot.get(slot, ())):
            if at < start:
                stretches.append((slot, at, start))
            at = stop
        if at < sizes[slot]:
            stretches.append((slot, at, sizes[slot]))
    return stretches


def passages_elsewhere(old: Snapshot, new: Snapshot, runs: Sequence[Run]) -> list[Run]:
    """Find runs of eight tokens and more that no pair of paragraphs holds together (step 5).

    A sentence that went to another paragraph, or to another place of its own.
    """
    old_texts = {slot: "".join(paragraphs) for slot, paragraphs in old.items()}
    gone = [
        (slot, start, stop)
        for slot, start, stop in uncovered(
            {slot: len(text) for slot, text in old_texts.items()},
            ((run.old_slot, run.old_start, run.length) for run in runs),
        )
        if stop - start >= PASSAGE_TOKENS
    ]
    if not gone:
        return []
    new_texts = {slot: "".join(paragraphs) for slot, paragraphs in new.items()}
    came = [
        (slot, start, stop)
        for slot, start, stop in uncovered(
            {slot: len(text) for slot, text in new_texts.items()},
            ((run.new_slot, run.new_start, run.length) for run in runs),
        )
        if stop - start >= PASSAGE_TOKENS
    ]
    if not came:
        return []
    index, taken = PassageIndex(), Taken()
    for slot, start, stop in gone:
        index.add(old_texts[slot][start:stop])
    found = []
    for slot, start, stop in came:
        for at, number, home, length in index.find(new_texts[slot][start:stop], taken.free):
            taken.take(number, home, length)
            found.append(Run(gone[number][0], gone[number][1] + home, slot, start + at, length))
    return found


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
