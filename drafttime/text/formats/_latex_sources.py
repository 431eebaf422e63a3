"""Sources in LaTeX: quotations, footnotes, citations, links, epigraphs, bibliographies."""

from __future__ import annotations

import re

from drafttime.model import SourceMark, SourceSort
from drafttime.text.format import MIDDLE, NO_SOURCES, PieceSources

_ENVIRONMENTS: dict[str, SourceSort] = {
    "quote": "quotation",
    "quotation": "quotation",
    "displayquote": "quotation",
    "blockquote": "quotation",
    "epigraphs": "epigraph",
    "thebibliography": "bibliography",
}
_NAMES = "|".join(_ENVIRONMENTS)
_EDGE = re.compile(rf"\\(begin|end)[ \t]*\{{({_NAMES})\*?\}}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*+")
_BODY = r"\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}"
_CITATION = re.compile(
    r"\\[a-zA-Z]*cite(?!d|style|setup|reset)[a-z]*\*?"
    r"(?:[ \t]*\[[^\[\]{}]*+\]){0,2}[ \t]*\{([^{}]*+)\}"
)
_NOTE = re.compile(rf"\\(?:footnote|footnotetext|endnote|sidenote)(?:\[[^\[\]]*+\])?{_BODY}")
_LINK = re.compile(r"\\(?:href|url)[ \t]*\{([^{}]*+)\}")
_EPIGRAPH = re.compile(r"\\(?:epigraph|dictum)\b")
_CODE = re.compile(
    r"\\(begin|end)[ \t]*\{((?:[lL]st|[vV]erb|BVerb|LVerb)[a-zA-Z]*+|minted|alltt|comment)\*?\}"
)
_VERB = re.compile(r"\\(?:verb|lstinline)\*?([^\w\s{*])(?:(?!\1)[^\n]){0,1000}+\1")
_ITEM = re.compile(r"\\bibitem(?:\[[^\[\]]*+\])?[ \t]*\{([^{}]*+)\}")


def sources_of(piece: str) -> PieceSources:
    """Return what in a piece of LaTeX is a source."""
    if "\\" not in piece:
        return NO_SOURCES
    text = _COMMENT.sub("", piece) if "%" in piece else piece
    text = _without_code(text.removeprefix(MIDDLE))
    sort, opens, closes = _environment(text)
    if sort is None and _EPIGRAPH.match(text.lstrip()):
        sort = "epigraph"
    marks = _marks(text)
    if sort is None and opens is None and not closes and not marks:
        return NO_SOURCES
    return PieceSources(sort, marks, opens, closes)


def _without_code(text: str) -> str:
    """Return a text without what is printed as it stands. Linear."""
    if "\\verb" in text or "\\lst" in text:
        text = _VERB.sub(" ", text)
    kept, at, inside = [], 0, ""
    for edge in _CODE.finditer(text) if "\\begin" in text else ():
        if not inside and edge[1] == "begin":
            kept.append(text[at : edge.start()])
            inside = edge[2]
        elif inside == edge[2] and edge[1] == "end":
            at, inside = edge.end(), ""
    return " ".join([*kept, "" if inside else text[at:]]) if kept else text


def _environment(text: str) -> tuple[SourceSort | None, SourceSort | None, bool]:
    """Return the sort of a piece that an environment takes up, what is left open, what is closed.

    The last one says whether the piece closes what was open before.
    """
    if "{" not in text:
        return None, None, False
    edges = [(found[1], _ENVIRONMENTS[found[2]], found) for found in _EDGE.finditer(text)]
    if not edges:
        return None, None, False
    closes = edges[0][0] == "end"
    opens = edges[-1][1] if edges[-1][0] == "begin" else None
    first, last = edges[0][2], edges[-1][2]
    whole = (closes or not text[: first.start()].strip()) and (
        opens is not None or not text[last.end() :].strip()
    )
    return (edges[0][1] if whole else None), opens, closes


def _marks(text: str) -> tuple[SourceMark, ...]:
    found: list[SourceMark] = []
    if "cite" in text:
        for cited in _CITATION.finditer(text):
            found += (("citation", key.strip()) for key in cited[1].split(",") if key.strip(" *"))
    if "note" in text:
        found += (("footnote", " ".join(m[1].split())) for m in _NOTE.finditer(text))
    if "href" in text or "\\url" in text:
        found += (("link", m[1]) for m in _LINK.finditer(text))
    if "bibitem" in text:
        found += (("bibliography", m[1]) for m in _ITEM.finditer(text))
    return tuple(found)
