"""On which days a calendar's event comes back: the rules of RFC 5545, section 3.3.10.

A rule is anybody's, and may ask for every second or for the 30th of February until the end of time.
So days are tried one by one, all trials of a file are counted against one `Budget`, and parts that
no calendar of appointments uses are refused. What comes out is what dateutil's `rrule` gives.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Literal, cast

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

MOST_DAYS = 2_000_000
"""How many days are tried for all the rules of a file: 500 weekly events over 11 years."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset("FREQ INTERVAL COUNT UNTIL BYDAY BYMONTH BYMONTHDAY BYSETPOS WKST".split())
_LARGEST_INTERVAL = 10_000


class Budget:
    """How many days may still be tried in this file."""

    __slots__ = ("left",)

    def __init__(self, left: int = MOST_DAYS) -> None:
        self.left = left

    def spend(self, days: int) -> None:
        """Take days off. Raises ValueError when none are left."""
        self.left -= days
        if self.left < 0:
            raise ValueError("comes back, with the others of its file, more often than can be read")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was written. `days` are pairs of an ordinal (0: every) and a weekday from 0."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: str = ""
    days: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    week_start: int = 0


def rule_of(text: str) -> Rule:
    """Return a rule. Raises ValueError, whose text is a clause, for one that is not understood."""
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise ValueError(
            f"comes back “{frequency[:20]}”, and only days, weeks, months, years are read"
        )
    rule = Rule(
        cast("Frequency", frequency),
        interval=_number(parts.get("INTERVAL", "1"), 1, _LARGEST_INTERVAL),
        count=_number(parts["COUNT"], 1, 10**6) if "COUNT" in parts else None,
        until=parts.get("UNTIL", ""),
        days=frozenset(_weekday(one) for one in _listed(parts, "BYDAY")),
        months=frozenset(_number(one, 1, 12) for one in _listed(parts, "BYMONTH")),
        month_days=frozenset(_signed(one, 31) for one in _listed(parts, "BYMONTHDAY")),
        places=frozenset(_signed(one, 366) for one in _listed(parts, "BYSETPOS")),
        week_start=_weekday(parts.get("WKST", "MO"))[1],
    )
    if rule.count is not None and rule.until:
        raise ValueError("has a rule that ends twice")
    if frequency in {"DAILY", "WEEKLY"} and any(ordinal for ordinal, _ in rule.days):
        raise ValueError("has a rule that numbers the weekdays of a day or a week")
    if frequency == "WEEKLY" and rule.month_days:
        raise ValueError("has a rule that numbers the days of a month in a week")
    return rule


def days_of(rule: Rule, start: date, last: date, budget: Budget) -> Iterator[date]:
    """Yield the days of a rule in order, from `start` to `last`, without regard to its end.

    The start itself is yielded only where the rule gives it. Raises ValueError when the budget is
    used up.
    """
    for number in count():
        period = _period(rule, start, number * rule.interval)
        if period is None or period[0] > last:
            return
        first, days = period
        budget.spend((days - first).days)
        found = [day for day in _days_between(first, days) if _fits(rule, start, day)]
        if rule.places:
            found = _placed(rule, found)
        for day in found:
            if day > last:
                return
            if day >= start:
                yield day


def _parts(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in text.strip().upper().rstrip(";").split(";"):
        name, is_part, value = part.partition("=")
        if not is_part or not value or name in found:
            raise ValueError(f"has a rule that is none: {text[:60]}")
        if name not in _PARTS and not name.startswith("X-"):
            raise ValueError(f"has a rule with the part {name[:20]}, which is not understood")
        found[name] = value
    return found


def _listed(parts: Mapping[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _number(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and low <= int(text) <= high):
        raise ValueError(f"has a rule with the number {text[:20]}, which is out of bounds")
    return int(text)


def _signed(text: str, high: int) -> int:
    number = _number(text.lstrip("+-"), 1, high)
    return -number if text.startswith("-") else number


def _weekday(text: str) -> tuple[int, int]:
    name = text[-2:]
    if name not in _WEEKDAYS:
        raise ValueError(f"has a rule with the weekday {text[:20]}, which is none")
    return (_signed(text[:-2], 53) if text[:-2] else 0), _WEEKDAYS.index(name)


def _period(rule: Rule, start: date, steps: int) -> tuple[date, date] | None:
    """Return the first day of a rule's day, week, month or year, and the first day after it.

    None where it lies beyond all calendars.
    """
    try:
        if rule.frequency == "DAILY":
            first = start + timedelta(days=steps)
            return first, first + timedelta(days=1)
        if rule.frequency == "WEEKLY":
            back = (start.weekday() - rule.week_start) % 7
            first = start + timedelta(days=7 * steps - back)
            return first, first + timedelta(days=7)
        if rule.frequency == "MONTHLY":
            months = start.year * 12 + start.month - 1 + steps
            return _month(months), _month(months + 1)
        return date(start.year + steps, 1, 1), date(start.year + steps + 1, 1, 1)
    except (OverflowError, ValueError):
        return None


def _month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _days_between(first: date, end: date) -> Iterator[date]:
    for number in range((end - first).days):
        yield first + timedelta(days=number)


def _fits(rule: Rule, start: date, day: date) -> bool:
    """Return whether a day of a rule's period is one of its days."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _is_month_day(rule, day):
        return False
    if rule.days:
        return _is_weekday(rule, day)
    return bool(rule.month_days) or _is_like(rule, start, day)


def _is_like(rule: Rule, start: date, day: date) -> bool:
    """Return whether a day is one of a rule that leaves it to its start which days it means."""
    if rule.frequency == "DAILY":
        return True
    if rule.frequency == "WEEKLY":
        return day.weekday() == start.weekday()
    if rule.frequency == "YEARLY" and not rule.months and day.month != start.month:
        return False
    return day.day == start.day


def _is_month_day(rule: Rule, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_weekday(rule: Rule, day: date) -> bool:
    """Return whether a day is a weekday of the rule, counted in its month or its year.

    Costs the same however many there are.
    """
    weekday = day.weekday()
    if (0, weekday) in rule.days:
        return True
    if rule.frequency == "YEARLY" and not rule.months:
        place = day.timetuple().tm_yday
        length = 366 if calendar.isleap(day.year) else 365
    else:
        place = day.day
        length = calendar.monthrange(day.year, day.month)[1]
    return not rule.days.isdisjoint(
        {((place - 1) // 7 + 1, weekday), (-((length - place) // 7 + 1), weekday)}
    )


def _placed(rule: Rule, days: list[date]) -> list[date]:
    size = len(days)
    return [
        day
        for place, day in enumerate(days)
        if place + 1 in rule.places or place - size in rule.places
    ]
