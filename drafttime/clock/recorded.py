"""Where a record covers a day, it says how long; the commits say only what was done.

A record covers the days on which it has entries, and the time up to half an hour on either side of
it, past midnight too. Commits there are the record's: each goes to its session nearest in time, and
makes no session of its own. Where several logs cover one
day the one that was named first counts, so that no hour is counted twice. A day that a log gives no
time to is not covered by it. Cost: O(n log n) in records and sessions.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from drafttime.model import Log, Moment, Record, Revision, Session

Day = tuple[str, date]
"""A writer and a day of theirs."""

UNKNOWN = Moment(None)
BESIDE_SECONDS = 30 * 60
"""Commits so near to a record are its own: one commits when one has put the pen down."""

LONGEST_GAP_MINUTES = 120.0
"""Entries further apart are two sessions, however long a gap was set for commits: a log says when
one stopped."""

FAR = 10**12
_LAST = date.max.toordinal()
MOST_DAYS_OF_A_RECORD = 60


@dataclass(frozen=True, slots=True)
class Covered:
    """The sessions of records, with their commits, and which commits those are.

    `sessions` are in order. `given` leads from every commit that gave way to the day of its record.
    `minutes` is what the records say of each day; `whole` are the days whose records are those of
    commits, each with all that came since the commit before.
    """

    sessions: tuple[Session, ...]
    given: Mapping[str, date]
    minutes: Mapping[Day, float]
    whole: frozenset[Day]


def cover(
    revisions: Sequence[Revision], logs: Sequence[Log], gap_minutes: Mapping[str, float]
) -> Covered:
    """Make sessions of the records of `logs`, and give them the commits that are theirs.

    `revisions` are those that sessions are made of; every record names its writer. Records without
    minutes cover nothing. Entries with a pause longer than the writer's session gap, two hours at
    most, are two sessions.
    """
    counting = _counting(logs)
    entries: dict[str, list[Record]] = {}
    for (writer, _), own in counting.items():
        entries.setdefault(writer, []).extend(own)
    made = {
        writer: sorted(_sessions_of(writer, own, gap_minutes.get(writer, math.inf)), key=order)
        for writer, own in entries.items()
    }
    near = {writer: _Near(own) for writer, own in made.items()}
    commits: dict[tuple[str, int], list[Revision]] = {}
    given: dict[str, date] = {}
    for revision in revisions:
        own_near = near.get(revision.writer)
        place = None if own_near is None else own_near.of(revision, counting)
        if place is not None:
            commits.setdefault((revision.writer, place), []).append(revision)
            given[revision.commit] = made[revision.writer][place].on or date.min
    found = [
        _with_commits(session, commits.get((writer, place), []))
        for writer, own_sessions in made.items()
        for place, session in enumerate(own_sessions)
    ]
    minutes: dict[Day, float] = {}
    for session in found:
        day = (session.writer, session.on or date.min)
        minutes[day] = minutes.get(day, 0.0) + session.observed_minutes
    return Covered(
        tuple(sorted(found, key=order)),
        given,
        minutes,
        frozenset(day for day, own in counting.items() if all(record.commit for record in own)),
    )


def replaced(covered: Covered, sessions: Sequence[Session]) -> dict[Day, tuple[int, ...]]:
    """Return, for every day of a record, the places of the commits' sessions that are all its own.

    A session of which a record holds only a part is in no place: it compares with nothing.
    """
    found: dict[Day, list[int]] = {}
    for place, session in enumerate(sessions):
        days = {covered.given.get(commit) for commit in session.revisions}
        if len(days) == 1 and (day := next(iter(days))) is not None:
            found.setdefault((session.writer, day), []).append(place)
    return {day: tuple(places) for day, places in found.items()}


def recorded_between(
    covered: Covered, sessions: Sequence[Session], revisions: Sequence[Revision]
) -> tuple[float, ...]:
    """Return what records say of the days between each session and the writer's commit before.

    `sessions` are those of the commits that no record holds, `revisions` all commits. What lies in
    a record since the last commit is not to be estimated again.
    """
    days: dict[str, list[date]] = {}
    sums: dict[str, list[float]] = {}
    for (writer, day), minutes in sorted(covered.minutes.items()):
        days.setdefault(writer, []).append(day)
        sums.setdefault(writer, [0.0]).append(sums[writer][-1] + minutes)
    committed: dict[str, set[date]] = {}
    for revision in revisions:
        on = revision.authored.day()
        if on is not None:
            committed.setdefault(revision.writer, set()).add(on)
    ordered = {writer: sorted(own) for writer, own in committed.items()}
    found = []
    for session in sessions:
        on, own = session.day, ordered.get(session.writer, [])
        before = 0 if on is None else bisect.bisect_left(own, on)
        minutes = 0.0
        if on is not None and before and session.writer in days:
            known, total = days[session.writer], sums[session.writer]
            first = bisect.bisect_right(known, own[before - 1])
            minutes = total[bisect.bisect_right(known, on)] - total[first]
        found.append(max(0.0, minutes))
    return tuple(found)


class _Near:
    """Finds the session of a record that a commit of its writer belongs to."""

    def __init__(self, made: Sequence[Session]) -> None:
        self._made = made
        self._by_day: dict[date, list[int]] = {}
        for place, session in enumerate(made):
            for day in _days_of(session):
                self._by_day.setdefault(day, []).append(place)

    def of(self, commit: Revision, counting: Mapping[Day, object]) -> int | None:
        """Return the place of the record to which a commit gives way, None where to none.

        That is the nearest one within half an hour, else the nearest of the commit's own day.
        """
        day, at = commit.authored.day(), commit.authored.seconds
        if day is None or at is None:
            return None
        around = (day + timedelta(days=k) for k in (-1, 0, 1) if 1 < day.toordinal() < _LAST)
        places = {place for one in around for place in self._by_day.get(one, ())}
        near = min(places, key=lambda place: (self._away(place, at), place), default=None)
        if near is not None and self._away(near, at) <= BESIDE_SECONDS:
            return near
        if (commit.writer, day) not in counting:
            return None
        same_day = self._by_day.get(day, ())
        return min(same_day, key=lambda place: (self._away(place, at), place), default=None)

    def _away(self, place: int, at: int) -> int:
        """Return the seconds between a record and a time; one without times is far."""
        start, end = self._made[place].start.seconds, self._made[place].end.seconds
        return FAR if start is None or end is None else max(0, start - at, at - end)


def _days_of(session: Session) -> list[date]:
    """Return the days of a record from its start to its end, two months at most."""
    first, last = session.day, session.end.day()
    if first is None:
        return []
    length = 0 if last is None else min(MOST_DAYS_OF_A_RECORD, max(0, (last - first).days))
    return [first + timedelta(days=k) for k in range(length + 1)]


def _counting(logs: Sequence[Log]) -> dict[Day, list[Record]]:
    """Return the records that count, by writer and day: those of the first log for a day."""
    found: dict[Day, list[Record]] = {}
    owner: dict[Day, int] = {}
    for place, log in enumerate(logs):
        for record in log.records:
            if not record.minutes:
                continue
            day = (record.writer, record.day)
            if owner.setdefault(day, place) == place:
                found.setdefault(day, []).append(record)
    return found


def _sessions_of(writer: str, records: Sequence[Record], gap_minutes: float) -> Iterable[Session]:
    """Join one writer's entries into sessions; those without times are one session a day."""
    timed = sorted(
        (r for r in records if r.start is not None and r.start.seconds is not None),
        key=lambda record: (_seconds(record.start), _seconds(record.end)),
    )
    longest = min(gap_minutes, LONGEST_GAP_MINUTES) * 60
    run: list[Record] = []
    reach = covered = 0  # where the last run ended; up to where time is counted already
    for record in timed:
        start = _seconds(record.start)
        if run and (start - reach > longest or record.log != run[0].log):
            yield _timed(writer, run, covered)
            covered, run = max(covered, reach), []
        reach = max(reach if run else start, _seconds(record.end))
        run.append(record)
    if run:
        yield _timed(writer, run, covered)
    days: dict[tuple[date, str], float] = {}
    for record in records:
        if record.start is None or record.start.seconds is None:
            key = (record.day, record.log)
            days[key] = days.get(key, 0.0) + (record.minutes or 0.0)
    for (on, log), minutes in days.items():
        yield _session(writer, log, on, (UNKNOWN, UNKNOWN), minutes)


