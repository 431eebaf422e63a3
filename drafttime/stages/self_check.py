"""Numbers that writers left, beside drafttime's own: a check on drafttime, not on the writer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from statistics import median

from drafttime.clock.claims_compared import compare_claims, compare_log_words
from drafttime.clock.recorded import Covered, replaced
from drafttime.model import Agreement, Claim, Log, Revision, Session
from drafttime.stages.reading import Book

TENTH = 0.1
MOST_EXAMPLES = 5


def find_agreements(
    book: Book,
    revisions: Mapping[str, Revision],
    sessions: Sequence[Session],
    logs: Sequence[Log],
    alone: tuple[Covered, Sequence[Session], Sequence[float]],
) -> tuple[Agreement, ...]:
    """Compare what stands in commit messages and logs with what was counted.

    Times in messages are held against the middle of what their session is expected to have taken;
    a log's hours against what is expected of the commits of the same days, as if there were no log:
    `alone` are the records, the sessions of all commits, and the minutes expected of each.
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
    days = {(session.writer, session.day) for session in sessions if session.recorded}
    hours = _hours(*alone, days)
    return (*found, *([hours] if hours else []))


def _hours(
    covered: Covered,
    sessions: Sequence[Session],
    minutes: Sequence[float],
    asked: Collection[tuple[str, date | None]],
) -> Agreement | None:
    """Hold the record of each day that it covers against the expectation of that day's commits."""
    claims = [
        Claim(
            day.isoformat(),
            "",
            covered.minutes[writer, day],
            sum(minutes[place] for place in places),
        )
        for (writer, day), places in sorted(
            replaced(covered, sessions).items(), key=lambda item: (item[0][1], item[0][0])
        )
        if (writer, day) in asked
    ]
    if not claims:
        return None
    ratios = [claim.theirs / claim.ours for claim in claims if claim.ours > 0]
    return Agreement(
        "minutes",
        "logs",
        len(claims),
        sum(abs(claim.theirs - claim.ours) <= TENTH * claim.ours for claim in claims),
        median(ratios) if ratios else None,
        tuple(claims[-MOST_EXAMPLES:]),
    )
