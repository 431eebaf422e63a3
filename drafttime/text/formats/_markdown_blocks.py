"""From the events of the CommonMark parser to blocks of prose.

Kept: text, inline code, what links and wiki links show, descriptions of images, footnotes where
they stand, text inside HTML. Dropped: code blocks, maths, link targets, footnote marks, tags,
embedded files, pandoc's attributes and the lines of its divs, template directives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyromark
from pyromark import Options

from drafttime.model import Block, SourceSort
from drafttime.text.formats._html import breaks_line, html_to_markdown
from drafttime.text.formats._markdown_source import without_line_bars
from drafttime.text.formats._prose import BREAK, fold, is_prose, paragraph
from drafttime.text.formats._sorts import Sorts

if TYPE_CHECKING:
    from pyromark.event import BrokenLink

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_WIKILINKS
)
_INLINE = ("Emphasis", "Strong", "Strikethrough", "Link", "Image", "TableCell")
_SOURCES: dict[str, SourceSort] = {"BlockQuote": "quotation", "FootnoteDefinition": "footnote"}
_TELLING_FIRST = frozenset("{(0123456789")
_TELLING = re.compile(r"[\^{\\]")

_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)++")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_ATTRIBUTES = re.compile(r"\{(?:[#.:-][^{}\n]*|[\w-]+=[^{}\n]*)\}")
_SPAN_MARK = re.compile(r"\^\[|\[|\](?:\{[^{}]*\})?")
# Stand-ins for brackets in code, which are none of the writer's marks.
_HIDE = str.maketrans("[]^", "\ue000\ue001\ue002")
_SHOW = str.maketrans("\ue000\ue001\ue002", "[]^")
_DIV = re.compile(r":{3,}[ \t]*(?:\{[^{}]*\}|[\w-]*)[ \t]*:*[ \t]*")
_LINK_TARGET = re.compile(r"\([^()\s]*[/#.:][^()\s]*\)")
_BRACES = re.compile(r'"[^"]*"|[{}]')
_OPENS_DIRECTIVE = re.compile(r"\{\{[\w#/-][^\n]*")
_CLOSES_DIRECTIVE = re.compile(r"[\w-]+\}\}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a text, and the labels of links that it asks for but does not define.

    `sorts` are the sorts of source that the blocks lie in, one for each.
    """

    blocks: tuple[Block, ...]
    unresolved: tuple[str, ...]
    sorts: tuple[SourceSort | None, ...]


@lru_cache(maxsize=4096)
def read_blocks(source: str) -> Reading:
    """Read Markdown without front matter or comments that blank lines cut.

    What was read last is kept, since a piece is asked first for its links and then for its blocks.
    """
    labels: set[str] = set()

    def note(link: BrokenLink) -> None:
        labels.add(fold_label(link["reference"]))

    reader = _Reader()
    reader.read(pyromark.events(source, options=OPTIONS, broken_link_callback=note))
    reader.end_block()
    reader.sorts.label(len(reader.blocks))
    return Reading(tuple(reader.blocks), tuple(sorted(labels)), tuple(reader.sorts.found))


def is_code(text: str) -> bool:
    """Say whether a piece is one fenced block of code, the commonest piece of all in some books.

    Only of a named language: without one, it may be prose.
    """
    if not text.startswith("```") or text[3:4].isspace():
        return False
    close = text.find("\n```", 3)
    return close >= 0 and not text[close + 4 :].strip() and "`" not in text[3 : text.find("\n")]


def fold_label(label: str) -> str:
    """Return the label of a link as CommonMark compares it."""
    return fold(label).casefold()


