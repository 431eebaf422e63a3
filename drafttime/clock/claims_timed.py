"""Times at work in a line of a commit message, in minutes.

A time is believed after a word for work, before one, after a label for time, or where it is all
that its clause says at the beginning or end of a line: stories are full of hours. Cost: linear in
the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafttime.clock.claims_clauses import Clause, Stated, Token
from drafttime.clock.claims_context import Setting, before_of, says_of, settings_of
from drafttime.clock.claims_words import (
    ABOUT,
    BOOK,
    FOR,
    HOURS,
    MINUTES,
    NOT_WORKED,
    OF,
    PARTS,
    SHORT_HOURS,
    TIME_LABELS,
    TODAY,
    WHEN,
    WORKED,
)

FEWEST_MINUTES = 5.0
MOST_MINUTES = 16 * 60.0
"""Longer than anybody sits at a book on one day."""

MOST_MINUTES_ALONE = 12 * 60.0
"""The longest time that is believed where nothing says that it was work."""

SHORTEST = frozenset(("h", "ч"))
"""Units that are no label: in “h = 1” the h may be anything."""

EARLY_HOUR = 6
"""From here on, 9h30 without a word beside it is a time of day."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A time in a clause: its minutes, and where its tokens begin and end."""

    minutes: float
    start: int
    end: int
    clock: bool


def stated_minutes(line: str, clauses: Sequence[Clause], *, subject: bool) -> Iterator[Stated]:
    """Yield the times at work that a line states, in minutes.

    `subject` is whether it is the first line of its message: only there, or on a line of its own,
    does a time count of which nothing says that it was work.
    """
    times = sum(1 for clause in clauses if any(_durations(clause.tokens, labelled=False)))
    for place, setting in enumerate(settings_of(clauses)):
        if setting.texts & NOT_WORKED or "→" in {setting.clause.before, setting.clause.after}:
            continue
        if alone := _number_alone(setting):
            yield Stated("minutes", alone, says_of(line, setting), setting.span)
        at_an_end = times == 1 and (len(clauses) == 1 or (subject and _at_an_end(clauses, place)))
        durations = list(_durations(setting.clause.tokens, labelled=_time_label(setting)))
        if len(durations) == 1 and _is_work(setting, durations[0], at_an_end=at_an_end):
            yield Stated("minutes", durations[0].minutes, says_of(line, setting), setting.span)


def _at_an_end(clauses: Sequence[Clause], place: int) -> bool:
    """Return whether a clause is the first or last of its line, and explains no number.

    In “3600 (1 hour)” the time is another way to say the number; “chapter 3 (1 hour)” is none.
    """
    if place == 0:
        return True
    last = clauses[place - 1].tokens[-2:]
    named = len(last) == 2 and last[0].text in PARTS
    return place == len(clauses) - 1 and (named or not any(map(str.isdecimal, last[-1].text)))


def _number_alone(setting: Setting) -> float | None:
    """Return the minutes of “hours: 2.5”, None for anything else."""
    token = setting.clause.tokens[0]
    if setting.label is None or len(setting.clause.tokens) > 1 or token.value is None:
        return None
    label = setting.label.texts
    hours = bool(label & (HOURS - SHORTEST))
    if token.unit or token.sign or not label <= TIME_LABELS or not (hours or label & MINUTES):
        return None
    minutes = token.value * 60 if hours or token.clock else token.value
    return minutes if FEWEST_MINUTES <= minutes <= MOST_MINUTES else None


def _time_label(setting: Setting) -> bool:
    """Return whether what stands before the colon, or before the number, says that it is time."""
    if setting.label is not None:
        return setting.label.texts <= TIME_LABELS
    return setting.clause.tokens[0].text in {"#time", "/spend"}


def _durations(tokens: Sequence[Token], *, labelled: bool) -> Iterator[Duration]:
    place = 0
    while place < len(tokens):
        found = _duration(tokens, place, labelled=labelled)
        if found is not None:
            yield found
        place = place + 1 if found is None else found.end


def _duration(tokens: Sequence[Token], place: int, *, labelled: bool) -> Duration | None:
    """Return the time that begins at `place`, None if there is none."""
    first = tokens[place]
    if first.value is None or first.sign not in {"", "~", "≈"}:
        return None
    unit, end = _unit(tokens, place)
    if unit in HOURS:
        more, after = _minutes_after(tokens, end) if not first.clock else (0.0, end)
        return Duration(first.value * 60 + more, place, after, first.clock or after > end)
    if first.clock:
        return None
    if unit in MINUTES or (labelled and unit == "m"):
        return Duration(first.value, place, end, clock=False)
    return None


def _unit(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Return the unit of the number at `place`, on it or after it, and the place after both."""
    if tokens[place].unit:
        return tokens[place].unit, place + 1
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return (after, place + 2) if after in HOURS | MINUTES else ("", place + 1)


def _minutes_after(tokens: Sequence[Token], place: int) -> tuple[float, int]:
    """Return the minutes that follow hours (2 h 30, 2h 30m), and the place after them."""
    minutes = tokens[place].value if place < len(tokens) else None
    if minutes is None or minutes >= 60 or tokens[place].sign:
        return 0.0, place
    unit, end = _unit(tokens, place)
    bare = not unit and tokens[place - 1].text in SHORT_HOURS and len(tokens[place].text) == 2
    if unit in MINUTES | {"m"} or bare:
        return minutes, end
    return 0.0, place


def _is_work(setting: Setting, duration: Duration, *, at_an_end: bool) -> bool:
    if not FEWEST_MINUTES <= duration.minutes <= MOST_MINUTES:
        return False
    tokens = setting.clause.tokens
    at = before_of(tokens, duration.start, ABOUT | FOR)
    if any(token.value is not None for token in tokens[duration.end : duration.end + 1]):
        return False  # “2 hours 30” may be two numbers or one
    after = [token.text for token in tokens[duration.end :]]
    if at >= 0:
        told = tokens[at].text in WORKED and (tokens[at].text != "time" or at == 0)
        return told and not _is_named(after)
    if setting.label is not None:
        return _time_label(setting) and (not after or after[0] in WHEN | WORKED | TODAY)
    if after:
        return _says_work(after)
    return at_an_end and not (setting.changed or setting.lasts) and _is_alone(duration)


def _says_work(after: Sequence[str]) -> bool:
    """Return whether what follows a time says that it was work: 2h writing, 2h on chapter 3."""
    first = next((text for text in after if text not in OF), "")
    if first in WORKED | TODAY:
        return True
    on_the_book = not frozenset(after).isdisjoint(PARTS | BOOK)
    return first in {"on", "an", "sur", "aan", "над"} and on_the_book


def _is_named(after: Sequence[str]) -> bool:
    """Return whether a time names something, as in “wrote 2 hours scene”."""
    return bool(after) and after[0] in PARTS | BOOK


def _is_alone(duration: Duration) -> bool:
    early = duration.minutes < EARLY_HOUR * 60 or duration.minutes % 60 == 0
    return duration.minutes <= MOST_MINUTES_ALONE and (early or not duration.clock)
