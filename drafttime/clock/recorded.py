"""Where a record covers a day, it says how long; the commits say only what was done.

A record covers the days on which it has entries: on such a day the sessions that commits show give
way to those of the record, and every commit of theirs goes to the record's session nearest in time.
Where several logs cover one day the one that was named first counts, so that no hour is counted
twice. Cost: O(n log n) in records and sessions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafttime.model import Log, Moment, Record, Revision, Session

Day = tuple[str, date]
"""A writer and a day of theirs."""

UNKNOWN = Moment(None)


@dataclass(frozen=True, slots=True)
class Covered:
    """Sessions with the records in them, and what the commits alone had shown.

    `sessions` are in order, `index` is their place. `by_commits` holds, for every day that a record
    covers, the sessions that gave way. `minutes` is what the records say of each day.
    """

    sessions: tuple[Session, ...]
    by_commits: Mapping[Day, tuple[Session, ...]]
    minutes: Mapping[Day, float]


def cover(
    sessions: Sequence[Session],
    logs: Sequence[Log],
    revisions: Mapping[str, Revision],
    gap_minutes: Mapping[str, float],
    writer: str,
) -> Covered:
    """Put the records of `logs` in the place of the sessions of their days.

    `writer` is whose records those are that name nobody; `revisions` are by commit. Records without
    minutes cover nothing. A writer without an entry in `gap_minutes` pauses for two hours at most.
    """
    counting = _counting(logs, writer)
    minutes = {day: sum(r.minutes or 0.0 for r in own) for day, own in counting.items()}
    given_way: dict[Day, list[Session]] = {}
    kept = []
    for session in sessions:
        on = session.day
        if on is not None and (session.writer, on) in counting:
            given_way.setdefault((session.writer, on), []).append(session)
        else:
            kept.append(session)
    for day, own in counting.items():
        made = _sessions_of(day, own, gap_minutes.get(day[0], 120.0))
        commits = [c for session in given_way.get(day, []) for c in session.revisions]
        kept.extend(_with_commits(made, [revisions[c] for c in commits]))
    kept.sort(key=_order)
    return Covered(
        tuple(replace(session, index=index) for index, session in enumerate(kept)),
        {day: tuple(own) for day, own in given_way.items()},
        minutes,
    )


def _counting(logs: Sequence[Log], writer: str) -> dict[Day, list[Record]]:
    """Return the records that count, by writer and day: those of the first log for a day."""
    found: dict[Day, list[Record]] = {}
    owner: dict[Day, int] = {}
    for place, log in enumerate(logs):
        for record in log.records:
            if record.minutes is None:
                continue
            day = (record.writer or writer, record.day)
            if owner.setdefault(day, place) == place:
                found.setdefault(day, []).append(record)
    return found


def _sessions_of(day: Day, records: Sequence[Record], gap_minutes: float) -> list[Session]:
    """Join a day's entries into sessions; entries without times are one session of the day."""
    timed = sorted(
        (r for r in records if r.start is not None and r.start.seconds is not None),
        key=lambda record: (_seconds(record.start), _seconds(record.end)),
    )
    untimed = [r for r in records if r.start is None or r.start.seconds is None]
    runs: list[list[Record]] = []
    reach = 0
    for record in timed:
        if not runs or _seconds(record.start) - reach > gap_minutes * 60:
            runs.append([])
            reach = _seconds(record.end)
        runs[-1].append(record)
        reach = max(reach, _seconds(record.end))
    found = [_timed_session(day, run) for run in runs]
    if untimed:
        total = sum(record.minutes or 0.0 for record in untimed)
        found.append(_session(day, untimed[0].log, UNKNOWN, UNKNOWN, total))
    return found


def _timed_session(day: Day, run: Sequence[Record]) -> Session:
    """Entries that overlap are not counted twice: the sum is at most the time they cover."""
    covered = 0.0
    reach = 0
    for record in run:
        start, end = max(reach, _seconds(record.start)), _seconds(record.end)
        covered += max(0, end - start) / 60
        reach = max(reach, end)
    last = max(run, key=lambda record: _seconds(record.end))
    minutes = min(sum(record.minutes or 0.0 for record in run), covered)
    return _session(day, run[0].log, run[0].start or UNKNOWN, last.end or UNKNOWN, minutes)


def _session(day: Day, log: str, start: Moment, end: Moment, minutes: float) -> Session:
    return Session(
        index=0,
        writer=day[0],
        start=start,
        end=end,
        revisions=(),
        words_inserted=0,
        words_deleted=0,
        observed_minutes=minutes,
        source=log,
        on=day[1],
    )


def _with_commits(made: Sequence[Session], commits: Sequence[Revision]) -> list[Session]:
    """Give every commit of a day to the day's session that is nearest to it in time."""
    own: dict[int, list[Revision]] = {place: [] for place in range(len(made))}
    for commit in commits:
        own[min(own, key=lambda place, c=commit: (_away(made[place], c), place))].append(commit)  # type: ignore[misc]
    return [
        replace(
            session,
            revisions=tuple(c.commit for c in own[place]),
            words_inserted=sum(c.words_inserted for c in own[place]),
            words_deleted=sum(c.words_deleted for c in own[place]),
        )
        for place, session in enumerate(made)
    ]


def _away(session: Session, commit: Revision) -> float:
    """Return the seconds from a commit to a session; a session without times is far."""
    start, end, at = session.start.seconds, session.end.seconds, commit.authored.seconds
    if start is None or end is None or at is None:
        return 1e12
    return max(0, start - at, at - end)


def _order(session: Session) -> tuple[date, int, str, str]:
    """Sessions of one day: those without times first, then by start, then writer."""
    start = session.start.seconds
    day = session.day or date.min
    return day, -1 if start is None else start, session.writer, session.source


def _seconds(moment: Moment | None) -> int:
    return 0 if moment is None or moment.seconds is None else moment.seconds
