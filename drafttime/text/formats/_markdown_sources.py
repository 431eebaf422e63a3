"""Sources in Markdown: block quotations, footnotes, citations as pandoc has them, links."""

from __future__ import annotations

import re

from drafttime.model import SourceMark, SourceSort
from drafttime.text.format import MIDDLE, NO_SOURCES, PieceSources, reference

# Each of these looks at every character once: groups never give back what they took.
_LINK = re.compile(r"(!?)\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\]\(\s*+<?([^\s()<>]++)")
_REFERENCE = re.compile(r"(!?)\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\](?:\[([^\[\]]*+)\])?+(?![(:])")
_ADDRESS = re.compile(r"(?<![\w\"'(=/@\[])(?:https?://)[^\s<>()\[\]\"']++")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\[^][^\]\[]*+)\]:[ \t]*+<?([^\s<>]++)[^\n]*+", re.MULTILINE
)
_BRACKETS = re.compile(r"\[([^\[\]]*+)\]")
_CITATION = re.compile(r"(?<![\w.@])-?@(\w[\w:.#$%&+?~/-]*+)")
_CITED_IN_TEXT = re.compile(r"(?<![\w.@\[;-])@(\w[\w:.#$%&+?~/-]*+)(?= \[)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,100}+)\](?!:)")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]]*+)\]")
_HTML_LINK = re.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>]*+)", re.IGNORECASE)
_TICKS = re.compile(r"(?<!\\)`++")
_TILDES = re.compile(r"^[ >]*+~{3,}+.*+$", re.MULTILINE)
STAND_IN = "x"
"""The target of a definition that stands elsewhere, where only its name matters."""

_PUNCTUATION = ".,;:!?*_"


def sources_of(piece: str) -> PieceSources:
    """Return what in a piece of Markdown is a source."""
    text = piece.removeprefix(MIDDLE)
    if "`" in text or "~~~" in text:
        text = _without_code(text)
    defines: dict[str, str] = {}
    if "]:" in text:
        for found in _DEFINITION.finditer(text):
            defines.setdefault(_name(found[1]), found[2])
        text = _DEFINITION.sub("", text) if defines else text
    sort = _sort(text.lstrip())
    marks: list[SourceMark] = []
    if "[" in text or "<" in text or "://" in text:
        marks = _marks(text, frozenset(defines))
    if not (sort or marks or defines):
        return NO_SOURCES
    own = tuple((name, target) for name, target in defines.items() if target != STAND_IN)
    return PieceSources(sort, tuple(marks), defines=own)


def _sort(text: str) -> SourceSort | None:
    if text.startswith(">") or text[:11].lower() == "<blockquote":
        return "quotation"
    return "footnote" if text.startswith("[^") and "]:" in text[:110] else None


def _marks(text: str, defined: frozenset[str]) -> list[SourceMark]:
    found: list[SourceMark] = []
    found += (("link", m[2]) for m in _LINK.finditer(text) if not m[1])
    found += (("link", m[0].rstrip(_PUNCTUATION)) for m in _ADDRESS.finditer(text))
    if defined:
        names = ((m[1], _name(m[3] or m[2])) for m in _REFERENCE.finditer(text))
        found += (("link", reference(n)) for picture, n in names if n in defined and not picture)
    if "@" in text:
        found += (("citation", m[1].rstrip(".:")) for m in _CITED_IN_TEXT.finditer(text))
        for bracket in _BRACKETS.finditer(text):
            found += (("citation", m[1].rstrip(".:")) for m in _CITATION.finditer(bracket[1]))
    if "[^" in text:
        found += (("footnote", m[1]) for m in _FOOTNOTE.finditer(text))
    if "^[" in text:
        found += (("footnote", " ".join(m[1].split())) for m in _INLINE_NOTE.finditer(text))
    if "<a" in text or "<A" in text:
        found += (("link", m[1]) for m in _HTML_LINK.finditer(text))
    # What leads to another place of the same text is no source, nor is an address to write to.
    return [m for m in found if m[0] != "link" or not m[1].startswith(("#", "mailto:"))]


def _name(label: str) -> str:
    """Return the name of a link as CommonMark compares them: case and white space folded."""
    return " ".join(label.split()).casefold()


def _without_code(text: str) -> str:
    """Return a text without code between marks of code, spans and fences alike. Linear."""
    for marks in (_TICKS, _TILDES):
        edges = [
            (found.start(), found.end(), found[0].strip(" >")) for found in marks.finditer(text)
        ]
        last: dict[str, int] = {}
        closes = [0] * len(edges)
        for place in range(len(edges) - 1, -1, -1):
            mark = edges[place][2] if marks is _TICKS else ""
            closes[place] = last.get(mark, -1)
            last[mark] = place
        kept, at, place = [], 0, 0
        while place < len(edges):
            if closes[place] < 0:
                place += 1
                continue
            kept.append(text[at : edges[place][0]])
            at = edges[closes[place]][1]
            place = closes[place] + 1
        text = " ".join([*kept, text[at:]]) if kept else text
    return text
