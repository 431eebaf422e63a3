"""Numbers, shares and days as words, the same in titles, labels and alternative texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from drafttime.model.shares import told_shares

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_SPACE = "\N{NO-BREAK SPACE}"


def count(number: int) -> str:
    """Return 118340 as "118,340"."""
    return f"{number:,}"


def number_word(number: int) -> str:
    """Return a small number as a word ("no" to "twelve"), a larger one in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else count(number)


def counted(number: int, one: str, many: str) -> str:
    """Return "1 word", "2,000 words"."""
    return f"{count(number)}{_SPACE}{one if number == 1 else many}"


def sentence(words: str) -> str:
    """Return the words with a capital at the front."""
    return words[:1].upper() + words[1:]


def percent(share: float) -> str:
    """Return a share as "40 %"; what is neither nothing nor all is never rounded to it."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return f"<1{_SPACE}%"
    if whole == 100 and share < 1:
        return f">99{_SPACE}%"
    return f"{whole}{_SPACE}%"


def percent_spoken(share: float) -> str:
    """Return a share for a sentence: "less than 1 %" where the short form has a sign."""
    return percent(share).replace("<", "less than ").replace(">", "more than ")


def percents(shares: Sequence[float]) -> list[str]:
    """Return shares of one whole as `percent` does, rounded together so that they add up."""
    return [percent(share) for share in told_shares(shares)]


def percents_spoken(shares: Sequence[float]) -> list[str]:
    """Return shares of one whole for a sentence."""
    return [percent_spoken(share) for share in told_shares(shares)]


def day_long(day: date) -> str:
    """Return "9 November 2017"."""
    return f"{day.day}{_SPACE}{MONTHS[day.month - 1]} {day.year}"


def day_short(day: date) -> str:
    """Return "9 Nov"."""
    return f"{day.day}{_SPACE}{MONTHS[day.month - 1][:3]}"


def pause(days: int) -> str:
    """Return a long pause in months, from two years on in (half) years."""
    months = round(days / 30.44)
    if months < 24:
        return f"{months}{_SPACE}months"
    halves = round(days / 365.25 * 2)
    return f"{halves // 2}{'½' if halves % 2 else ''}{_SPACE}years"
