"""One item of a Markdown log: its time, its date if it has one of its own, its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from drafttime.clock.logs._dates import Written, date_at
from drafttime.clock.logs._durations import Spent, minutes_of, number_of, span_at, spent_at
from drafttime.clock.logs._log import LONGEST_SAYS

_OPENING = re.compile(r"[*_`\[(\s]{0,12}")
_CLOSING = re.compile(r"[*_`\])\s]{0,12}[:.,;–—-]{0,2}[*_`\s]{0,12}")
_AFTER_DATE = re.compile(r"(?:[*_`\])\s:–—-]{0,12}[*_`\[(\s]{0,6})")
_MINUS = re.compile(r"[-−]\s?(?=[0-9.,½])")
_BARE = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s{0,2}(?=[*_`\])])")
_AT_END = re.compile(r"\(([^()]{1,40})\)[\s.!*_]{0,6}$")


@dataclass(frozen=True, slots=True)
class Item:
    """What an item says.

    Of `spent` and `span` (two times of day) at most one is there, and of a whole date alone
    neither. `is_bare` is a number that is marked as a length and has no unit, `is_negative` one
    below zero, `at_end` one that ends the item. `own` is the date with which the item begins.
    """

    says: str
    spent: Spent | None = None
    span: tuple[time, time] | None = None
    own: Written | None = None
    is_bare: bool = False
    is_negative: bool = False
    at_end: bool = False

    @property
    def has_time(self) -> bool:
        """Whether the item gives time."""
        return self.spent is not None or self.span is not None


def item_of(text: str) -> Item:
    """Return what the text of an item says: its time at the start, behind a date, or at the end.

    At the end, a length of time counts in brackets only: “read the proofs (2 h)”.
    """
    found = _timed(text)
    if found is not None:
        return found
    plain = _unmarked(text)
    dated = date_at(plain)
    if dated is not None:
        own, end = dated
        after = _AFTER_DATE.match(plain, end)
        rest = plain[after.end() if after else end :]
        if not rest:
            return Item("", own=own)
        found = _timed(rest) or _closed(rest)
        if found is not None and not _is_time_of_day(plain[end:], found):
            return replace(found, own=own)
    return _closed(text) or Item(tidy(text))


def stated_after(text: str, end: int) -> tuple[Spent | None, str]:
    """Return the length of time that follows a heading's date, and what else the heading says."""
    after = _AFTER_DATE.match(text, end)
    place = after.end() if after else end
    spent = spent_at(text, place)
    if spent is None:
        return None, tidy(text[place:])
    return spent, _says(text, spent.end)


def is_marked(text: str) -> bool:
    """Return whether a text begins with emphasis or brackets."""
    opening = _OPENING.match(text)
    return opening is not None and bool(opening[0].strip())


def tidy(text: str) -> str:
    """Return the text of an entry on one line, cut at a length that no sensible entry has."""
    return " ".join(text.split())[:LONGEST_SAYS]


def _is_time_of_day(after_date: str, found: Item) -> bool:
    """Return whether what follows a date is a time of day, as in “2024-03-01 20:15 wrote”."""
    if found.spent is None or not found.spent.like_a_clock or found.at_end:
        return False
    return after_date[:1] in {" ", "\t"} and after_date.lstrip()[:1].isdigit()


def _unmarked(text: str) -> str:
    opening = _OPENING.match(text)
    return text[opening.end() :] if opening else text


def _timed(text: str) -> Item | None:
    """Return an item that begins with its time, or None."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    minus = _MINUS.match(text, start)
    place = start if minus is None else minus.end()
    span = span_at(text[place : place + 40]) if minus is None else None
    if span is not None:
        return Item(_says(text, place + span[2]), span=span[:2])
    spent = spent_at(text, place)
    if spent is not None:
        return Item(_says(text, spent.end), spent, is_negative=minus is not None)
    bare = _BARE.match(text, start)
    if bare is None or not is_marked(text):
        return None
    hours = number_of(bare[1])
    assert hours is not None
    return Item(_says(text, bare.end()), Spent(60 * hours, bare.end()), is_bare=True)


def _closed(text: str) -> Item | None:
    """Return an item that ends with its time in brackets, or None."""
    tail = max(0, len(text) - 60)
    found = _AT_END.search(text, tail)
    minutes = None if found is None else minutes_of(found[1])
    if found is None or minutes is None:
        return None
    spent = spent_at(found[1].strip())
    return Item(tidy(text[: found.start()]), spent, at_end=True)


def _says(text: str, end: int) -> str:
    closing = _CLOSING.match(text, end)
    return tidy(text[closing.end() if closing else end :])
