"""Calendars in iCalendar files."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs._calendar_lines import components_of
from drafttime.clock.logs._calendar_zones import Zones
from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs._recurrence import Budget
from drafttime.clock.logs.calendar_file import LOG
from drafttime.model import Log

HOUR = "DTSTART:20240301T200000Z\nDTEND:20240301T210000Z"
UNTIL_15_MARCH = WallClock(known=((1_709_251_200, 60), (1_710_500_000, 60)))
ZONE = """BEGIN:VTIMEZONE
TZID:My desk
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, before: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{before}{inner}END:VCALENDAR\n".replace("\n", "\r\n")


MY_DESK = Zones(
    "a.ics", components_of("a.ics", calendar(before=ZONE).replace("\r", "")), Budget()
).named("My desk", 1)


def times(log: Log) -> list[str | None]:
    return [record.start.iso() if record.start else None for record in log.records]


def weekly(rule: str, *more: str, zone: str = "Europe/Berlin") -> str:
    where = f";TZID={zone}" if zone else ""
    lines = (f"DTSTART{where}:20240301T200000", "DURATION:PT1H", f"RRULE:FREQ=WEEKLY{rule}", *more)
    return "\n".join(lines)


def test_an_event_from_a_time_to_a_time() -> None:
    log = read(LOG, calendar(f"{HOUR}\nSUMMARY:Writing\\, the\n  ferry"))
    assert times(log) == ["2024-03-01T20:00:00+00:00"]
    assert minutes(log) == [60]
    assert log.records[0].says == "Writing, the ferry"
    assert log.records[0].line == 3


@pytest.mark.parametrize(
    ("event", "start", "length"),
    [
        ("DTSTART:20240301T233000Z\nDURATION:PT1H30M", "2024-03-02T00:30:00+01:00", 90),
        ("DTSTART:20240301T200000\nDTEND:20240301T203000", "2024-03-01T20:00:00+01:00", 30),
        ("DTSTART:20240301T200000\nDURATION:+P0DT0H30M30S", "2024-03-01T20:00:00+01:00", 30.5),
        ("dtstart;tzid=Asia/Tokyo:20240301T200000\nDURATION:PT1H", "2024-03-01T20:00:00+09:00", 60),
        (
            'DTSTART;TZID="W. Europe Standard Time":20240701T200000\nDURATION:PT1H',
            "2024-07-01T20:00:00+02:00",
            60,
        ),
        (
            "DTSTART;TZID=/example.org/Europe/Berlin:20240701T200000\nDURATION:PT1H",
            "2024-07-01T20:00:00+02:00",
            60,
        ),
        ("DTSTART;TZID=My desk:20240701T200000\nDURATION:PT1H", "2024-07-01T20:00:00+02:00", 60),
        ("DTSTART:20240331T013000\nDTEND:20240331T033000", "2024-03-31T01:30:00+01:00", 60),
    ],
)
def test_times_and_zones(event: str, start: str, length: float) -> None:
    berlin = LogOptions(clock=WallClock(ZoneInfo("Europe/Berlin")))
    log = read(LOG, calendar(event, before=ZONE), berlin)
    assert times(log) == [start]
    assert minutes(log) == [length]
    assert log.zone_from == "the zone that was set, Europe/Berlin"


def test_what_takes_no_time_or_did_not_happen_is_left_out_and_counted() -> None:
    log = read(
        LOG,
        calendar(
            f"{HOUR}\nSUMMARY:Book",
            "DTSTART;VALUE=DATE:20240301\nDTEND;VALUE=DATE:20240302",
            f"{HOUR}\nSTATUS:CANCELLED",
            f"{HOUR}\nTRANSP:TRANSPARENT",
            "DTSTART:20240301T200000Z",
            "DTSTART:20240301T200000Z\nDTEND:20240301T200000Z",
            f"{HOUR}\nSUMMARY:Dentist",
        ),
        LogOptions(only=("book",)),
    )
    assert minutes(log) == [60]
    assert log.left_out == 6


