"""How each mainline snapshot stands between the first draft and the final one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from drafttime.model import Revision
from drafttime.revision.lives import Ids, Lives
from drafttime.revision.matching import Tokens
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced


def with_drift(book: Book, traced: Traced, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Add to each mainline revision its distances and shares, by lineage. Linear in the changes."""
    first, final = traced.first.tokens, traced.final.tokens
    n, m = len(first), len(final)
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
                survival=kept / n if n else None,
                drift_from_first=1 - 2 * kept / (n + size) if n + size else 0.0,
                drift_to_final=1 - 2 * done / (m + size) if m + size else 0.0,
                final_written=done / m if m else None,
            )
        )
    return tuple(measured)


def _sizes(lives: Lives) -> Iterator[int]:
    """Yield the tokens of the manuscript after each mainline commit."""
    size = 0
    for step in lives.steps:
        size += int((step.after - step.before).sum())
        yield size


def _shared(lives: Lives, draft: Tokens) -> Iterator[int]:
    """Yield the tokens that each mainline snapshot shares with a draft, copies with copies."""
    wanted: Ids = np.bincount(draft.ids[draft.ids >= 0], minlength=len(lives.canon))
    shared = 0
    for step in lives.steps:
        limit = wanted[step.ids]
        shared += int((np.minimum(limit, step.after) - np.minimum(limit, step.before)).sum())
        yield shared
