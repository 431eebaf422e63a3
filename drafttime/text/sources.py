"""Which paragraphs of a text are sources: quotations, notes, epigraphs, bibliographies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from drafttime.model import Heading, SourceMark, SourceSort
from drafttime.text.format import in_passing
from drafttime.text.order import is_front_or_back

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

_ONLY_CLOSING = frozenset(
    " ".join(
        """
        sources; quellen; fuentes; fontes; fonti; bronnen; källor; kilder; lähteet; zdroje; źródła;
        источники; джерела; literatur; literatuur; litteratur; literatura; литература; література;
        notes; notas; note; noten; noter; notlar; poznámky""".split()
    ).split("; ")
)
"""Those of them that are titles like others, unless nothing but back matter follows."""

_NUMBER = re.compile(r"\d[\d.]*+\s+")
_EPIGRAPH_LEVEL = 2

_ADDRESS = re.compile(
    r"(?<![\w/@])(?:https?://|www\.)(?=\w)[\w.~:/?#@!$&'()*+,;=%-]++", re.IGNORECASE
)
_ENDS_NO_ADDRESS = ".,:;!?*_~'"


def with_sections(
    found: dict[int, SourceSort], headings: Sequence[Heading], paragraphs: int
) -> dict[int, SourceSort]:
    """Add what headings tell: sections of sources, and quotations below a heading of a chapter.

    `found` maps paragraphs to sorts; it is changed and returned. Linear.
    """
    own = [heading for heading in headings if heading.level]
    names = [_name_of(heading.title) for heading in own]
    if not SECTIONS.keys().isdisjoint(names):
        nexts = _next_as_high(own)
        closing = _closing(own, names, nexts)
        for place, heading in enumerate(own):
            sort = SECTIONS.get(names[place])
            if sort is None or (names[place] in _ONLY_CLOSING and not closing[place]):
                continue
            behind = nexts[place]
            stop = own[behind].paragraph if behind < len(own) else paragraphs
            for paragraph in range(heading.paragraph + 1, stop):
                found.setdefault(paragraph, sort)
    for heading in own if found else ():
        paragraph = heading.paragraph + 1
        while heading.level <= _EPIGRAPH_LEVEL and found.get(paragraph) == "quotation":
            found[paragraph] = "epigraph"
            paragraph += 1
    return found


@lru_cache(maxsize=1 << 14)
def _name_of(title: str) -> str:
    """Return the title of a section without its number, in small letters."""
    return _NUMBER.sub("", title.casefold(), count=1).strip(" .:")


def _next_as_high(headings: Sequence[Heading]) -> list[int]:
    """Return for each heading the place of the next one that is no deeper, their number if none."""
    found = [len(headings)] * len(headings)
    waiting: list[int] = []
    for place, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            found[waiting.pop()] = place
        waiting.append(place)
    return found


def _closing(headings: Sequence[Heading], names: Sequence[str], nexts: Sequence[int]) -> list[bool]:
    """Say of each heading whether nothing but back matter follows within the heading above it."""
    found = [True] * len(headings)
    for place in range(len(headings) - 1, -1, -1):
        behind = nexts[place]
        if behind < len(headings) and headings[behind].level == headings[place].level:
            back = names[behind] in SECTIONS or is_front_or_back(headings[behind].title)
            found[place] = back and found[behind]
    return found


def addresses(text: str) -> list[SourceMark]:
    """Return the addresses of pages that stand in a text as they are, as links. Linear.

    What ends the sentence around an address is none of it, nor is a bracket that opened before it.
    """
    if "://" not in text and "www." not in text and "WWW." not in text:
        return []
    return [("link", _without_end(match[0])) for match in _ADDRESS.finditer(text)]


def without_addresses(text: str) -> str:
    """Return a text without the addresses of pages that stand in it. Linear."""
    return _ADDRESS.sub("", text)


def _without_end(address: str) -> str:
    spare = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in _ENDS_NO_ADDRESS or (spare > 0 and address[end - 1] == ")"):
        end -= 1
        spare -= address[end] == ")"
    return address[:end]


def settled(
    marks: Iterable[tuple[SourceMark, ...]], targets: Mapping[str, str]
) -> list[tuple[SourceMark, ...]]:
    """Return marks as the whole text tells them. Linear.

    Links by name lead to what the text defines under it, as far as that is another text. A key in
    the middle of a sentence is a citation where the text also has it between brackets, and
    otherwise somebody's name online.
    """
    groups = [[(sort, targets.get(to, to)) for sort, to in group] for group in marks]
    cited = {in_passing(to): to for group in groups for sort, to in group if sort == "citation"}
    found = []
    for group in groups:
        kept: list[SourceMark] = []
        for sort, to in group:
            if sort == "citation" and to.startswith("@"):
                kept += [(sort, cited[to])] if to in cited else []
            elif sort != "link" or leads_out(to):
                kept.append((sort, to))
        found.append(tuple(kept))
    return [group for group in found if group]


def leads_out(target: str) -> bool:
    """Say whether a link leads to another text, neither up and down nor to somebody's letters."""
    return not target.lower().startswith(("#", "mailto:"))
