"""How each mainline snapshot stands between the first draft and the final one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from drafttime.model import Revision
from drafttime.revision.lives import Ids, Lives
from drafttime.revision.matching import Tokens
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced


def with_drift(book: Book, traced: Traced, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Add to each mainline revision its distances and shares, by lineage. Linear in the changes."""
    first, final = traced.first.tokens, traced.final.tokens
    n, m = first.distinct, final.distinct
    curves = zip(
        book.history.mainline,
        _sizes(traced.lives),
        _shared(traced.lives, first),
        _shared(traced.lives, final),
        strict=True,
    )
    points = {commit: (size, kept, done) for commit, size, kept, done in curves}
    measured = []
    for revision in revisions:
        if not revision.mainline:
            measured.append(revision)
            continue
        size, kept, done = points[revision.commit]
        measured.append(
            replace(
                revision,
                survival=kept.once / n if n else None,
                drift_from_first=_drift(kept.paired, len(first) + size),
                drift_to_final=_drift(done.paired, len(final) + size),
                final_written=done.once / m if m else None,
            )
        )
    return tuple(measured)


@dataclass(frozen=True, slots=True)
class _Common:
    """Tokens that a snapshot shares with a draft: each counted once, and copies facing copies."""

    once: int
    paired: int


def _drift(paired: int, total: int) -> float:
    return 1 - 2 * paired / total if total else 0.0


def _sizes(lives: Lives) -> Iterator[int]:
    """Yield the tokens of the manuscript after each mainline commit."""
    size = 0
    for step in lives.steps:
        size += int((step.after - step.before).sum())
        yield size


def _shared(lives: Lives, draft: Tokens) -> Iterator[_Common]:
    """Yield what each mainline snapshot shares with a draft."""
    wanted: Ids = np.bincount(draft.ids[draft.ids >= 0], minlength=len(lives.canon))
    once = paired = 0
    for step in lives.steps:
        limit = wanted[step.ids]
        change = np.minimum(limit, step.after) - np.minimum(limit, step.before)
        paired += int(change.sum())
        limit = np.minimum(limit, 1)
        once += int((np.minimum(limit, step.after) - np.minimum(limit, step.before)).sum())
        yield _Common(once, paired)
