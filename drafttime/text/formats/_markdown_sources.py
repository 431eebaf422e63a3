"""Sources in Markdown: block quotations, footnotes, citations as pandoc has them, links.

What is code, maths or a comment is told by the parser, and the rest by patterns over what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyromark

from drafttime.model import SourceMark, SourceSort
from drafttime.text.format import MIDDLE, NO_SOURCES, PieceSources, in_passing, reference
from drafttime.text.formats._html import html_to_markdown
from drafttime.text.formats._markdown_blocks import OPTIONS, fold_label, is_code, read_blocks
from drafttime.text.sources import addresses, leads_out, without_addresses

STAND_IN = "x"
"""The target of a definition that stands elsewhere, where only its name matters."""

# Searched for in every piece: each begins with a sign that is quick to find.
_WEB_BEGINS = ("ww", "wW", "Ww", "WW")
_WEB = re.compile(r"[wW]{3}\.")
_ANCHOR = re.compile(r"<[aA]\s")
_QUOTED = re.compile(r"\n(?:[^\w\n>]|\d++[.)])*+>")
_NOTE = re.compile(r"\[\^[^\[\]\n]*+\]:")
_BLOCK_QUOTE = re.compile(r"\n {0,3}<(?i:blockquote)")

# Each of these looks at every character a bounded number of times.
_BRACKETS = re.compile(r"\[([^\[\]]*+)\]")
_KEY = r"@(?!(?:fig|tbl|sec|eq|lst):)(?:\{([^{}\s]++)\}|(\w[\w:.#$%&+?~/-]*+))"
_CITATION = re.compile(rf"(?<![\w.@/])-?{_KEY}")
_CITED_IN_TEXT = re.compile(rf"(?<![\w.@/]){_KEY}(\s\[)?")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,100}+)\]")
_INLINE_NOTE = re.compile(r"\^\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]")
_HTML_LINK = re.compile(r"<a\s[^<>]*?href\s*+=\s*+[\"']?+([^\"'<>\s]++)", re.IGNORECASE)
_CITING = re.compile(r"(?<!\s)\s*+\[[^\[\]@]*+@[^\[\]]*+\]")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_ENDS_NO_KEY = ":.#$%&+?~/-"


def sources_of(piece: str) -> PieceSources:
    """Return what in a piece of Markdown is a source."""
    if is_code(piece):
        return NO_SOURCES
    text = piece.removeprefix(MIDDLE).lstrip("\n")
    sorts: tuple[SourceSort | None, ...] = ()
    if _may_quote(text):
        sorts = read_blocks(text).sorts
    points = _may_point(text)
    marks = _Marks.of(text) if points else ()
    defines = _definitions(text) if points and "]:" in text else ()
    if not (any(sorts) or marks or defines):
        return NO_SOURCES
    waits = bool(defines) or any(to.startswith(("[", "@")) for _, to in marks)
    return PieceSources(sorts if any(sorts) else (), marks, defines=defines, waits=waits)


def _may_quote(text: str) -> bool:
    """Say whether a block quotation or a footnote could be in a text."""
    if "]:" in text and _NOTE.search(text):
        return True
    if ">" not in text and "<" not in text:
        return False
    lines = f"\n{text}"
    return _QUOTED.search(lines) is not None or _BLOCK_QUOTE.search(lines) is not None


def _may_point(text: str) -> bool:
    """Say whether something in a text could point to a source."""
    if "[" in text and any(map(text.__contains__, ("](", "][", "]:", "[^", "^["))):
        return True
    return (
        "@" in text
        or "://" in text
        or (any(map(text.__contains__, _WEB_BEGINS)) and _WEB.search(text) is not None)
        or ("<" in text and _ANCHOR.search(text) is not None)
    )


def _definitions(text: str) -> tuple[tuple[str, str], ...]:
    found = pyromark.reference_definitions(text, options=OPTIONS)
    own = ((fold_label(name), definition["dest"]) for name, definition in found.items())
    return tuple((name, target) for name, target in own if target != STAND_IN)


class _Marks:
    """Collects marks from the parser's events: links as they come, the rest at a block's end."""

    __slots__ = ("_found", "_html", "_inside_html", "_passed", "_shown", "_silent")

    def __init__(self, *, inside_html: bool = False) -> None:
        self._found: list[SourceMark] = []
        self._shown: list[str] = []
        self._html: list[str] = []
        self._silent = 0  # how many links are open: what they show is no mark
        self._passed = ""  # the block that is passed over
        self._inside_html = inside_html

    @classmethod
    def of(cls, text: str, *, inside_html: bool = False) -> tuple[SourceMark, ...]:
        """Return the marks of a text."""
        marks = cls(inside_html=inside_html)
        marks._read(pyromark.events(text, options=OPTIONS))
        marks._end_block()
        return tuple(marks._found)

    def _read(self, events: Iterable[Any]) -> None:
        for event in events:
            if event.__class__ is not dict:
                self._shown.append(" ")  # a soft or hard break
                continue
            name, value = event.popitem()
            if name in {"Start", "End"}:
                kind = value if value.__class__ is str else next(iter(value))
                self._edge(name, kind, value)
            elif self._passed:
                self._html.append(value)
            elif name == "InlineHtml":
                self._tag(value)
            elif name == "FootnoteReference":
                self._shown.append(f"[^{value}]")
            elif not self._silent:
                self._shown.append(value if name == "Text" else " ")

    def _edge(self, name: str, kind: str, value: Any) -> None:
        if kind == "Link":
            if name == "Start":
                self._link(**value[kind])
            self._silent += 1 if name == "Start" else -1
        elif kind in {"CodeBlock", "HtmlBlock"}:
            self._end_block()
            self._passed = kind if name == "Start" else ""
            if name == "End":
                html = "".join(self._html)
                self._html.clear()
                if kind == "HtmlBlock":
                    self._read_html(html)
        elif kind not in {"Emphasis", "Strong", "Strikethrough", "Image"}:
            self._end_block()

    def _link(self, link_type: Any, dest_url: str, id: str, **_: str) -> None:  # noqa: A002
        if link_type in ("Reference", "Collapsed", "Shortcut"):
            self._found.append(("link", reference(fold_label(id))))
        elif link_type in ("Inline", "Autolink") and leads_out(dest_url):
            self._found.append(("link", dest_url))

    def _tag(self, tag: str) -> None:
        found = _HTML_LINK.match(tag)
        if found is not None and leads_out(found[1]):
            self._found.append(("link", found[1]))
        if tag[:2].lower() == "<a" and not tag[2:3].isalnum():
            self._silent += 1
        elif tag[:3].lower() == "</a" and not tag[3:4].isalnum():
            self._silent = max(0, self._silent - 1)

    def _read_html(self, html: str) -> None:
        if self._inside_html:
            return
        parts = html.split("<!--")
        seen = parts[0] + " ".join(part.partition("-->")[2] for part in parts[1:])
        targets = (found[1] for found in _HTML_LINK.finditer(seen))
        links: list[SourceMark] = [("link", target) for target in targets if leads_out(target)]
        known = set(links)
        self._found += links
        shown = _Marks.of(html_to_markdown(html), inside_html=True)
        self._found += (mark for mark in shown if mark not in known)

    def _end_block(self) -> None:
        text = "".join(self._shown)
        self._shown.clear()
        self._silent = 0
        self._found += addresses(text)
        if "@" in text:
            self._found += (("citation", key) for key in _keys(text))
        if "[^" in text:
            self._found += (("footnote", found[1]) for found in _FOOTNOTE.finditer(text))
        if "^[" in text:
            for note in _INLINE_NOTE.finditer(text):
                words = without_addresses(_CITING.sub("", note[1]))
                self._found.append(("footnote", " ".join(words.split())))


def _keys(text: str) -> Iterable[str]:
    """Yield the keys between brackets, then those in the middle of a sentence.

    The latter are told from names online where a place in the source follows or a year is in them;
    others wait for the rest of the text.
    """
    for bracket in _BRACKETS.finditer(text):
        for found in _CITATION.finditer(bracket[1]):
            yield found[1] or found[2].rstrip(_ENDS_NO_KEY)
    for found in _CITED_IN_TEXT.finditer(_BRACKETS.sub("[]", text)):
        key = found[1] or found[2].rstrip(_ENDS_NO_KEY)
        sure = found[3] or (found[2] and not key.isdigit() and _YEAR.search(key))
        yield key if sure else in_passing(key)
