r"""LaTeX: the prose of a document or of a chapter of one.

Dropped: the preamble, comments, maths, listings, pictures, definitions, and commands with the
arguments that nobody reads. The words in the braces of any other command are kept, so that a book's
own macros need no definition. Code within a sentence is kept and what `\maketitle` prints is not,
as `pandoc -t plain` does it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from drafttime.model import Block
from drafttime.text.format import MIDDLE, Format, Section
from drafttime.text.formats._joined import joined
from drafttime.text.formats._latex_reader import read
from drafttime.text.formats._latex_sources import sources_of
from drafttime.text.formats._latex_tokens import QUOTING, end_of, tokenise
from drafttime.text.remembered import Remembered

_BEGINS = re.compile(r"\n\n(?=[\\ACISTW“«—ВНОПС])")
_BEGIN = re.compile(r"^[^%\n]*?\\begin[ \t]*\{document\}", re.MULTILINE)
_END = re.compile(r"\\end[ \t]*\{document\}")
_DEFINITION = re.compile(
    r"^[ \t]*\\(?:(?:re|provide)?new(?:command|environment|theorem)|usepackage|RequirePackage"
    r"|documentclass|[gex]?def|Declare[A-Z]\w+|setlength|Provides[A-Z]\w+)(?![a-z])",
    re.MULTILINE,
)
_MAY_DEFINE = re.compile(r"\\(?:new|renew|providenew|use|Req|doc|def|[gex]def|Decl|setl|Prov)")
"""What `_DEFINITION` begins with, quicker to find."""
_SETTING = re.compile(
    r"[ \t]*(?:[%{}\[\]&#]|\\(?!(?:emph|text\w+|item|footnote)\b)[A-Za-z@]+\*?[ \t]*(?:[\[{=\\]|$))"
)
"""A line as it stands in a file of macros: a command with arguments, or what is left of one."""

_HEADING = re.compile(r"^[ \t]*\\(?:part|chapter|(?:sub)*section)\*?[\[{]", re.MULTILINE)


@lru_cache(maxsize=1 << 16)
def _shape(chunk: str) -> tuple[int, int, str | None]:
    """Return the braces that a chunk closes and opens, and an environment that it leaves open."""
    tokens = tokenise(chunk)
    unclosed = tokens.unclosed
    if unclosed is not None:
        tokens = tokenise(chunk[: tokens.unclosed_at])
    return tokens.closes, tokens.opens, unclosed


def sections(text: str) -> Sequence[Section]:
    """Cut where no brace and no environment that is passed over is open.

    A section begins before some commands and letters.
    """
    body = _body(text)
    if body is None:
        return ()
    texts = _BEGINS.split(body)
    parts = list(map(_parts.__getitem__, texts))
    if any(map(_is_open, parts[:-1])):
        parts = joined(texts, _parts.__getitem__, _is_open)
    return list(map(_section, parts))


_section = itemgetter(0)
_is_open = itemgetter(1)


def _find_part(body: str) -> tuple[Section, bool]:
    """Cut at the empty lines where nothing is open; say whether something is at the end."""
    pieces: list[str] = []
    environment: str | None = None
    depth = start = stop = 0
    for chunk in body.split("\n\n"):
        stop += len(chunk) + 2
        if environment is not None:
            end = end_of(environment, chunk, 0)
            if end < 0:
                continue
            chunk = chunk[end:]  # noqa: PLW2901
        if "{" in chunk or "}" in chunk or "\\iffalse" in chunk:
            closes, opens, environment = _shape(chunk)
            depth = max(0, depth - closes) + opens
        else:
            environment = None
        if environment is None and not depth:
            pieces.append(body[start : stop - 2])
            start = stop
    is_open = start < stop
    if start < len(body):
        pieces.append(body[start:])
    marked = [piece if _is_its_own_body(piece) else MIDDLE + piece for piece in pieces]
    return Section.of(marked), is_open


_parts: Remembered[str, tuple[Section, bool]] = Remembered(_find_part, 1 << 22)


@lru_cache(maxsize=1 << 16)
def _is_its_own_body(piece: str) -> bool:
    return _body(piece) == piece


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of LaTeX."""
    body = _body(text)
    return () if body is None else read(tokenise(body))


def _body(text: str) -> str | None:
    """Return what stands in the document, None for a file of definitions."""
    if text.startswith(MIDDLE):
        return text[1:]
    if "\\begin{document}" in text:
        found = _BEGIN.search(text)
        if found is not None and not _is_quoted(text[: found.start()]):
            return _before_the_end(text[found.end() :])
    return None if _is_only_definitions(text) else text


def _is_quoted(head: str) -> bool:
    r"""Say whether `\begin{document}` stands in a listing that shows how to write LaTeX."""
    return any(head.rfind(f"\\begin{{{name}") > head.rfind(f"\\end{{{name}") for name in QUOTING)


def _before_the_end(text: str) -> str:
    for found in reversed(list(_END.finditer(text))):
        line = text.rfind("\n", 0, found.start()) + 1
        if "%" not in text[line : found.start()]:
            first = _END.search(text, line)
            return text[: first.start()] if first else text
    return text


def _is_only_definitions(text: str) -> bool:
    """Say whether a file holds macros and settings, with hardly a line of prose."""
    # Most files are chapters, and a heading stands near their head.
    if not _MAY_DEFINE.search(text) or _HEADING.search(text) or not _DEFINITION.search(text):
        return False
    settings = prose = 0
    for line in text.split("\n"):
        if _SETTING.match(line):
            settings += len(line)
        else:
            prose += len(line)
    return prose < settings


FORMAT = Format("latex", (".tex", ".ltx", ".latex"), sections, parse, sources_of)
