"""What page and terminal say of two drafts first: the finding, the figures, and by what."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.model import ComparedDrafts, Draft
from drafttime.output.escaping import shown
from drafttime.output.sentences import TITLE_LIMIT, Figure
from drafttime.output.side_by_side import ChapterFigures, gone_and_new
from drafttime.output.wording import count, per_cent

NAME_LIMIT = 40


def book_title(compared: ComparedDrafts) -> str:
    """Return the name of the book, fit to be shown."""
    return shown(compared.name.strip(), TITLE_LIMIT) or "Untitled"


def draft_name(draft: Draft, limit: int = NAME_LIMIT) -> str:
    """Return the name of a draft, fit to be shown."""
    return shown(draft.name, limit) or draft.commit[:7]


def headline(compared: ComparedDrafts) -> str:
    """Return the finding: how much of the one draft stands in the other."""
    drift, comparison = compared.drift, compared.drift.comparison
    old, new = draft_name(drift.first), draft_name(drift.final)
    survival = drift.measures.get("survival")
    if not comparison.old_tokens and not comparison.new_tokens:
        return "There are no words in either draft"
    if survival is None:
        return f"There are no words in {old}"
    if not comparison.new_tokens:
        return f"There are no words in {new}"
    if survival == 1:
        return _all_of(old, new, compared)
    return f"{per_cent(survival) if survival else 'Nothing'} of {old} stands in {new}"


def _all_of(old: str, new: str, compared: ComparedDrafts) -> str:
    comparison = compared.drift.comparison
    if comparison.inserted_tokens or comparison.copied_tokens:
        return f"All of {old} stands in {new}, with more beside it"
    if comparison.moved_tokens:
        return f"All of {old} stands in {new}, in another order"
    return f"{old} and {new} are the same, word for word"


def how_followed(compared: ComparedDrafts) -> str:
    """Return by what the words of the two drafts were matched, in a sentence."""
    if compared.drift.comparison.by == "lineage":
        return "Words were followed from commit to commit, by lineage."
    return (
        "The two texts were compared directly, by alignment: neither draft grew out of the other, "
        "as far as the history tells."
    )


def figures(
    compared: ComparedDrafts, chapters: Sequence[ChapterFigures]
) -> tuple[Figure, Figure, Figure, Figure]:
    """Return the four figures: survival, share, moved, and words gone and new."""
    drift = compared.drift
    old, new = draft_name(drift.first), draft_name(drift.final)
    gone, added = gone_and_new(chapters)
    return (
        Figure(share_text(drift.measures.get("survival")), f"of {old} survives in {new}"),
        Figure(share_text(drift.measures.get("first_share")), f"of {new} comes from {old}"),
        Figure(share_text(drift.measures.get("moved")), "of what survives has changed its place"),
        Figure(count(added), f"new {'word' if added == 1 else 'words'}; {count(gone)} gone"),
    )


def share_text(share: float | None) -> str:
    """Return a share as "40 %", a dash where it is not known."""
    return "–" if share is None else per_cent(share)
