"""Kinds of revision, gathered by draft, month and chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from drafttime.model import KindCount, KindCounts, Kinds, KindSpell, Revision, summed
from drafttime.revision.verdicts import NO_VERDICT, Place, Verdict
from drafttime.stages.bibliographies import changed_entries
from drafttime.stages.drafts_reached import draft_reached
from drafttime.stages.labour import writer_names
from drafttime.stages.reading import Book
from drafttime.stages.selecting import why_left_out
from drafttime.stages.touched import CUT_CHAPTERS
from drafttime.stages.tracing import Traced

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class _Done:
    """What one commit did, in the manuscript or in a bibliography beside it."""

    commit: str
    day: date | None
    counts: KindCounts


def gather_kinds(book: Book, traced: Traced, revisions: Sequence[Revision]) -> Kinds:
    """Sum the kinds of all labour. Text that arrived at once is nobody's labour of that day.

    Chapters are files, or the headings of a book that is one file: a change counts for the heading
    under which it stood then. Entries of bibliography files count in all, by draft and by month.
    Linear in the revisions.
    """
    own = [_Done(r.commit, r.authored.day(), r.kinds) for r in revisions if r.labour and not r.bulk]
    given = traced.lineage.verdicts
    verdicts = {done.commit: given.get(done.commit, NO_VERDICT) for done in own}
    beside = _in_bibliographies(book, own)
    everything = [*own, *beside]
    sources = Counter[str]()
    for verdict in verdicts.values():
        sources.update(verdict.sources)
    sources["bibliography"] += sum(done.counts["sources"].acts for done in beside)
    return Kinds(
        total=summed(done.counts for done in everything),
        drafts=_by_draft(book, traced, everything),
        months=_by_month(everything),
        chapters=_by_chapter(book, own, verdicts),
        sources={sort: acts for sort, acts in sorted(sources.items()) if acts},
    )


def _in_bibliographies(book: Book, own: Sequence[_Done]) -> list[_Done]:
    """Return what was done to bibliography files by commits that count or would count."""
    writer_of, settings = writer_names(book), book.source.settings
    counted = {done.commit for done in own}
    found = []
    for commit_id, acts in changed_entries(book).items():
        commit = book.history.commits[commit_id]
        day = commit.authored.day()
        if commit_id in counted or not why_left_out(settings, day, writer_of(commit)):
            found.append(_Done(commit_id, day, {"sources": KindCount(acts)}))
    return found


def _by_draft(book: Book, traced: Traced, all_done: Sequence[_Done]) -> tuple[KindSpell, ...]:
    reached = draft_reached(book, traced)
    if reached is None:
        return ()
    names, place_of = reached
    gathered = _gathered(all_done, lambda done: place_of(done.commit))
    return tuple(_spell(name, gathered.get(place, ())) for place, name in enumerate(names))


def _by_month(all_done: Sequence[_Done]) -> tuple[KindSpell, ...]:
    gathered = _gathered(all_done, lambda done: f"{done.day:%Y-%m}" if done.day else "")
    return tuple(_spell(name, gathered[name]) for name in sorted(gathered) if name)


def _gathered(all_done: Iterable[_Done], key: Callable[[_Done], _Key]) -> dict[_Key, list[_Done]]:
    found: dict[_Key, list[_Done]] = {}
    for done in all_done:
        found.setdefault(key(done), []).append(done)
    return found


def _spell(name: str, own: Sequence[_Done]) -> KindSpell:
    days = [done.day for done in own if done.day is not None]
    return KindSpell(
        name=name,
        start=min(days, default=None),
        end=max(days, default=None),
        revisions=len({done.commit for done in own}),
        counts=summed(done.counts for done in own),
    )


def _by_chapter(
    book: Book, own: Sequence[_Done], verdicts: Mapping[str, Verdict]
) -> tuple[KindSpell, ...]:
    """Sum by chapter in reading order, then what is gone. Empty for a book of one chapter."""
    files, chapters = book.manuscript.files, book.manuscript.chapters
    one_file = len(files) == 1
    names = [c.title for c in chapters] if one_file else [file.path for file in files]
    if len(names) < 2:
        return ()
    rows: dict[int, list[_Done]] = {}
    for done in own:
        for place, counts in verdicts[done.commit].kinds.items():
            row = _row(book, place, names, one_file=one_file)
            rows.setdefault(row, []).append(replace(done, counts=counts))
    return tuple(_spell([*names, CUT_CHAPTERS][row], rows[row]) for row in sorted(rows))


def _row(book: Book, place: Place, names: Sequence[str], *, one_file: bool) -> int:
    """Return the row of a place; the last one is for what is no longer there."""
    slot, title = place
    if one_file:
        return names.index(title) if title in names else len(names)
    return book.slots.file_index.get(slot, len(names))
