"""`drafttime cuts --format md`: a heading per passage, its facts, and the text as a quotation."""

from __future__ import annotations

from collections.abc import Iterator

from drafttime.model import Cut
from drafttime.output.cutting_room import (
    CuttingRoom,
    how_many,
    life_of,
    nothing,
    path_of,
    stood,
)
from drafttime.output.prose import markdown, paragraphs
from drafttime.output.terminal import plain_spaces
from drafttime.output.wording import count, counted, sentence


def cuts_markdown(room: CuttingRoom) -> str:
    """Return the passages as Markdown in which the book's own text is letters only. Linear."""
    parts = [f"# What was cut from {markdown(room.name)}", _opening(room)]
    for number, cut in enumerate(room.cuts, 1):
        parts += _passage(cut, number, room)
    if room.more:
        parts.append(f"And {count(room.more)} more: `--limit {room.passages}` lists them all.")
    return "\n\n".join(parts) + "\n"


def _opening(room: CuttingRoom) -> str:
    cut = f"{counted(room.words_cut, 'word')} {'was' if room.words_cut == 1 else 'were'} cut or"
    if not room.cuts:
        return f"{cut} replaced. {plain_spaces(nothing(room))}"
    found = f"{how_many(room)}, longest first" if room.passages > 1 else how_many(room)
    return f"{cut} replaced; here {'is' if room.passages == 1 else 'are'} {found}."


def _passage(cut: Cut, number: int, room: CuttingRoom) -> Iterator[str]:
    yield f"## {count(number)}. {counted(cut.words, 'word')} from {markdown(path_of(cut))}"
    life = sentence(life_of(cut, names=room.several_writers))
    between = stood(cut)
    facts = f"{life}. It {between}." if between else f"{life}."
    yield markdown(plain_spaces(facts))
    yield "\n>\n".join(f"> {markdown(line)}" for line in paragraphs(cut.text))
