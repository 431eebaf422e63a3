"""Rules for events that come back, held against those of dateutil."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.clock.logs._recurrence import Budget, days_of, rule_of

WEEKDAYS = "MO TU WE TH FR SA SU".split()
FIRST, LAST = date(2019, 1, 1), date(2022, 12, 31)


def days(text: str, start: date, last: date = LAST) -> list[date]:
    return list(days_of(rule_of(text), start, last, Budget()))


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    numbered = frequency in {"MONTHLY", "YEARLY"}
    with_ordinals = numbered and draw(st.booleans())  # dateutil does not join “MO,1TU” as RFC 5545
    ordinals = st.sampled_from(["1", "2", "-1", "+3", "5", "-5"] if with_ordinals else [""])
    weekdays = st.builds(str.__add__, ordinals, st.sampled_from(WEEKDAYS))

    def listed(name: str, values: st.SearchStrategy[object]) -> None:
        if draw(st.booleans()):
            chosen = draw(st.lists(values, min_size=1, max_size=3, unique=True))
            parts.append(f"{name}={','.join(map(str, chosen))}")

    listed("BYDAY", weekdays)
    listed("BYMONTH", st.integers(1, 12))
    if frequency != "WEEKLY":
        listed("BYMONTHDAY", st.integers(1, 31) | st.integers(-31, -1))
    if numbered and len(parts) > 2:
        listed("BYSETPOS", st.integers(1, 4) | st.integers(-3, -1))
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    return ";".join(parts)


@settings(max_examples=80)
@given(rules(), st.dates(FIRST, date(2021, 12, 31)))
def test_the_days_are_those_of_dateutil(text: str, start: date) -> None:
    noon = datetime(start.year, start.month, start.day, 12)  # noqa: DTZ001
    until = f"{LAST:%Y%m%d}T120000"
    expected = [one.date() for one in rrulestr(f"{text};UNTIL={until}", dtstart=noon)]
    assert days(text, start) == expected


def test_days_by_hand() -> None:
    assert days("FREQ=WEEKLY;BYDAY=MO,FR", date(2024, 3, 1), date(2024, 3, 11)) == [
        date(2024, 3, 1),
        date(2024, 3, 4),
        date(2024, 3, 8),
        date(2024, 3, 11),
    ]
    assert days("FREQ=MONTHLY;BYMONTHDAY=31", date(2024, 1, 31), date(2024, 6, 1)) == [
        date(2024, 1, 31),
        date(2024, 3, 31),
        date(2024, 5, 31),
    ]
    assert days("FREQ=YEARLY", date(2020, 2, 29), date(2026, 1, 1)) == [
        date(2020, 2, 29),
        date(2024, 2, 29),
    ]


def test_a_rule_that_never_fits_ends() -> None:
    assert days("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", FIRST, date(2199, 12, 31)) == []
    assert days("FREQ=YEARLY;INTERVAL=10000", date(2020, 1, 2), date(2199, 12, 31)) == [
        date(2020, 1, 2)
    ]


def test_a_rule_that_asks_for_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="more often than can be read"):
        list(days_of(rule_of("FREQ=DAILY"), FIRST, LAST, Budget(100)))
    assert len(list(islice(days_of(rule_of("FREQ=DAILY"), FIRST, LAST, Budget(100)), 100))) == 100


def test_the_last_day_of_all_calendars_ends_a_rule() -> None:
    late = date(9999, 12, 1)
    for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        rule = rule_of(f"FREQ={frequency}")
        assert all(day - late < timedelta(31) for day in days_of(rule, late, date.max, Budget()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=3",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=٣",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=3;UNTIL=20240101",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=MONTHLY;BYDAY=MO,",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;WHAT",
    ],
)
def test_a_rule_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"rule|comes back"):
        rule_of(text)
