"""Puts written dates into the calendar: which number is the day, and which year is meant.

A file is taken as a whole. 28/09/2022 settles what 03/04/2022 means, and a date without a year is
the next of its kind after the one above it, or before it where the file runs backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from drafttime.clock.logs._dates import Written
from drafttime.clock.logs._log import LogError

EARLIEST_YEAR, LATEST_YEAR = 1970, 2199

_SLACK = timedelta(days=60)
"""How far an entry may stand out of order before a date without a year is one of another year."""

_NEAR = timedelta(days=45)
_YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a file where a date stands, with its line from 1.

    Where it is no day, it is a month and a year, or a year alone (month 0), which tell the dates
    below them what they lack.
    """

    line: int
    written: Written
    is_day: bool = True


def dates_of(
    file: str, marks: Sequence[Mark], title_year: int | None = None
) -> tuple[date | None, ...]:
    """Return the calendar day of every mark in order of line, None for those that are no day.

    `title_year` is the year that the file's title names. Raises LogError for a day that no calendar
    has, for a day and a month that may stand either way round in all of the file, for a date whose
    year is nowhere to be found, and for a year that must be a slip: in a file that runs forwards,
    the date lies years back, and the same day in a later year would follow the one above it.
    """
    turned = _turned(file, marks)
    forward = _runs_forward(turned)
    known = _filled(file, turned, title_year, forward=forward)
    if forward:
        _refuse_slips(file, turned, known)
    return known


def _turned(file: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with day and month in their places."""
    swapping = [mark for mark in marks if mark.written.swaps]
    for mark in swapping:
        if mark.written.day > 12 and mark.written.month > 12:
            raise LogError(
                file, mark.line, f"“{mark.written.text}” is no date: no month is over 12"
            )
    day_first = next((mark for mark in swapping if mark.written.day > 12), None)
    month_first = next((mark for mark in swapping if mark.written.month > 12), None)
    if day_first and month_first:
        first, last = sorted((day_first, month_first), key=lambda mark: mark.line)
        raise LogError(
            file,
            last.line,
            f"“{last.written.text}” and “{first.written.text}” in line {first.line} cannot both be "
            "dates: one begins with the day and one with the month",
        )
    if swapping and not day_first and not month_first:
        raise LogError(
            file,
            swapping[0].line,
            f"“{swapping[0].written.text}” may be read in two ways, and no other date of the file "
            "settles which",
            "write dates as YEAR-MONTH-DAY, such as 2024-03-31",
        )
    return tuple(_swapped(mark) if month_first and mark.written.swaps else mark for mark in marks)


def _swapped(mark: Mark) -> Mark:
    written = replace(mark.written, day=mark.written.month, month=mark.written.day)
    return replace(mark, written=written)


def _runs_forward(marks: Iterable[Mark]) -> bool:
    """Return whether the dates of a file mostly grow.

    Where a year is missing, only steps of up to two months tell: a longer one may lead over new
    year in either direction.
    """
    balance = 0
    for before, after in pairwise(mark.written for mark in marks if mark.is_day):
        step = (after.month - before.month) * 31 + after.day - before.day
        if before.year is not None and after.year is not None:
            step += (after.year - before.year) * 372
        else:
            step = (step + 186) % 372 - 186
            step = step if abs(step) <= _SLACK.days else 0
        balance += (step > 0) - (step < 0)
    return balance >= 0


def _filled(
    file: str, marks: Sequence[Mark], title_year: int | None, *, forward: bool
) -> tuple[date | None, ...]:
    missing = _first_places(marks, title_year)
    later: list[date] = []
    for place, mark in enumerate(marks[len(missing) :], len(missing)):
        above = marks[place - 1] if place else None
        behind = later[-1] if later else None
        later.append(_day(file, mark, _year(file, mark, above, behind, title_year, forward)))
    earlier: list[date] = []
    ahead = later[0] if later else None
    for mark in reversed(marks[: len(missing)]):
        assert ahead is not None
        ahead = _day(file, mark, _rolled(mark, ahead, forward=not forward))
        earlier.append(ahead)
    days = earlier[::-1] + later
    return tuple(day if mark.is_day else None for mark, day in zip(marks, days, strict=True))


def _first_places(marks: Sequence[Mark], title_year: int | None) -> range:
    """Return the places of the first dates, if their year must come from one below them."""
    if title_year is not None:
        return range(0)
    known = next((place for place, mark in enumerate(marks) if mark.written.year is not None), None)
    return range(known or 0)


def _year(
    file: str,
    mark: Mark,
    above: Mark | None,
    behind: date | None,
    title_year: int | None,
    forward: bool,
) -> int:
    """Return the year of a date: its own, that of the heading right above, or the next one."""
    if mark.written.year is not None:
        return mark.written.year
    if above is not None and not above.is_day and above.written.month in {0, mark.written.month}:
        assert above.written.year is not None
        return above.written.year
    if behind is not None:
        return _rolled(mark, behind, forward=forward)
    if title_year is not None:
        return title_year
    raise LogError(
        file,
        mark.line,
        f"“{mark.written.text}” has no year, and none stands in the file",
        "write the year into the first date; those below follow from it",
    )


def _rolled(mark: Mark, other: date, *, forward: bool) -> int:
    """Return the year in which a date follows another, or precedes it in a file that runs back."""
    low = other - (_SLACK if forward else timedelta(days=365) - _SLACK)
    is_this_year = (mark.written.month, mark.written.day) >= (low.month, low.day)
    return low.year if is_this_year else low.year + 1


def _day(file: str, mark: Mark, year: int | None) -> date:
    assert year is not None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise LogError(
            file,
            mark.line,
            f"“{mark.written.text}” does not lie between {EARLIEST_YEAR} and {LATEST_YEAR}",
        )
    try:
        if not mark.is_day:
            return date(year, mark.written.month or 1, 1)
        return date(year, mark.written.month, mark.written.day)
    except ValueError:
        raise LogError(
            file, mark.line, f"“{mark.written.text}” is no day of the year {year}"
        ) from None


def _refuse_slips(file: str, marks: Sequence[Mark], days: Sequence[date | None]) -> None:
    behind: date | None = None
    for mark, day in zip(marks, days, strict=True):
        if day is None:
            continue
        if behind is not None and mark.written.year is not None and _is_slip(behind, day):
            raise LogError(
                file,
                mark.line,
                f"“{mark.written.text}” lies {(behind - day).days:,} days before the date above "
                "it; the year looks wrong",
                "correct the year; if it is right, put this part into a file of its own",
            )
        behind = day


def _is_slip(behind: date, day: date) -> bool:
    if behind - day < timedelta(days=270):
        return False
    for years in range(1, _YEARS_BACK + 1):
        later = date(day.year + years, day.month, min(day.day, 28))
        if -timedelta(days=3) <= later - behind <= _NEAR:
            return True
    return False
