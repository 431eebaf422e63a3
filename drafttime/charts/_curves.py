"""The two curves of drift, step by step, and where they cross: figures only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.charts import _time_axis
from drafttime.charts._labels import Mark
from drafttime.charts._once import once
from drafttime.charts._time_axis import Step
from drafttime.charts._type import label
from drafttime.model import Analysis, Draft, Revision

CROSSING_BELOW = 0.8


@dataclass(frozen=True, slots=True)
class Curves:
    """Shares (0 to 1) at the end of every step with writing on the mainline.

    `written` is the share of the final text that stood already, `survival` the share of the first
    draft that still stood, both in tokens and as the revisions know them. `first` is the step of
    the first draft, None where first and final draft are the same text or nothing of the first one
    ever stood on the mainline. `crossing` is the step from which on `written` is the larger; None
    where there is none, or where final survival is 80 % and more. `drafts` are the steps of all
    drafts but the final one, by name.
    """

    steps: tuple[Step, ...]
    written: tuple[float, ...]
    survival: tuple[float, ...]
    first: int | None
    crossing: int | None
    drafts: tuple[tuple[int, str], ...]

    @property
    def crossing_day(self) -> date | None:
        """The day of the crossing, None where there is none or its time is unknown."""
        return None if self.crossing is None else self.steps[self.crossing].day

    @property
    def crossing_share(self) -> float | None:
        """The share at which the lines cross: in the middle of where both pass that day."""
        if self.crossing is None:
            return None
        written = self.written[self.crossing - 1 : self.crossing + 1]
        survival = self.survival[self.crossing - 1 : self.crossing + 1]
        return (max(written[0], survival[1]) + min(written[1], survival[0])) / 2

    def mark(self, place: int, x: float) -> Mark:
        """Return the mark of draft `place` at `x`."""
        return Mark((x,), (self.drafts[place][1],))


@once
def curves(analysis: Analysis) -> Curves | None:
    """Return the curves, or None with fewer than two steps; linear in the number of revisions."""
    entries = entries_of(analysis)
    if len(entries) < 2:
        return None
    steps = _time_axis.steps_of([entry.authored.day() for entry in entries])
    if len(steps) < 2:
        return None
    written = tuple(entries[step.last].final_written or 0.0 for step in steps)
    survival = tuple(entries[step.last].survival or 0.0 for step in steps)
    found = {draft.commit: step_of(draft, entries, steps) for draft in earlier_drafts(analysis)}
    first = found.get(analysis.drift.first.commit)
    if is_one_draft(analysis) or not any(survival):
        first = None
    elif first is None or first == len(steps) - 1:
        # A first draft from elsewhere (another branch, a file): where most of it stood.
        first = survival.index(max(survival))
    drafts = draft_marks(analysis, entries, steps)
    crossing = None if first is None else _crossing(written, survival, first)
    return Curves(steps, written, survival, first, crossing, drafts)


def is_one_draft(analysis: Analysis) -> bool:
    """Return whether first and final draft are the same text."""
    comparison = analysis.drift.comparison
    same = analysis.drift.first.commit == analysis.drift.final.commit
    return same and not comparison.gone_tokens and not comparison.inserted_tokens


def replaced_share(analysis: Analysis) -> float | None:
    """Return the share (0 to 1) of the new text that stands in place of cut text.

    None where that is not known, where nothing is new, or where there is no first draft to be new
    against.
    """
    comparison = analysis.drift.comparison
    if comparison.replaced_tokens is None or not comparison.inserted_tokens:
        return None
    if not comparison.old_tokens or is_one_draft(analysis):
        return None
    return comparison.replaced_tokens / comparison.inserted_tokens


def draft_marks(
    analysis: Analysis, entries: Sequence[Revision], steps: Sequence[Step]
) -> tuple[tuple[int, str], ...]:
    """Return the steps at which a draft but the final one was complete, with its name."""
    marked = [
        (step_of(draft, entries, steps), label(draft.name)) for draft in earlier_drafts(analysis)
    ]
    inside = {step: name for step, name in marked if step is not None and step < len(steps) - 1}
    return tuple(sorted(inside.items()))


def entries_of(analysis: Analysis) -> list[Revision]:
    """Return the mainline's revisions that changed text, and those that are drafts."""
    drafts = {draft.commit for draft in earlier_drafts(analysis)}
    mainline = [r for r in analysis.revisions if r.mainline and r.final_written is not None]
    return [r for r in mainline if r.distance_tokens or r.commit in drafts or r is mainline[-1]]


def earlier_drafts(analysis: Analysis) -> tuple[Draft, ...]:
    """Return every draft but the final one, the first among them, in the order of time."""
    known = {draft.commit: draft for draft in (analysis.drift.first, *analysis.drafts)}
    known.pop(analysis.drift.final.commit, None)
    return tuple(known.values())


def step_of(draft: Draft, entries: Sequence[Revision], steps: Sequence[Step]) -> int | None:
    """Return the step of a draft: by its commit, else the last one up to its day."""
    entry = next((i for i, e in enumerate(entries) if e.commit == draft.commit), None)
    if entry is not None:
        return next(i for i, step in enumerate(steps) if step.last >= entry)
    day = draft.authored.day()
    if day is None:
        return None
    return max((i for i, step in enumerate(steps) if step.day and step.day <= day), default=None)


def _crossing(written: Sequence[float], survival: Sequence[float], first: int) -> int | None:
    """Return the step from which on more of the final text stands than of the first draft."""
    if survival[-1] >= CROSSING_BELOW:
        return None
    place = len(written)
    while place > first and written[place - 1] > survival[place - 1]:
        place -= 1
    return place if first < place < len(written) else None
