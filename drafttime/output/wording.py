"""Numbers, shares, days and durations as a reader expects them, the same in every output."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from drafttime.durations import DASH, HALVES_UP_TO, exact, rough, round_to

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
NOT_KNOWN = "not known"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED_UP_TO = 12
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}

_DAYS_IN_MONTH = 30.44
_DAYS_IN_YEAR = 365.25


def count(number: int) -> str:
    """Return 118340 as "118,340"."""
    return f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 word", "2,000 words"; the plural is `one` with an s where none is given."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def number_word(number: int) -> str:
    """Return a number below a hundred as a word: "no", "seven", "forty-seven"."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def number_in_prose(number: int) -> str:
    """Return a number up to twelve as a word, a larger one in figures."""
    return number_word(number) if number <= _SPELLED_UP_TO else count(number)


def sentence(words: str) -> str:
    """Return the words with a capital at the front."""
    return words[:1].upper() + words[1:]


def per_cent(share: float) -> str:
    """Return a share (0 to 1) as "40 %"; what is neither nothing nor all is not rounded to it."""
    rounded = round(share * 100)
    if rounded <= 0 < share:
        return f"under 1{NARROW_SPACE}%"
    if rounded >= 100 and share < 1:
        return f"over 99{NARROW_SPACE}%"
    return f"{rounded}{NARROW_SPACE}%"


def day(when: date | None) -> str:
    """Return "14 Mar 2023", or "date not known"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else f"date {NOT_KNOWN}"


def days(first: date | None, last: date | None) -> str:
    """Return "14 Mar 2023", "3–9 Mar 2023", "3 Mar – 9 Apr 2023"; what is found stays in order."""
    if first is None or last is None or first == last:
        return day(first or last)
    if first.year != last.year or last < first:
        return f"{day(first)} {DASH} {day(last)}"
    start = day(first).removesuffix(f" {first.year}")
    if first.month == last.month:
        return f"{first.day}{DASH}{day(last)}"
    return f"{start} {DASH} {day(last)}"


def ordinal(number: int) -> str:
    """Return 1 as "1st", 12 as "12th", 22 as "22nd"."""
    teen = number % 100 in {11, 12, 13}
    return f"{count(number)}{'th' if teen else _ORDINALS.get(number % 10, 'th')}"


def period(first: date | None, last: date | None) -> str:
    """Return "2022–2025", "2024", or nothing where the days are not known."""
    if first is None or last is None:
        return ""
    return str(first.year) if first.year == last.year else f"{first.year}{DASH}{last.year}"


def hours(minutes: float) -> str:
    """Return "401 hours", "6 hours 40 minutes" or "40 minutes": rounded down, for "at least"."""
    whole_hours, rest = divmod(math.floor(minutes), 60)
    if whole_hours >= 10:
        return counted(whole_hours, "hour")
    parts = [counted(whole_hours, "hour")] if whole_hours else []
    if rest or not whole_hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def hours_and_minutes(minutes: float) -> str:
    """Return "115 hours 30 minutes": what was recorded, to the minute."""
    whole_hours, rest = divmod(round(minutes), 60)
    parts = [counted(whole_hours, "hour")] if whole_hours else []
    if rest or not whole_hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def hours_short(minutes: float) -> str:
    """Return "401 h", "16 h 40" or "40 min": rounded down, for "at least"."""
    return exact(minutes)


def hours_range(low: float, high: float, floor: float = 0.0) -> str:
    """Return a range of minutes as "540–880 hours", "1½–3 hours", "20–50 minutes".

    `floor` is what stands beside it as "at least": see `drafttime.durations.rough`.
    """
    return _range(low, high, " hours", " minutes", floor)


def hours_range_short(low: float, high: float, floor: float = 0.0) -> str:
    """Return "540–880 h", "1½–3 h", "20–50 min"."""
    return _range(low, high, " h", " min", floor)


def about_hours(minutes: float, width: float = math.inf) -> str:
    """Return the middle of an estimate, as rough as its range is wide: "about 690 hours"."""
    return f"about {_middle(minutes, width, ' hours', ' minutes')}"


def about_hours_short(minutes: float) -> str:
    """Return the middle of an estimate, short: "690 h"."""
    return _middle(minutes, math.inf, " h", " min")


def _middle(minutes: float, width: float, in_hours: str, in_minutes: str) -> str:
    if minutes >= 60 * HALVES_UP_TO:
        return f"{count(round_to(minutes / 60, width / 60))}{in_hours}"
    return _range(minutes, minutes, in_hours, in_minutes)


def _range(low: float, high: float, in_hours: str, in_minutes: str, floor: float = 0.0) -> str:
    figure, hours = rough(low, high, floor)
    unit = in_hours if hours else in_minutes
    return figure + (unit.removesuffix("s") if figure == "1" and unit.endswith("s") else unit)


def span(days: int) -> str:
    """Return a stretch of days in the unit that fits it: "eleven weeks", "14 months", "one day"."""
    for unit, size, below in (
        ("day", 1.0, 14),
        ("week", 7.0, 19 * 7),
        ("month", _DAYS_IN_MONTH, 24 * _DAYS_IN_MONTH),
        ("year", _DAYS_IN_YEAR, math.inf),
    ):
        if days < below:
            number = max(1, round(days / size))
            return f"{number_in_prose(number)} {unit}{'' if number == 1 else 's'}"
    raise ValueError(f"{days} is no number of days")


def listed(items: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
