"""From revisions and logs to sessions and to time: observed, recorded, estimated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafttime.clock.calibration import calibrate
from drafttime.clock.estimate import estimate
from drafttime.clock.expectation import Expectation, expect, recorded, ticks_minutes
from drafttime.clock.gap import learn_gap
from drafttime.clock.hand import hand_minutes, measure_hand_and_eye
from drafttime.clock.recorded import Covered, cover, order, recorded_between
from drafttime.clock.regimes import find_regimes
from drafttime.clock.sessions import find_sessions, measure_time, try_gaps
from drafttime.model import (
    FEWEST_REVISIONS,
    Log,
    Moment,
    Notice,
    Revision,
    Session,
    SessionGap,
    Time,
)
from drafttime.settings import Settings
from drafttime.stages.reading import Book
from drafttime.stages.selecting import select, up_to_the_last, with_writers
from drafttime.stages.self_check import find_agreements
from drafttime.stages.spells import Timed, by_chapter, by_day, by_draft, by_week
from drafttime.stages.tracing import Traced

MOST_NAMED = 5
TOO_FEW = "too few revisions to estimate time"


@dataclass(frozen=True, slots=True)
class Timing:
    """Every session, and what they come to."""

    sessions: tuple[Session, ...]
    time: Time
    notices: tuple[Notice, ...]


def measure_timing(
    book: Book,
    traced: Traced,
    revisions: Sequence[Revision],
    counted: Collection[str],
    logs: Sequence[Log],
    writers: Mapping[str, str],
) -> Timing:
    """Gather sessions from commits and logs, and estimate what neither saw.

    `revisions` are all of the book's as if nothing had been asked for, bulk ones marked; `counted`
    are the commits that are asked for. `writers` leads from names and addresses to writers. What is
    asked for is selected in the end.
    """
    settings = book.source.settings
    labour = {r.commit: r for r in revisions if r.commit in counted}
    work = _work(revisions, settings)
    named, strangers = with_writers(book, logs, revisions, writers)
    days = [day for r in revisions if (day := r.authored.day())]
    own = [up_to_the_last(log, max(days, default=None)) for log in named]
    gap_minutes = {writer: gap.minutes for writer, gap in work.gaps.items()}
    covered = cover(work.typed, own, gap_minutes)
    paces, calibrations = calibrate(covered, work.sessions, work.expected)
    sessions, expected = select(*_with_records(covered, work), labour, settings)
    timed = Timed(sessions, expected, paces, enough=len(work.typed) >= FEWEST_REVISIONS)
    asked = [r for r in work.typed if r.commit in labour]
    typed = {r.commit: r for r in asked}
    sessions = tuple(
        replace(one, hand_minutes=hand_minutes(one, typed, settings.typing_speed))
        for one in _estimated(timed)
    )
    writers_asked = {r.writer for r in asked}
    gaps = {writer: gap for writer, gap in work.gaps.items() if writer in writers_asked}
    writers_shown = {session.writer for session in sessions}
    whole = estimate(expected, paces) if timed.enough else None
    time = measure_time(sessions, gaps, settings.time_rule, asked)
    return Timing(
        sessions,
        replace(
            time,
            estimate=whole,
            hand_and_eye=measure_hand_and_eye(sessions, typed, whole, settings.typing_speed),
            why_no_estimate="" if timed.enough else TOO_FEW,
            unknown_words=sum(r.words_inserted for r in labour.values() if r.bulk),
            regimes=find_regimes(list(labour.values()), {r.commit for r in revisions if r.bulk}),
            trials=try_gaps(asked, work.ticks),
            calibrations=tuple(c for c in calibrations if c.writer in writers_shown),
            days=by_day(timed),
            weeks=by_week(timed),
            drafts=by_draft(timed, book, traced),
            chapters=by_chapter(timed, book, traced),
            agreements=find_agreements(
                book, labour, sessions, own, (covered, work.sessions, work.alone)
            ),
            logs=tuple(log.file for log in logs),
        ),
        _notices(logs, own, strangers, min(days, default=None), only=bool(settings.log_only)),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What the commits alone show: sessions, and what is expected of each."""

    typed: tuple[Revision, ...]
    gaps: Mapping[str, SessionGap]
    ticks: Mapping[str, float]
    arrivals: Mapping[str, Sequence[int]]
    sessions: tuple[Session, ...]
    expected: tuple[Expectation, ...]

    @property
    def alone(self) -> tuple[float, ...]:
        """The middle of each session, in minutes, as if there were no record."""
        return tuple(max(one.minutes, one.observed_minutes) for one in self.expected)


