"""Names from a repository made safe to look at: what cannot be seen is shown, what lies is named.

File names, titles and messages may hold escape sequences, marks that reverse the direction of
writing, newlines and bytes that are no text. Every output of this package passes them through here
first, and then escapes them for its own medium (HTML, JSON, CSV).
"""

from __future__ import annotations

import re

ELLIPSIS = "…"
MARKS_IN_A_ROW = 4

# Controls, direction marks, invisible separators, non-characters and halves of surrogate pairs.
# The two joiners and the soft hyphen stay: Persian, Hindi and emoji cannot be written without them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOWER = re.compile(f"({_MARK}{{{MARKS_IN_A_ROW}}}){_MARK}+")


def shown(text: str, limit: int | None = None) -> str:
    """Return `text` as one line in which everything can be seen, at most `limit` characters long.

    Unseen characters become their numbers ("⟨U+202E⟩", a newline "⟨U+000A⟩"), bytes that are not
    UTF-8 their digits ("⟨FF⟩"). Towers of combining marks are cut at four. What is cut ends with an
    ellipsis. Linear in the length that is kept.
    """
    if text.isascii() and text.isprintable() and (limit is None or len(text) <= limit):
        return text  # as nearly all is
    whole = text if limit is None else text[: limit + 1]
    visible = _TOWER.sub(r"\1", _UNSEEN.sub(_picture, whole))
    if limit is None or (len(text) <= limit and len(visible) <= limit):
        return visible
    return visible[: limit - 1].rstrip() + ELLIPSIS


def whole(text: str) -> str:
    """Return `text` as valid Unicode and otherwise as it is, for data.

    A byte that is not UTF-8 stands as its two hexadecimal digits in angle brackets ("⟨FF⟩"), half a
    surrogate pair as "⟨U+D800⟩".
    """
    return _HALVES.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # how `os.fsdecode` keeps a byte that is not UTF-8
        return f"⟨{code - 0xDC00:02X}⟩"
    return f"⟨U+{code:04X}⟩"
