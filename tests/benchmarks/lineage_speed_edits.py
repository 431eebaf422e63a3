"""A book of a hundred thousand words and fifty edits of one paragraph, as a real repository.

The text is Frankenstein (1818). Where it ends before the book is long enough it begins again with
every word spelt backwards, so that the book grows without being a copy of itself.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EDITS = 50
FEWEST_WORDS = 40
START = 1704099600  # 2024-01-01 09:00 UTC


@dataclass(frozen=True)
class Shape:
    """How long a book is, and over how many files it is spread."""

    words: int
    files: int


SHAPES = (Shape(100_000, 40), Shape(100_000, 1), Shape(10_000, 4))


def build(text: str, shape: Shape, path: Path) -> None:
    """Make a repository: one commit with the whole book, then the edits, one commit each."""
    chance = random.Random(3)
    book = _book(text, shape)
    commits = [dict(enumerate(book))]
    for number in range(EDITS):
        file = chance.randrange(len(book))
        long = [k for k, p in enumerate(book[file]) if len(p.split()) >= FEWEST_WORDS]
        place = chance.choice(long)
        book[file] = [*book[file]]
        book[file][place] = _edited(book[file][place], number, chance)
        commits.append({file: book[file]})
    subprocess.run(["git", "init", "-q", str(path)], check=True)
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=path, input=b"".join(_stream(commits)), check=True
    )


def _book(text: str, shape: Shape) -> list[list[str]]:
    """Return the paragraphs of each file."""
    paragraphs = [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]
    paragraphs += [re.sub(r"\w+", lambda word: word[0][::-1], p) for p in paragraphs]
    files: list[list[str]] = [[] for _ in range(shape.files)]
    words = 0
    for paragraph in paragraphs:
        files[min(words * shape.files // shape.words, shape.files - 1)].append(paragraph)
        words += len(paragraph.split())
        if words >= shape.words:
            return files
    raise SystemExit(f"the text is too short for {shape.words:,} words")


def _edited(paragraph: str, number: int, chance: random.Random) -> str:
    """Replace three words of a paragraph, take one out and write four."""
    words = paragraph.split()
    for place in chance.sample(range(len(words)), 3):
        words[place] = f"edited{number}"
    del words[chance.randrange(len(words))]
    place = chance.randrange(len(words))
    words[place:place] = ["and", "the", f"lamp{number}", "went"]
    return " ".join(words)


def _stream(commits: Sequence[dict[int, list[str]]]) -> Iterator[bytes]:
    for number, files in enumerate(commits):
        message = f"Edit {number}".encode()
        yield b"commit refs/heads/master\n"
        yield f"committer Ada Writer <ada@example.org> {START + 3600 * number} +0000\n".encode()
        yield b"data %d\n%s\n" % (len(message), message)
        for file, paragraphs in files.items():
            content = "\n\n".join(paragraphs).encode() + b"\n"
            yield f"M 100644 inline chapter-{file + 1:02}.md\ndata {len(content)}\n".encode()
            yield content + b"\n"
