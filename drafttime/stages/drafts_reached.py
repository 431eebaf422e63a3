"""To which draft a commit led."""

from __future__ import annotations

from collections.abc import Callable

from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced, ancestors_of


def draft_reached(
    book: Book, traced: Traced
) -> tuple[tuple[str, ...], Callable[[str], int]] | None:
    """Return the names of the drafts, and which one a commit led to; None where there is one.

    A commit belongs to the first draft whose history holds it; one that no draft holds, to the
    final one. Drafts that lie beside the history are passed over.
    """
    drafts = [d for d in traced.drafts if not d.text.beside]
    if len(drafts) < 2:
        return None
    held = [ancestors_of(book, traced.lineage, d.text.draft.commit) for d in drafts]
    names = tuple(d.text.draft.name for d in drafts)

    def place_of(commit: str) -> int:
        return next((k for k, commits in enumerate(held) if commit in commits), len(drafts) - 1)

    return names, place_of
