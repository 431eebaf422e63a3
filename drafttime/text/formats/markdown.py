"""Markdown: CommonMark, with tables, footnotes, maths, wiki links and comments.

Inline code is kept, since a reader reads it in the sentence, as `pandoc -t plain` prints it; blocks
of code are not prose and dropped, unless they name no language and read like prose, as letters and
verse do that were set with their line ends. Punctuation stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafttime.model import Block
from drafttime.text.format import MIDDLE, Format, Section
from drafttime.text.formats._markdown_blocks import is_code, read_blocks
from drafttime.text.formats._markdown_sections import sections_of
from drafttime.text.formats._markdown_source import without_front_matter, without_unread
from drafttime.text.formats._markdown_sources import sources_of
from drafttime.text.formats._prose import paragraph

# A paragraph that needs no parser: lines that begin with a letter and hold no mark of Markdown but
# single backticks, two to a line or more.
_LINE = r"(?=[^\W\d_]|[“‘«„\"'(…—`])(?:[^`*_\[\]<&\\~$|{}\n]++|`(?! )[^`\n]++`(?!`))++"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*+\n*")


def sections(text: str) -> Sequence[Section]:
    """Cut Markdown into sections that mean the same alone, in pieces that do."""
    return sections_of(without_front_matter(text))


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of Markdown."""
    if is_code(text):
        return ()
    if _PLAIN.fullmatch(text) and "%%" not in text and ":::" not in text:
        block = paragraph(text.replace("`", ""))
        return () if block is None else (block,)
    source = text[len(MIDDLE) :] if text.startswith(MIDDLE) else without_unread(text)
    return read_blocks(source.lstrip("\n")).blocks


FORMAT = Format(
    "Markdown",
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdx", ".qmd", ".rmd"),
    sections,
    parse,
    sources_of,
)
