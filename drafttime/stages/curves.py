"""How each mainline snapshot stands between the first draft and the final one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from drafttime.model import Revision
from drafttime.revision.lives import Lives
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
    """Yield the tokens of a draft that stand in each mainline snapshot, copies counted once."""
    wanted = np.zeros(len(lives.canon), np.int64)
    wanted[draft.ids[draft.ids >= 0]] = 1
    shared = 0
    for step in lives.steps:
        change = (step.after > 0).astype(np.int64) - (step.before > 0)
        shared += int((wanted[step.ids] * change).sum())
        yield shared
