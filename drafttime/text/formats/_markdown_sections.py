"""Gather the pieces of Markdown in sections, each cut once however many versions hold it.

Sections begin where what stands there tells, not how far from the beginning it is, so that a change
leaves all others as they are. What a piece needs from elsewhere (the definitions of its reference
links) is put above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from drafttime.text.format import MIDDLE, Section
from drafttime.text.formats._joined import joined
from drafttime.text.formats._markdown_blocks import is_code, read_blocks
from drafttime.text.formats._markdown_pieces import cut
from drafttime.text.formats._markdown_source import (
    may_cut_comments,
    may_hide,
    without_comments,
    without_unread,
)
from drafttime.text.formats._markdown_sources import STAND_IN
from drafttime.text.remembered import Remembered

_BEGINS = re.compile(r"\n\n(?=[#ACISTW“«—ВНОПС])")
"""Before a heading, and before paragraphs that begin with some letters and signs."""


class _Part(NamedTuple):
    """What lies between two places where sections begin, cut by itself.

    `told` says that it has to do with other parts: it leaves a block open, defines labels, or
    `hides` what is in a comment, perhaps with what follows.
    """

    text: str
    section: Section
    defines: frozenset[str]
    is_open: bool
    hides: bool
    told: bool


def sections_of(text: str) -> list[Section]:
    """Return the sections of Markdown that has no front matter."""
    texts = _BEGINS.split(text)
    parts = list(map(_parts.__getitem__, texts))
    if any(map(_told, parts)):
        if any(map(_hides, parts)) and may_cut_comments(text):
            texts = _BEGINS.split(without_comments(text))
            parts = list(map(_parts.__getitem__, texts))
        if any(map(_is_open, parts[:-1])):
            parts = joined(texts, _parts.__getitem__, _is_open)
        defined = frozenset().union(*[part.defines for part in parts])
        if defined:
            return [_with_definitions(part, defined) for part in parts]
    return list(map(_section, parts))


_section = attrgetter("section")
_told = attrgetter("told")
_hides = attrgetter("hides")
_is_open = attrgetter("is_open")


def _find_part(text: str) -> _Part:
    pieces, defines, is_open, unread = cut(text)
    hides = unread and may_hide(text)
    told = is_open or hides or bool(defines)
    section = _as_middle(pieces) if unread else Section.of(pieces)
    return _Part(text, section, defines, is_open, hides, told)


_parts: Remembered[str, _Part] = Remembered(_find_part, 1 << 22)


def _as_middle(pieces: Sequence[str]) -> Section:
    """Return a section of pieces, those marked that would be read as the head of a file.

    What is front matter or comment was told from the whole text.
    """
    return Section.of(
        [MIDDLE + piece if without_unread(piece) != piece else piece for piece in pieces]
    )


def _with_definitions(part: _Part, defined: frozenset[str]) -> Section:
    """Return a section with the definitions that its reference links have anywhere."""
    if "[" not in part.text:
        return part.section
    labels = tuple(label for label in _asked(part.section) if label in defined)
    return _defined(part.section, labels) if labels else part.section


@lru_cache(maxsize=1 << 13)
def _asked(section: Section) -> tuple[str, ...]:
    """Return the labels of links that some piece asks for and does not define."""
    pieces = (piece.removeprefix(MIDDLE) for piece in section.pieces)
    return tuple(dict.fromkeys(label for piece in pieces for label in _unresolved(piece)))


@lru_cache(maxsize=1 << 13)
def _defined(section: Section, labels: tuple[str, ...]) -> Section:
    """Return a section in which every piece has the definitions of the labels that it asks for."""
    pieces = []
    for piece in (marked.removeprefix(MIDDLE) for marked in section.pieces):
        above = "".join(
            f"[{label}]: {STAND_IN}\n" for label in _unresolved(piece) if label in labels
        )
        pieces.append(f"{above}\n{piece}" if above else piece)
    return _as_middle(pieces)


@lru_cache(maxsize=1 << 14)
def _unresolved(piece: str) -> tuple[str, ...]:
    if "[" not in piece or is_code(piece):
        return ()
    return read_blocks(piece.lstrip("\n")).unresolved
