"""From the history to revisions, sessions and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.clock.automatic import automatic_commits
from drafttime.clock.bulk import bulk_revisions
from drafttime.clock.sessions import sessions_of
from drafttime.model import Commit, Ledger, Notice, Person, Revision, Session, Time
from drafttime.revision.revisions import Rules, measure_revisions, repeated_changes
from drafttime.settings import Settings
from drafttime.stages.curves import with_drift
from drafttime.stages.ledger import draw_ledger
from drafttime.stages.reading import Book
from drafttime.stages.records import read_logs
from drafttime.stages.selecting import names_of_writers, no_such_writer, why_left_out
from drafttime.stages.timing import measure_timing
from drafttime.stages.tracing import Traced


@dataclass(frozen=True, slots=True)
class Labour:
    """What was done, when, and what it came to."""

    revisions: tuple[Revision, ...]
    sessions: tuple[Session, ...]
    time: Time
    ledger: Ledger
    notices: tuple[Notice, ...]


def measure_labour(book: Book, traced: Traced) -> Labour:
    """List every revision, gather them into sessions, and draw up the ledger."""
    settings = book.source.settings
    commits = [book.history.commits[c] for c in book.history.order if c in book.edits]
    writer_of = writer_names(book)
    _check_writers(settings, {writer_of(commit) for commit in commits})
    ancestors = _ancestors(book)
    rules = Rules(
        writer_of=writer_of,
        automatic=automatic_commits([c for c in commits if len(c.parents) < 2]),
        filtered=lambda commit: _outside(book, ancestors, commit),
    )
    whole = measure_revisions(
        book.history, book.edits, book.slots, book.source.texts.of, rules, traced.lineage
    )
    whole = with_drift(book, traced, whole)
    bulk = bulk_revisions(whole, settings.typing_speed)
    whole = tuple(replace(r, bulk=r.commit in bulk) for r in whole)
    revisions = tuple(_as_asked(settings, r) for r in whole)
    logs = read_logs(
        book.source.repository, settings, book.manuscript, book.history.commits.values()
    )
    timing = measure_timing(
        book,
        traced,
        whole,
        {r.commit for r in revisions if r.labour},
        logs,
        names_of_writers(commits, {c.id: writer_of(c) for c in commits}, settings.writers),
    )
    index = sessions_of(timing.sessions)
    revisions = tuple(replace(r, session=index.get(r.commit)) for r in revisions)
    mainline = frozenset(book.history.mainline)
    counts_as = repeated_changes(book.history, traced.lineage.twins, mainline)
    ledger = draw_ledger(
        traced.lives, book.history.order, counts_as, revisions, traced.final.text.draft.words
    )
    return Labour(
        revisions,
        timing.sessions,
        timing.time,
        ledger,
        (*_bulk_notices(bulk, revisions), *timing.notices),
    )


def writer_names(book: Book) -> Callable[[Commit], str]:
    """Return who wrote a commit: the mailmap first, then the settings' own table."""
    own: dict[str, str] = {}
    for name, aliases in book.source.settings.writers.items():
        for alias in (name, *aliases):
            own[alias.casefold()] = name
    known: dict[Person, str] = {}

    def writer_of(commit: Commit) -> str:
        if commit.author not in known:
            person = book.source.mailmap.resolve(commit.author)
            name = own.get(person.email.casefold()) or own.get(person.name.casefold())
            known[commit.author] = name or person.name or person.email or "unknown"
        return known[commit.author]

    return writer_of


def _check_writers(settings: Settings, known: set[str]) -> None:
    """Raise UsageError for a writer who wrote nothing."""
    names = {name.casefold() for name in known}
    for name in settings.writer:
        if name.casefold() not in names:
            raise no_such_writer(f"no commit to the manuscript is by “{name}”", known)


def _ancestors(book: Book) -> frozenset[str]:
    """Return the commits that the final draft grew out of."""
    found: set[str] = set()
    ahead = [book.source.final]
    while ahead:
        commit = ahead.pop()
        if commit not in found and commit in book.history.commits:
            found.add(commit)
            ahead.extend(book.history.commits[commit].parents)
    return frozenset(found)


def _outside(book: Book, ancestors: frozenset[str], commit: Commit) -> str:
    """Return why a commit's words are not known to be written for this book, or nothing."""
    if commit.id not in ancestors:
        return "not in the final draft's history"
    if commit.id in book.source.repository.shallow:
        return "the history is cut off here"
    return ""


def _as_asked(settings: Settings, revision: Revision) -> Revision:
    """Return a revision as the options see it: labour only where they ask for it."""
    if not revision.labour:
        return revision
    why = why_left_out(settings, revision.authored.day(), revision.writer)
    return replace(revision, labour=not why, why_not_labour=why)


def _bulk_notices(bulk: Mapping[str, str], revisions: Sequence[Revision]) -> tuple[Notice, ...]:
    said = dict.fromkeys(bulk[r.commit] for r in revisions if r.labour and r.bulk)
    return tuple(Notice("bulk-commit", why) for why in said)
