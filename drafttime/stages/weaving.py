"""The figures of lineage: bands, strata, weave, passes, survival, ribbons, provenance."""

from __future__ import annotations

import numpy as np

from drafttime.model import ChapterShare, Comparison, Lineage, Provenance, Weave
from drafttime.revision.matching import Matching
from drafttime.revision.revisions import repeated_changes
from drafttime.stages.bands import Bands, find_bands
from drafttime.stages.comparing import ComparedPairs
from drafttime.stages.labour import Labour
from drafttime.stages.passes import find_passes
from drafttime.stages.reading import Book
from drafttime.stages.shares import chapter_range, chapter_shares
from drafttime.stages.strata import find_stands, find_survival
from drafttime.stages.tracing import Traced


def weave(
    book: Book, traced: Traced, labour: Labour, compared: ComparedPairs
) -> tuple[Comparison, tuple[ChapterShare, ...], Lineage, Bands]:
    """Return the comparison of first and final draft, the chapters, and all figures of lineage."""
    lives, bands = traced.lives, find_bands(book, traced)
    whole, matching = compared.whole, compared.whole.matching
    state = traced.lineage.snapshots[traced.final.text.draft.commit]
    slot_of_file = {k: slot for slot, k in book.slots.file_index.items()}
    chapters = book.manuscript.chapters
    counts_as = repeated_changes(
        book.history, traced.lineage.twins, frozenset(book.history.mainline)
    )
    order = [counts_as.get(commit, commit) for commit in book.history.order]
    paragraphs = find_passes(state, chapters, slot_of_file, order, labour.revisions)
    offsets = {slot: held.at for slot, held in state.items()}
    shares = chapter_shares(
        book.manuscript,
        book.slots,
        lives,
        bands,
        matching,
        paragraphs=paragraphs,
        deletions=traced.lineage.deletions,
        paragraph_tokens=offsets,
        distances=whole.distances,
        revisions=labour.revisions,
    )
    ledger = labour.ledger
    total = ledger.words_written + ledger.words_unattributed
    lineage = Lineage(
        bands=bands.bands,
        stands=find_stands(book, lives, bands, labour.revisions),
        weaves=tuple(
            Weave(
                k, _runs(bands, matching, chapter_range(c, slot_of_file[c.slot], matching, offsets))
            )
            for k, c in enumerate(chapters)
        ),
        paragraphs=paragraphs,
        survival=find_survival(book, lives, bands, labour.revisions),
        crossings=compared.crossings,
        pairs=compared.pairs,
        provenance=_provenance(bands, matching) if len(traced.drafts) > 1 else (),
        written_per_kept=total / ledger.words_kept if ledger.words_kept else None,
    )
    return whole.comparison, shares, lineage, bands


def _runs(bands: Bands, matching: Matching, here: slice) -> tuple[tuple[int, int], ...]:
    """Return a stretch of the final text as runs of (band, words)."""
    found = bands.of_token[matching.new.ids[here][matching.new.words[here]]]
    if not len(found):
        return ()
    begins = np.flatnonzero(np.r_[True, found[1:] != found[:-1]])
    sizes = np.diff(np.r_[begins, len(found)])
    return tuple((int(found[b]), int(n)) for b, n in zip(begins, sizes, strict=True))


def _provenance(bands: Bands, matching: Matching) -> tuple[Provenance, ...]:
    counts = bands.counts(matching.new.ids[matching.new.words])
    total = sum(counts)
    return tuple(
        Provenance(k, words, words / total if total else 0.0) for k, words in enumerate(counts)
    )
