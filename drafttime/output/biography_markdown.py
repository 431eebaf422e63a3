"""`drafttime trace --format md`: the life of a passage as Markdown, with <del>, <ins> and <em>."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from drafttime.model import Biography, FoundBiographies, Mark, Piece
from drafttime.output.biography import (
    has_several_writers,
    heading,
    is_as_written,
    matches,
    narrower,
    places,
    span_of,
    told,
)
from drafttime.output.prose import markdown, paragraphs
from drafttime.output.terminal import plain_spaces
from drafttime.output.wording import sentence

# Asterisks and tildes do not mark a lone comma in the middle of a sentence; elements always do.
_ELEMENTS: Mapping[Mark, str] = MappingProxyType({"out": "del", "in": "ins", "moved": "em"})


def biographies_markdown(found: FoundBiographies) -> str:
    """Return the first matches as Markdown in which the book's own text is letters only.

    Raises ManuscriptError where nothing was found.
    """
    lives = matches(found)
    names = has_several_writers(lives)
    parts = [f"# {_plain(heading(found))}"]
    for place, life in zip(places(found), lives, strict=True):
        parts += _life(place, life, names)
    if said := narrower(found):
        parts.append(_plain(said))
    return "\n\n".join(parts) + "\n"


def _life(place: str, life: Biography, names: bool) -> Iterator[str]:
    yield f"## {_plain(place)}"
    yield _plain(f"{sentence(span_of(life))}.")
    for number, version in enumerate(told(life, names=names), 1):
        yield f"### {number}. {_plain(version.line)}"
        yield _plain(f"{sentence(version.happened)}.")
        if version.pieces:
            yield f"> {_marked(version.pieces)}"
    if is_as_written(life):
        yield "### Now, as it was written"
        return
    yield "### Now"
    yield "\n>\n".join(f"> {markdown(line)}" for line in paragraphs(life.text))


def _plain(text: str) -> str:
    return markdown(plain_spaces(text))


def _marked(pieces: Iterable[Piece]) -> str:
    """Return pieces with elements around them; white space stays outside."""
    parts = []
    for mark, text in pieces:
        body = text.strip(" ")
        before, _, after = text.partition(body) if body else (text, "", "")
        name = _ELEMENTS.get(mark)
        inner = markdown(body)
        parts.append(f"{before}{f'<{name}>{inner}</{name}>' if name and body else inner}{after}")
    return "".join(parts).strip()
