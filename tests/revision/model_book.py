"""A manuscript that knows the truth: every token has an identity beside its word.

A book is a mapping from the key of a file to the file; a file is a path and paragraphs of tokens.
The key stays when the file is renamed, so that merging can tell an edit from a new file.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = 0x10000
STOP = "\x01"
VOCABULARY = 3_000


class Token(NamedTuple):
    """One token as its writer knows it: the commit that typed it, its number there, its word."""

    birth: str
    serial: int
    word: str


Paragraph = tuple[Token, ...]


class File(NamedTuple):
    path: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def tokens(self) -> list[Token]:
        return [token for paragraph in self.paragraphs for token in paragraph]

    @property
    def blob(self) -> str:
        """The file's text, which is its id: one paragraph a line, one token a character."""
        return "\n".join("".join(t.word for t in paragraph) for paragraph in self.paragraphs)


Book = dict[int, File]


class Typist:
    """Types words for one commit: a word of rank r is as frequent as 1/r (Zipf)."""

    def __init__(self, chance: random.Random, commit: str) -> None:
        self.chance = chance
        self.commit = commit
        self.typed: list[Token] = []

    def token(self, word: str) -> Token:
        self.typed.append(Token(self.commit, len(self.typed), word))
        return self.typed[-1]

    def words(self, count: int) -> Paragraph:
        return tuple(
            self.token(chr(WORD + int(VOCABULARY ** self.chance.random()) - 1))
            for _ in range(count)
        )

    def paragraph(self) -> Paragraph:
        """Type sentences of 6 to 14 words and a full stop, 8 to 60 tokens in all."""
        tokens = self.chance.randint(8, 60)
        made: list[Token] = []
        while len(made) < tokens:
            size = min(self.chance.randint(6, 14), tokens - len(made) - 1)
            if tokens - len(made) - 1 - size < 3:  # no stub at the end
                size = tokens - len(made) - 1
            made += [*self.words(size), self.token(STOP)]
        return tuple(made)


def sentences(paragraph: Paragraph) -> list[Paragraph]:
    """Cut a paragraph behind its full stops."""
    found, start = [], 0
    for k, token in enumerate(paragraph):
        if token.word == STOP or k == len(paragraph) - 1:
            found.append(paragraph[start : k + 1])
            start = k + 1
    return found


def all_tokens(book: Book) -> Iterator[Token]:
    for file in book.values():
        yield from file.tokens


Resolve = Callable[[Sequence[Paragraph], Sequence[Paragraph]], Iterable[Paragraph]]


def merged(base: Book, ours: Book, theirs: Book, resolve: Resolve) -> Book:
    """Merge two books file by file, as git would that follows renames.

    `resolve` is asked where both sides changed the same place. A file that one side took away and
    the other changed stays.
    """
    book: Book = {}
    for key in sorted(ours.keys() | theirs.keys()):
        was, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine is None or other is None:
            left = mine or other
            assert left is not None
            if was is None or left.paragraphs != was.paragraphs:
                book[key] = left
            continue
        old = was.paragraphs if was else ()
        paragraphs = tuple(_merged_text(old, mine.paragraphs, other.paragraphs, resolve))
        path = other.path if was and mine.path == was.path else mine.path
        if paragraphs:
            book[key] = File(path, paragraphs)
    return _with_own_paths(book)


def _with_own_paths(book: Book) -> Book:
    """Rename files that came to have one path between them."""
    seen: set[str] = set()
    for key, file in book.items():
        path = file.path
        while path in seen:
            path = f"{key}-{path}"
        seen.add(path)
        book[key] = File(path, file.paragraphs)
    return book


def _merged_text(
    base: Sequence[Paragraph],
    ours: Sequence[Paragraph],
    theirs: Sequence[Paragraph],
    resolve: Resolve,
) -> Iterator[Paragraph]:
    """Merge three versions of a file, paragraph by paragraph (diff3)."""
    mine, other = _partners(base, ours), _partners(base, theirs)
    a = b = c = 0
    for k in range(len(base) + 1):
        if k < len(base) and (k not in mine or k not in other):
            continue
        i, j = (mine[k], other[k]) if k < len(base) else (len(ours), len(theirs))
        was, left, right = list(base[a:k]), list(ours[b:i]), list(theirs[c:j])
        if right in (was, left):
            yield from left
        elif left == was:
            yield from right
        else:
            yield from resolve(left, right)
        if k < len(base):
            yield base[k]
        a, b, c = k + 1, i + 1, j + 1


def _partners(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
