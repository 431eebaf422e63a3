"""Kinds of revision, gathered by draft, month and chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from drafttime.model import Kind, KindCount, Kinds, KindSpell, Revision, summed
from drafttime.revision.judging import NO_VERDICT, Place, Verdict
from drafttime.stages.drafts_reached import draft_reached
from drafttime.stages.reading import Book
from drafttime.stages.touched import CUT_CHAPTERS
from drafttime.stages.tracing import Traced

Gathered = Mapping[str, Sequence[Revision]]


def gather_kinds(book: Book, traced: Traced, revisions: Sequence[Revision]) -> Kinds:
    """Sum the kinds of all labour. Text that arrived at once is nobody's labour of that day.

    Chapters are files, or the headings of a book that is one file: a change counts for the heading
    under which it stood then. Linear in the revisions.
    """
    own = [r for r in revisions if r.labour and not r.bulk]
    verdicts = {r.commit: _verdict(traced, r) for r in own}
    sources = Counter[str]()
    for verdict in verdicts.values():
        sources.update(verdict.sources)
    return Kinds(
        total=summed(r.kinds for r in own),
        drafts=_by_draft(book, traced, own),
        months=_spells(_gathered(own, _month)),
        chapters=_by_chapter(book, own, verdicts),
        sources=dict(sorted(sources.items())),
    )


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
        revisions=len(own),
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
