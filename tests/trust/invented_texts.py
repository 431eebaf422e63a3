"""Files of books that nobody wrote, whose words are known because they were put there one by one.

A `Sheet` is a file as its writer thinks of it: a format, an encoding, and paragraphs of words. It
is rendered to bytes with all the dressing that a reader never reads (comments, code, link targets,
line ends, byte order marks), so that its words are true without anything being parsed.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

Paragraph = tuple[str, ...]
"""Words as they are written; a comma or full stop at the end of one is no part of it."""

ENDINGS = ("\n", "\n", "\n", "\r\n", "\r", "mixed")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252")
_BOM = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_ODD = ("é", "è", "ü", "ñ")


class Words:
    """Where words come from: each one new (`unique`), or drawn from a small stock."""

    def __init__(self, chance: Random, *, unique: bool) -> None:
        self.unique = unique
        self._chance = chance
        self._made = 0
        self._stock = [self._make(k) for k in range(160)]

    def word(self) -> str:
        """Return one word, now and then with a letter beyond ASCII, an apostrophe or a hyphen."""
        if self.unique:
            self._made += 1
            word = self._make(1_000 + self._made)
        else:
            word = self._stock[int(len(self._stock) * self._chance.random() ** 2)]
        kind = self._chance.random()
        if not self.unique or kind > 0.12:
            return word
        if kind < 0.06:
            return word[:2] + self._chance.choice(_ODD) + word[2:]
        return word[:3] + ("'" if kind < 0.09 else "-") + word[3:]

    def paragraph(self, least: int = 9, most: int = 26) -> Paragraph:
        """Return a paragraph of so many words, with commas and a full stop."""
        words = [self.word() for _ in range(self._chance.randint(least, most))]
        words = [w + "," if self._chance.random() < 0.08 else w for w in words]
        return (*words[:-1], words[-1].rstrip(",") + ".")

    def _make(self, number: int) -> str:
        text = ""
        while number or len(text) < 4:
            number, digit = divmod(number, len(_SYLLABLES))
            text += _SYLLABLES[digit]
        return text + "x"


@dataclass(frozen=True)
class Sheet:
    """A file of the book. `dress` decides all that is not words: wrapping, comments, line ends."""

    kind: str  # md, tex or txt
    paragraphs: tuple[Paragraph, ...]
    title: Paragraph = ()
    encoding: str = "utf-8"
    ending: str = "\n"
    dress: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that a reader reads, in order and composed; LaTeX sets ' as an apostrophe."""
        every = [*self.title, *(word for paragraph in self.paragraphs for word in paragraph)]
        words = (unicodedata.normalize("NFC", word.rstrip(".,")) for word in every)
        return tuple(w.replace("'", "’") if self.kind == "tex" else w for w in words)

    def with_paragraphs(self, paragraphs: list[Paragraph]) -> Sheet:
        return replace(self, paragraphs=tuple(paragraphs))

    def render(self) -> bytes:
        """Return the file's bytes."""
        chance = Random(f"{self.dress} {self.kind}")
        blocks = [_title(self.kind, self.title)] if self.title else []
        for paragraph in self.paragraphs:
            blocks += _beside(self.kind, chance)
            blocks.append(_wrapped(_marked_up(self.kind, paragraph, chance), chance))
        if not blocks:
            return b""
        text = "\n\n".join(blocks) + "\n"
        if self.encoding != "cp1252" and chance.random() < 0.3:
            text = unicodedata.normalize("NFD", text)
        return _BOM.get(self.encoding, b"") + _ended(text, self.ending, chance).encode(
            self.encoding
        )


def _title(kind: str, title: Paragraph) -> str:
    said = " ".join(title)
    return {"md": f"# {said}", "tex": f"\\chapter{{{said}}}"}.get(kind, said)


def _beside(kind: str, chance: Random) -> list[str]:
    """Return what stands between paragraphs and is not read."""
    if chance.random() > 0.12:
        return []
    if kind == "md":
        return [chance.choice(["<!-- not to be read -->", "```\nlet code = 1\n```"])]
    return ["% not to be read"] if kind == "tex" else []


def _marked_up(kind: str, paragraph: Paragraph, chance: Random) -> list[str]:
    """Return a paragraph's words with mark-up around some of them."""
    if kind == "txt":
        return list(paragraph)
    dressed = []
    for word in paragraph:
        bare = word.rstrip(".,")
        tail = word[len(bare) :]
        what = chance.random() if bare.isascii() and bare.isalpha() else 1.0
        if what < 0.03:
            dressed.append((f"*{bare}*" if kind == "md" else f"\\emph{{{bare}}}") + tail)
        elif what < 0.04 and kind == "md":
            dressed.append(f"[{bare}](https://example.org/not/read){tail}")
        else:
            dressed.append(word)
    return dressed


def _wrapped(words: list[str], chance: Random) -> str:
    """Break lines where the dress says; a broken line is no change."""
    width = chance.choice([4, 7, 10_000])
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    return "\n".join(lines)


def _ended(text: str, ending: str, chance: Random) -> str:
    if ending == "mixed":
        lines = text.split("\n")
        return "".join(line + chance.choice(["\n", "\r\n"]) for line in lines[:-1]) + lines[-1]
    return text.replace("\n", ending)
