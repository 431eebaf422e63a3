"""Kinds of revision, gathered by draft, month and chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from drafttime.model import Kind, KindCount, Kinds, KindSpell, Revision, summed
from drafttime.revision.judging import NO_VERDICT, Place, Verdict
from drafttime.stages.bibliographies import changed_entries
from drafttime.stages.drafts_reached import draft_reached
from drafttime.stages.labour import writer_names
from drafttime.stages.reading import Book
from drafttime.stages.selecting import why_left_out
from drafttime.stages.touched import CUT_CHAPTERS
from drafttime.stages.tracing import Traced

Gathered = Mapping[str, Sequence[Revision]]


def gather_kinds(book: Book, traced: Traced, revisions: Sequence[Revision]) -> Kinds:
    """Sum the kinds of all labour. Text that arrived at once is nobody's labour of that day.

    Chapters are files, or the headings of a book that is one file: a change counts for the heading
    under which it stood then. Entries of bibliography files count in all, by draft and by month.
    Linear in the revisions.
    """
    own = [r for r in revisions if r.labour and not r.bulk]
    verdicts = {r.commit: _verdict(traced, r) for r in own}
    sources = Counter[str]()
    for verdict in verdicts.values():
        sources.update(verdict.sources)
    beside = _in_bibliographies(book, own)
    sources["bibliography"] += sum(r.kinds["sources"].acts for r in beside)
    everything = [*own, *beside]
    return Kinds(
        total=summed(r.kinds for r in everything),
        drafts=_by_draft(book, traced, everything),
        months=_spells(_gathered(everything, _month)),
        chapters=_by_chapter(book, own, verdicts),
        sources={sort: acts for sort, acts in sorted(sources.items()) if acts},
    )


def _in_bibliographies(book: Book, own: Sequence[Revision]) -> list[Revision]:
    """Return what commits did to bibliography files, as revisions that changed no word."""
    writer_of, settings = writer_names(book), book.source.settings
    counted = {r.commit for r in own}
    found = []
    for commit_id, acts in changed_entries(book).items():
        commit = book.history.commits[commit_id]
        day, writer = commit.authored.day(), writer_of(commit)
        if commit_id in counted or not why_left_out(settings, day, writer):
            found.append(
                Revision(
                    commit=commit_id, writer=writer, authored=commit.authored,
                    subject=commit.subject, mainline=False, labour=True, why_not_labour="",
                    automatic=False, bulk=False, words=0, words_inserted=0, words_deleted=0,
                    words_moved=0, words_restored=0, words_copied=0, distance_tokens=0, slots=(),
                    kinds={"sources": KindCount(acts)},
                )
            )  # fmt: skip
    return found


def _verdict(traced: Traced, revision: Revision) -> Verdict:
    delta = traced.lineage.deltas.get(revision.commit)
    return delta.verdict if delta is not None else NO_VERDICT


def _month(revision: Revision) -> str:
    day = revision.authored.day()
    return f"{day:%Y-%m}" if day else ""


def _by_draft(book: Book, traced: Traced, own: Sequence[Revision]) -> tuple[KindSpell, ...]:
    reached = draft_reached(book, traced)
    if reached is None:
        return ()
    names, place_of = reached
    gathered = _gathered(own, lambda revision: str(place_of(revision.commit)))
    spells = [_spell(name, gathered.get(str(k), ())) for k, name in enumerate(names)]
    return tuple(spells)


def _gathered(own: Iterable[Revision], key: Callable[[Revision], str]) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for revision in own:
        found.setdefault(key(revision), []).append(revision)
    return found


def _spells(gathered: Gathered) -> tuple[KindSpell, ...]:
    return tuple(_spell(name, gathered[name]) for name in sorted(gathered) if name)


def _spell(name: str, own: Sequence[Revision]) -> KindSpell:
    days = [day for r in own if (day := r.authored.day()) is not None]
    return KindSpell(
        name=name,
        start=min(days, default=None),
        end=max(days, default=None),
        revisions=len({r.commit for r in own}),
        counts=summed(r.kinds for r in own),
    )


def _by_chapter(
    book: Book, own: Sequence[Revision], verdicts: Mapping[str, Verdict]
) -> tuple[KindSpell, ...]:
    """Sum by chapter in reading order, then what is gone. Empty for a book of one chapter."""
    files, chapters = book.manuscript.files, book.manuscript.chapters
    one_file = len(files) == 1
    names = [c.title for c in chapters] if one_file else [file.path for file in files]
    if len(names) < 2:
        return ()
    counts: dict[int, dict[Kind, KindCount]] = {}
    revisions: dict[int, list[Revision]] = {}
    for revision in own:
        rows: dict[int, None] = {}
        for place, kinds in verdicts[revision.commit].kinds.items():
            row = _row(book, place, names, one_file=one_file)
            rows[row] = None
            counts[row] = dict(summed([counts.get(row, {}), kinds]))
        for row in rows:
            revisions.setdefault(row, []).append(revision)
    found = []
    for row in sorted(counts):
        spell = _spell([*names, CUT_CHAPTERS][row], revisions[row])
        found.append(KindSpell(spell.name, spell.start, spell.end, spell.revisions, counts[row]))
    return tuple(found)


def _row(book: Book, place: Place, names: Sequence[str], *, one_file: bool) -> int:
    """Return the row of a place; the last one is for what is no longer there."""
    slot, title = place
    if one_file:
        return names.index(title) if title in names else len(names)
    return book.slots.file_index.get(slot, len(names))
