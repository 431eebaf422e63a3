"""Numbers that writers left, beside drafttime's own: a check on drafttime, not on the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from drafttime.clock.claims_compared import compare_claims, compare_log_words
from drafttime.clock.recorded import Covered
from drafttime.model import Agreement, Claim, Log, Revision, Session
from drafttime.stages.reading import Book

TENTH = 0.1
MOST_EXAMPLES = 5


def find_agreements(
    book: Book,
    revisions: Mapping[str, Revision],
    sessions: Sequence[Session],
    logs: Sequence[Log],
    covered: Covered,
) -> tuple[Agreement, ...]:
    """Compare what stands in commit messages and logs with what was counted.

    Times in messages are held against the middle of what their session is expected to have taken.
    A log's hours are held against those that the commits of the same days would have shown alone.
    """
    minutes = {
        commit: session.estimate.mid_minutes
        for session in sessions
        if session.estimate is not None and not session.recorded
        for commit in session.revisions
    }
    commits = [book.history.commits[c] for c in book.history.order if c in revisions]
    files = [file.path for file in book.manuscript.files]
    found = [*compare_claims(commits, revisions, minutes, files)]
    for log in logs:
        words = compare_log_words(log.records, revisions)
        if words is not None:
            found.append(words)
    hours = _hours(covered)
    return (*found, *([hours] if hours else []))


def _hours(covered: Covered) -> Agreement | None:
    """Hold the record of each day that it covers against the expectation of that day's commits."""
    claims = []
    for (writer, day), given_way in sorted(covered.by_commits.items(), key=lambda item: item[0][1]):
        ours = [session.estimate for session in given_way]
        if any(estimate is None for estimate in ours):
            continue
        minutes = sum(estimate.mid_minutes for estimate in ours if estimate is not None)
        theirs = covered.minutes[writer, day]
        claims.append(Claim(day.isoformat(), f"{theirs / 60:.1f} h", theirs, minutes))
    if not claims:
        return None
    ratios = [claim.theirs / claim.ours for claim in claims if claim.ours > 0]
    return Agreement(
        "minutes",
        "logs, beside the estimate of the same days",
        len(claims),
        sum(abs(claim.theirs - claim.ours) <= TENTH * claim.ours for claim in claims),
        median(ratios) if ratios else None,
        tuple(claims[-MOST_EXAMPLES:]),
    )
