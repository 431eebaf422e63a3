"""How much of one draft stands in each of many snapshots, without comparing them whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.revision.reference import Paragraphs, Place, Reference


class Curve:
    """Tokens that a moving snapshot shares with a fixed one, kept up to date change by change.

    The fixed one is a lasting reference. `step` counts kept and moved tokens alike, by the same
    alignment as `align`. It costs the pairing of the files that changed (remembered by content)
    and a look at the left-over paragraphs that could have come from elsewhere.
    """

    def __init__(self, fixed: Reference) -> None:
        self._reference = fixed
        self._sizes: dict[int, int] = {}
        self._parts: dict[int, _FilePart] = {}
        self._known: dict[tuple[int, Paragraphs], _FilePart] = {}
        self._crossed: int | None = None
        for slot in fixed.snapshot:
            self._set(slot, ())

    @property
    def tokens(self) -> int:
        """The tokens of the moving snapshot."""
        return sum(self._sizes.values())

    def step(self, changed: Mapping[int, Paragraphs]) -> int:
        """Replace the files that changed (an empty tuple: gone) and return the shared tokens."""
        for slot, paragraphs in changed.items():
            self._set(slot, paragraphs)
        return sum(part.shared for part in self._parts.values()) + self._crossing()

    def _set(self, slot: int, paragraphs: Paragraphs) -> None:
        self._sizes[slot] = sum(map(len, paragraphs))
        pairing = self._reference.pairing(slot, paragraphs)
        known = self._known.get((slot, paragraphs))
        if known is None:
            left = {j: paragraphs[j] for j in pairing.new_left}
            candidates = self._reference.travel_index({}).candidates({slot: left})
            known = _FilePart(
                shared=sum(n for _, _, n in pairing.runs),
                old_left=frozenset(pairing.old_left),
                new_left=left if pairing.travelled or candidates else {},
                candidates=candidates,
                travelled=tuple(((slot, i), (slot, j)) for i, j in pairing.travelled),
            )
            self._known[slot, paragraphs] = known
        before = self._parts.get(slot)
        self._parts[slot] = known
        if before is None or not known.same_left_over(before):
            self._crossed = None

    def _crossing(self) -> int:
        """Tokens that files have in common with other files; what has not changed is remembered."""
        if self._crossed is None:
            parts = self._parts.items()
            crossings = self._reference.across(
                {slot: part.old_left for slot, part in parts},
                {slot: part.new_left for slot, part in parts if part.new_left},
                [pair for _, part in parts for pair in part.travelled],
                {place: text for _, part in parts for place, text in part.candidates.items()},
            )
            self._crossed = sum(n for _, _, runs in crossings for _, _, n in runs)
        return self._crossed


@dataclass(frozen=True, slots=True)
class _FilePart:
    """What one file of the moving snapshot shares with its namesake, and what both leave over."""

    shared: int
    old_left: frozenset[int]
    new_left: dict[int, str]
    travelled: tuple[tuple[Place, Place], ...]
    candidates: dict[Place, str]

    def same_left_over(self, other: _FilePart) -> bool:
        return (
            self.old_left == other.old_left
            and self.new_left == other.new_left
            and self.travelled == other.travelled
        )
