"""How much of one draft stands in each of many snapshots, without comparing them whole."""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.revision.reference import Paragraphs, Place, Reference, Snapshot


class Curve:
    """Tokens that a moving snapshot shares with a fixed one, kept up to date change by change.

    `shared_tokens` counts kept and moved tokens alike, by the same alignment as `align`. A step
    costs the pairing of the files that changed (remembered by content) and a look at the left-over
    paragraphs that could have come from elsewhere.
    """

    def __init__(self, fixed: Snapshot) -> None:
        self._reference = Reference(fixed, lasting=True)
        self._sizes: dict[int, int] = {}
        self._paired: dict[int, int] = {}
        self._old_left: dict[int, frozenset[int]] = {}
        self._new_left: dict[int, dict[int, str]] = {}
        self._travelled: dict[int, list[tuple[Place, Place]]] = {}
        self._known: dict[tuple[int, Paragraphs], tuple[int, dict[int, str]]] = {}
        self.fixed_tokens = sum(sum(map(len, p)) for p in fixed.values())
        for slot in fixed:
            self._set(slot, ())

    @property
    def tokens(self) -> int:
        """The tokens of the moving snapshot."""
        return sum(self._sizes.values())

    def step(self, changed: Mapping[int, Paragraphs]) -> int:
        """Replace the files that changed (an empty tuple: gone) and return the shared tokens."""
        for slot, paragraphs in changed.items():
            self._set(slot, paragraphs)
        return sum(self._paired.values()) + self._crossed()

    def _set(self, slot: int, paragraphs: Paragraphs) -> None:
        self._sizes[slot] = sum(map(len, paragraphs))
        pairing = self._reference.pairing(slot, paragraphs)
        self._old_left[slot] = frozenset(pairing.old_left)
        self._travelled[slot] = [((slot, i), (slot, j)) for i, j in pairing.travelled]
        known = self._known.get((slot, paragraphs))
        if known is None:
            left = {j: paragraphs[j] for j in pairing.new_left}
            shared = sum(n for _, _, n in pairing.runs)
            known = (shared, left if pairing.travelled else self._travellers(left))
            self._known[slot, paragraphs] = known
        self._paired[slot], travellers = known
        if travellers:
            self._new_left[slot] = travellers
        else:
            self._new_left.pop(slot, None)

    def _travellers(self, left: dict[int, str]) -> dict[int, str]:
        """Keep the left-over paragraphs of a file only if one of them may have travelled."""
        index = self._reference.travel_index({})
        return left if any(index.may_travel(paragraph) for paragraph in left.values()) else {}

    def _crossed(self) -> int:
        if not self._new_left and not any(self._travelled.values()):
            return 0
        travelled = [pair for pairs in self._travelled.values() for pair in pairs]
        crossings = self._reference.across(self._old_left, self._new_left, travelled)
        return sum(n for _, _, runs in crossings for _, _, n in runs)
