"""Other typefaces for characters that STIXGeneral lacks, in images only.

An SVG leaves the choice to its viewer; a PNG must choose now, among what is installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

from drafttime.charts import _type
from drafttime.charts._svg import face_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LIKED = ("Serif", "Mincho", "Song", "Ming", "Batang", "Times", "Tinos", "FreeSerif", "DejaVu Sans")
_DISLIKED = ("STIX", "cm", "Last Resort", "Mono", "Emoji")
_MOST_FILES = 400


@cache
def _candidates() -> tuple[tuple[str, str], ...]:
    """Return (family, file) of upright fonts, serif families first; costs nothing to list."""
    found: dict[str, str] = {}
    for entry in fontManager.ttflist:
        if entry.style == "normal" and entry.weight in {400, "normal", "regular", "book", "medium"}:
            found.setdefault(entry.name, entry.fname)
    usable = [(name, file) for name, file in found.items() if not name.startswith(_DISLIKED)]
    usable.sort(key=lambda item: (not any(word in item[0] for word in _LIKED), item))
    return tuple(usable[:_MOST_FILES])


@cache
def _reach(file: str, characters: frozenset[str]) -> frozenset[str]:
    try:
        font = FT2Font(file)
    except (OSError, RuntimeError):
        return frozenset()
    return frozenset(c for c in characters if font.get_char_index(ord(c)))


def families_for(characters: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return installed families that together have the characters, and what none of them has.

    Costs the opening of at most 400 font files, and nothing where there is nothing to look for.
    """
    left = frozenset(characters)
    chosen: list[str] = []
    for family, file in _candidates() if left else ():
        reach = _reach(file, left)
        if reach:
            chosen.append(family)
            left -= reach
        if not left:
            break
    return tuple(chosen), left


def set_fallbacks(figure: Figure) -> str:
    """Give texts with foreign characters fonts that have them; return what to tell the reader."""
    foreign = {}
    for text in figure.texts:
        face = face_of(text.get_fontproperties())
        lacks = {c for c in text.get_text() if not _type.has(c, bold=face.bold, italic=face.italic)}
        if lacks:
            foreign[text] = (face, lacks)
    if not foreign:
        return ""
    families, missing = families_for(set().union(*(lacks for _, lacks in foreign.values())))
    for text, (face, _) in foreign.items():
        text.set_fontproperties(
            FontProperties(
                family=["STIXGeneral", *families],
                weight="bold" if face.bold else "normal",
                style="italic" if face.italic else "normal",
                size=face.size,
            )
        )
    return _note(families, missing)


def _note(families: tuple[str, ...], missing: frozenset[str]) -> str:
    said = []
    if families:
        said.append(
            f"Some characters in the PNG images stand in {', '.join(families)}, "
            "since the charts’ own typeface lacks them."
        )
    if missing:
        shown = "".join(sorted(missing)[:12])
        said.append(
            f"No installed font has these characters, which the PNG images show as boxes: {shown}. "
            "The SVG images leave the choice of a font to the program that shows them."
        )
    return " ".join(said)
