"""From the history to revisions, sessions and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.clock.automatic import automatic_commits
from drafttime.clock.bulk import bulk_revisions
from drafttime.clock.gap import learn_gap
from drafttime.clock.sessions import find_sessions, measure_time, sessions_of
from drafttime.errors import UsageError
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
    _check_writers(settings, {writer_of(commit) for commit in commits})
    ancestors = _ancestors(book)
    rules = Rules(
        writer_of=writer_of,
        automatic=automatic_commits([c for c in commits if len(c.parents) < 2]),
        filtered=lambda commit: (
            _outside(book, ancestors, commit) or _left_out(settings, commit, writer_of)
        ),
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
    # Nobody typed a bulk commit when it was made: no time is derived from it.
    typed = [r for r in revisions if not r.bulk]
    sessions = find_sessions(typed, gaps)
    index = sessions_of(sessions)
    revisions = tuple(replace(r, session=index.get(r.commit)) for r in revisions)
    time = measure_time(sessions, gaps, settings.time_rule, typed)
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


def _check_writers(settings: Settings, known: set[str]) -> None:
    """Raise UsageError for a writer who wrote nothing."""
    names = {name.casefold() for name in known}
    for name in settings.writer:
        if name.casefold() not in names:
            some = sorted(known)
            raise UsageError(
                f"no commit to the manuscript is by “{name}”",
                f"the writers are {', '.join(some[:8])}{' and others' if len(some) > 8 else ''}",
            )


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

    Unattributed are words that arrived without counted labour: in a merge, beyond what the labour
    that it brought in had written; in revisions that the options or the edge of a shallow history
    leave out; and what else it takes for the book to be as long as it is. Copies are on neither
    side: deleting an original whose copy stands is no cut. `revisions` are in topological order.
    """
    counted = [r for r in revisions if r.labour]
    written = sum(r.words_inserted for r in counted)
    copied = sum(r.words_copied for r in counted)
    unattributed = _arrived(revisions)
    short = final_words - written - unattributed
    unattributed += max(0, short)
    return Ledger(
        words_written=written,
        words_unattributed=unattributed,
        words_kept=final_words,
        words_cut=written + unattributed - final_words,
        words_restored=None,
        words_copied=copied,
    )


def _arrived(revisions: Sequence[Revision]) -> int:
    """Words that came in with merges and uncounted revisions of the mainline.

    What a merge brings in stands right before it in topological order.
    """
    arrived = brought = 0
    for revision in revisions:
        if not revision.mainline:
            brought += revision.words_inserted if revision.labour else 0
            continue
        if revision.why_not_labour == "merge":
            arrived += max(0, revision.words_inserted - brought)
        elif not revision.labour and not revision.why_not_labour.startswith("the same change"):
            arrived += revision.words_inserted
        brought = 0
    return arrived


def _bulk_notices(bulk: Mapping[str, str]) -> tuple[Notice, ...]:
    return tuple(Notice("bulk-commit", why) for why in bulk.values())
