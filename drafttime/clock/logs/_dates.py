"""Dates as people write them down: read from the start of a text, not yet put into a calendar.

What is read is what was written: a year may be missing, and the day and the month of 03/04/2024 may
stand either way round. `_years` settles both from the whole file. All patterns are bounded, so that
reading costs the same whatever follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafttime.errors import nearest

MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)

_WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?"
    r"\s{1,3}(?:the\s{1,2})?)?"
)
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:,?\s{1,3}|-|,)([0-9]{4})(?![0-9])|,?\s{1,2}['’]([0-9][0-9])(?![0-9]))?"
_DASH = r"\s{0,3}(?:-|–|—|→|->|&|to|until|till|and)\s{0,3}"
_END = r"(?![^\W_])"


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(_WEEKDAY + body, re.IGNORECASE)


_YEAR_FIRST = _pattern(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _END)
_DOTTED = _pattern(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9][0-9])" + _END)
_SLASHED = _pattern(
    r"([0-9]{1,2})(?:/([0-9]{1,2})/([0-9]{4}|[0-9][0-9])|-([0-9]{1,2})-([0-9]{4}))" + _END
)
_DAY_FIRST = _pattern(_DAY + r"(?:\s{1,3}of)?(?:\s{0,3}|-)" + _MONTH + _YEAR)
_MONTH_FIRST = _pattern(
    _MONTH + r"\s{1,3}(?:the\s)?" + _DAY + r"(?![0-9:]|[.,/][0-9])" + _END + _YEAR
)
_SHORT = _pattern(r"([0-9]{1,2})/([0-9]{1,2})" + _END)
_DAY_AND_MORE = re.compile(_WEEKDAY + _DAY + _DASH + r"(?=\S)", re.IGNORECASE)
_AND_MORE = re.compile(_DASH, re.IGNORECASE)
_OTHER_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?=,|\s{0,3}$|\s{1,3}[0-9]{4}\b)")
_TRAILING_YEAR = re.compile(r",?\s{1,3}([0-9]{4})(?![0-9])")
_MONTH_AND_YEAR = re.compile(
    r"(?:" + _MONTH + r",?\s{1,3})?((?:19|20)[0-9][0-9])[\s:.]{0,3}", re.IGNORECASE
)
_LONE_YEAR = re.compile(r"(?<![0-9/.-])((?:19|20)[0-9][0-9])(?![0-9/-])")
_LIKE_A_DATE = re.compile(
    _WEEKDAY
    + r"[0-9]{1,2}(?:st|nd|rd|th)?\s{1,3}([a-z]{3,14})\.?(?:,?\s{1,3}([0-9]{4}))?\s{0,3}:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written.

    `year` is None where none stands there, `swaps` says that day and month may stand the other way
    round, `several` that it is a range of days, of which `day` and `month` are the last.
    """

    text: str
    day: int
    month: int
    year: int | None = None
    swaps: bool = False
    several: bool = False


def date_at(text: str) -> tuple[Written, int] | None:
    """Return the date with which a text begins and where it ends, or None where there is none."""
    many = _DAY_AND_MORE.match(text)
    if many is not None:
        found = _single(text, many.end())
        if found is not None and found[2]:
            last, end, _ = found
            return _several(text, last, end), end
    found = _single(text, 0)
    if found is None:
        return None
    first, end, _ = found
    dash = _AND_MORE.match(text, end)
    if dash is None:
        return first, end
    last_found = _single(text, dash.end())
    if last_found is not None:
        return _several(text, last_found[0], last_found[1]), last_found[1]
    other = _OTHER_DAY.match(text, dash.end())
    if other is None:
        return first, end
    year = _TRAILING_YEAR.match(text, other.end())
    last = Written("", int(other[1]), first.month, int(year[1]) if year else first.year)
    end = year.end() if year else other.end()
    return _several(text, last, end), end


def whole_date(text: str) -> Written | None:
    """Return a text that is a date and nothing else but a colon; here 28/9 is one, too."""
    bare = text.strip().removesuffix(":").rstrip()
    found = date_at(bare)
    if found is not None:
        return found[0] if found[1] == len(bare) else None
    short = _SHORT.fullmatch(bare)
    if short is None:
        return None
    return _swapping(bare, int(short[1]), int(short[2]), None)


def month_and_year(text: str) -> tuple[int | None, int] | None:
    """Return the month and the year of a text that is “October 2020” or “2020” alone."""
    found = _MONTH_AND_YEAR.fullmatch(text.strip())
    if found is None:
        return None
    return (None if found[1] is None else _month(found[1])), int(found[2])


def lone_year(text: str) -> int | None:
    """Return the one year that a title names, or None where it names none or several."""
    years = {int(year) for year in _LONE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def is_misspelt(text: str) -> bool:
    """Return whether a text looks like a date whose month is no month, as in “14 Novemer”."""
    found = _LIKE_A_DATE.fullmatch(text.strip())
    if found is None or _named(found[1]) is not None:
        return False
    word = found[1].casefold()
    begins = any(word.startswith(month[:2]) for month in MONTHS)
    near = bool(nearest(word, MONTHS))
    return begins or near if found[2] else begins and near and len(word) >= 6


def _single(text: str, start: int) -> tuple[Written, int, bool] | None:
    """Return one date, its end, and whether it begins with its day."""
    if found := _YEAR_FIRST.match(text, start):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        return Written(found[0], day, month, year), found.end(), False
    if found := _DOTTED.match(text, start):
        return (
            Written(found[0], int(found[1]), int(found[2]), _full(found[3])),
            found.end(),
            True,
        )
    if found := _SLASHED.match(text, start):
        second, year_text = found[2] or found[4], found[3] or found[5]
        written = _swapping(found[0], int(found[1]), int(second), _full(year_text))
        return written, found.end(), False
    if found := _DAY_FIRST.match(text, start):
        year_number = _full(found[3] or found[4] or "")
        return Written(found[0], int(found[1]), _month(found[2]), year_number), found.end(), True
    if found := _MONTH_FIRST.match(text, start):
        year_number = _full(found[3] or found[4] or "")
        return Written(found[0], int(found[2]), _month(found[1]), year_number), found.end(), False
    return None


def _several(text: str, last: Written, end: int) -> Written:
    return Written(text[:end].strip(), last.day, last.month, last.year, last.swaps, several=True)


def _swapping(text: str, first: int, second: int, year: int | None) -> Written:
    return Written(text.strip(), first, second, year, swaps=first != second)


def _full(year: str) -> int | None:
    if not year:
        return None
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(name: str) -> int:
    found = _named(name)
    assert found is not None
    return found


def _named(name: str) -> int | None:
    folded = name.casefold()
    for number, month in enumerate(MONTHS, 1):
        if folded in {month, month[:3]} or (number == 9 and folded == "sept"):
            return number
    return None
