"""LaTeX: the prose of a document or of a chapter of one.

Dropped: the preamble, comments, maths, verbatim listings, definitions, and commands with the
arguments that nobody reads. The words in the braces of any other command are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafttime.model import Block
from drafttime.text.format import Format
from drafttime.text.formats._prose import paragraph

_UNREAD = re.compile(
    r"(?<!\\)%[^\n]*|\$\$[^$]*\$\$|(?<!\\)\$[^$\n]*\$"
    r"|\\(?:begin|end|label|ref|cite\w*|usepackage|input|include)\*?(?:\[[^\]]*\])?\{[^{}]*\}"
    r"|\\[A-Za-z@]+\*?|[{}]"
)


def split(text: str) -> Sequence[str]:
    """Return the whole text as one piece."""
    return [text]


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of LaTeX."""
    _, _, after = text.rpartition("\\begin{document}")
    body = after.partition("\\end{document}")[0]
    found = (paragraph(_UNREAD.sub("", part)) for part in re.split(r"\n[ \t]*\n", body))
    return tuple(block for block in found if block is not None)


FORMAT = Format("latex", (".tex", ".ltx", ".latex"), split, parse)
