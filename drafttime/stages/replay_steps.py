"""The steps of a replay: which commits of the mainline belong together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from drafttime.model import Revision
from drafttime.model.replay import StepKind
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced

MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours on the mainline that make one step, as places from `start` up to `stop`.

    Commits that do not touch the manuscript lie in the step before them. `last` is the commit
    after which the step is over.
    """

    start: int
    stop: int
    kind: StepKind
    day: date | None
    why: str
    last: str
    moved: int


def find_groups(book: Book, traced: Traced, revisions: Sequence[Revision]) -> tuple[Group, ...]:
    """Return the steps, oldest first; together they span the mainline.

    A session is one step, or several where something else came between; merges of one day are one,
    and so is what a filter leaves out for one reason. Linear.
    """
    known = {revision.commit: revision for revision in revisions if revision.mainline}
    starts = [*_runs(book.history.mainline, traced, known)]
    found = []
    for number, (places, group) in enumerate(starts):
        start = 0 if number == 0 else places[0]
        following = (
            starts[number + 1][0][0] if number + 1 < len(starts) else len(traced.lives.steps)
        )
        first = group[0]
        found.append(
            Group(
                start,
                following,
                kind_of(first),
                first.authored.day(),
                "" if first.labour else first.why_not_labour,
                group[-1].commit,
                sum(revision.words_moved for revision in group),
            )
        )
    return tuple(found)


def kind_of(revision: Revision) -> StepKind:
    """Return what kind of step a commit makes."""
    if revision.labour:
        return "session"
    return "merge" if revision.why_not_labour == MERGE else "not counted"


def _runs(
    mainline: Sequence[str], traced: Traced, known: Mapping[str, Revision]
) -> Iterator[tuple[list[int], list[Revision]]]:
    """Yield the places and the revisions of each step; what changed nothing parts no session."""
    touching = [
        (place, known[commit])
        for place, commit in enumerate(mainline)
        if commit in known
        and (known[commit].why_not_labour != MERGE or len(traced.lives.steps[place].ids))
    ]
    for _, group in groupby(touching, lambda one: _key(one[1])):
        members = list(group)
        yield [place for place, _ in members], [revision for _, revision in members]


def _key(revision: Revision) -> Hashable:
    if revision.labour:
        return (
            "session",
            revision.session,
            None if revision.session is not None else revision.commit,
        )
    asked = revision.why_not_labour.startswith(("before ", "after ", "another writer"))
    return (revision.why_not_labour, None if asked else revision.authored.day())
