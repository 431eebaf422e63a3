"""What the options ask for: whose sessions, of which days; and whose a log's entries are.

Time is worked out from everything, and selected afterwards: a week's sessions are the same whether
or not somebody asked for that week alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from drafttime.clock.expectation import Expectation
from drafttime.errors import UsageError
from drafttime.model import Commit, Log, Record, Revision, Session
from drafttime.settings import Settings
from drafttime.stages.reading import Book

MOST_NAMED = 8


def why_left_out(settings: Settings, day: date | None, writer: str) -> str:
    """Return why the options leave out what a writer did on a day, or nothing."""
    if settings.since is not None and (day is None or day < settings.since):
        return f"before {settings.since.isoformat()}"
    if settings.until is not None and (day is None or day > settings.until):
        return f"after {settings.until.isoformat()}"
    if settings.writer and writer.casefold() not in {name.casefold() for name in settings.writer}:
        return "another writer"
    return ""


def no_such_writer(message: str, known: Iterable[str]) -> UsageError:
    """Return the error that names the writers there are."""
    some = sorted(known)
    others = " and others" if len(some) > MOST_NAMED else ""
    return UsageError(message, f"the writers are {', '.join(some[:MOST_NAMED])}{others}")


def select(
    sessions: Sequence[Session],
    expected: Sequence[Expectation],
    labour: Mapping[str, Revision],
    settings: Settings,
) -> tuple[tuple[Session, ...], tuple[Expectation, ...]]:
    """Return the sessions that are asked for, with what is expected of them, numbered anew.

    `labour` holds the revisions that count. A session of which only some count is cut down to them,
    and its time with it, by words touched. Entries of logs are chosen by day and writer.
    """
    kept: list[tuple[Session, Expectation]] = []
    for session, one in zip(sessions, expected, strict=True):
        own = [labour[commit] for commit in session.revisions if commit in labour]
        if session.recorded:
            if not why_left_out(settings, session.day, session.writer):
                kept.append((_cut_down(session, own), one))
        elif len(own) == len(session.revisions):
            kept.append((session, one))
        elif own:
            part = _cut_down(session, own)
            share = _touched(part) / _touched(session) if _touched(session) else 1.0
            observed = min(part.observed_minutes, one.observed_minutes)
            piece = one.part(share)
            piece = replace(
                piece,
                observed_minutes=observed,
                minutes=max(piece.minutes, observed),
                room_minutes=max(piece.room_minutes, observed),
            )
            kept.append((replace(part, observed_minutes=observed), piece))
    return (
        tuple(replace(session, index=index) for index, (session, _) in enumerate(kept)),
        tuple(one for _, one in kept),
    )


def _touched(session: Session) -> int:
    return session.words_inserted + session.words_deleted


def _cut_down(session: Session, own: Sequence[Revision]) -> Session:
    """Return a session with some of its commits; that of a log keeps its own time."""
    cut = replace(
        session,
        revisions=tuple(revision.commit for revision in own),
        words_inserted=sum(revision.words_inserted for revision in own),
        words_deleted=sum(revision.words_deleted for revision in own),
    )
    if session.recorded or not own:
        return cut
    start, end = own[0].authored, own[-1].authored
    minutes = ((end.seconds or 0) - (start.seconds or 0)) / 60
    return replace(cut, start=start, end=end, observed_minutes=max(0.0, minutes))


def with_writers(
    book: Book, logs: Sequence[Log], revisions: Sequence[Revision], writers: Mapping[str, str]
) -> tuple[tuple[Log, ...], tuple[str, ...]]:
    """Give every entry its writer as the commits name them; return also the names nobody bears.

    `writers` leads from names and addresses, casefolded, to writers. Entries that name nobody are
    those of `log-writer`, else of whoever has the most revisions. Raises UsageError for a
    `log-writer` who wrote nothing.
    """
    main = _main_writer(book.source.settings, revisions, writers)
    unknown: dict[str, None] = {}

    def owner(record: Record) -> Record:
        if not record.writer:
            return replace(record, writer=main)
        known = writers.get(record.writer.strip().casefold())
        if known is None:
            unknown[record.writer] = None
        return replace(record, writer=known or record.writer)

    return (
        tuple(replace(log, records=tuple(map(owner, log.records))) for log in logs),
        tuple(unknown),
    )


def _main_writer(
    settings: Settings, revisions: Sequence[Revision], writers: Mapping[str, str]
) -> str:
    counts: dict[str, int] = {}
    for revision in revisions:
        if revision.labour:
            counts[revision.writer] = counts.get(revision.writer, 0) + 1
    if settings.log_writer:
        known = writers.get(settings.log_writer.casefold())
        if known is None:
            raise no_such_writer(
                f"log-writer names “{settings.log_writer}”, by whom there is no commit to the "
                "manuscript",
                counts,
            )
        return known
    return min(counts, key=lambda name: (-counts[name], name), default="")


def names_of_writers(
    commits: Iterable[Commit], names: Mapping[str, str], aliases: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Lead from every name and address of a writer, casefolded, to the writer.

    `names` is the writer of each commit by its id; `aliases` are those of the settings.
    """
    found: dict[str, str] = {}
    for commit in commits:
        writer = names[commit.id]
        for known in (commit.author.name, commit.author.email, writer):
            if known:
                found.setdefault(known.casefold(), writer)
    for writer in set(found.values()):
        for alias in aliases.get(writer, ()):
            found.setdefault(alias.casefold(), writer)
    return found


def up_to_the_last(log: Log, last: date | None) -> Log:
    """Return a log without the entries after the last commit: they went into no draft yet."""
    if last is None:
        return log
    return replace(log, records=tuple(one for one in log.records if one.day <= last))
