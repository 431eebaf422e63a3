"""Time for invented books: ranges for their sessions, records for a part of them.

The ranges follow a rule of their own, much simpler than the program's, since charts and pages must
show whatever they are given: a session takes a while and something for each word, strays by itself,
and all share one unknown pace. `with_time` makes sessions, weeks, drafts and the total agree.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from invented import Phase, Plan
from invented_figures import build

from drafttime.clock.hand import hand_minutes, measure_hand_and_eye
from drafttime.model import Analysis, Estimate, Moment, Session, Spell

EIGHTY_PERCENT = 1.2815515655446004
PACE_SPREAD = 0.3
NOISE_MINUTES = 36.0
COPYING = 32.5  # words a minute
TOO_FEW = "too few revisions to estimate time"
TITLES = ("The Ford", "Millrace", "A Dry Summer", "The Heron", "Tollgate", "Silt", "Return")


def expected(session: Session) -> float:
    """How long the session took, in the middle of all doubt."""
    words = session.words_inserted + session.words_deleted / 4
    return max(session.observed_minutes, 25 + 0.16 * words)


def range_of(sessions: Sequence[Session]) -> Estimate:
    """The range of the sum of some sessions; records are certain."""
    known = sum(s.observed_minutes for s in sessions if s.recorded)
    floor = sum(s.observed_minutes for s in sessions)
    mean = sum(expected(s) for s in sessions if not s.recorded)
    if not mean:
        return Estimate(known, known, known)
    spread = math.sqrt(math.log1p(PACE_SPREAD**2 + NOISE_MINUTES / mean))
    reach = math.exp(EIGHTY_PERCENT * spread)
    return Estimate(max(floor, known + mean / reach), known + mean, known + mean * reach)


def with_log(book: Analysis, since: date, seed: int = 3, *, days_only: bool = True) -> Analysis:
    """Put a log's entries in the place of all sessions from a day on.

    One that knows only days has neither start nor end. The log knows a few days without commits.
    """
    chance = random.Random(seed)
    found: list[Session] = []
    for session in book.sessions:
        day = session.day
        if day is None or day < since:
            found.append(session)
            continue
        minutes = round(expected(session) * chance.uniform(0.6, 1.5)) // 5 * 5.0
        record = replace(session, source="timesheet", observed_minutes=minutes, on=day)
        found.append(_untimed(record) if days_only else record)
        if chance.random() < 0.15:
            alone = replace(record, revisions=(), words_inserted=0, words_deleted=0)
            found.append(_untimed(replace(alone, on=day + timedelta(days=1))))
    found.sort(key=lambda session: session.day or date.min)
    return _regathered(book, found)


def _untimed(session: Session) -> Session:
    return replace(session, start=Moment(None), end=Moment(None))


def without_bulk(book: Analysis) -> Analysis:
    """Take commits of text that arrived at once out of all sessions, as the program does."""
    bulk = {r.commit for r in book.revisions if r.bulk}
    return _regathered(book, [s for s in book.sessions if not bulk & set(s.revisions)])


def _regathered(book: Analysis, sessions: Sequence[Session]) -> Analysis:
    """Number the sessions anew, and tell the revisions."""
    own = tuple(replace(session, index=index) for index, session in enumerate(sessions))
    place = {commit: session.index for session in own for commit in session.revisions}
    revisions = tuple(replace(r, session=place.get(r.commit)) for r in book.revisions)
    return replace(book, sessions=own, revisions=revisions)


def with_time(book: Analysis, *, estimated: bool = True) -> Analysis:
    """Give the sessions their ranges, and the book its weeks, drafts and total."""
    book = without_bulk(book)
    sessions = tuple(
        replace(s, estimate=range_of([s]) if estimated or s.recorded else None)
        for s in book.sessions
    )
    typed = {r.commit: r for r in book.revisions if r.labour and not r.bulk}
    sessions = tuple(replace(s, hand_minutes=hand_minutes(s, typed, COPYING)) for s in sessions)
    whole = range_of(sessions) if estimated else None
    weeks: dict[date, list[Session]] = {}
    for session in sessions:
        day = session.day
        assert day is not None
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(session)
    time = replace(
        book.time,
        observed_minutes=sum(s.observed_minutes for s in sessions),
        recorded_minutes=sum(s.observed_minutes for s in sessions if s.recorded),
        estimate=whole,
        hand_and_eye=measure_hand_and_eye(sessions, typed, whole, COPYING),
        why_no_estimate="" if estimated else TOO_FEW,
        unknown_words=sum(r.words_inserted for r in book.revisions if r.bulk and r.labour),
        weeks=tuple(
            _spell(monday.isoformat(), weeks[monday], estimated) for monday in sorted(weeks)
        ),
        drafts=_by_draft(book, sessions, estimated),
        logs=("hours.csv",) if any(s.recorded for s in sessions) else (),
    )
    return replace(book, sessions=sessions, time=time)


def _spell(name: str, sessions: Sequence[Session], estimated: bool) -> Spell:
    days = [session.day for session in sessions if session.day]
    return Spell(
        name=name,
        start=min(days, default=None),
        end=max(days, default=None),
        sessions=len(sessions),
        words_touched=sum(s.words_inserted + s.words_deleted for s in sessions),
        observed_minutes=sum(s.observed_minutes for s in sessions),
        recorded_minutes=sum(s.observed_minutes for s in sessions if s.recorded),
        estimate=range_of(sessions) if estimated and sessions else None,
    )


def _by_draft(book: Analysis, sessions: Sequence[Session], estimated: bool) -> tuple[Spell, ...]:
    """The way to each draft, sessions told apart by their days; none where there is one draft."""
    if len(book.drafts) < 2:
        return ()
    own: list[list[Session]] = [[] for _ in book.drafts]
    ends = [draft.authored.day() or date.max for draft in book.drafts]
    for session in sessions:
        day = session.day or date.max
        own[next((k for k, end in enumerate(ends) if day <= end), len(ends) - 1)].append(session)
    return tuple(
        _spell(draft.name, parts, estimated) for draft, parts in zip(book.drafts, own, strict=True)
    )


def long_book() -> Analysis:
    """Six hundred sessions over twelve years, with pauses of a year and more."""
    phases = [Phase(date(2012, 3, 1), date(2014, 6, 30), 180, 120_000, 20_000, "Draft 1")]
    phases.append(Phase(date(2016, 1, 4), date(2017, 11, 30), 170, 60_000, 110_000, "Draft 2"))
    phases += [Phase(date(year, 5, 1), date(year, 5, 30), 8, 1_200, 900) for year in (2018, 2019)]
    phases.append(Phase(date(2020, 9, 1), date(2021, 12, 20), 150, 30_000, 44_000, "Draft 3"))
    phases.append(Phase(date(2023, 2, 1), date(2024, 2, 20), 84, 9_000, 12_000, "Final"))
    return with_time(build(Plan("The Long Water", tuple(phases), TITLES)))


def short_book() -> Analysis:
    """Twenty sessions in seven weeks: a story and its revision."""
    phases = (
        Phase(date(2024, 9, 2), date(2024, 9, 20), 12, 9_000, 700, "Draft 1"),
        Phase(date(2024, 10, 7), date(2024, 10, 22), 8, 1_500, 2_600, "Final"),
    )
    return with_time(build(Plan("Millrace", phases, TITLES[:3])))
