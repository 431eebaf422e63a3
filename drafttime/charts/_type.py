"""Type: cleaning, measuring, cutting and wrapping text in the metrics of STIXGeneral.

Widths are the font's own unhinted advances, in points, and equal those of Times. A character that
the font lacks is taken for one em (East Asian), nothing (combining) or two thirds of an em, so that
a layout never depends on which other fonts are installed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafttime.charts import _matplotlib

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

STACK = "STIXGeneral, 'Times New Roman', Tinos, 'Liberation Serif', serif"
LABEL_LIMIT = 80
ELLIPSIS = "…"

_FILES = {
    (False, False): "STIXGeneral.ttf",
    (True, False): "STIXGeneralBol.ttf",
    (False, True): "STIXGeneralItalic.ttf",
    (True, True): "STIXGeneralBolIta.ttf",
}
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_MARKS_IN_A_ROW = 4
_TORN = 12
_EM = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """A size in points, and whether it is bold or italic."""

    size: float
    bold: bool = False
    italic: bool = False


TITLE = Face(21, bold=True)
TITLE_NARROW = Face(19, bold=True)
SUBTITLE = Face(13)
LABEL = Face(12.5)
LABEL_BOLD = Face(12.5, bold=True)
TICK = Face(12)
SMALL = Face(11)


def clean(text: str) -> str:
    """Return text without anything that is not seen: controls, bidi marks, broken surrogates.

    White space of any kind becomes one space (a no-break space stays one). Towers of combining
    marks are cut at four, since they would grow out of the picture.
    """
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if character in "\t\n\r\v\f" or kind in {"Zl", "Zp"}:
            kept.append(" ")
        elif kind == "Cs":
            kept.append("\N{REPLACEMENT CHARACTER}")
        elif marks <= _MARKS_IN_A_ROW and (kind[0] != "C" or character in _JOINERS):
            kept.append(character)
    return " ".join(part for part in "".join(kept).split(" ") if part)


def label(text: str, limit: int = LABEL_LIMIT) -> str:
    """Return a name fit for a label: cleaned, and cut to `limit` characters."""
    whole = clean(text)
    if len(whole) <= limit:
        return whole
    return _without_torn_end(whole[: limit - 1]) + ELLIPSIS


def _without_torn_end(text: str) -> str:
    """Return text that was cut somewhere, without half a word at its end if the word is short."""
    whole = text.rsplit(" ", 1)
    if len(whole) == 2 and len(whole[1]) <= _TORN:
        text = whole[0]
    return text.rstrip(" ,;:\N{NO-BREAK SPACE}" + _JOINERS)


@cache
def font_path(*, bold: bool, italic: bool) -> Path:
    """Return the file of the typeface, as it is shipped with matplotlib."""
    _matplotlib.load()
    from matplotlib import get_data_path  # noqa: PLC0415 - late on purpose

    return Path(get_data_path()) / "fonts" / "ttf" / _FILES[bold, italic]


@cache
def _font(*, bold: bool, italic: bool) -> FT2Font:
    path = font_path(bold=bold, italic=italic)
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - late on purpose

    font = FT2Font(str(path))
    font.set_size(_EM, 72)
    return font


@cache
def has(character: str, *, bold: bool, italic: bool) -> bool:
    """Return whether the typeface has this character."""
    return bool(_font(bold=bold, italic=italic).get_char_index(ord(character)))


class _Advances(dict[str, float]):
    """The width of each character of a face in thousandths of an em, found when asked for."""

    def __init__(self, *, bold: bool, italic: bool) -> None:
        super().__init__()
        self._bold, self._italic = bold, italic

    def __missing__(self, character: str) -> float:
        found = self[character] = _advance(character, self._bold, self._italic)
        return found


_ADVANCES = {
    (bold, italic): _Advances(bold=bold, italic=italic)
    for bold in (False, True)
    for italic in (False, True)
}


def _advance(character: str, bold: bool, italic: bool) -> float:
    if has(character, bold=bold, italic=italic):
        glyph = _font(bold=bold, italic=italic).load_char(ord(character))
        return glyph.linearHoriAdvance / 65536
    if unicodedata.combining(character) or character in _JOINERS:
        return 0
    return _EM if unicodedata.east_asian_width(character) in {"W", "F"} else _EM * 2 / 3


def width(text: str, face: Face) -> float:
    """Return the width of one line of text in points."""
    advances = _ADVANCES[face.bold, face.italic]
    return sum(map(advances.__getitem__, text)) * face.size / _EM


def fit(text: str, face: Face, room: float) -> str:
    """Return text, cut and ended with an ellipsis where it is wider than `room` points."""
    if width(text, face) <= room:
        return text
    left = room - width(ELLIPSIS, face)
    for place, character in enumerate(text):
        left -= width(character, face)
        if left < 0:
            return _without_torn_end(text[:place]) + ELLIPSIS
    return text


def wrap(text: str, face: Face, room: float, lines: int = 9) -> tuple[str, ...]:
    """Return text in lines of at most `room` points; what does not fit into `lines` is cut.

    Lines break at spaces, and inside a word only where it is wider than a whole line.
    """
    found: list[str] = []
    for word in text.split(" "):
        for piece in _broken(word, face, room):
            longer = f"{found[-1]} {piece}" if found else piece
            if found and width(longer, face) <= room:
                found[-1] = longer
            else:
                found.append(piece)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], fit(" ".join(found[lines - 1 :]), face, room))


@lru_cache(maxsize=256)
def balanced(text: str, face: Face, room: float) -> tuple[str, ...]:
    """Return text in as few lines as it needs, all about as wide, so that no word stands alone."""
    rows = wrap(text, face, room)
    if len(rows) == 1:
        return rows
    low, high = room / 2, room
    while high - low > 4:
        middle = (low + high) / 2
        if len(wrap(text, face, middle)) > len(rows):
            low = middle
        else:
            high = middle
    return wrap(text, face, high)


def _broken(word: str, face: Face, room: float) -> tuple[str, ...]:
    """Return a word in pieces of at most `room` points, each of at least one character."""
    pieces, piece = [], ""
    for character in word:
        if piece and width(piece + character, face) > room and not unicodedata.combining(character):
            pieces.append(piece)
            piece = ""
        piece += character
    return (*pieces, piece)
