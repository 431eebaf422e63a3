"""Comparisons, shares and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from drafttime.model.labour import Draft
from drafttime.model.text import Chapter


@dataclass(frozen=True, slots=True)
class Comparison:
    """Snapshots A (n tokens) and B (m), token by token.

    n = kept + moved + gone; m = kept + moved + copied + inserted.

    `indel_tokens` is the exact Indel distance, or an upper bound where `indel_at_most` is True.
    `replaced_tokens` are those of the inserted that stand in place of cut text; the rest stands
    where nothing stood. `by` says where kept and moved come from. n counts a token of A once;
    `old_copies_tokens` are further copies of it in A, and `paired_tokens` the tokens of both that
    face each other, copies facing copies (None: kept and moved).
    """

    old_tokens: int
    new_tokens: int
    kept_tokens: int
    moved_tokens: int
    gone_tokens: int
    copied_tokens: int
    inserted_tokens: int
    old_words: int
    new_words: int
    indel_tokens: int | None
    indel_at_most: bool
    by: Literal["lineage", "alignment"] = "alignment"
    replaced_tokens: int | None = None
    old_copies_tokens: int = 0
    paired_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ChapterShare:
    """One chapter of the final text: how much of it stands from the first draft.

    `sessions` is None where the chapter cannot be told from its file's other chapters; so are
    `survival`, `drift` and `edit_distance`, which hold it against its file in the first draft, and
    `words_written`, all words that stand in its file or were last cut from it. `bands` are its
    words by birth, as in the lineage. Its new words stand where nothing stood (`fresh_words`) or in
    place of cut text (`replaced_words`). `moved` is a share of what stands from the first draft.
    `untouched_words` stand in paragraphs that no later revision changed.
    """

    chapter: Chapter
    tokens: int
    first_draft_tokens: int
    first_draft_words: int
    sessions: int | None
    bands: tuple[int, ...] = ()
    fresh_words: int | None = None
    replaced_words: int | None = None
    survival: float | None = None
    drift: float | None = None
    edit_distance: float | None = None
    moved: float | None = None
    words_written: int | None = None
    untouched_words: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Words in and out over the whole history: written + unattributed = kept + cut.

    A word that was copied counts once. `words_standing_twice` are the further copies in the final
    text, whose words are `words_kept` and these together.
    """

    words_written: int
    words_unattributed: int
    words_kept: int
    words_cut: int
    words_restored: int
    words_copied: int
    words_standing_twice: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """From the first draft to the final one."""

    first: Draft
    final: Draft
    comparison: Comparison
    measures: Mapping[str, float | None]
    halves_edit_distance: float | None
