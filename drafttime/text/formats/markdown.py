"""Markdown: CommonMark, with tables, footnotes, maths, wiki links and comments.

Inline code is kept, since a reader reads it in the sentence, as `pandoc -t plain` prints it; blocks
of code are not prose and dropped, unless they name no language and read like prose, as letters and
verse do that were set with their line ends. Punctuation stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafttime.model import Block
from drafttime.text.format import MIDDLE, Format
from drafttime.text.formats._markdown_blocks import read_blocks
from drafttime.text.formats._markdown_pieces import cut, is_code
from drafttime.text.formats._markdown_source import (
    cuts_paragraphs,
    without_comments,
    without_front_matter,
)
from drafttime.text.formats._markdown_sources import sources_of
from drafttime.text.formats._prose import paragraph

# A paragraph that needs no parser: lines that begin with a letter and hold no mark of Markdown but
# single backticks, two to a line or more.
_LINE = r"(?=[^\W\d_]|[“‘«„\"'(…—`])(?:[^`*_\[\]<&\\~$|{}\n]++|`(?! )[^`\n]++`(?!`))++"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*+\n*")
_BEGINNINGS = ("---", "+++", "% ")


def split(text: str) -> Sequence[str]:
    """Cut Markdown into pieces that mean the same alone."""
    text = without_front_matter(text)
    commented = _may_cut_comments(text)
    pieces = cut(without_comments(text) if commented else text)
    for at, piece in enumerate(pieces):
        # What is front matter or comment was told from the whole text.
        suspect = commented or piece.startswith(_BEGINNINGS)
        if suspect and _without_unread(piece) != piece:
            pieces[at] = MIDDLE + piece
    return pieces


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of Markdown."""
    if is_code(text):
        return ()
    if _PLAIN.fullmatch(text) and "%%" not in text and ":::" not in text:
        block = paragraph(text.replace("`", ""))
        return () if block is None else (block,)
    source = text[len(MIDDLE) :] if text.startswith(MIDDLE) else _without_unread(text)
    return read_blocks(source.lstrip("\n")).blocks


def _without_unread(text: str) -> str:
    """Return a whole file without front matter, and without comments that blank lines cut."""
    text = without_front_matter(text)
    return without_comments(text) if _may_cut_comments(text) else text


def _may_cut_comments(text: str) -> bool:
    """Say whether there are comments that the parser would not find."""
    return "%%" in text or ("<!--" in text and cuts_paragraphs(text))


FORMAT = Format(
    "Markdown",
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdx", ".qmd", ".rmd"),
    split,
    parse,
    sources_of,
)
