"""The section of the page with the passages that were cut; it is there only when asked for."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.model import Analysis, Cut, FoundCuts
from drafttime.output.cutting_room import MIN_WORDS, cutting_room, life_of, path_of, stood
from drafttime.output.escaping import ELLIPSIS
from drafttime.output.prose import paragraphs
from drafttime.output.view import Passage, Section
from drafttime.output.wording import count, counted, number_in_prose, sentence

HEADING = "What was cut"
MOST = 40
LONGEST_UNFOLDED = 80
OPENING = 50
"""In words: how much of a longer passage is read before it is unfolded."""


def cuts_section(analysis: Analysis) -> Section | None:
    """Return the longest passages that were cut, or None where they were not asked for."""
    if analysis.cuts is None:
        return None
    found = FoundCuts("", analysis.cuts, analysis.ledger.words_cut, ())
    room = cutting_room(found, min_words=MIN_WORDS, most=MOST)
    shortest = number_in_prose(MIN_WORDS)
    if not room.cuts:
        said: tuple[str, ...] = (f"No passage of {shortest} words and more was cut.",)
    elif room.passages == 1:
        said = (f"One passage of {shortest} words and more was cut.",)
    else:
        longest = counted(room.cuts[0].words, "word")
        if room.passages < MOST:
            number = sentence(number_in_prose(room.passages))
            begun = f"{number} passages of {shortest} words and more were cut"
        else:  # the analysis may hold no more than are shown: how many there are is not known here
            these = f"These are the {count(MOST)} longest passages that were cut"
            begun = f"{these}; ‘drafttime cuts’ lists all of them"
        said = (f"{begun}. The longest has {longest}.",)
    return Section(
        name="cuts",
        heading=HEADING,
        sentences=said,
        passages=tuple(_passage(cut, names=room.several_writers) for cut in room.cuts),
    )


def _passage(cut: Cut, *, names: bool) -> Passage:
    opening, rest = folded(paragraphs(cut.text), cut.words)
    return Passage(
        words=counted(cut.words, "word"),
        path=path_of(cut),
        life=life_of(cut, names=names),
        opening=opening,
        rest=rest,
        place=sentence(stood(cut)),
    )


def folded(lines: Sequence[str], words: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the opening of a long passage and the rest of it, which is empty for a short one.

    It is cut at a space, or anywhere in a script that has none.
    """
    left = round(sum(map(len, lines)) * OPENING / max(1, words))
    if words <= LONGEST_UNFOLDED or not lines:
        return tuple(lines), ()
    place = 0
    while left >= len(lines[place]) and place < len(lines) - 1:
        left -= len(lines[place])
        place += 1
    line = lines[place]
    space = line.rfind(" ", 0, left + 1)
    end = space if space >= 0 else left
    head, tail = line[:end].rstrip(), line[end:].lstrip()
    before = (*lines[:place], f"{head} {ELLIPSIS}".lstrip())
    return before, tuple(text for text in (tail, *lines[place + 1 :]) if text)
