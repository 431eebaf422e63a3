"""What all formats share: folded lines, scene breaks."""

from __future__ import annotations

import re

from drafttime.model import Block

BREAK = Block("break", "")

# Asterisks, number signs, bullets and ornaments, one or several; or a rule of dashes.
_SCENE_BREAK = re.compile(r"[*#⁂⁎⁕∗✱✻❧☙❦§•·◦~\s]{1,40}|[-–—_=\s]{3,}")
_PLAIN_WORD = re.compile(r"[“„‘\"'(«]*+[^\W\d_]++(?:[-'’][^\W\d_]++)*+[.,:!?…)»”\"'’–—-]*+")
_LONGEST_SCENE_BREAK = 200


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space: re-wrapping changes nothing."""
    return " ".join(text.split())


def is_scene_break(line: str) -> bool:
    """Say whether a line that stands alone marks a break between scenes.

    Such as `* * *`, `***`, `#`, `⁂` or `---`. A single dash or tilde can be a line of dialogue and
    is none.
    """
    if len(line) > _LONGEST_SCENE_BREAK or _SCENE_BREAK.fullmatch(line) is None:
        return False
    signs = "".join(line.split())
    return len(set(signs)) == 1 and (len(signs) > 1 or signs in "*#⁂⁎⁕∗✱✻❧☙❦§")


def is_prose(text: str) -> bool:
    """Say whether preformatted text is a letter or a poem rather than code.

    Nine in ten of its words are nothing but letters (inside quotation marks and other punctuation),
    most of them small; there are at least ten, and one of them ends a clause.
    """
    words = text.split()
    plain = [word for word in words if _PLAIN_WORD.fullmatch(word)]
    small = sum(word.lstrip("“„‘\"'(«")[:1].islower() for word in plain)
    if len(words) < 10 or len(plain) < 0.9 * len(words) or small < 0.6 * len(words):
        return False
    return any(word.endswith((".", ",", "!", "?", "…")) for word in plain)


def paragraph(text: str) -> Block | None:
    """Return the block of a paragraph, a scene break for a line of ornaments, None for nothing."""
    return folded_paragraph(fold(text))


def folded_paragraph(folded: str) -> Block | None:
    """Return the block of a paragraph that is one line, as `fold` gives it."""
    if not folded:
        return None
    return BREAK if is_scene_break(folded) else Block("paragraph", folded)
