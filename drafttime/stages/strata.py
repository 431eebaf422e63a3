"""Words standing and cut so far, by birth, after each mainline revision; and how long they last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

import numpy as np

from drafttime.model import Revision, Stand, SurvivalCurve, SurvivalStep
from drafttime.revision.lives import Ids, Lives
from drafttime.stages.bands import Bands
from drafttime.stages.reading import Book


def find_stands(
    book: Book, lives: Lives, bands: Bands, revisions: Sequence[Revision]
) -> tuple[Stand, ...]:
    """Return what stands and what was cut so far, after each revision of the mainline, in words."""
    number = {revision.commit: k for k, revision in enumerate(revisions) if revision.mainline}
    counts = len(bands.bands)
    counted = lives.counted & lives.words
    appeared = np.zeros((lives.end + 2, counts), np.int64)
    np.add.at(appeared, (lives.appeared[counted], bands.of_token[counted]), 1)
    standing = np.zeros(counts, np.int64)
    written = np.zeros(counts, np.int64)
    found = []
    for k, (commit, step) in enumerate(zip(book.history.mainline, lives.steps, strict=True)):
        came = step.ids[(step.before == 0) & (step.after > 0)]
        went = step.ids[(step.before > 0) & (step.after == 0)]
        standing += _counts(lives, bands, came) - _counts(lives, bands, went)
        written += appeared[k]
        if commit in number:
            found.append(Stand(number[commit], _ints(standing), _ints(written - standing)))
    return tuple(found)


def _counts(lives: Lives, bands: Bands, ids: Ids) -> Ids:
    words = ids[lives.words[ids]]
    return np.bincount(bands.of_token[words], minlength=len(bands.bands))


def _ints(counts: Ids) -> tuple[int, ...]:
    return tuple(int(count) for count in counts)


def find_survival(
    book: Book, lives: Lives, bands: Bands, revisions: Sequence[Revision]
) -> tuple[SurvivalCurve, ...]:
    """Return the Kaplan–Meier curve of each band; age in days with writing (Kaplan, Meier 1958).

    Words that stand at the end are censored at the age that they have reached.
    """
    days = _days_with_writing(book, revisions)
    if not days:
        return ()
    day = np.array([*days, days[-1], days[-1]], np.int64)
    counted = lives.counted & lives.words
    curves = []
    for band in range(len(bands.bands)):
        own = counted & (bands.of_token == band)
        died = lives.died[own] < lives.end
        age = day[np.minimum(lives.died[own], lives.end)] - day[lives.appeared[own]]
        age = np.maximum(age, 0)
        curves.append(SurvivalCurve(band, int(own.sum()), _steps(age, died)))
    return tuple(curves)


def _days_with_writing(book: Book, revisions: Sequence[Revision]) -> list[int]:
    """Count days with writing along the mainline; a day that was there before begins none."""
    authored = {revision.commit: revision.authored for revision in revisions}
    seen: set[date] = set()
    begins = []
    for commit in book.history.mainline:
        day = authored[commit].day() if commit in authored else None
        begins.append(int(day is not None and day not in seen and bool(seen)))
        if day is not None:
            seen.add(day)
    return list(accumulate(begins))


def _steps(age: Ids, died: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[SurvivalStep, ...]:
    if not len(age):
        return ()
    deaths, leaving = np.bincount(age[died], minlength=age.max() + 1), np.bincount(age)
    at_risk = len(age) - np.r_[0, np.cumsum(leaving)[:-1]]
    share = np.cumprod(1 - deaths / np.maximum(at_risk, 1))
    wanted = sorted({0, *np.flatnonzero(leaving).tolist()})
    return tuple(
        SurvivalStep(int(k), int(at_risk[k]), int(deaths[k]), float(share[k])) for k in wanted
    )
