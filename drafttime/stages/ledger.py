"""Words in and out over the whole history, each counted once however often it was copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from drafttime.model import Ledger, Revision
from drafttime.revision.lives import Lives


def draw_ledger(
    lives: Lives,
    order: Sequence[str],
    counts_as: Mapping[str, str],
    revisions: Sequence[Revision],
    final_words: int,
) -> Ledger:
    """Balance what was written against what is kept: written + unattributed = kept + cut.

    Written are the words born in labour. Unattributed are those that were born elsewhere: in a
    merge, in revisions that the options or the edge of a shallow history leave out. `order` gives
    the commits by rank, `counts_as` the one that stands for a repeated change.
    """
    labour = {revision.commit for revision in revisions if revision.labour}
    of_rank = np.array([counts_as.get(commit, commit) in labour for commit in order], np.bool_)
    counted = lives.counted & lives.words
    attributed = of_rank[lives.ranks] if len(lives.ranks) else counted
    written = int((counted & attributed).sum())
    total = int(counted.sum())
    kept = int((counted & (lives.died == lives.end)).sum())
    return Ledger(
        words_written=written,
        words_unattributed=total - written,
        words_kept=kept,
        words_cut=total - kept,
        words_restored=sum(r.words_restored for r in revisions if r.labour),
        words_copied=sum(r.words_copied for r in revisions if r.labour),
        words_standing_twice=final_words - kept,
    )
