"""Which paragraphs of a text are sources: quotations, notes, epigraphs, bibliographies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafttime.model import Heading, SourceMark, SourceSort

_SECTIONS: Mapping[SourceSort, str] = {
    "bibliography": """
        references; bibliography; works cited; sources; literature cited;
        literaturverzeichnis; literatur; quellen; quellenverzeichnis; bibliographie; références;
        sources et bibliographie; bibliografía; referencias; fuentes; bibliografia; referências;
        fontes; riferimenti bibliografici; fonti; literatuur; bronnen; källor; referenser; kilder;
        litteratur; lähteet; literatura; bibliografie; zdroje; źródła; bibliografiá; kaynakça;
        литература; список литературы; библиография; источники; джерела; література;
        βιβλιογραφία; 参考文献; 參考文獻""",
    "footnote": """
        notes; endnotes; footnotes; anmerkungen; fußnoten; endnoten; notas; notas al pie; note;
        noten; eindnoten; noter; fotnoter; viitteet; przypisy; poznámky; notlar; примечания; сноски;
        примітки; σημειώσεις; 注釈; 脚注; 註釋""",
}
SECTIONS: Mapping[str, SourceSort] = {
    name: sort for sort, names in _SECTIONS.items() for name in " ".join(names.split()).split("; ")
}
"""Headings of sections that hold nothing but sources, in small letters."""

_EPIGRAPH_LEVEL = 2


def with_sections(
    found: dict[int, SourceSort], headings: Sequence[Heading], paragraphs: int
) -> dict[int, SourceSort]:
    """Add what headings tell: sections of sources, and quotations below a heading of a chapter.

    `found` maps paragraphs to sorts; it is changed and returned.
    """
    for place, heading in enumerate(headings):
        if not heading.level:
            continue
        sort = SECTIONS.get(heading.title.casefold().strip(" .:"))
        if sort is not None:
            rest = (h for h in headings[place + 1 :] if 0 < h.level <= heading.level)
            stop = next((h.paragraph for h in rest), paragraphs)
            for paragraph in range(heading.paragraph + 1, stop):
                found.setdefault(paragraph, sort)
        elif heading.level <= _EPIGRAPH_LEVEL:
            paragraph = heading.paragraph + 1
            while found.get(paragraph) == "quotation":
                found[paragraph] = "epigraph"
                paragraph += 1
    return found


def led(
    marks: Iterable[tuple[SourceMark, ...]], targets: Mapping[str, str]
) -> list[tuple[SourceMark, ...]]:
    """Return marks with the links by name led to what the text defines under it. Linear."""
    return [tuple((sort, targets.get(to, to)) for sort, to in group) for group in marks]
