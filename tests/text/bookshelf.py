"""Invented trees for tests of the manuscript: a simple reader stands in for the formats."""

from __future__ import annotations

import random
import re

from drafttime.model import Heading, Manuscript, Text, TreeEntry
from drafttime.settings import Settings
from drafttime.text.manuscript import select

_TOKENS: dict[str, str] = {}
_TOKEN = re.compile(r"\w+|[^\w\s]")


def prose(words: int, seed: int | str) -> str:
    """Return that many invented words in paragraphs of fifty, the same for the same seed."""
    rng = random.Random(str(seed))
    told = [f"w{rng.randrange(5000)}" for _ in range(words)]
    return "\n\n".join(" ".join(told[at : at + 50]) + "." for at in range(0, words, 50))


def encode(text: str) -> str:
    return "".join(
        _TOKENS.setdefault(token, chr(0x10000 + len(_TOKENS))) if token[0].isalnum() else token
        for token in _TOKEN.findall(text)
    )


def words_in(paragraph: str) -> int:
    return sum(char >= "\U00010000" for char in paragraph)


def read(source: str) -> Text:
    """Read `# headings`, `***` breaks and paragraphs; of LaTeX the body, commands dropped."""
    if "\\" in source:
        source = source.rpartition("\\begin{document}")[2].split("\\end{document}")[0]
        source = re.sub(r"\\chapter\{([^{}]*)\}", r"# \1\n\n", source)
        source = re.sub(r"\\\w+\*?(\[[^\]]*\])?(\{[^{}]*\})*", "", source)
    paragraphs: list[str] = []
    headings: list[Heading] = []
    for block in re.split(r"\n\s*\n", source.strip()):
        marks = re.match(r"(#+) (.*)", block)
        if marks:
            headings.append(Heading(len(paragraphs), len(marks[1]), marks[2]))
        if block.strip() == "***":
            headings.append(Heading(len(paragraphs), 0, ""))
        elif block.strip():
            paragraphs.append(encode(marks[2] if marks else block))
    told = tuple(paragraphs)
    return Text(told, sum(map(words_in, told)), tuple(headings))


def manuscript(
    tree: dict[str, str | None], settings: Settings | None = None, name: str = "the-tidewright"
) -> Manuscript:
    """Select the manuscript of a tree of sources; a source of None is not text."""
    entries = [TreeEntry(path, path) for path in tree]

    def text_of(entry: TreeEntry) -> Text | None:
        source = tree[entry.path]
        return None if source is None else read(source)

    return select(entries, text_of, lambda e: tree[e.path], settings or Settings(), name)


def paths(found: Manuscript) -> list[str]:
    return [file.path for file in found.files]


def reasons(found: Manuscript) -> dict[str, str]:
    return {left.path: left.reason for left in found.left_out}
