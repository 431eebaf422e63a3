"""What TeX makes of text as it is typed, and of what is left out of it."""

from __future__ import annotations

import re

from drafttime.text.formats import _latex_tables as tables

LEFT_OUT = "\x02"
"""Stands for a formula or a reference, of which a reader reads nothing."""

_CLOSES_GAP = frozenset(",.;:!?)")
_CLOSING = re.compile(r"\"'(?!\w)")
_LIGATURE = re.compile(r"[`'<>]|--")


def without_gaps(text: str) -> str:
    """Return text without the marks of what was left out, nor a space between one and a sign."""
    parts = text.split(LEFT_OUT)
    for at in range(1, len(parts)):
        behind = parts[at].removeprefix(" ")
        if behind[:1] in _CLOSES_GAP:
            parts[at] = behind
            parts[at - 1] = parts[at - 1].removesuffix(" ")
    return "".join(parts)


def typeset(text: str) -> str:
    """Return text with the ligatures of TeX: quotes, dashes."""
    if _LIGATURE.search(text) is None:
        return text
    text = _CLOSING.sub("“", text)
    for typed, printed in tables.LIGATURES:
        if typed in text:
            text = text.replace(typed, printed)
    return text