def _timed(writer: str, run: Sequence[Record], counted_up_to: int) -> Session:
    """Entries that overlap are not counted twice: the sum is at most the time they cover."""
    room = 0.0
    reach = counted_up_to
    for record in run:
        start, end = max(reach, _seconds(record.start)), _seconds(record.end)
        room += max(0, end - start) / 60
        reach = max(reach, end)
    last = max(run, key=lambda record: _seconds(record.end))
    minutes = min(sum(record.minutes or 0.0 for record in run), room)
    ends = (run[0].start or UNKNOWN, last.end or UNKNOWN)
    return _session(writer, run[0].log, run[0].day, ends, minutes)


def _session(
    writer: str, log: str, day: date, ends: tuple[Moment, Moment], minutes: float
) -> Session:
    return Session(
        index=0,
        writer=writer,
        start=ends[0],
        end=ends[1],
        revisions=(),
        words_inserted=0,
        words_deleted=0,
        observed_minutes=minutes,
        source=log,
        on=day,
    )


def _with_commits(session: Session, commits: Sequence[Revision]) -> Session:
    ordered = sorted(commits, key=lambda commit: commit.authored.seconds or 0)
    return replace(
        session,
        revisions=tuple(commit.commit for commit in ordered),
        words_inserted=sum(commit.words_inserted for commit in ordered),
        words_deleted=sum(commit.words_deleted for commit in ordered),
    )


def order(session: Session) -> tuple[date, int, str, str]:
    """Return what sessions are ordered by: the day, those without times first, start, writer."""
    start = session.start.seconds
    day = session.day or date.min
    return day, -1 if start is None else start, session.writer, session.source


def _seconds(moment: Moment | None) -> int:
    return 0 if moment is None or moment.seconds is None else moment.seconds
