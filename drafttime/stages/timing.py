"""From revisions and logs to sessions and to time: observed, recorded, estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafttime.clock.calibration import calibrate
from drafttime.clock.estimate import estimate
from drafttime.clock.expectation import expect, ticks_minutes
from drafttime.clock.gap import learn_gap
from drafttime.clock.recorded import cover
from drafttime.clock.regimes import find_regimes
from drafttime.clock.sessions import find_sessions, measure_time, try_gaps
from drafttime.model import Log, Notice, Record, Revision, Session, SessionGap, Time
from drafttime.settings import Settings
from drafttime.stages.reading import Book
from drafttime.stages.self_check import find_agreements
from drafttime.stages.spells import Timed, by_chapter, by_draft, by_week
from drafttime.stages.tracing import Traced

FEWEST_REVISIONS = 15
"""Below so many revisions nothing is estimated."""

TOO_FEW = "too few revisions to estimate time"


@dataclass(frozen=True, slots=True)
class Timing:
    """Every session, and what they come to."""

    sessions: tuple[Session, ...]
    time: Time
    notices: tuple[Notice, ...]


def measure_timing(
    book: Book, traced: Traced, revisions: Sequence[Revision], logs: Sequence[Log]
) -> Timing:
    """Gather sessions from commits and logs, and estimate what neither saw.

    `revisions` are all of the book's, bulk ones marked.
    """
    settings = book.source.settings
    # Nobody typed a bulk commit when it was made: no time is derived from it.
    typed = [r for r in revisions if not r.bulk]
    gaps = _gaps(revisions, settings)
    gap_minutes = {writer: gap.minutes for writer, gap in gaps.items()}
    ticks = ticks_minutes(typed)
    shown = find_sessions(typed, gaps, ticks)
    by_commit = {r.commit: r for r in revisions}
    expected = expect(shown, {r.commit for r in typed if r.automatic}, ticks)
    shown = tuple(
        replace(session, estimate=estimate([one], {}))
        for session, one in zip(shown, expected, strict=True)
    )
    own = [replace(log, records=_within(log, settings, revisions)) for log in logs]
    covered = cover(shown, own, by_commit, gap_minutes, _main_writer(settings, revisions))
    paces, calibrations = calibrate(covered, shown, expected)
    alone = {session.revisions: one for session, one in zip(shown, expected, strict=True)}
    wanted = tuple(
        alone[s.revisions] if not s.recorded else one
        for s, one in zip(covered.sessions, expect(covered.sessions, (), {}), strict=True)
    )
    labour = sum(r.labour for r in revisions)
    timed = Timed(covered.sessions, wanted, paces, by_commit, enough=labour >= FEWEST_REVISIONS)
    sessions = _estimated(timed)
    time = measure_time(sessions, gaps, settings.time_rule, typed)
    return Timing(
        sessions,
        replace(
            time,
            estimate=estimate(wanted, paces) if timed.enough else None,
            why_no_estimate="" if timed.enough else TOO_FEW,
            unknown_words=sum(r.words_inserted for r in revisions if r.labour and r.bulk),
            regimes=find_regimes(revisions, {r.commit for r in revisions if r.bulk}),
            trials=try_gaps(typed),
            calibrations=calibrations,
            weeks=by_week(timed),
            drafts=by_draft(timed, book, traced),
            chapters=by_chapter(timed, book, traced),
            agreements=find_agreements(book, by_commit, sessions, own, covered),
            logs=tuple(log.file for log in logs),
        ),
        _notices(logs, own),
    )


def _estimated(timed: Timed) -> tuple[Session, ...]:
    """Give every session its own range."""
    if not timed.enough:
        return tuple(
            replace(s, estimate=estimate([one], timed.paces) if s.recorded else None)
            for s, one in zip(timed.sessions, timed.expected, strict=True)
        )
    return tuple(
        replace(session, estimate=estimate([one], timed.paces))
        for session, one in zip(timed.sessions, timed.expected, strict=True)
    )


def _gaps(revisions: Sequence[Revision], settings: Settings) -> dict[str, SessionGap]:
    writers = sorted({r.writer for r in revisions if r.labour})
    return {
        writer: learn_gap(
            writer, [r.authored for r in revisions if r.labour and r.writer == writer], settings.gap
        )
        for writer in writers
    }


def _main_writer(settings: Settings, revisions: Sequence[Revision]) -> str:
    """Return whose logs those are that name nobody: as set, else who has the most labour."""
    counts: dict[str, int] = {}
    for revision in revisions:
        if revision.labour:
            counts[revision.writer] = counts.get(revision.writer, 0) + 1
    if settings.log_writer:
        known = {name.casefold(): name for name in counts}
        return known.get(settings.log_writer.casefold(), settings.log_writer)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _within(log: Log, settings: Settings, revisions: Sequence[Revision]) -> tuple[Record, ...]:
    """Return the records of the days that are asked for, and of the book as far as it goes.

    Records from before the first commit count: a book is begun before it is committed. Those from
    after the last one went into no draft yet.
    """
    last = max((day for r in revisions if (day := r.authored.day())), default=None)
    until = min((day for day in (settings.until, last) if day is not None), default=None)
    return tuple(
        record
        for record in log.records
        if (settings.since is None or record.day >= settings.since)
        and (until is None or record.day <= until)
    )


def _notices(logs: Sequence[Log], own: Sequence[Log]) -> tuple[Notice, ...]:
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
            outside = len(log.records) - len(records)
            said.append(f"{outside:,} outside the time that is looked at")
        if log.zone_from:
            said.append(f"times without a zone read in {log.zone_from}")
        found.append(Notice("log-read", "; ".join(said) + "."))
    return tuple(found)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