def _work(revisions: Sequence[Revision], settings: Settings) -> _Work:
    # Nobody typed a bulk commit when it was made: no time is derived from it.
    typed = tuple(r for r in revisions if r.labour and not r.bulk)
    arrivals = _times([r for r in revisions if r.labour and r.bulk])
    gaps = _gaps(typed, settings)
    ticks = ticks_minutes(typed)
    sessions = find_sessions(typed, gaps, ticks)
    expected = expect(sessions, _automatic(typed), ticks, arrivals)
    return _Work(typed, gaps, ticks, arrivals, sessions, expected)


def _automatic(revisions: Sequence[Revision]) -> frozenset[str]:
    return frozenset(r.commit for r in revisions if r.automatic)


def _times(revisions: Sequence[Revision]) -> dict[str, list[int]]:
    """Return the Unix seconds of some commits by writer, in order."""
    found: dict[str, list[int]] = {}
    for revision in revisions:
        if revision.authored.seconds is not None:
            found.setdefault(revision.writer, []).append(revision.authored.seconds)
    return {writer: sorted(own) for writer, own in found.items()}


def _with_records(
    covered: Covered, work: _Work
) -> tuple[tuple[Session, ...], tuple[Expectation, ...]]:
    """Return the sessions of records and of the commits that none holds, with what is expected.

    A commit that a record holds ends the pause before the next session, as text that arrived does.
    """
    if not covered.sessions:
        return work.sessions, work.expected
    rest = [r for r in work.typed if r.commit not in covered.given]
    held = _times([r for r in work.typed if r.commit in covered.given])
    ends = {
        writer: sorted([*work.arrivals.get(writer, ()), *held.get(writer, ())])
        for writer in {*work.arrivals, *held}
    }
    sessions = find_sessions(rest, work.gaps, work.ticks)
    expected = expect(sessions, _automatic(rest), work.ticks, ends)
    between = recorded_between(covered, sessions, work.typed)
    pairs = [
        *((session, recorded(session)) for session in covered.sessions),
        *(
            (session, replace(one, recorded_minutes=minutes))
            for session, one, minutes in zip(sessions, expected, between, strict=True)
        ),
    ]
    pairs.sort(key=lambda pair: order(pair[0]))
    return tuple(session for session, _ in pairs), tuple(one for _, one in pairs)


def _estimated(timed: Timed) -> tuple[Session, ...]:
    """Give every session its own range; with too few revisions only those of a log."""
    return tuple(
        replace(
            session,
            estimate=estimate([one], timed.paces) if timed.enough or session.recorded else None,
        )
        for session, one in zip(timed.sessions, timed.expected, strict=True)
    )


def _gaps(typed: Sequence[Revision], settings: Settings) -> dict[str, SessionGap]:
    """Learn each writer's session gap from what was committed by hand: a timer has no pauses."""
    moments: dict[str, list[Moment]] = {}
    for revision in typed:
        own = moments.setdefault(revision.writer, [])
        if not revision.automatic:
            own.append(revision.authored)
    return {writer: learn_gap(writer, moments[writer], settings.gap) for writer in sorted(moments)}


def _notices(
    logs: Sequence[Log],
    own: Sequence[Log],
    strangers: Sequence[str],
    first: date | None,
    *,
    only: bool,
) -> tuple[Notice, ...]:
    """Say of every log what was taken from it, and how its times were read."""
    found = []
    for log, counted in zip(logs, own, strict=True):
        records = counted.records
        minutes = sum(record.minutes or 0.0 for record in records)
        days = len({record.day for record in records})
        entries = _counted(len(records), "entry", "entries")
        on = _counted(days, "day", "days")
        said = [f"{log.file}: {entries} on {on}, {minutes / 60:,.1f} hours"]
        if log.left_out:
            said.append(f"{log.left_out:,} not taken in")
        if len(records) < len(log.records):
            said.append(f"{len(log.records) - len(records):,} after the last commit, not counted")
        early = sum(first is not None and record.day < first for record in records)
        if early:
            said.append(f"{early:,} of them before the first commit")
        if only and records and not any(record.says for record in records):
            said.append("it has no text to search, so that log-only leaves nothing out")
        if log.zone_from:
            said.append(f"times without a zone read in {log.zone_from}")
        found.append(Notice("log-read", "; ".join(said) + "."))
    if strangers:
        found.append(
            Notice(
                "log-writer-unknown",
                f"Logs name {', '.join(strangers[:MOST_NAMED])}"
                f"{' and others' if len(strangers) > MOST_NAMED else ''}, by whom there is no "
                "commit: their hours stand beside those of the writers. [writers] in "
                "drafttime.toml can say who they are.",
            )
        )
    return tuple(found)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
