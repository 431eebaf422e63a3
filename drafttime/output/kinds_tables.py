"""Tables of kinds: in all, by draft, by chapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafttime.model import Analysis, KindSpell
from drafttime.output.escaping import shown
from drafttime.output.kinds_words import by_size, largest, name_of, touched
from drafttime.output.rules import ENOUGH_TO_LIST
from drafttime.output.view import Cell, Table, named, numeral, table
from drafttime.output.wording import count

NAME_LIMIT = 80


def in_all(analysis: Analysis) -> Table | None:
    """List every kind with how much of it was done."""
    counts = analysis.kinds.total
    rows = [
        (
            Cell(name_of(kind)),
            numeral(count(counts[kind].acts)),
            numeral(count(counts[kind].words)),
            numeral(count(counts[kind].tokens)),
        )
        for kind in by_size(counts)
    ]
    columns = (Cell("Kind"), numeral("Changes"), numeral("Words"), numeral("Words and marks"))
    note = "Words and marks that were put in, taken out or moved. Copies are no labour."
    return table("Every kind", columns, rows, note=note) if rows else None


def by_draft(analysis: Analysis) -> Table | None:
    """List the way to each draft."""
    return _spells("Kinds by draft", "On the way to", analysis.kinds.drafts, lambda one: one.name)


def by_chapter(analysis: Analysis) -> Table | None:
    """List the chapters in reading order."""
    titles = {file.path: file.title for file in analysis.manuscript.files}
    return _spells(
        "Kinds by chapter",
        "Chapter",
        analysis.kinds.chapters,
        lambda one: titles.get(one.name) or one.name,
    )


def _spells(
    caption: str, what: str, spells: Sequence[KindSpell], name: Callable[[KindSpell], str]
) -> Table | None:
    with_sources = any("sources" in spell.counts for spell in spells)
    rows = [
        (
            named(shown(name(spell), NAME_LIMIT)),
            numeral(count(spell.revisions)),
            numeral(touched(spell.counts)),
            *((numeral(_sources(spell)),) if with_sources else ()),
            Cell(largest(spell.counts)),
        )
        for spell in spells
    ]
    columns = (
        Cell(what),
        numeral("Commits"),
        numeral("Touched"),
        *((numeral("Sources"),) if with_sources else ()),
        Cell("Mostly"),
    )
    note = "Touched: words and marks. Sources: how often one came, went or changed."
    return (
        table(caption, columns, rows, most=ENOUGH_TO_LIST, note=note if with_sources else "")
        if rows
        else None
    )


def _sources(spell: KindSpell) -> str:
    return count(spell.counts["sources"].acts) if "sources" in spell.counts else "–"
