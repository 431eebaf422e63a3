"""Sessions: runs of one writer's revisions with pauses no longer than the session gap.

Revisions are ordered by author time within each writer, whatever the commit graph says, so that a
clock that was set back cannot make a session shorter than nothing; the notices name such
inversions. Cost: O(n log n) in the number of revisions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from drafttime.clock.gap import default_gap
from drafttime.clock.rules import OBSERVED, TIME_RULES
from drafttime.model import GapTrial, Revision, Session, SessionGap, Time

TRIED_MINUTES = (30.0, 60.0, 120.0, 180.0)

TICKS = 2
HEARTBEAT_MINUTES = 15.0
"""Between automatic commits a pause of more than two of their usual intervals, and of more than a
quarter of an hour, is a break: what WakaTime takes for heartbeats (its "keystroke timeout")."""


def find_sessions(
    revisions: Sequence[Revision],
    gaps: Mapping[str, SessionGap],
    ticks_minutes: Mapping[str, float] = MappingProxyType({}),
) -> tuple[Session, ...]:
    """Return the sessions of every writer, by start, then writer; `index` is their place.

    Only revisions that are labour and have a known time take part; each is in exactly one session.
    A writer without an entry in `gaps` gets the default gap. Between two commits that a program
    made a pause ends the session sooner: where nothing changed for two ticks (`ticks_minutes`, by
    writer), and for a quarter of an hour at least, nobody was writing.
    """
    found: list[Session] = []
    for writer, own in by_writer(revisions).items():
        longest = (gaps.get(writer) or default_gap(writer)).minutes * 60
        between = max(TICKS * ticks_minutes.get(writer, math.inf), HEARTBEAT_MINUTES) * 60
        tick = ticks_minutes.get(writer, 0.0)
        found.extend(_session(run, tick) for run in _runs(own, longest, min(longest, between)))
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
        recorded_minutes=sum(one.observed_minutes for one in sessions if one.recorded),
        gaps=tuple(sorted(gaps.values(), key=lambda gap: (-counts[gap.writer], gap.writer))),
        rule=rule,
        rule_minutes=None
        if minutes_by is None
        else sum(minutes_by(_seconds(own)) for own in by_writer(revisions).values()),
    )


def try_gaps(
    revisions: Sequence[Revision],
    ticks_minutes: Mapping[str, float] = MappingProxyType({}),
) -> tuple[GapTrial, ...]:
    """Return what session gaps of 30, 60, 120 and 180 minutes would give, for every writer alike.

    So that a reader sees how much hangs on the gap. Cost: four times that of finding sessions.
    """
    writers = by_writer(revisions)
    found = []
    for minutes in TRIED_MINUTES:
        gaps = {writer: SessionGap(writer, minutes, "set", "") for writer in writers}
        sessions = find_sessions(revisions, gaps, ticks_minutes)
        found.append(
            GapTrial(minutes, len(sessions), sum(one.observed_minutes for one in sessions))
        )
    return tuple(found)


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


def _runs(
    own: Sequence[Revision], longest_seconds: float, heartbeat_seconds: float
) -> list[list[Revision]]:
    """Cut one writer's ordered revisions wherever a pause is too long for the two at its ends."""
    runs = [[own[0]]]
    for before, after in pairwise(own):
        pause = (after.authored.seconds or 0) - (before.authored.seconds or 0)
        both = before.automatic and after.automatic
        if pause > (heartbeat_seconds if both else longest_seconds):
            runs.append([])
        runs[-1].append(after)
    return runs


def _session(run: Sequence[Revision], tick_minutes: float) -> Session:
    """Return the session of a run.

    A program commits up to a tick after the last word: that tick was not seen to be work.
    """
    start, end = run[0].authored, run[-1].authored
    late = tick_minutes if all(revision.automatic for revision in run) else 0.0
    return Session(
        index=0,
        writer=run[0].writer,
        start=start,
        end=end,
        revisions=tuple(revision.commit for revision in run),
        words_inserted=sum(revision.words_inserted for revision in run),
        words_deleted=sum(revision.words_deleted for revision in run),
        observed_minutes=max(0.0, ((end.seconds or 0) - (start.seconds or 0)) / 60 - late),
    )
