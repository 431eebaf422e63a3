"""Text laid out for a terminal: a column of labels, wrapped lines, columns that line up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafttime.output.wording import NARROW_SPACE

INDENT = 2
LABELS = 11
_WIDE = frozenset("WF")
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it; lines without a label belong to the one above."""

    label: str
    text: str


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: East Asian characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in _WIDE)
        for c in text
    )


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return a text filled with spaces to so many columns, flush left or right."""
    space = " " * max(0, columns - columns_of(text))
    return space + text if right else text + space


def labelled(lines: Sequence[Line], width: int, labels: int = LABELS) -> str:
    """Return lines as a column of labels with their texts beside it, wrapped at `width`."""
    beside = INDENT + labels + 2
    found = []
    for line in lines:
        label = " " * INDENT + padded(line.label, labels) + "  "
        for number, part in enumerate(wrapped(line.text, width - beside)):
            found.append((" " * beside if number else label) + part)
    return "\n".join(found)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield a text in lines of at most so many columns, broken at spaces.

    A word that is longer than a line stays whole: a path must stay fit to be copied. Spaces that
    must not break stay, and become plain ones.
    """
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line.strip() and columns_of(longer) > columns:
            yield plain_spaces(line)
            line = word
        else:
            line = longer
    yield plain_spaces(line)


def plain_spaces(text: str) -> str:
    """Return a text whose spaces any terminal shows as spaces."""
    return text.replace(NARROW_SPACE, " ").replace(_NO_BREAK, " ").rstrip()


def unbroken(text: str) -> str:
    """Return a text that `wrapped` keeps on one line."""
    return text.replace(" ", _NO_BREAK)
