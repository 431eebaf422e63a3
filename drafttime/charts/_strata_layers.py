"""The layers of strata, day by day: words standing and words cut, by birth; figures, no drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafttime.charts import _time_axis
from drafttime.charts._bands import shown_bands
from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._curves import draft_marks, entries_of
from drafttime.charts._once import once
from drafttime.charts._time_axis import Step
from drafttime.model import Analysis, Stand

MOST_SEASONS = 6

Words = tuple[int, ...]
"""Words by layer, oldest first."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Words by layer at the end of every step with writing.

    A layer is a band of birth, or several neighbours (`groups` gives the layer of every band).
    `standing_at_once` and `cut_at_once` are the part of either that certainly arrived in bulk
    commits: exact for a band that came in nothing else, else the least that it can be. `drafts` are
    the steps of all drafts but the final one, by name.
    """

    names: tuple[str, ...]
    groups: tuple[int, ...]
    steps: tuple[Step, ...]
    standing: tuple[Words, ...]
    cut: tuple[Words, ...]
    standing_at_once: tuple[Words, ...]
    cut_at_once: tuple[Words, ...]
    drafts: tuple[tuple[int, str], ...]

    @property
    def most_standing(self) -> int:
        """The greatest number of words that stood at the end of a step."""
        return max(map(sum, self.standing))

    @property
    def most_cut(self) -> int:
        """The greatest number of words that were gone at the end of a step."""
        return max(map(sum, self.cut))

    @property
    def hatched(self) -> bool:
        """Whether any of it is known to have arrived in bulk."""
        return any(map(any, self.standing_at_once)) or any(map(any, self.cut_at_once))


@once
def layers(analysis: Analysis) -> Layers | None:
    """Return the layers, or None with fewer than two steps or without a word.

    Linear in revisions times bands.
    """
    stands = {analysis.revisions[stand.revision].commit: stand for stand in analysis.lineage.stands}
    entries = [entry for entry in entries_of(analysis) if entry.commit in stands]
    steps = _time_axis.steps_of([entry.authored.day() for entry in entries]) if entries else ()
    if len(steps) < 2:
        return None
    seasons = all(band.draft is None for band in analysis.lineage.bands)
    names, groups = shown_bands(analysis.lineage, MOST_SEASONS if seasons else MOST_DRAFTS)
    at_once = dict(_at_once(analysis))
    shown = [stands[entries[step.last].commit] for step in steps]
    bulk = [at_once[stand.revision] for stand in shown]
    found = Layers(
        names,
        groups,
        steps,
        tuple(_grouped(stand.standing, groups) for stand in shown),
        tuple(_grouped(stand.cut, groups) for stand in shown),
        tuple(_grouped(_rest(b, s.cut), groups) for b, s in zip(bulk, shown, strict=True)),
        tuple(_grouped(_rest(b, s.standing), groups) for b, s in zip(bulk, shown, strict=True)),
        draft_marks(analysis, entries, steps),
    )
    return found if found.most_standing or found.most_cut else None


def _at_once(analysis: Analysis) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield each stand's revision with the words of each band that had arrived in bulk by then."""
    before: Sequence[int] = [0] * len(analysis.lineage.bands)
    arrived = list(before)
    for stand in analysis.lineage.stands:
        written = _written(stand)
        revision = analysis.revisions[stand.revision]
        if revision.bulk and revision.labour:
            arrived = [a + max(0, w - b) for a, w, b in zip(arrived, written, before, strict=True)]
        before = written
        yield stand.revision, arrived


def _written(stand: Stand) -> Sequence[int]:
    return [here + gone for here, gone in zip(stand.standing, stand.cut, strict=True)]


def _rest(arrived: Sequence[int], elsewhere: Sequence[int]) -> Sequence[int]:
    """Return the words that must be here, even if all that is elsewhere arrived in bulk."""
    return [max(0, a - e) for a, e in zip(arrived, elsewhere, strict=True)]


def _grouped(words: Sequence[int], groups: Sequence[int]) -> Words:
    found = [0] * (max(groups) + 1)
    for number, group in zip(words, groups, strict=True):
        found[group] += number
    return tuple(found)
