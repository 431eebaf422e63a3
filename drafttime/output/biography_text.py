"""What `drafttime trace` prints: the life of a passage, version by version, marked word by word."""

from __future__ import annotations

from collections.abc import Iterator

from drafttime.model import Biography, FoundBiographies
from drafttime.output.biography import (
    has_several_writers,
    heading,
    is_as_written,
    marks_of,
    matches,
    narrower,
    places,
    span_of,
    told,
)
from drafttime.output.marked import SIGNS, STYLES, Frame, legend, marked_lines, prose_lines
from drafttime.output.prose import paragraphs
from drafttime.output.terminal import wrapped
from drafttime.output.wording import count

INDENT = 2


def biographies_text(found: FoundBiographies, *, width: int, styled: bool) -> str:
    """Return the first matches, wrapped; `styled` marks with bold and strike-through, not signs.

    Raises ManuscriptError where nothing was found. Linear in what it shows.
    """
    lives, frame = matches(found), STYLES if styled else SIGNS
    names = has_several_writers(lives)
    parts = [_lines(wrapped(heading(found), width))]
    if key := legend(marks_of(lives)):
        parts[0] += "\n" + _lines(marked_lines(key, width, frame))
    for place, life in zip(places(found), lives, strict=True):
        parts += _life(place, life, names, width, frame)
    if said := narrower(found):
        parts.append(_lines(wrapped(said, width)))
    return "\n\n".join(parts)


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines)


def _life(place: str, life: Biography, names: bool, width: int, frame: Frame) -> Iterator[str]:
    yield "\n".join([*wrapped(place, width), *wrapped(span_of(life), width)])
    left = len(count(len(life.versions)))
    beside = " " * (INDENT + left + 2)
    columns = width - len(beside)
    for number, version in enumerate(told(life, names=names), 1):
        first, *rest = wrapped(version.line, columns)
        yield "\n".join(
            [
                f"{' ' * INDENT}{count(number):>{left}}  {first}",
                *(beside + line for line in rest),
                *(beside + line for line in wrapped(version.happened, columns)),
                *(
                    beside + " " * INDENT + line
                    for line in marked_lines(version.pieces, columns - INDENT, frame)
                ),
            ]
        )
    if is_as_written(life):
        yield f"{' ' * INDENT}Now, as it was written"
        return
    now = [
        beside + " " * INDENT + line
        for text in paragraphs(life.text)
        for line in prose_lines(text, columns - INDENT)
    ]
    yield "\n".join([f"{' ' * INDENT}Now", *now])
