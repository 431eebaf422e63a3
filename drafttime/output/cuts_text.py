"""What `drafttime cuts` prints: passage by passage, wrapped to the screen."""

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
from drafttime.output.marked import prose_lines
from drafttime.output.prose import paragraphs
from drafttime.output.terminal import unbroken, wrapped
from drafttime.output.wording import count, counted

INDENT = 2


def cuts_text(room: CuttingRoom, *, width: int) -> str:
    """Return the passages in full, longest first, and how to see the others. Linear."""
    cut = f"{counted(room.words_cut, 'word')} cut or replaced"
    if not room.cuts:
        return "\n".join(
            [*wrapped(f"{room.name} · {cut}", width), "", *wrapped(nothing(room), width)]
        )
    head = "\n".join(wrapped(f"{room.name} · {cut}; {how_many(room)}", width))
    left = len(count(len(room.cuts)))
    items = [
        "\n".join(_passage(cut, f"{count(number):>{left}}", room, width))
        for number, cut in enumerate(room.cuts, 1)
    ]
    return "\n\n".join([head, *items, *_others(room, width)])


def _others(room: CuttingRoom, width: int) -> Iterator[str]:
    if room.more:
        every = unbroken(f"--limit {room.passages}")
        yield "\n".join(
            wrapped(
                f"And {count(room.more)} more: {every} shows them all, "
                f"{unbroken('--out cuts.txt')} writes them to a file.",
                width,
            )
        )


def _passage(cut: Cut, number: str, room: CuttingRoom, width: int) -> Iterator[str]:
    beside = " " * (INDENT + len(number) + 2)
    room_for_text = width - len(beside)
    facts = " · ".join(
        [
            unbroken(counted(cut.words, "word")),
            unbroken(path_of(cut)),
            life_of(cut, names=room.several_writers),
        ]
    )
    for place, line in enumerate(wrapped(facts, room_for_text)):
        yield (beside if place else f"{' ' * INDENT}{number}  ") + line
    for place, paragraph in enumerate(paragraphs(cut.text)):
        lines = prose_lines(paragraph, room_for_text - INDENT, indent=INDENT if place else 0)
        yield from (beside + " " * INDENT + line for line in lines)
    if between := stood(cut):
        yield from (beside + line for line in wrapped(between, room_for_text))
