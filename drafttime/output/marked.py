"""Prose in a terminal: wrapped, and marked word by word with what went out and what came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from drafttime.model import Mark, Piece
from drafttime.output.escaping import shown
from drafttime.output.terminal import columns_of, plain_spaces, unbroken

Frame = Mapping[Mark, tuple[str, str]]

SIGNS: Frame = MappingProxyType(
    {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}"), "moved": ("{>", "<}")}
)
"""What stands around marked words where a terminal shows letters only (as in wdiff)."""

STYLES: Frame = MappingProxyType(
    {
        "same": ("", ""),
        "out": ("\x1b[2;9m", "\x1b[22;29m"),  # faint too: not every terminal strikes through
        "in": ("\x1b[1m", "\x1b[22m"),
        "moved": ("\x1b[4m", "\x1b[24m"),
    }
)

LEGEND: Mapping[Mark, str] = MappingProxyType(
    {"out": "taken out", "in": "put in", "moved": "moved here"}
)

LONGEST_UNCHANGED = 12
CONTEXT = 4
"""In words: unchanged stretches that are longer are left out but for so many on either side."""

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SPACE = re.compile(r"\s+")
_UNIT = re.compile(rf" ?(?:[{_WIDE}]|[^ {_WIDE}]+)")
_LETTER = re.compile(rf"[^\W{_WIDE}]")
_NOTHING: Piece = ("same", "")


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces fit to be shown: white space is one space, neighbours with one mark are one.

    Two words that meet without a space ("was" out, "had" in) get one. Linear.
    """
    found: list[Piece] = []
    for mark, text in pieces:
        clean = shown(_SPACE.sub(" ", text))
        before, last = found[-1] if found else _NOTHING
        if _LETTER.match(last[-1:]) and _LETTER.match(clean):
            clean = f" {clean}"
        if found and before == mark:
            found[-1] = (mark, last + clean)
        elif clean:
            found.append((mark, clean))
    return found


def elided(pieces: Sequence[Piece]) -> list[Piece]:
    """Return joined pieces without the middle of long unchanged stretches.

    At either end of the text only the words beside the change stay.
    """
    found = []
    for place, (mark, text) in enumerate(pieces):
        units = _UNIT.findall(text)
        if mark != "same" or len(units) <= LONGEST_UNCHANGED:
            found.append((mark, text))
            continue
        head = "".join(units[:CONTEXT]) if place else ""
        tail = "".join(units[-CONTEXT:]) if place < len(pieces) - 1 else ""
        end = " " if tail and text.endswith(" ") else ""
        found.append((mark, f"{head} … {tail.strip()}{end}"))
    return found


def legend(marks: Iterable[Mark]) -> list[Piece]:
    """Return a line that explains the marks that occur, itself marked."""
    seen = set(marks)
    words: list[Piece] = [(mark, said) for mark, said in LEGEND.items() if mark in seen]
    return [piece for word in words for piece in (word, ("same", "  "))][:-1]


def marked_lines(pieces: Iterable[Piece], columns: int, frame: Frame = SIGNS) -> Iterator[str]:
    """Yield joined pieces in lines of at most so many columns, with `SIGNS` or `STYLES`.

    Unlike `terminal.wrapped`, it breaks what is longer than a line: a Japanese paragraph has no
    spaces.
    """
    signs = frame is SIGNS  # they take room in the line, styles do not
    for line in _wrapped(_words(pieces, frame if signs else None), max(2, columns)):
        text = "".join(text for _, text in line) if signs else _styled(line, frame)
        yield plain_spaces(text)


def prose_lines(text: str, columns: int, *, indent: int = 0) -> Iterator[str]:
    """Yield a paragraph in lines of at most so many columns, the first one indented."""
    for mark, line in joined([("same", text)]):
        yield from marked_lines([(mark, unbroken(" " * indent) + line)], columns)


def _words(pieces: Iterable[Piece], signs: Frame | None) -> Iterator[list[Piece]]:
    """Yield what stands between two spaces, each as pieces without any space."""
    word: list[Piece] = []
    for mark, text in pieces:
        start, end = signs[mark] if signs is not None else ("", "")
        body = text.strip(" ")
        parts = [
            *([""] if text[:1] == " " else []),
            *(f"{start}{body}{end}".split(" ") if body else []),
            *([""] if text[-1:] == " " else []),
        ]
        for place, part in enumerate(parts):
            if place and word:
                yield word
                word = []
            if part:
                word.append((mark, part))
    if word:
        yield word


def _wrapped(words: Iterable[list[Piece]], columns: int) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = 0
    for word in words:
        size = sum(columns_of(text) for _, text in word)
        if line and used + 1 + size > columns:
            yield line
            line, used = [], 0
        if line:
            line.append((word[0][0] if line[-1][0] == word[0][0] else "same", " "))
            used += 1
        *full, rest = [word] if size <= columns else _cut_up(word, columns)
        yield from full
        line += rest
        used += sum(columns_of(text) for _, text in rest)
    if line:
        yield line


def _cut_up(word: Sequence[Piece], columns: int) -> list[list[Piece]]:
    """Cut a word that is longer than a line into lines; linear."""
    found: list[list[Piece]] = [[]]
    used = 0
    for mark, text in word:
        for letter in text:
            size = columns_of(letter)
            if used + size > columns:
                found.append([])
                used = 0
            found[-1].append((mark, letter))
            used += size
    return [_merged(line) for line in found]


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    runs = groupby(pieces, key=itemgetter(0))
    return [(mark, "".join(text for _, text in run)) for mark, run in runs]


def _styled(line: Sequence[Piece], frame: Frame) -> str:
    return "".join(f"{frame[mark][0]}{text}{frame[mark][1]}" for mark, text in _merged(line))
