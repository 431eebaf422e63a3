"""Passages of the book as text for an output: paragraphs, neighbouring words, Markdown."""

from __future__ import annotations

import re

from drafttime.output.escaping import ELLIPSIS, shown

NEIGHBOUR_LIMIT = 60
"""Characters of what stood before and after a passage."""

_STOPS = f" .,;:{ELLIPSIS}"
_SPACE = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\n+")
_ANY_SPACE = re.compile(r"\s+")
_ACTIVE = re.compile(r"[\\`*_~\[\]{}|$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NAMED = re.compile("[&<>]")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BEGINS_A_BLOCK = re.compile(r"[#+=:-]")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a passage, each as one line in which everything can be seen."""
    lines = (_SPACE.sub(" ", line).strip() for line in _LINE_ENDS.split(text))
    return tuple(shown(line) for line in lines if line)


def one_line(text: str) -> str:
    """Return a text as one line in which everything can be seen, its white space made plain."""
    return shown(_ANY_SPACE.sub(" ", text).strip())


def ending(text: str) -> str:
    """Return the last words of a text, behind an ellipsis where words are left out."""
    line = one_line(text[-4 * NEIGHBOUR_LIMIT :]).lstrip(_STOPS)
    if len(line) <= NEIGHBOUR_LIMIT and len(text) <= 4 * NEIGHBOUR_LIMIT:
        return f"{ELLIPSIS}{line}"
    kept = line[-NEIGHBOUR_LIMIT:]
    start = kept.find(" ") + 1
    return f"{ELLIPSIS}{kept[start:].lstrip(_STOPS)}"


def beginning(text: str) -> str:
    """Return the first words of a text, before an ellipsis."""
    line = one_line(text[: 4 * NEIGHBOUR_LIMIT])
    if len(line) > NEIGHBOUR_LIMIT:
        kept = line[:NEIGHBOUR_LIMIT]
        end = kept.rfind(" ")
        line = kept[: end if end > 0 else None]
    return f"{line.rstrip(_STOPS)}{ELLIPSIS}"


def markdown(line: str) -> str:
    """Return a line of `paragraphs` as Markdown in which nothing but letters is left.

    Links, emphasis, code, HTML and entities are taken their meaning everywhere, and what would
    begin a heading, a list, a quotation or a rule at the front.
    """
    text = _ACTIVE.sub(r"\\\g<0>", line)
    text = _NAMED.sub(lambda found: _ENTITIES[found[0]], text)
    if number := _NUMBERED.match(text):
        return f"{number[1]}\\{text[number.start(2) :]}"
    return f"\\{text}" if _BEGINS_A_BLOCK.match(text) else text
