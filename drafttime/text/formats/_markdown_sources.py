"""Sources in Markdown: block quotations, footnotes, citations as pandoc has them, links."""

from __future__ import annotations

import re

from drafttime.model import SourceMark, SourceSort
from drafttime.text.format import MIDDLE, NO_SOURCES, PieceSources

# Each of these looks at every character once: groups never give back what they took.
_LINK = re.compile(r"(!?)\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\]\(\s*+<?([^\s()<>]++)")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]++)>")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\[^][^\]\[]*+)\]:[ \t]*+(\S++)", re.MULTILINE)
_BRACKETS = re.compile(r"\[([^\[\]]*+)\]")
_CITATION = re.compile(r"(?<![\w.])-?@(\w[\w:.#$%&+?~/-]*+)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,100}+)\](?!:)")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]]*+)\]")
_HTML_LINK = re.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>]*+)", re.IGNORECASE)


def sources_of(piece: str) -> PieceSources:
    """Return what in a piece of Markdown is a source."""
    text = piece.removeprefix(MIDDLE)
    sort = _sort(text.lstrip())
    marks = _marks(text) if "[" in text or "<" in text else ()
    return PieceSources(sort, marks) if sort or marks else NO_SOURCES


def _sort(text: str) -> SourceSort | None:
    if text.startswith(">") or text[:11].lower() == "<blockquote":
        return "quotation"
    return "footnote" if text.startswith("[^") and "]:" in text[:110] else None


def _marks(text: str) -> tuple[SourceMark, ...]:
    found: list[SourceMark] = []
    found += (("link", m[2]) for m in _LINK.finditer(text) if not m[1])
    found += (("link", m[1]) for m in _AUTOLINK.finditer(text))
    found += (("link", m[2]) for m in _DEFINITION.finditer(text))
    if "@" in text:
        for bracket in _BRACKETS.finditer(text):
            found += (("citation", m[1].rstrip(".:")) for m in _CITATION.finditer(bracket[1]))
    if "[^" in text:
        found += (("footnote", m[1]) for m in _FOOTNOTE.finditer(text))
    if "^[" in text:
        found += (("footnote", " ".join(m[1].split())) for m in _INLINE_NOTE.finditer(text))
    if "<a" in text or "<A" in text:
        found += (("link", m[1]) for m in _HTML_LINK.finditer(text))
    return tuple(found)
