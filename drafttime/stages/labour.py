"""From the history to revisions, sessions and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.clock.automatic import automatic_commits
from drafttime.clock.bulk import bulk_revisions
from drafttime.clock.gap import learn_gap
from drafttime.clock.sessions import find_sessions, measure_time, sessions_of
from drafttime.model import Commit, Ledger, Notice, Person, Revision, Session, Time
from drafttime.progress import Progress
from drafttime.revision.revisions import Rules, measure_revisions
from drafttime.settings import Settings
from drafttime.stages.drafting import Drafts
from drafttime.stages.drifting import with_drift
from drafttime.stages.reading import Book
from drafttime.store import Store


@dataclass(frozen=True, slots=True)
class Labour:
    """What was done, when, and what it came to."""

    revisions: tuple[Revision, ...]
    sessions: tuple[Session, ...]
    time: Time
    ledger: Ledger
    notices: tuple[Notice, ...]


def measure_labour(book: Book, drafts: Drafts, store: Store, progress: Progress) -> Labour:
    """Measure every revision, gather them into sessions, and draw up the ledger."""
    settings = book.source.settings
    progress.stage("Comparing revisions")
    commits = [book.history.commits[c] for c in book.history.order if c in book.edits]
    writer_of = writer_names(book)
    rules = Rules(
        writer_of=writer_of,
        automatic=automatic_commits([c for c in commits if len(c.parents) < 2]),
        filtered=lambda commit: _left_out(settings, commit, writer_of),
    )
    revisions = measure_revisions(book.history, book.edits, book.slots, book.source.texts.of, rules)
    revisions = with_drift(book, drafts, revisions, store, progress)
    bulk = bulk_revisions(revisions, settings.typing_speed)
    revisions = tuple(replace(r, bulk=r.commit in bulk) for r in revisions)
    writers = sorted({r.writer for r in revisions if r.labour})
    gaps = {
        writer: learn_gap(
            writer, [r.authored for r in revisions if r.labour and r.writer == writer], settings.gap
        )
        for writer in writers
    }
    sessions = find_sessions(revisions, gaps)
    index = sessions_of(sessions)
    revisions = tuple(replace(r, session=index.get(r.commit)) for r in revisions)
    time = measure_time(sessions, gaps, settings.time_rule, revisions)
    final_words = drafts.listed.final.words
    return Labour(
        revisions, sessions, time, draw_ledger(revisions, final_words), _bulk_notices(bulk)
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


def _left_out(settings: Settings, commit: Commit, writer_of: Callable[[Commit], str]) -> str:
    """Return why the options leave a commit's labour out, or nothing."""
    day = commit.authored.day()
    if settings.since is not None and (day is None or day < settings.since):
        return f"before {settings.since.isoformat()}"
    if settings.until is not None and (day is None or day > settings.until):
        return f"after {settings.until.isoformat()}"
    if settings.writer and writer_of(commit).casefold() not in {
        name.casefold() for name in settings.writer
    }:
        return "another writer"
    return ""


def draw_ledger(revisions: Sequence[Revision], final_words: int) -> Ledger:
    """Balance what was written against what is kept: written + unattributed = kept + cut.

    Unattributed is what stands in the final text beyond what the counted revisions account for: it
    arrived by a merge, by an import before the history begins, or in revisions that were filtered
    out. Copies are on neither side: where a file was copied, an equal number of deleted words
    counts as the original making room for its copy and not as cut.
    """
    counted = [r for r in revisions if r.labour]
    written = sum(r.words_inserted for r in counted)
    deleted = sum(r.words_deleted for r in counted)
    copied = sum(r.words_copied for r in counted)
    unattributed = max(0, final_words - (written - deleted) - copied, final_words - written)
    return Ledger(
        words_written=written,
        words_unattributed=unattributed,
        words_kept=final_words,
        words_cut=written + unattributed - final_words,
        words_restored=None,
        words_copied=copied,
    )


def _bulk_notices(bulk: Mapping[str, str]) -> tuple[Notice, ...]:
    return tuple(Notice("bulk-commit", why) for why in bulk.values())
