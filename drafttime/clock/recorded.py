"""Where a record covers a day, it says how long; the commits say only what was done.

A record covers the days on which it has entries, and the time up to half an hour on either side of
it, past midnight too. The sessions that commits show there give way to those of the record, and
every commit of theirs goes to the record's session nearest in time. Where several logs cover one
day the one that was named first counts, so that no hour is counted twice. A day that a log gives no
time to is not covered by it. Cost: O(n log n) in records and sessions.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from drafttime.model import Log, Moment, Record, Revision, Session

Day = tuple[str, date]
"""A writer and a day of theirs."""

UNKNOWN = Moment(None)
BESIDE_SECONDS = 30 * 60
"""Commits so near to a record are its own: one commits when one has put the pen down."""

DEFAULT_GAP_MINUTES = 120.0
FAR = 10**12
MOST_DAYS_OF_A_RECORD = 60


@dataclass(frozen=True, slots=True)
class Covered:
    """Sessions with the records in them, and what the commits alone had shown.

    `sessions` are in order, `index` is their place; `kept[k]` is the place that the k-th of them
    had among the sessions of the commits, None for those of a record. `replaced` holds, for every
    day of a record, the places of the sessions that gave way to it. `minutes` is what the records
    say of each day; `whole` are the days whose records are those of commits, each with all that
    came since the commit before.
    """

    sessions: tuple[Session, ...]
    kept: tuple[int | None, ...]
    replaced: Mapping[Day, tuple[int, ...]]
    minutes: Mapping[Day, float]
    whole: frozenset[Day]


def cover(
    sessions: Sequence[Session],
    logs: Sequence[Log],
    revisions: Mapping[str, Revision],
    gap_minutes: Mapping[str, float],
) -> Covered:
    """Put the records of `logs` in the place of the sessions of their days.

    Every record names its writer. `revisions` are by commit. Records without minutes cover nothing.
    A writer without an entry in `gap_minutes` pauses for two hours at most.
    """
    counting = _counting(logs)
    entries: dict[str, list[Record]] = {}
    for (writer, _), own in counting.items():
        entries.setdefault(writer, []).extend(own)
    made = {
        writer: sorted(
            _sessions_of(writer, own, gap_minutes.get(writer, DEFAULT_GAP_MINUTES)), key=_order
        )
        for writer, own in entries.items()
    }
    merged: list[tuple[Session, int | None]] = []
    given: dict[tuple[str, int], list[Revision]] = {}
    replaced: dict[Day, list[int]] = {}
    near = {writer: _Near(own) for writer, own in made.items()}
    for place, session in enumerate(sessions):
        own_near = near.get(session.writer)
        home = None if own_near is None else own_near.of(session, counting)
        if home is None:
            merged.append((session, place))
            continue
        on = made[session.writer][home].on
        assert on is not None
        replaced.setdefault((session.writer, on), []).append(place)
        for commit in session.revisions:
            assert own_near is not None
            one = own_near.of_commit(revisions[commit], home)
            given.setdefault((session.writer, one), []).append(revisions[commit])
    for writer, records in made.items():
        for place, session in enumerate(records):
            merged.append((_with_commits(session, given.get((writer, place), [])), None))
    merged.sort(key=lambda pair: _order(pair[0]))
    minutes: dict[Day, float] = {}
    for writer, records in made.items():
        for session in records:
            if session.on is not None:
                day = (writer, session.on)
                minutes[day] = minutes.get(day, 0.0) + session.observed_minutes
    return Covered(
        tuple(replace(session, index=index) for index, (session, _) in enumerate(merged)),
        tuple(place for _, place in merged),
        {day: tuple(places) for day, places in replaced.items()},
        minutes,
        frozenset(day for day, own in counting.items() if all(record.commit for record in own)),
    )


def recorded_between(covered: Covered, sessions: Sequence[Session]) -> dict[int, float]:
    """Return, by its place, what records say of the days between a session and the commit before.

    `sessions` are those of the commits. Only sessions that kept their place are asked: what lies in
    a record since the writer's last commit is not to be estimated again.
    """
    days: dict[str, list[date]] = {}
    sums: dict[str, list[float]] = {}
    for (writer, day), minutes in sorted(covered.minutes.items()):
        days.setdefault(writer, []).append(day)
        sums.setdefault(writer, [0.0]).append(sums[writer][-1] + minutes)
    kept = {place for place in covered.kept if place is not None}
    found: dict[int, float] = {}
    before: dict[str, date] = {}
    for place, session in enumerate(sessions):
        on = session.day
        if on is None:
            continue
        if place in kept and session.writer in days and session.writer in before:
            own, total = days[session.writer], sums[session.writer]
            first = bisect.bisect_right(own, before[session.writer])
            minutes = total[bisect.bisect_right(own, on)] - total[first]
            if minutes > 0:
                found[place] = minutes
        before[session.writer] = max(on, before.get(session.writer, on))
    return found


class _Near:
    """Finds the session of a record that is nearest to a session or a commit of its writer."""

    def __init__(self, made: Sequence[Session]) -> None:
        self._made = made
        self._by_day: dict[date, list[int]] = {}
        for place, session in enumerate(made):
            for day in _days_of(session):
                self._by_day.setdefault(day, []).append(place)

    def of(self, session: Session, counting: Mapping[Day, object]) -> int | None:
        """Return the place of the record to which a session gives way, None where to none."""
        day = session.day
        if day is None:
            return None
        places = self._around(day)
        if not places:
            return None
        nearest = min(places, key=lambda place: (self._seconds(place, session), place))
        if self._seconds(nearest, session) <= BESIDE_SECONDS:
            return nearest
        if (session.writer, day) not in counting:
            return None
        same_day = [place for place in places if self._made[place].on == day]
        return min(same_day or places, key=lambda place: (self._seconds(place, session), place))

    def of_commit(self, commit: Revision, home: int) -> int:
        """Return the place of the nearest record to a commit whose session gives way to `home`."""
        day = commit.authored.day()
        at, on = commit.authored.seconds or 0, self._made[home].on
        places = [home]
        for place in self._around(day) if day is not None else ():
            away = _away(self._made[place], at, at)
            if self._made[place].on == on or away <= BESIDE_SECONDS:
                places.append(place)
        return min(places, key=lambda place: (_away(self._made[place], at, at), place != home))

    def _around(self, day: date) -> list[int]:
        days = (day, day - timedelta(days=1)) if day > date.min else (day,)
        return [place for one in days for place in self._by_day.get(one, ())]

    def _seconds(self, place: int, session: Session) -> int:
        start, end = session.start.seconds, session.end.seconds
        return FAR if start is None or end is None else _away(self._made[place], start, end)


def _days_of(session: Session) -> list[date]:
    """Return the days of a record from its start to its end, two months at most."""
    first, last = session.day, session.end.day()
    if first is None:
        return []
    length = 0 if last is None else min(MOST_DAYS_OF_A_RECORD, max(0, (last - first).days))
    return [first + timedelta(days=k) for k in range(length + 1)]


def _away(record: Session, start: int, end: int) -> int:
    """Return the seconds between a record and a stretch of time; one without times is far."""
    if record.start.seconds is None or record.end.seconds is None:
        return FAR
    return max(0, record.start.seconds - end, start - record.end.seconds)


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
    run: list[Record] = []
    reach = covered = 0  # where the last run ended; up to where time is counted already
    for record in timed:
        start = _seconds(record.start)
        if run and (start - reach > gap_minutes * 60 or record.log != run[0].log):
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


def _order(session: Session) -> tuple[date, int, str, str]:
    """Sessions of one day: those without times first, then by start, then writer."""
    start = session.start.seconds
    day = session.day or date.min
    return day, -1 if start is None else start, session.writer, session.source


def _seconds(moment: Moment | None) -> int:
    return 0 if moment is None or moment.seconds is None else moment.seconds
