"""Sessions: runs of one writer's revisions with pauses no longer than the session gap.

Revisions are ordered by author time within each writer, whatever the commit graph says, so that a
clock that was set back cannot make a session shorter than nothing; the notices name such
inversions. Cost: O(n log n) in the number of revisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from drafttime.clock.gap import default_gap
from drafttime.clock.rules import OBSERVED, TIME_RULES
from drafttime.model import Revision, Session, SessionGap, Time


def find_sessions(
    revisions: Sequence[Revision], gaps: Mapping[str, SessionGap]
) -> tuple[Session, ...]:
    """Return the sessions of every writer, by start, then writer; `index` is their place.

    Only revisions that are labour and have a known time take part; each is in exactly one session.
    A writer without an entry in `gaps` gets the default gap.
    """
    found: list[Session] = []
    for writer, own in by_writer(revisions).items():
        longest = (gaps.get(writer) or default_gap(writer)).minutes * 60
        found.extend(_session(run) for run in _runs(own, longest))
    found.sort(key=lambda session: (session.start.seconds or 0, session.writer))
    return tuple(replace(session, index=index) for index, session in enumerate(found))


def sessions_of(sessions: Sequence[Session]) -> dict[str, int]:
    """Return the index of its session for every commit that is in one."""
    return {commit: session.index for session in sessions for commit in session.revisions}


def measure_time(
    sessions: Sequence[Session],
    gaps: Mapping[str, SessionGap],
    rule: str = OBSERVED,
    revisions: Sequence[Revision] = (),
) -> Time:
    """Return the observed time in all, and what the comparison rule gives for `revisions`.

    The gaps are listed by the number of their writer's revisions in sessions, most first. Observed
    times of several writers are added up. Raises ValueError for an unknown rule, and for a
    comparison rule that is given sessions but no revisions.
    """
    if rule not in TIME_RULES:
        raise ValueError(f"unknown time rule {rule!r}; known are {', '.join(TIME_RULES)}")
    minutes_by = TIME_RULES[rule].minutes
    if minutes_by is not None and sessions and not revisions:
        raise ValueError(f"the rule {rule!r} needs the revisions")
    counts: dict[str, int] = defaultdict(int)
    for session in sessions:
        counts[session.writer] += len(session.revisions)
    return Time(
        observed_minutes=sum(session.observed_minutes for session in sessions),
        gaps=tuple(sorted(gaps.values(), key=lambda gap: (-counts[gap.writer], gap.writer))),
        rule=rule,
        rule_minutes=None
        if minutes_by is None
        else sum(minutes_by(_seconds(own)) for own in by_writer(revisions).values()),
    )


def by_writer(revisions: Sequence[Revision]) -> dict[str, list[Revision]]:
    """Return each writer's labour of known time in order of author time; ties as they came."""
    own: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        if revision.labour and revision.authored.seconds is not None:
            own[revision.writer].append(revision)
    for run in own.values():
        run.sort(key=lambda revision: revision.authored.seconds or 0)
    return dict(own)


def _seconds(revisions: Sequence[Revision]) -> list[int]:
    return [revision.authored.seconds or 0 for revision in revisions]


def _runs(own: Sequence[Revision], longest_seconds: float) -> list[list[Revision]]:
    """Cut one writer's ordered revisions wherever a pause exceeds `longest_seconds`."""
    runs = [[own[0]]]
    for before, after in pairwise(own):
        pause = (after.authored.seconds or 0) - (before.authored.seconds or 0)
        if pause > longest_seconds:
            runs.append([])
        runs[-1].append(after)
    return runs


def _session(run: Sequence[Revision]) -> Session:
    start, end = run[0].authored, run[-1].authored
    return Session(
        index=0,
        writer=run[0].writer,
        start=start,
        end=end,
        revisions=tuple(revision.commit for revision in run),
        words_inserted=sum(revision.words_inserted for revision in run),
        words_deleted=sum(revision.words_deleted for revision in run),
        observed_minutes=((end.seconds or 0) - (start.seconds or 0)) / 60,
    )
