"""Write `_character_classes.py`: which characters are marks, ideographs or kana, or unseen.

Python's regular expressions know letters and digits, but none of the classes below. They are
written down rather than computed, since computing them takes a third of a second at every start.
Run `python -m drafttime.text._make_character_classes` with the oldest Python that is supported, so
that every newer one reads the same table.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("_character_classes.py")

# Names tell the scripts apart, since `unicodedata` has no property for them. 々, 〇 and the marks
# of repetition stand for ideographs or kana and are counted as such.
_SEPARATE = (
    "CJK UNIFIED",
    "CJK COMPATIBILITY IDEOGRAPH",
    "HALFWIDTH KATAKANA",
    "HANGZHOU NUMERAL",
    "HENTAIGANA",
    "HIRAGANA",
    "IDEOGRAPHIC ITERATION",
    "IDEOGRAPHIC NUMBER",
    "KATAKANA",
    "VERTICAL IDEOGRAPHIC",
    "VERTICAL KANA",
)
# Planes 2 and 3 are set aside for ideographs, those of later versions of Unicode included.
_IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)
# Arabic and similar signs of the format category that are written above or before digits.
_SEEN_FORMATS = frozenset(
    [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]
)
_WORD_BREAK = 0x200B
_JOINERS = frozenset([0x200C, 0x200D])


def is_mark(code: int) -> bool:
    """Say whether the character belongs to the one before it: accents, vowel signs, selectors."""
    return unicodedata.category(chr(code)).startswith("M")


def is_separate(code: int) -> bool:
    """Say whether the character is a word of its own: a Han ideograph or a kana."""
    if code in _IDEOGRAPHIC_PLANES:
        return True
    char = chr(code)
    letter = unicodedata.category(char) in {"Lo", "Lm", "Nl"}
    return letter and unicodedata.name(char, "").startswith(_SEPARATE)


def is_unseen(code: int) -> bool:
    """Say whether the character is a format character that leaves no trace on the page."""
    return (
        unicodedata.category(chr(code)) == "Cf"
        and code not in _SEEN_FORMATS
        and code not in _JOINERS
        and code != _WORD_BREAK
    )


def ranges(belongs: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the inclusive ranges of code points that belong."""
    start = None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and belongs(code)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, code - 1
            start = None


def _literal(name: str, doc: str, found: Iterable[tuple[int, int]]) -> str:
    pieces = [_escape(a) if a == b else f"{_escape(a)}-{_escape(b)}" for a, b in found]
    lines = [""]
    for piece in pieces:
        if len(lines[-1]) + len(piece) > 92:
            lines.append("")
        lines[-1] += piece
    body = "\n".join(f'    "{line}"' for line in lines)
    return f"# {doc}\n{name} = (\n{body}\n)\n"


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def table() -> str:
    """Return the text of the table: three bodies of regular-expression classes."""
    head = (
        '"""Classes of characters. Written by `_make_character_classes.py`: do not edit."""\n\n'
        "from __future__ import annotations\n\n"
        f'UNICODE = "{unicodedata.unidata_version}"\n\n'
    )
    return head + "\n".join(
        (
            _literal("MARKS", "General category M: part of the character before.", ranges(is_mark)),
            _literal("SEPARATE", "Han ideographs and kana: each a word.", ranges(is_separate)),
            _literal("UNSEEN", "Format characters that nobody sees.", ranges(is_unseen)),
        ),
    )


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
