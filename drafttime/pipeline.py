"""The analysis from end to end: the stages in order."""

from __future__ import annotations

from drafttime.drafts import DraftList
from drafttime.measures import compute_all
from drafttime.model import Analysis, Drift, Manuscript, Notice
from drafttime.progress import Progress, Silent
from drafttime.request import Request
from drafttime.revision.comparison import compare, unrelated_distance
from drafttime.stages.drafting import Drafts, given_first, named_drafts, settle_drafts
from drafttime.stages.facts import gather_facts, gather_notices
from drafttime.stages.labour import measure_labour
from drafttime.stages.reading import Book, Source, find_files, open_source, read_book
from drafttime.stages.shares import chapter_shares
from drafttime.store import Store


def analyse(request: Request, progress: Progress | None = None) -> Analysis:
    """Read a repository and measure its book; nothing is written.

    Raises the errors of `drafttime.errors` for what the writer can act on.
    """
    progress = progress or Silent()
    with (
        open_source(request) as source,
        Store() if request.use_cache else Store.off() as store,
    ):
        book, drafts = _read(source, progress)
        labour = measure_labour(book, drafts, store, progress)
        progress.stage("Comparing drafts")
        comparison, alignment = compare(drafts.first, drafts.final.snapshot)
        drift = Drift(
            first=drafts.listed.first,
            final=drafts.listed.final,
            comparison=comparison,
            measures=compute_all(comparison),
            halves_edit_distance=unrelated_distance(drafts.final.snapshot),
        )
        return Analysis(
            manuscript=book.manuscript,
            drafts=drafts.listed.drafts,
            drift=drift,
            chapters=chapter_shares(
                book.manuscript, book.slots, drafts.final.snapshot, alignment, labour.revisions
            ),
            revisions=labour.revisions,
            sessions=labour.sessions,
            time=labour.time,
            ledger=labour.ledger,
            facts=gather_facts(book, labour),
            notices=(
                *drafts.listed.notices,
                *gather_notices(book, labour, drafts.listed.first.commit),
                *store.notices,
            ),
            settings=source.settings.as_object(),
        )


def _read(source: Source, progress: Progress) -> tuple[Book, Drafts]:
    given, named = given_first(source), named_drafts(source)
    marks = [*([given] if given else []), *named]
    tips = tuple(dict.fromkeys([source.final, *(mark.commit for mark in marks)]))
    book = read_book(source, tips, progress)
    return book, settle_drafts(book, given, named)


def find_manuscript(
    request: Request, progress: Progress | None = None
) -> tuple[Manuscript, tuple[Notice, ...]]:
    """Find the manuscript of the final draft without reading the history."""
    with open_source(request) as source:
        manuscript = find_files(source, progress or Silent())
        return manuscript, source.repository.notices


def find_drafts(request: Request, progress: Progress | None = None) -> DraftList:
    """List the drafts in use and what else could be called one."""
    with open_source(request) as source:
        return _read(source, progress or Silent())[1].listed
