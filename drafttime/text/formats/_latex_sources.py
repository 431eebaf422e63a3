"""Sources in LaTeX: quotations, footnotes, citations, links, epigraphs, bibliographies.

They are told from the tokens, which hold neither comments nor listings, and know where an argument
ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafttime.model import SourceMark, SourceSort
from drafttime.text.format import MIDDLE, NO_SOURCES, PieceSources
from drafttime.text.formats._latex_reader import read_sorts
from drafttime.text.formats._latex_tables import EPIGRAPHS, SOURCES
from drafttime.text.formats._latex_tokens import Tokens, tokenise
from drafttime.text.sources import leads_out

_TELLING = ("cit", "Cit", "note", "href", "url", "bibitem", "epigraph", "dictum", "quot",
            "thebibliography")  # fmt: skip
_CITES = re.compile(r"[a-zA-Z]*(?<!ex)[cC]ite(?!d\b|style|setup|reset|text|index)[a-zA-Z]*")
_NOTES = frozenset("footnote footnotetext endnote endnotetext sidenote sidenotetext".split())


def sources_of(piece: str) -> PieceSources:
    """Return what in a piece of LaTeX is a source. Linear."""
    if "\\" not in piece or not any(map(piece.__contains__, _TELLING)):
        return NO_SOURCES
    tokens = tokenise(piece.removeprefix(MIDDLE))
    links: list[SourceMark] = [("link", link) for link in tokens.links if leads_out(link)]
    marks = (*_marks(tokens), *links)
    sorts: tuple[SourceSort | None, ...] = ()
    opens: SourceSort | None = None
    closes = False
    if _may_set_off(tokens):
        read = read_sorts(tokens)
        sorts, closes = tuple(read.found), read.closes
        opens = read.around[-1] if read.around else None
    if not (any(sorts) or opens or closes or marks):
        return NO_SOURCES
    return PieceSources(sorts if any(sorts) else (), marks, opens, closes)


def _may_set_off(tokens: Tokens) -> bool:
    return any(
        (text in EPIGRAPHS if kind == "command" else text.rstrip("*") in SOURCES)
        for kind, text in zip(tokens.kinds, tokens.texts, strict=True)
        if kind in {"command", "begin", "end"}
    )


def _marks(tokens: Tokens) -> Iterator[SourceMark]:
    """Yield the marks that commands leave. A note within a note is part of it."""
    links = frozenset(tokens.links)
    at = noted = 0
    while at < len(tokens.kinds):
        kind, name = tokens.kinds[at], tokens.texts[at]
        at += 1
        if kind != "command":
            continue
        if _CITES.fullmatch(name) or name == "bibitem":
            sort: SourceSort = "bibliography" if name == "bibitem" else "citation"
            for start, stop in _arguments(tokens, at, several=name.endswith("cites")):
                keys = "".join(tokens.texts[start:stop]).split(",")
                yield from ((sort, key.strip()) for key in keys if key.strip(" *"))
                at = stop
        elif name in _NOTES and at > noted:
            for start, noted in _arguments(tokens, at):
                yield "footnote", _written(tokens, links, start, noted)


def _arguments(tokens: Tokens, at: int, *, several: bool = False) -> Iterator[tuple[int, int]]:
    r"""Yield where arguments in braces lie: the first of a command, or `several` of `\cites`."""
    while at < len(tokens.kinds):
        kind, text = tokens.kinds[at], tokens.texts[at].strip()
        if kind in {"[", "{"} and at in tokens.matches:
            if kind == "{":
                yield at + 1, tokens.matches[at]
                if not several:
                    return
            at = tokens.matches[at] + 1
        elif kind in {"space", "text"} and (
            text in {"", "*"} or (several and text[0] == "(" and text[-1] == ")")
        ):
            at += 1
        else:
            return


def _written(tokens: Tokens, links: frozenset[str], start: int, stop: int) -> str:
    """Return the tokens of a note as they are written, without the sources that it cites."""
    found: list[str] = []
    at = start
    while at < stop:
        kind, text = tokens.kinds[at], tokens.texts[at]
        at += 1
        if kind == "command" and _CITES.fullmatch(text):
            cited = next(_arguments(tokens, at), None)
            if cited is not None:
                at = cited[1] + 1
                if found and not found[-1].rstrip():
                    found.pop()
                elif found:
                    found[-1] = found[-1].rstrip()
        elif text not in links:
            found.append(f"\\{text}" if kind == "command" else text)
    return " ".join("".join(found).split())
