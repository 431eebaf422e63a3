"""The analysis from end to end: the stages in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from drafttime.drafts import DraftList
from drafttime.measures import compute_all
from drafttime.model import (
    Analysis,
    ComparedDrafts,
    Drift,
    FoundBiographies,
    FoundCuts,
    FoundWeeks,
    Log,
    Manuscript,
    Notice,
    Replay,
)
from drafttime.progress import Progress, Silent
from drafttime.request import Request
from drafttime.revision.comparison import unrelated_distance
from drafttime.second_process import Aside
from drafttime.stages.bands import find_bands
from drafttime.stages.biographies import find_biographies
from drafttime.stages.comparing import compare_drafts as compare_pairs
from drafttime.stages.comparing import compare_tokens
from drafttime.stages.cuts import find_cuts as list_cuts
from drafttime.stages.drafting import (
    Drafts,
    given_first,
    is_after,
    named_drafts,
    settle_drafts,
)
from drafttime.stages.examples import find_examples
from drafttime.stages.facts import gather_facts, gather_notices
from drafttime.stages.kinds import gather_kinds
from drafttime.stages.labour import Labour, measure_labour
from drafttime.stages.naming import compare_in, text_of_draft
from drafttime.stages.reading import Book, Source, find_files, open_source, read_book
from drafttime.stages.records import read_logs
from drafttime.stages.replaying import gather_replay
from drafttime.stages.resting import collector_at_rest
from drafttime.stages.side_by_side import Side, lay_side_by_side
from drafttime.stages.tracing import DraftTokens, Traced, directly, trace
from drafttime.stages.weaving import weave
from drafttime.stages.weeks import Asked, gather_weeks
from drafttime.store import Store

# The report shows the longest passages; `drafttime cuts` lists all.
CUTS_IN_A_REPORT = 40
LEAST_WORDS_IN_A_REPORT = 10

# The drafts of smaller books are compared sooner than a process is started.
LARGE_TOKENS = 200_000


@dataclass(frozen=True, slots=True)
class _Known:
    """A book with its drafts, the lineage of its words, and its labour."""

    book: Book
    drafts: Drafts
    traced: Traced
    labour: Labour

    @property
    def notices(self) -> tuple[Notice, ...]:
        return (
            *self.drafts.listed.notices,
            *gather_notices(self.book, self.labour, self.drafts.listed.first.commit),
        )


def analyse(request: Request, progress: Progress | None = None) -> Analysis:
    """Read a repository and measure its book; nothing is written.

    Raises the errors of `drafttime.errors` for what the writer can act on.
    """
    progress = progress or Silent()
    with _opened(request) as (source, store):
        book, drafts, traced = _follow(source, store, progress)
        large = traced.lineage.births.count >= LARGE_TOKENS
        # Neither needs the other.
        with Aside(lambda: compare_pairs(traced), worth=large) as pairs:
            known = _measured(book, drafts, traced, progress)
            compared = pairs.result()
        labour = known.labour
        comparison, chapters, lineage, bands = weave(book, traced, labour, compared)
        drift = Drift(
            first=drafts.listed.first,
            final=drafts.listed.final,
            comparison=comparison,
            measures=compute_all(comparison),
            halves_edit_distance=unrelated_distance(drafts.final.text),
        )
        cuts = None
        if source.settings.show_cuts:
            cuts = list_cuts(
                book, known.traced, bands, labour.revisions, LEAST_WORDS_IN_A_REPORT,
                CUTS_IN_A_REPORT,
            ).cuts  # fmt: skip
        store.flush()  # so that what only writing finds out is among the notices
        return Analysis(
            manuscript=book.manuscript,
            drafts=drafts.listed.drafts,
            drift=drift,
            chapters=chapters,
            revisions=labour.revisions,
            sessions=labour.sessions,
            time=labour.time,
            ledger=labour.ledger,
            facts=gather_facts(book, labour),
            notices=(*known.notices, *store.notices),
            lineage=lineage,
            kinds=gather_kinds(book, known.traced, labour.revisions),
            cuts=cuts,
            examples=find_examples(book, known.traced, labour.revisions),
            settings=source.settings.as_object(),
        )


def find_cuts(
    request: Request, progress: Progress | None = None, *, least_words: int = 1
) -> FoundCuts:
    """Return the passages that were cut, longest first; with `since`, those cut since that day."""
    with _opened(request) as (source, store):
        since = source.settings.since
        every = replace(source, settings=replace(source.settings, since=None))
        known = _trace(every, store, progress or Silent())
        bands = find_bands(known.book, known.traced)
        floor = list_cuts(
            known.book, known.traced, bands, known.labour.revisions, least_words, since=since
        )
        return FoundCuts(
            name=known.book.manuscript.name,
            cuts=floor.cuts,
            words_cut=floor.words,
            notices=(*source.repository.notices, *known.drafts.listed.notices),
            shorter=floor.shorter,
        )


def look_back(request: Request, asked: Asked, progress: Progress | None = None) -> FoundWeeks:
    """Return the weeks that are asked for; `since` and `until` have no say in them."""
    with _opened(request) as (source, store):
        every = replace(source, settings=replace(source.settings, since=None, until=None))
        known = _trace(every, store, progress or Silent())
        return gather_weeks(known.book, known.traced, known.labour, known.notices, asked)


def replay(request: Request, progress: Progress | None = None) -> Replay:
    """Return the way of a book through its sessions, paragraph by paragraph, without its text."""
    with _opened(request) as (source, store):
        known = _trace(source, store, progress or Silent())
        return gather_replay(known.book, known.traced, known.labour, known.notices)


def trace_passage(
    request: Request, passage: str, progress: Progress | None = None
) -> FoundBiographies:
    """Return the life of every paragraph of the final text that a phrase or FILE:LINE names."""
    with _opened(request) as (source, store):
        known = _trace(source, store, progress or Silent())
        lives = find_biographies(known.book, known.traced, known.labour.revisions, passage)
        notices = source.repository.notices
        return FoundBiographies(known.book.manuscript.name, passage, lives, notices)


def compare_drafts(
    request: Request, old: str, new: str, progress: Progress | None = None
) -> ComparedDrafts:
    """Lay two drafts side by side, by lineage where the new one grew out of the old one."""
    progress = progress or Silent()
    later = compare_in(request, new)
    with _opened(_between(request, old, later)) as (source, store):
        book, drafts = _read(source, progress, in_order=False)
        if not is_after(book, drafts.first.draft.commit):
            if later == new:
                traced = trace(book, drafts, store, progress)
                return _compared(source, book, (old, traced.first), (new, traced.final))
            texts = drafts.first, text_of_draft(book, source, new)
            left, right = directly(*texts)
            return _compared(source, book, (old, left), (new, right))
    # The left one grew out of the right one: the history is followed the other way round.
    with _opened(_between(request, new, old)) as (source, store):
        book, drafts = _read(source, progress, in_order=False)
        traced = trace(book, drafts, store, progress)
        return _compared(source, book, (old, traced.final), (new, traced.first))


def _between(request: Request, first: str, final: str) -> Request:
    return replace(request, overrides={**request.overrides, "first": first, "final": final})


def _compared(
    source: Source, book: Book, left: tuple[str, DraftTokens], right: tuple[str, DraftTokens]
) -> ComparedDrafts:
    (old, first), (new, final) = left, right
    compared = compare_tokens(first, final)
    sides = [Side.of(draft.text.versions, draft.text.text) for draft in (first, final)]
    return ComparedDrafts(
        name=book.manuscript.name,
        drift=Drift(
            first=replace(first.text.draft, name=old),
            final=replace(final.text.draft, name=new),
            comparison=compared.comparison,
            measures=compute_all(compared.comparison),
            halves_edit_distance=unrelated_distance(final.text.text),
        ),
        sides=lay_side_by_side(book, sides[0], sides[1], compared.matching),
        notices=source.repository.notices,
        settings=source.settings.as_object(),
        partial=source.repository.partial,
    )


@contextmanager
def _opened(request: Request) -> Iterator[tuple[Source, Store]]:
    with (
        collector_at_rest(),
        open_source(request) as source,
        Store() if request.use_cache else Store.off() as store,
    ):
        yield source, store


def _trace(source: Source, store: Store, progress: Progress) -> _Known:
    return _measured(*_follow(source, store, progress), progress)


def _follow(source: Source, store: Store, progress: Progress) -> tuple[Book, Drafts, Traced]:
    book, drafts = _read(source, progress)
    traced = trace(book, drafts, store, progress)
    return book, drafts, traced


def _measured(book: Book, drafts: Drafts, traced: Traced, progress: Progress) -> _Known:
    progress.stage("Measuring")
    return _Known(book, drafts, traced, measure_labour(book, traced))


def _read(source: Source, progress: Progress, *, in_order: bool = True) -> tuple[Book, Drafts]:
    given, named = given_first(source), named_drafts(source)
    marks = [*([given] if given else []), *named]
    tips = tuple(dict.fromkeys([source.final, *(mark.commit for mark in marks)]))
    book = read_book(source, tips, progress)
    return book, settle_drafts(book, given, named, in_order=in_order)


def find_manuscript(
    request: Request, progress: Progress | None = None
) -> tuple[Manuscript, tuple[Notice, ...]]:
    """Find the manuscript of the final draft without reading the history."""
    with open_source(request) as source:
        manuscript = find_files(source, progress or Silent())
        return manuscript, source.repository.notices


def read_records(request: Request, progress: Progress | None = None) -> tuple[Log, ...]:
    """Read the logs that a request names, as a report would; no history is measured.

    Raises LogError for a log that cannot be read as a whole.
    """
    progress = progress or Silent()
    with open_source(request) as source:
        manuscript = find_files(source, progress)
        history = source.repository.walk((source.final,), progress)
        commits = history.commits.values()
        return read_logs(source.repository, source.settings, manuscript, commits)


def find_drafts(request: Request, progress: Progress | None = None) -> DraftList:
    """List the drafts in use and what else could be called one."""
    with open_source(request) as source:
        listed = _read(source, progress or Silent())[1].listed
        return replace(listed, notices=(*source.repository.notices, *listed.notices))
