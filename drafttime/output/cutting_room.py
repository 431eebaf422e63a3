"""The cutting-room floor in words: what a passage was, when it was written, and when it was cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafttime.durations import DASH
from drafttime.model import Cut, FoundCuts, Hand, Notice
from drafttime.output.escaping import shown
from drafttime.output.prose import beginning, ending, one_line
from drafttime.output.terminal import unbroken
from drafttime.output.wording import count, counted, day, days, listed, span

MIN_WORDS = 10
"""A passage is this long at least, unless the writer asks for shorter ones."""

PATH_LIMIT = 200
NAME_LIMIT = 60
TITLE_LIMIT = 120
SUBJECT_LIMIT = 60
SHORT_NAME = 16
COMMIT_LETTERS = 7
_NO_BREAK_AFTER_DASH = unbroken(f"{DASH} ")


@dataclass(frozen=True, slots=True)
class CuttingRoom:
    """The passages that are listed, longest first, among all `passages` of `min_words` and more.

    `shorter` passages were cut as well; `several_writers` tells whether names are worth a word.
    """

    name: str
    words_cut: int
    min_words: int
    passages: int
    shorter: int
    cuts: tuple[Cut, ...]
    several_writers: bool
    notices: tuple[Notice, ...] = ()

    @property
    def more(self) -> int:
        """How many passages are not listed."""
        return self.passages - len(self.cuts)


def cutting_room(found: FoundCuts, *, min_words: int, most: int | None) -> CuttingRoom:
    """Return at most so many passages (None: all) of so many words and more. Linear."""
    long = [cut for cut in found.cuts if cut.words >= min_words]
    return CuttingRoom(
        name=shown(found.name.strip(), TITLE_LIMIT) or "Untitled",
        words_cut=found.words_cut,
        min_words=min_words,
        passages=len(long),
        shorter=len(found.cuts) - len(long) + found.shorter,
        cuts=tuple(long[:most]),
        several_writers=_several_writers(long),
        notices=found.notices,
    )


def how_many(room: CuttingRoom) -> str:
    """Return "214 passages of 10 words and more"."""
    most = "" if room.min_words <= 1 else f" of {counted(room.min_words, 'word')} and more"
    return f"{counted(room.passages, 'passage')}{most}"


def nothing(room: CuttingRoom) -> str:
    """Return what to say where no passage is listed."""
    if not room.shorter:
        return "No passage was cut."
    one = room.shorter == 1
    were = "One shorter one was" if one else f"{count(room.shorter)} shorter ones were"
    words = counted(room.min_words, "word")
    return (
        f"No passage of {words} and more was cut. {were}: "
        f"{unbroken('--min-words 1')} lists {'it' if one else 'them'}."
    )


def path_of(cut: Cut) -> str:
    """Return the file that the passage stood in."""
    return shown(cut.path, PATH_LIMIT)


def life_of(cut: Cut, *, names: bool) -> str:
    """Return "written 3 Mar 2022 (Draft 1), cut 14 Feb 2023 after eleven months (3f2a9c1 …)".

    In brackets stand the commit and its subject; `names` adds by whom. Days and spans do not break.
    """
    writers = list(dict.fromkeys([cut.written.writer, cut.last_written.writer]))
    alone = writers == [cut.cut.writer]
    draft = f" ({_together(shown(cut.draft, NAME_LIMIT))})" if cut.draft.strip() else ""
    by = _by(writers) if names and not alone else ""
    written = f"written {_when(cut.written, cut.last_written)}{by}{draft}"
    by = _by([cut.cut.writer]) if names and not alone else ""
    when = "on the same day" if cut.days == 0 else _when(cut.cut, cut.cut)
    gone = f"cut {when}{by}{_after(cut.days)} ({_commit(cut.cut)})"
    return f"{written}, {gone}{f', both{_by(writers)}' if names and alone else ''}"


def stood(cut: Cut) -> str:
    """Return "stood between “… the tide had turned” and “Nobody saw it …”", or nothing."""
    before, after = cut.before.strip(), cut.after.strip()
    if before and after:
        return f"stood between “{ending(before)}” and “{beginning(after)}”"
    if after:
        return f"stood at the beginning, before “{beginning(after)}”"
    return f"stood at the end, after “{ending(before)}”" if before else ""


def commit_of(hand: Hand) -> str:
    """Return a commit's id as one would type it."""
    return shown(hand.commit[:COMMIT_LETTERS])


def _several_writers(cuts: Sequence[Cut]) -> bool:
    hands = (hand for cut in cuts for hand in (cut.written, cut.last_written, cut.cut))
    return len({hand.writer for hand in hands}) > 1


def _when(first: Hand, last: Hand) -> str:
    start, end = first.authored.day(), last.authored.day()
    if start and end:
        return unbroken(days(start, end)).replace(_NO_BREAK_AFTER_DASH, f"{DASH} ")
    if start or end:
        return f"{'from' if start else 'up to'} {unbroken(day(start or end))}"
    return "at a time not known"


def _commit(hand: Hand) -> str:
    subject = shown(one_line(hand.subject), SUBJECT_LIMIT)
    return f"{commit_of(hand)}, “{subject}”" if subject else commit_of(hand)


def _together(name: str) -> str:
    """Keep a short name on one line: "Draft 1", but not the subject of a commit."""
    return unbroken(name) if len(name) <= SHORT_NAME else name


def _by(writers: Iterable[str]) -> str:
    return f" by {listed(shown(name, NAME_LIMIT) for name in writers)}"


def _after(number: int | None) -> str:
    if number is None or number <= 0:  # clocks may run backwards
        return ""
    return f" after {unbroken(span(number))}"
