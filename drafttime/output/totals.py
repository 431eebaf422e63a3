"""Sums over revisions and sessions that both the page and the data give: by draft, by writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.model import Analysis, Draft, Revision


@dataclass(frozen=True, slots=True)
class DraftWork:
    """What was done between the draft before and this one, in the order of the history.

    `days` reach from the first to the last day of labour, both counted; None where no time is
    known.
    """

    words_inserted: int
    words_deleted: int
    revisions: int
    sessions: int
    days: int | None


@dataclass(frozen=True, slots=True)
class WriterWork:
    """What one writer did, in words, revisions and observed minutes."""

    name: str
    revisions: int
    sessions: int
    words_inserted: int
    words_deleted: int
    observed_minutes: float


def work_by_draft(analysis: Analysis) -> tuple[DraftWork | None, ...]:
    """Return, for every draft, the labour since the one before; None where it cannot be placed.

    Revisions belong to the first draft that follows them in topological order. A draft kept as a
    file beside a newer one has no place of its own. Linear in the number of revisions.
    """
    rank = {revision.commit: place for place, revision in enumerate(analysis.revisions)}
    found: list[DraftWork | None] = []
    before = -1
    for draft in analysis.drafts:
        is_final = draft is analysis.drafts[-1]
        place = len(rank) - 1 if is_final else _place(draft, analysis, rank)
        if place is None or place <= before or _is_beside(draft, analysis):
            found.append(None)
            continue
        found.append(_work(analysis.revisions[before + 1 : place + 1]))
        before = place
    return tuple(found)


def work_by_writer(analysis: Analysis) -> tuple[WriterWork, ...]:
    """Return the labour of every writer, the one with most revisions first; linear."""
    revisions, inserted, deleted = Counter[str](), Counter[str](), Counter[str]()
    for revision in analysis.revisions:
        if revision.labour:
            revisions[revision.writer] += 1
            inserted[revision.writer] += revision.words_inserted
            deleted[revision.writer] += revision.words_deleted
    sessions = Counter(session.writer for session in analysis.sessions)
    minutes: dict[str, float] = {}
    for session in analysis.sessions:
        minutes[session.writer] = minutes.get(session.writer, 0.0) + session.observed_minutes
    names = sorted({*revisions, *sessions}, key=lambda name: (-revisions[name], name))
    return tuple(
        WriterWork(
            name, revisions[name], sessions[name], inserted[name], deleted[name],
            minutes.get(name, 0.0),
        )
        for name in names
    )  # fmt: skip


def labour(analysis: Analysis) -> tuple[Revision, ...]:
    """Return the revisions that count as labour."""
    return tuple(revision for revision in analysis.revisions if revision.labour)


def least_minutes(analysis: Analysis) -> float:
    """Return the minutes that "at least" may be said of.

    What commits and logs show, unless the writer's own records say that not all of it was work.
    """
    time = analysis.time
    shares = [calibration.worked_share for calibration in time.calibrations]
    if time.estimate is None or min(shares, default=1.0) == 1.0:
        return time.observed_minutes
    return min(time.observed_minutes, time.estimate.low_minutes)


def words_at_once(analysis: Analysis) -> int:
    """Return the words of imports and other commits too large to have been written in a sitting."""
    large = (r.words_inserted for r in analysis.revisions if r.labour and r.bulk)
    return min(sum(large), analysis.ledger.words_written)


def arrived(analysis: Analysis) -> str:
    """Return how the words of `words_at_once` came."""
    commits = sum(revision.labour and revision.bulk for revision in analysis.revisions)
    return "arrived at once" if commits == 1 else "arrived in large commits"


def is_one_draft(analysis: Analysis) -> bool:
    """Return whether the first draft is the final one, and not a file kept beside it."""
    drift = analysis.drift
    changed = drift.comparison.gone_tokens or drift.comparison.inserted_tokens
    return drift.first.commit == drift.final.commit and not changed


def _is_beside(draft: Draft, analysis: Analysis) -> bool:
    final = analysis.drift.final
    return draft is not analysis.drafts[-1] and draft.commit == final.commit


def _place(draft: Draft, analysis: Analysis, rank: Mapping[str, int]) -> int | None:
    """Return the last revision that the draft holds: its own, else the last one up to its time."""
    if draft.commit in rank:
        return rank[draft.commit]
    when = draft.authored.seconds
    if when is None:
        return None
    return max(
        (
            place
            for place, revision in enumerate(analysis.revisions)
            if revision.mainline
            and revision.authored.seconds is not None
            and revision.authored.seconds <= when
        ),
        default=None,
    )


def _work(revisions: tuple[Revision, ...]) -> DraftWork:
    counted = [revision for revision in revisions if revision.labour]
    days = [day for revision in counted if (day := revision.authored.day())]
    return DraftWork(
        words_inserted=sum(revision.words_inserted for revision in counted),
        words_deleted=sum(revision.words_deleted for revision in counted),
        revisions=len(counted),
        sessions=len({revision.session for revision in counted} - {None}),
        days=(max(days) - min(days)).days + 1 if days else None,
    )