def test_an_event_comes_back_at_the_same_time_on_the_wall() -> None:
    log = read(LOG, calendar(weekly(";INTERVAL=2;COUNT=4")))
    assert times(log) == [
        "2024-03-01T20:00:00+01:00",
        "2024-03-15T20:00:00+01:00",
        "2024-03-29T20:00:00+01:00",
        "2024-04-12T20:00:00+02:00",
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20240315", 3),
        ("20240314", 2),
        ("20240315T190000Z", 3),
        ("20240315T185959Z", 2),
        ("20240315T200000", 3),
        ("20240315T195959", 2),
    ],
)
def test_a_series_ends_with_its_until(until: str, count: int) -> None:
    assert len(read(LOG, calendar(weekly(f";UNTIL={until}"))).records) == count


@pytest.mark.parametrize("until", ["", ";UNTIL=99991231", ";UNTIL=99991231T235959Z"])
def test_a_series_without_end_ends_with_the_newest_commit(until: str) -> None:
    log = read(LOG, calendar(weekly(until)), LogOptions(clock=UNTIL_15_MARCH))
    assert [record.day.day for record in log.records] == [1, 8, 15]
    error = refusal(LOG, calendar(weekly(until)))
    assert "without end" in error.reason
    assert "UNTIL=" in error.hint


def test_events_of_a_series_are_taken_out_added_and_moved() -> None:
    master = weekly(";COUNT=4", "UID:1", "EXDATE:20240308T190000Z", "RDATE:20240309T080000Z")
    moved = (
        "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20240315T200000\n"
        "DTSTART:20240316T090000Z\nDURATION:PT30M"
    )
    cancelled = f"UID:1\nRECURRENCE-ID:20240322T190000Z\n{HOUR}\nSTATUS:CANCELLED"
    log = read(LOG, calendar(cancelled, master, moved))
    assert [(record.day.day, record.minutes) for record in log.records] == [
        (1, 60),
        (9, 60),
        (16, 30),
    ]


def test_a_whole_day_may_be_taken_out_of_a_series() -> None:
    log = read(LOG, calendar(weekly(";COUNT=2", "EXDATE;VALUE=DATE:20240308")))
    assert [record.day.day for record in log.records] == [1]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("SUMMARY:No start", "does not say when it begins"),
        ("DTSTART:20240301\nDTEND:20240301T210000Z\nDTSTART:20240302", "does not say when"),
        ("DTSTART:20240230T200000Z\nDURATION:PT1H", "is no time"),
        ("DTSTART:20240230", "is no day"),
        ("DTSTART:2024-03-01\nDURATION:PT1H", "is no time"),
        ("DTSTART:19000301T200000Z\nDURATION:PT1H", "the year 1900"),
        ("DTSTART:20240301T200000Z\nDTEND:20240301T190000Z", "ends before it begins"),
        (f"{HOUR}\nSUMMARY:{'x' * 100_000}", "too long"),
        (f"{HOUR}\nRDATE:20240230T200000Z", "is no time"),
        ("DTSTART:20240301T200000Z\nDTEND:20240302", "ends with a day"),
        (f"{HOUR}\nDURATION:PT1H", "more than once"),
        ("DTSTART:20240301T200000Z\nDURATION:-PT1H", "shorter than nothing"),
        ("DTSTART:20240301T200000Z\nDURATION:P99999999999W", "cannot be read"),
        ("DTSTART:20240301T200000Z\nDURATION:P999999999W", "longer than a year"),
        ("DTSTART:20240301T200000Z\nDURATION:PT", "cannot be read"),
        ("DTSTART:20240301T200000Z\nDURATION:an hour", "cannot be read"),
        ("DTSTART:20240301T200000Z\nDURATION:PT25H", "25.0 hours"),
        ("DTSTART;TZID=Mars/Base:20240301T200000\nDURATION:PT1H", "“Mars/Base” is not known"),
        ("DTSTART;TZID=../../etc/zone:20240301T200000\nDURATION:PT1H", "is not known"),
        (f"{HOUR}\nRRULE:FREQ=SECONDLY", "comes back “SECONDLY”"),
        (f"{HOUR}\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=3", "several rules"),
        (f"{HOUR}\nEXRULE:FREQ=DAILY", "several rules"),
        (f"{HOUR}\nRDATE;VALUE=DATE:20240302", "on a whole day"),
        (f"{HOUR}\nRDATE;VALUE=PERIOD:20240302T000000Z/PT1H", "is no time"),
        (f"{HOUR}\nRECURRENCE-ID;RANGE=THISANDFUTURE:20240301T200000Z", "changes all that follow"),
        (f'{HOUR}\nSUMMARY;X="open:Book', "cannot be read"),
    ],
)
def test_an_event_that_is_not_understood_gives_nothing(event: str, reason: str) -> None:
    error = refusal(LOG, calendar(HOUR.replace("0301", "0201"), event))
    assert error.line is not None
    assert error.line >= 7
    assert reason in error.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (calendar(), "holds no events"),
        (calendar(f"UID:1\n{HOUR}", f"UID:1\n{HOUR}"), "stands there twice, first in line 3"),
        (calendar(HOUR).replace("END:VCALENDAR", ""), "never ends"),
        (calendar(HOUR).replace("END:VEVENT", "END:VTODO"), "VTODO ends, and VEVENT was begun"),
        (calendar(HOUR) + "BEGIN:VCARD\nEND:VCARD\n", "begins with BEGIN:VCALENDAR"),
        ("DTSTART:20240301T200000Z\n", "begins with BEGIN:VCALENDAR"),
        (calendar("BEGIN:X\n" * 50 + "END:X\n" * 50), "nested too deeply"),
    ],
)
def test_a_file_that_is_not_understood_gives_nothing(text: str, reason: str) -> None:
    assert reason in refusal(LOG, text).reason


