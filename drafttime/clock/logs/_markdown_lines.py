"""The lines of a Markdown text as a log of time needs them: headings, items, text, rows of tables.

Fenced code and comments are passed over. Costs O(n): every line is looked at once, and all patterns
are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from drafttime.clock.logs._log import LogError, lines_in

Kind = Literal["heading", "item", "text", "head", "row", "blank"]

TAB = 4
LONGEST_LINE = 4_000
"""What follows in a line is not looked at."""

_HEADING = re.compile(r"#{1,6}(?![#])[ \t]{0,80}")
_BULLET = re.compile(r"(?:[-*+]|[0-9]{1,4}[.)])[ \t]{1,80}(?=\S)")
_BOX = re.compile(r"\[([ xX])\][ \t]{1,20}")
_FENCE = re.compile(r"`{3,}|~{3,}")
_COMMENT, _COMMENT_END = "<!--", "-->"
_UNDERLINE = re.compile(r"=+|-{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its kind, its text without the marks of that kind.

    `depth` is the level of a heading, or how far an item or a text is indented. `cells` are those
    of a table's header (`head`) or row. `open_box` says that an item is a task still to be done.
    """

    number: int
    kind: Kind
    text: str
    depth: int = 0
    cells: tuple[str, ...] = ()
    open_box: bool = False


def lines_of(file: str, text: str) -> Iterator[Line]:
    """Yield the lines of a Markdown text in order; code and comments come as blank lines.

    Raises LogError at the end for code or a comment that never ends: it may have swallowed a log.
    """
    raw = (line[:LONGEST_LINE].rstrip("\n") for _, line in lines_in(file, text))
    closing, opened = "", 0
    in_table = False
    for number, (line, after) in enumerate(pairwise(chain(raw, ("",))), 1):
        bare, following = line.strip(), after.strip()
        if closing:
            is_end = closing in bare if closing == _COMMENT_END else bare.startswith(closing)
            closing = "" if is_end else closing
            yield Line(number, "blank", "")
            continue
        closing, opened = _closing(bare), number
        if closing or bare.startswith(_COMMENT):
            yield Line(number, "blank", "")
            continue
        is_head = not in_table and "|" in bare and "|" in following and _is_rule(following)
        in_table = is_head or (in_table and "|" in bare)
        if in_table:
            yield _row(number, bare, is_head=is_head)
        else:
            yield _line(number, line, bare, following)
    if closing:
        what = "comment" if closing == _COMMENT_END else "block of code"
        raise LogError(file, opened, f"the {what} that begins there never ends")


def _closing(bare: str) -> str:
    """Return what ends the code or the comment that a line begins, or nothing."""
    fence = _FENCE.match(bare)
    if fence is not None and bare[:1] not in bare[fence.end() :]:
        return fence[0][:3]
    return _COMMENT_END if bare.startswith(_COMMENT) and _COMMENT_END not in bare else ""


def _line(number: int, line: str, bare: str, following: str) -> Line:
    if not bare or _UNDERLINE.fullmatch(bare):
        return Line(number, "blank", "")
    indent = _indent(line)
    heading = _HEADING.match(bare)
    if heading is not None and indent < TAB:
        text = bare[heading.end() :].rstrip("#").rstrip()
        return Line(number, "heading", text, depth=heading[0].count("#"))
    bullets = 0
    place = 0
    while found := _BULLET.match(bare, place):
        place = found.end()
        bullets += 1
    if bullets:
        box = _BOX.match(bare, place)
        text = bare[box.end() if box else place :]
        return Line(number, "item", text, depth=indent, open_box=box is not None and box[1] == " ")
    if indent < TAB and len(following) > 1 and _UNDERLINE.fullmatch(following):
        return Line(number, "heading", bare, depth=1 if following[0] == "=" else 2)
    return Line(number, "text", bare, depth=indent)


def _row(number: int, bare: str, *, is_head: bool) -> Line:
    cells = tuple(_cells(bare))
    if not is_head and _is_rule(bare):
        return Line(number, "blank", "")
    return Line(number, "head" if is_head else "row", bare, cells=cells)


def _cells(bare: str) -> Iterator[str]:
    """Yield the cells of a row; a bar behind a backslash belongs to its cell."""
    inner = bare.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    for cell in inner.replace("\\|", "\0").split("|"):
        yield cell.replace("\0", "|").strip()


def _is_rule(bare: str) -> bool:
    return "-" in bare and not bare.strip("|:- \t")


def _indent(line: str) -> int:
    width = 0
    for letter in line:
        if letter == "\t":
            width += TAB - width % TAB
        elif letter == " ":
            width += 1
        else:
            break
    return width
