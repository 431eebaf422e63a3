"""Cut Markdown at blank lines into pieces that mean by themselves what they mean in their place.

After a blank line, a line that begins in the first column can only be a block of its own: no list,
quote or paragraph goes on there. What does go on (a fence, some kinds of HTML) is found once per
distinct stretch, with the parser where it is not obvious.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pyromark

from drafttime.text.formats._markdown_blocks import OPTIONS, fold_label
from drafttime.text.remembered import Remembered

_MAY_STAY_OPEN = re.compile(r"\n {0,3}(?:```|~~~|<[!?A-Za-z])")
_TELLS_FIRST = (" ", "\t")
_TELLING = ("]:", "```", "<", "~~~", "%%")
_BEGINNINGS = ("---", "+++", "% ")
_FENCE = re.compile(r"`+|~+")


@dataclass(frozen=True, slots=True)
class _End:
    """What ends a block that blank lines do not end: `sign` is part of it, and quick to find."""

    sign: str
    pattern: re.Pattern[str]


_HTML_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_UNPARSED_TAG = re.compile(r"<(script|pre|style|textarea)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a stretch between blank lines has to do with its surroundings.

    `goes_on`: it is indented, and so may belong to the block before it. `end`: where the block it
    leaves open ends, None if it leaves none open. `defines`: labels of reference links. `unread`:
    it may hold a comment, or be taken for the front matter of a file.
    """

    goes_on: bool = False
    end: _End | None = None
    defines: tuple[str, ...] = ()
    unread: bool = False


_ALONE = _Shape()


class Cut(NamedTuple):
    """The pieces of a text, and what of it has to do with the rest of the file.

    It defines labels of links, or leaves a block open, which would take in what follows; or some of
    it is perhaps `unread`, see `_Shape`.
    """

    pieces: list[str]
    defines: frozenset[str] = frozenset()
    is_open: bool = False
    unread: bool = False


def _find_shape(stretch: str) -> _Shape | None:
    body = stretch.lstrip("\n")
    begins = stretch.startswith(_BEGINNINGS)
    if not (begins or body[:1] in _TELLS_FIRST or any(map(body.__contains__, _TELLING))):
        return None
    goes_on = body[:1] in _TELLS_FIRST
    end = None if _is_closed_fence(body) else _open_end(body)
    defines = _definitions(body) if "]:" in body else ()
    unread = begins or "%%" in body or "<!--" in body
    if not (goes_on or end or defines or unread):
        return None
    return _Shape(goes_on, end, defines, unread)


def _is_closed_fence(body: str) -> bool:
    """Say whether a stretch is a fence of three signs that opens and closes, as most do."""
    return body.startswith("```") and body.count("`") == 6 and body.rstrip("\n").endswith("\n```")


def _definitions(body: str) -> tuple[str, ...]:
    return tuple(map(fold_label, pyromark.reference_definitions(body, options=OPTIONS)))


def _open_end(body: str) -> _End | None:
    """Return what ends the block of code or HTML that a blank line would not end."""
    if body.startswith("```") and "`" not in body[3:]:
        return _end_of_fence("```")
    if not _MAY_STAY_OPEN.search(f"\n{body}"):
        return None
    source = f"{body}\n\nx"
    kind, start, stop = _last_block(source)
    encoded = source.encode()
    if kind not in {"CodeBlock", "HtmlBlock"} or stop < len(encoded):
        return None
    opening = encoded[start:].decode().lstrip()
    if kind == "CodeBlock":
        fence = _FENCE.match(opening)
        return _end_of_fence(fence[0] if fence else "```")
    tag = _UNPARSED_TAG.match(opening)
    if tag is not None:
        return _end_of_html(f"</{tag[1].lower()}>")
    return _end_of_html(next(end for begin, end in _HTML_ENDS.items() if opening.startswith(begin)))


def _last_block(source: str) -> tuple[str, int, int]:
    """Return the kind of the last block that is in no other, and its place in bytes."""
    found = "", 0, 0
    depth = 0
    for event, span in pyromark.events_with_range(source, options=OPTIONS):
        if isinstance(event, str):
            continue
        if "Start" in event:
            if not depth:
                value = event["Start"]
                kind = value if isinstance(value, str) else next(iter(value))
                found = kind, span["start"], span["end"]
            depth += 1
        elif "End" in event:
            depth -= 1
    return found


def _end_of_html(sign: str) -> _End:
    return _End(sign, re.compile(re.escape(sign)))


@lru_cache(maxsize=64)
def _end_of_fence(fence: str) -> _End:
    pattern = rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$"
    return _End(fence, re.compile(pattern, re.MULTILINE))


def cut(text: str) -> Cut:
    """Cut Markdown that has neither front matter nor comments across pieces."""
    stretches = text.split("\n\n")
    if "" in stretches:
        # An empty stretch, of several blank lines, would hide what the next one goes on with.
        stretches = [stretch for stretch in stretches if stretch]
    shapes = list(map(_shapes.__getitem__, stretches))
    if not any(shapes):
        return Cut(stretches)
    pieces: list[str] = []
    defined: set[str] = set()
    unread = _any_unread(shapes)
    done = 0
    is_open = False
    for at, found in enumerate(shapes):
        if found is None or at < done:
            continue
        pieces += stretches[done:at]
        piece, shape, done = stretches[at], found, at + 1
        if shape.goes_on:
            while done < len(shapes) and (following := shapes[done]) and following.goes_on:
                done += 1
            piece = "\n\n".join([*pieces[-1:], *stretches[at:done]])
            del pieces[-1:]
            shape = _shapes[piece] or _ALONE
        if shape.end is not None:
            piece, done, is_open = _close(piece, stretches, shapes, done, shape.end)
        defined.update(shape.defines)
        pieces.append(piece)
    pieces += stretches[done:]
    # What follows the end of a block in its stretch has a shape of its own.
    return Cut(pieces, frozenset(defined), is_open, unread or _any_unread(shapes))


def _any_unread(shapes: Iterable[_Shape | None]) -> bool:
    return any(shape.unread for shape in shapes if shape is not None)


def _close(
    piece: str,
    stretches: list[str],
    shapes: list[_Shape | None],
    start: int,
    end: _End,
) -> tuple[str, int, bool]:
    """Lengthen a piece up to the line that ends its block, or to the end of the file.

    Returns the piece, the index of the next stretch, and whether the block has no end. What follows
    the line within its stretch becomes a stretch to come.
    """
    for at in range(start, len(stretches)):
        last = stretches[at]
        found = end.pattern.search(last) if end.sign in last else None
        if found is None:
            continue
        line_end = last.find("\n", found.end())
        if line_end < 0:
            return "\n\n".join([piece, *stretches[start : at + 1]]), at + 1, False
        stretches[at] = last[line_end + 1 :]
        shapes[at] = _shapes[stretches[at]]
        return "\n\n".join([piece, *stretches[start:at], last[:line_end]]), at, False
    return "\n\n".join([piece, *stretches[start:]]), len(stretches), True


_shapes: Remembered[str, _Shape | None] = Remembered(_find_shape, 1 << 21)
"""Stretch → shape, None for one that stands alone as most do."""
