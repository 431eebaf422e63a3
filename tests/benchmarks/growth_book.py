"""An invented book that grows to its full length over a long history, as a real repository.

Nine in ten commits are small edits of one file; now and then a chapter or a paragraph is new, a
passage is cut or moved, or a file gets another name. The mix is the same from the first commit to
the last, and so is the length of the chapters: only the book grows.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

START = 1104570000  # 2005-01-01 09:00 UTC
VOCABULARY = 20_000
SYLLABLES = "ba be di do fa ge ha ka le lo mi na no pe ra ri sa se ta to va ve".split()
PARAGRAPH_WORDS = 80
PARAGRAPHS, CUTS, MOVES, RENAMES = 0.06, 0.02, 0.015, 0.005
"""Shares of commits that do this; chapters take theirs from the shape, small edits the rest."""

Changes = list[tuple[str, list[str] | None]]


@dataclass(frozen=True)
class Shape:
    """How long the history and the book are to be."""

    commits: int = 20_000
    words: int = 2_000_000
    files: int = 400


@dataclass
class Writer:
    """Who writes the book: its chapters as paragraphs by path, and a vocabulary."""

    shape: Shape
    chance: random.Random
    chapters: dict[str, list[str]] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self._words = ["".join(self.chance.choices(SYLLABLES, k=1 + n % 4 + n // 7_000))
                       for n in range(VOCABULARY)]  # fmt: skip
        self._weights = list(accumulate(1 / (n + 3) for n in range(VOCABULARY)))
        paragraphs = PARAGRAPHS * self.shape.commits * PARAGRAPH_WORDS
        cut = CUTS * self.shape.commits * PARAGRAPH_WORDS
        self._chapter_words = round((self.shape.words - paragraphs + cut) / self.shape.files)

    def changes(self) -> Iterator[Changes]:
        """Yield what each commit changes: paths with paragraphs, None for a name that goes."""
        chapter_share = self.shape.files / self.shape.commits
        shares = (chapter_share, PARAGRAPHS, CUTS, MOVES, RENAMES)
        acts = (self._begin, self._add, self._cut, self._move, self._rename)
        for commit in range(self.shape.commits):
            due = len(self.chapters) <= commit * chapter_share  # evenly, not by chance
            kind = self.chance.random() + shares[0]
            ends = list(accumulate(shares))
            act = next((a for a, end in zip(acts, ends, strict=True) if kind < end), self._edit)
            yield self._begin() if due or not self.chapters else act()

    def _begin(self) -> Changes:
        self.number += 1
        path = f"part-{self.number % 8 + 1}/chapter-{self.number:03}.md"
        many = max(1, self._chapter_words // PARAGRAPH_WORDS)
        self.chapters[path] = [self._paragraph() for _ in range(many)]
        return [(path, self.chapters[path])]

    def _add(self) -> Changes:
        path, paragraphs = self._some()
        paragraphs.insert(self.chance.randrange(len(paragraphs) + 1), self._paragraph())
        return [(path, paragraphs)]

    def _cut(self) -> Changes:
        path, paragraphs = self._some()
        if len(paragraphs) > 1:
            del paragraphs[self.chance.randrange(len(paragraphs))]
        return [(path, paragraphs)]

    def _move(self) -> Changes:
        """Take two paragraphs to another place, of this chapter or of another."""
        (path, paragraphs), (other, others) = self._some(), self._some()
        place = self.chance.randrange(max(1, len(paragraphs) - 2))
        taken = paragraphs[place : place + 2]
        del paragraphs[place : place + 2]
        at = self.chance.randrange(len(others) + 1)
        others[at:at] = taken
        return [(path, paragraphs)] if path == other else [(path, paragraphs), (other, others)]

    def _rename(self) -> Changes:
        path, paragraphs = self._some()
        folder, _, name = path.partition("/")
        turned = f"{folder}/{name.removesuffix('.md')}-{self.chance.randrange(1_000)}.md"
        if turned in self.chapters:
            return self._edit()
        self.chapters[turned] = self.chapters.pop(path)
        return [(path, None), (turned, paragraphs)]

    def _edit(self) -> Changes:
        """Change one to eight words of a paragraph, and take one out or put one in."""
        path, paragraphs = self._some()
        place = self.chance.randrange(len(paragraphs))
        words = paragraphs[place].split()
        for _ in range(self.chance.choice((1, 1, 2, 3, 8))):
            words[self.chance.randrange(len(words))] = self._say(1)[0]
        if self.chance.random() < 0.5 and len(words) > 20:
            del words[self.chance.randrange(len(words))]
        else:
            words.insert(self.chance.randrange(len(words)), self._say(1)[0])
        paragraphs[place] = " ".join(words)
        return [(path, paragraphs)]

    def _some(self) -> tuple[str, list[str]]:
        return self.chance.choice(list(self.chapters.items()))

    def _paragraph(self) -> str:
        many = self.chance.randrange(PARAGRAPH_WORDS // 2, PARAGRAPH_WORDS * 3 // 2)
        words = self._say(many)
        for place in range(self.chance.randrange(8, 16), many, 13):
            words[place] += "."
        return " ".join(words).capitalize() + "."

    def _say(self, many: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=many)


def build(shape: Shape, seed: int, path: Path) -> None:
    """Write the repository: one commit after another, three hours apart."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(path)], check=True)
    told = ["git", "-c", "core.compression=1", "fast-import", "--quiet", "--force"]
    process = subprocess.Popen(told, stdin=subprocess.PIPE, cwd=path)
    assert process.stdin
    with process.stdin as pipe:
        for number, changes in enumerate(Writer(shape, random.Random(seed)).changes()):
            pipe.writelines(_commit(number, changes))
    if process.wait():
        raise SystemExit("git fast-import failed")


def _commit(number: int, changes: Changes) -> Iterator[bytes]:
    message = f"Go on {number}".encode()
    yield b"commit refs/heads/main\n"
    yield b"committer A Writer <a@example.org> %d +0000\n" % (START + 10_800 * number)
    yield b"data %d\n%s\n" % (len(message), message)
    for path, paragraphs in changes:
        if paragraphs is None:
            yield f"D {path}\n".encode()
        else:
            content = "\n\n".join(paragraphs).encode() + b"\n"
            yield f"M 100644 inline {path}\ndata {len(content)}\n".encode()
            yield content + b"\n"
