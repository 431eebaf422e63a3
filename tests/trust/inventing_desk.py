"""What the writer of one history has at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from invented_histories import Path, Tree, in_book
from invented_texts import ENCODINGS, ENDINGS, Sheet, Words

KINDS = ("md", "md", "md", "tex", "txt")
_ODD_NAMES = (
    b"ch%02d", b"ch%02d", b"ch%02d", b"%02d the ferry", b'ch%02d "quoted"', b"ch%02d 'it'",
    b"ch%02d\xff\xfe", b"ch%02d\nsecond line", b"ch%02d\ttab", b"ch%02d \\back\\slash",
    "ch%02d – naïve".encode(), "ch%02d – nai\u0308ve".encode(), b"ch%02d <b>", b"part/ch%02d",
    b"ch%02d [x]*?", b"ch%02d \x1b[31m",
)  # fmt: skip


@dataclass
class Desk:
    """What the writer of one history has at hand; `anchors` are files that stay to the end.

    `kinds` are the formats of the book.
    """

    chance: Random
    words: Words
    home: bytes
    anchors: set[Path] = field(default_factory=set)
    kinds: tuple[str, ...] = ()
    count: int = 0

    def sheets(self, tree: Tree) -> list[Path]:
        """Return the files of the book that hold words."""
        return sorted(p for p, e in tree.items() if in_book(p, self.home) and e.words)

    def loose(self, tree: Tree) -> list[Path]:
        """Return those that may go, or change their names."""
        return [path for path in self.sheets(tree) if path not in self.anchors]

    def name(self, kind: str, *, inside: bool = True) -> Path:
        """Return the name of a new file, perhaps in a folder inside the book's."""
        self.count += 1
        stem = self.chance.choice(_ODD_NAMES)
        if not self.home or not inside:
            stem = stem.replace(b"part/", b"")
        return self.home + stem.replace(b"%02d", b"%02d" % self.count) + b"." + kind.encode()

    def sheet(self, kind: str) -> Sheet:
        chance, words = self.chance, self.words
        title = tuple(words.word() for _ in range(3)) if chance.random() < 0.5 else ()
        paragraphs = tuple(words.paragraph() for _ in range(chance.randint(1, 5)))
        return Sheet(
            kind, paragraphs, title, chance.choice(ENCODINGS), chance.choice(ENDINGS),
            chance.randrange(10**6),
        )  # fmt: skip