@pytest.mark.parametrize(
    "spoilt",
    [
        ("TZOFFSETTO:+0100", "TZOFFSETTO:+9900"),
        ("TZOFFSETTO:+0100", "X-OFFSET:0"),
        ("DTSTART:19701025T030000", "DTSTART:19701025"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=SECONDLY"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RDATE:soon"),
        ("BEGIN:STANDARD\nDTSTART:19701025T030000", "BEGIN:STANDARD\nDTSTART:soon"),
    ],
)
def test_a_zone_that_is_not_understood_is_refused_only_where_it_is_used(
    spoilt: tuple[str, str],
) -> None:
    zone = ZONE.replace(*spoilt)
    assert minutes(read(LOG, calendar(HOUR, before=zone))) == [60]
    event = "DTSTART;TZID=My desk:20240701T200000\nDURATION:PT1H"
    assert "zone" in refusal(LOG, calendar(event, before=zone)).reason


def test_alarms_and_other_components_are_passed_over() -> None:
    alarm = "BEGIN:VALARM\nDURATION:PT15M\nDTSTART:soon\nEND:VALARM"
    todo = "BEGIN:VTODO\nDTSTART:soon\nEND:VTODO\n"
    assert minutes(read(LOG, calendar(f"{HOUR}\n{alarm}", before=todo))) == [60]


@given(st.datetimes(*map(datetime.fromisoformat, ("1997-01-01", "2036-12-31"))))
def test_a_zone_that_the_file_describes_is_read_like_the_one_of_that_name(wall: datetime) -> None:
    wall = wall.replace(microsecond=0)
    known = wall.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert MY_DESK(wall).seconds == int(known.timestamp())
    assert timedelta(minutes=MY_DESK(wall).offset_minutes) == known.utcoffset()


def test_a_zone_may_change_on_single_days_and_end_its_rules() -> None:
    once = ZONE.replace("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20240331T020000")
    thrice = ZONE.replace("BYDAY=-1SU", "BYDAY=-1SU;COUNT=3")
    event = "DTSTART;TZID=My desk:2024{}T200000\nDURATION:PT1H"
    for zone, day, start in (
        (once, "0701", "2024-07-01T20:00:00+02:00"),
        (once, "1201", "2024-12-01T20:00:00+01:00"),
        (thrice, "0701", "2024-07-01T20:00:00+01:00"),
    ):
        assert times(read(LOG, calendar(event.format(day), before=zone))) == [start]
