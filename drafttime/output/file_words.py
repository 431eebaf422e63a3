"""Where two versions of a page, a table or a drawing differ, in words.

A page is read as its words and its tags, each a unit; a table as its cells. Nothing is parsed that
a hostile file could make expensive: one pass over the text, and a comparison whose cost is bounded
by the size that files are read up to.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator, Sequence

from drafttime.model.evidence import FileDiffers
from drafttime.output.escaping import shown
from drafttime.revision.distance import word_edits

MOST_PLACES = 5
SHOWN = 80
_DRAWING, _DRAWING_END = "<svg", "</svg>"
_SPACES = " \t\r\n"


def page_differences(
    file: str, told: str, remade: str, *, drawings: bool = True
) -> tuple[FileDiffers, ...]:
    """Return where a page or an SVG says something else; nothing where only drawings differ.

    Without `drawings` those inside the page are passed over. Words are named before markup: where
    any differ, markup that differs is not mentioned.
    """
    theirs, ours = (list(_units(text, drawings=drawings)) for text in (told, remade))
    places = [
        (" ".join(theirs[a:b]), " ".join(ours[c:d])) for a, b, c, d in _edits([*theirs], [*ours])
    ]
    words = [(_words(left), _words(right)) for left, right in places]
    spoken = [(left, right) for left, right in words if left != right]
    if spoken:
        return _listed(file, [("", left, right) for left, right in spoken])
    if not places:
        return ()
    left, right = places[0]
    return (
        FileDiffers(file, "differs in its markup", told=_cut(left), recomputed=_cut(right),
                    more=len(places) - 1),
    )  # fmt: skip


def table_differences(file: str, told: str, remade: str) -> tuple[FileDiffers, ...]:
    """Return which cells of a table differ, by row (1 is the first below the head) and column."""
    theirs, ours = (_rows(text) for text in (told, remade))
    head = ours[0] if ours else []
    places = []
    if len(theirs) != len(ours):
        places.append(("rows", str(max(0, len(theirs) - 1)), str(max(0, len(ours) - 1))))
    else:
        for number, (left, right) in enumerate(zip(theirs, ours, strict=True)):
            if left == right:
                continue
            for place in range(max(len(left), len(right))):
                one, other = _cell(left, place), _cell(right, place)
                if one != other:
                    column = head[place] if place < len(head) else f"column {place + 1}"
                    where = f"row {number}, {column}" if number else f"the head, {column}"
                    places.append((where, one, other))
    if not places:
        return (FileDiffers(file, "is written otherwise, with the same cells"),)
    return _listed(file, places)


def _listed(file: str, places: Sequence[tuple[str, str, str]]) -> tuple[FileDiffers, ...]:
    found = [
        FileDiffers(file, "", where, _cut(left), _cut(right))
        for where, left, right in places[:MOST_PLACES]
    ]
    left_over = len(places) - len(found)
    if left_over:
        last = found[-1]
        found[-1] = FileDiffers(
            last.file, last.how, last.where, last.told, last.recomputed, left_over
        )
    return tuple(found)


def _units(text: str, *, drawings: bool) -> Iterator[str]:
    """Yield the tags and the words of a page in their order."""
    at = 0
    while at < len(text):
        if text.startswith(_DRAWING, at) and not drawings:
            end = text.find(_DRAWING_END, at)
            at = len(text) if end < 0 else end + len(_DRAWING_END)
        elif text[at] == "<":
            end = text.find(">", at)
            end = len(text) if end < 0 else end + 1
            yield text[at:end]
            at = end
        else:
            end = text.find("<", at)
            end = len(text) if end < 0 else end
            yield from (word for word in _split(text[at:end]) if word)
            at = end


def _split(text: str) -> list[str]:
    """Return the words between plain spaces: "40 %" is held together by its narrow one."""
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    return text.split(" ")


def _words(units: str) -> str:
    """Return what a reader sees of some units."""
    kept = []
    at = 0
    while at < len(units):
        if units[at] == "<":
            end = units.find(">", at)
            at = len(units) if end < 0 else end + 1
            kept.append(" ")
        else:
            end = units.find("<", at)
            end = len(units) if end < 0 else end
            kept.append(units[at:end])
            at = end
    return " ".join(_split(html.unescape("".join(kept)))).strip()


def _edits(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches that differ; the common ends are set aside first."""
    start = 0
    least = min(len(old), len(new))
    while start < least and old[start] == new[start]:
        start += 1
    end = 0
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = old[start : len(old) - end], new[start : len(new) - end]
    return [
        (a + start, b + start, c + start, d + start) for a, b, c, d in _joined(word_edits(*middle))
    ]


def _joined(edits: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Join stretches that touch: a word for another is one place, not two."""
    joined: list[tuple[int, int, int, int]] = []
    for a, b, c, d in edits:
        if joined and joined[-1][1] == a and joined[-1][3] == c:
            joined[-1] = (joined[-1][0], b, joined[-1][2], d)
        else:
            joined.append((a, b, c, d))
    return joined


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(text.splitlines(keepends=True)))
    except csv.Error:
        return []


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _cut(text: str) -> str:
    return shown(text, SHOWN)