class _Reader:
    """Collects inline text until a block begins or ends; blocks need no nesting to be read."""

    __slots__ = (
        "_code", "_inside_html", "_parts", "_plain", "_skipped", "_spans", "blocks",
        "sorts",
    )  # fmt: skip

    def __init__(self, *, inside_html: bool = False) -> None:
        self.blocks: list[Block] = []
        self.sorts = Sorts()
        self._parts: list[str] = []
        self._skipped: str = ""
        self._plain = False  # whether what is skipped is preformatted text of no language
        self._inside_html = inside_html
        self._code: list[int] = []  # which of the parts are code
        self._spans = False  # whether the parts hold marks of spans or inline notes

    def read(self, events: Iterable[Any]) -> None:
        """Take in the parser's events: a name alone, or a dictionary of a name and its value."""
        append = self._parts.append
        name, value = "", None
        for event in events:
            before = name, value
            if event.__class__ is not dict:
                name = event
                self._break_line(event)
                continue
            name, value = event.popitem()
            if self._skipped:
                self._skip(name, value)
            elif name == "Text":
                if value[:1] in _TELLING_FIRST or _TELLING.search(value):
                    value = self._clean(value, before)
                append(value)
            elif name == "Code":
                self._code.append(len(self._parts))
                append(value)
            elif name == "Start":
                self._start(value)
            elif name == "End":
                self._end(value)
            elif name == "InlineHtml" and breaks_line(value):
                append("\n")

    def _break_line(self, event: str) -> None:
        if event == "Rule":
            self.end_block()
            self.blocks.append(BREAK)
        else:
            self._parts.append("\n")  # a soft or hard break

    def _start(self, value: Any) -> None:
        if value in _INLINE:
            return
        kind = value if value.__class__ is str else next(iter(value))
        if kind == "Image" and not isinstance(value[kind]["link_type"], str):
            self._skipped = kind  # ![[embedded]]
        elif kind in {"CodeBlock", "HtmlBlock"}:
            self.end_block()
            self._skipped = kind
            self._plain = kind == "CodeBlock" and value[kind] in ("Indented", {"Fenced": ""})
        elif kind not in _INLINE:
            self.end_block()
            if kind in _SOURCES:
                # `[!NOTE]` sets a remark apart, and quotes nobody.
                remark = kind == "BlockQuote" and value[kind] is not None
                self.sorts.begin(len(self.blocks), None if remark else _SOURCES[kind])

    def _end(self, value: Any) -> None:
        if value == "TableCell":
            self._parts.append("\n")
        if value in _INLINE:
            return
        kind = value if value.__class__ is str else next(iter(value))
        if kind == "Heading":
            self.end_block(level=int(value[kind][1]))
        else:
            self.end_block()
            if kind in _SOURCES:
                self.sorts.end(len(self.blocks), None)

    def _skip(self, name: str, value: Any) -> None:
        if name == "Html" or (name == "Text" and self._plain):
            self._parts.append(value)
        elif name == "End" and value == self._skipped:
            self._skipped = ""
            if value == "HtmlBlock":
                self._read_html()
            elif value == "CodeBlock":
                self._read_preformatted()

    def _read_html(self) -> None:
        html = "".join(self._parts)
        self._parts.clear()
        if not self._inside_html:
            reader = _Reader(inside_html=True)
            reader.read(pyromark.events(html_to_markdown(html), options=OPTIONS))
            reader.end_block()
            self.sorts.label(len(self.blocks))
            self.blocks.extend(reader.blocks)
            quotes = html[:11].lower() == "<blockquote"
            self.sorts.label(len(self.blocks), "quotation" if quotes else None)

    def _read_preformatted(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        if is_prose(text):
            blocks = map(paragraph, _BLANK_LINES.split(text))
            self.blocks.extend(block for block in blocks if block is not None)

    def _clean(self, text: str, before: tuple[str, Any]) -> str:
        """Return the text behind the event `before` without marks that a reader never sees."""
        text = _clean_behind(text, *before)
        if "[^" in text:
            text = _FOOTNOTE_MARK.sub("", text)
        if "\\ " in text:
            text = text.replace("\\ ", " ")  # a space that does not break, in pandoc
        self._spans = self._spans or "]{" in text or "^[" in text
        return text

    def _without_span_marks(self) -> str:
        """Return the parts without the marks of inline notes and of spans with attributes."""
        for at in self._code:
            self._parts[at] = self._parts[at].translate(_HIDE)
        text = "".join(self._parts)
        kept: list[str] = []
        open_marks: list[int] = []
        done = 0
        for found in _SPAN_MARK.finditer(text):
            kept += (text[done : found.start()], found[0])
            done = found.end()
            if found[0][0] != "]":
                open_marks.append(len(kept) - 1)
            elif open_marks:
                begin = open_marks.pop()
                if kept[begin] == "^[":
                    kept[begin], kept[-1] = " ", found[0][1:]
                elif len(found[0]) > 1:
                    kept[begin] = kept[-1] = ""
        return ("".join(kept) + text[done:]).translate(_SHOW)

    def end_block(self, level: int = 0) -> None:
        """Make a block of what was collected: a heading of `level`, or a paragraph."""
        if not self._parts:
            if level:
                self.blocks.append(BREAK)
            return
        text = self._without_span_marks() if self._spans else "".join(self._parts)
        literal = self._code[:1] == [0]
        self._spans = False
        self._parts.clear()
        self._code.clear()
        if ":::" in text:
            text = "\n".join(line for line in text.split("\n") if not _DIV.fullmatch(line.strip()))
        if text.startswith("|") and not literal:
            text = without_line_bars(text)
        if level:
            folded = fold(text)
            self.blocks.append(Block("heading", folded, level) if folded else BREAK)
        elif literal or not _is_directive(text):
            block = paragraph(text)
            if block is not None:
                self.blocks.append(block)


def _clean_behind(text: str, name: str, value: Any) -> str:
    """Clean text that stands right behind code, maths or the end of a link or an image."""
    if name == "InlineMath":
        # `$20-$30` is money: maths does not end before a digit (as in pandoc).
        return f"${value}${text}" if text[:1].isdigit() else text
    link = name == "End" and value in {"Link", "Image"}
    if text.startswith("{") and (link or name == "Code"):
        return _ATTRIBUTES.sub("", text, count=1) if _ATTRIBUTES.match(text) else text
    if link and _LINK_TARGET.match(text):
        return _LINK_TARGET.sub("", text, count=1)  # [[1]](#source) is not a wiki link
    return text


def _is_directive(text: str) -> bool:
    """Say whether a paragraph is for a template engine alone: `{{index "sea"}}`, `{% note %}`.

    One that brackets several paragraphs opens in one of its own (`{{quote {author: "…"}`) and is
    closed in another (`quote}}`).
    """
    if not text.startswith(("{{", "{%")):
        return text.endswith("}}") and _CLOSES_DIRECTIVE.fullmatch(text) is not None
    folded = fold(text)
    if "}" not in folded:
        return _OPENS_DIRECTIVE.fullmatch(folded) is not None
    depth = done = 0
    for found in _BRACES.finditer(folded):
        if not depth and (found[0] != "{" or folded[done : found.start()].strip()):
            return False
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        done = found.end()
    return done == len(folded) and (not depth or "}}" not in folded)
