"""What pointed to a source and does so no longer, or elsewhere, or anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from drafttime.model import SourceMark, SourceSort, Text

NOTHING: Mapping[SourceSort, int] = {}


def changed_marks(old: Text | None, new: Text | None) -> Mapping[SourceSort, int]:
    """Return how many marks came, went or changed between two versions, by sort.

    One that came where another went is one act. Costs nothing where both are the same.
    """
    before, after = old.marks if old else (), new.marks if new else ()
    if before == after:
        return NOTHING
    was, now = _counted(before), _counted(after)
    came, went = _by_sort(now - was), _by_sort(was - now)
    return {sort: max(came[sort], went[sort]) for sort in sorted({*came, *went})}


def _counted(groups: tuple[tuple[SourceMark, ...], ...]) -> Counter[SourceMark]:
    return Counter(mark for group in groups for mark in group)


def _by_sort(marks: Counter[SourceMark]) -> Counter[SourceSort]:
    found = Counter[SourceSort]()
    for (sort, _), times in marks.items():
        found[sort] += times
    return found
