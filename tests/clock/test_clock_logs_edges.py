"""Where the calendar ends, where clocks skip an hour, and how much a day can hold."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, refusal

from drafttime.clock.logs import LogError, LogFile, LogOptions, WallClock, read_log
from drafttime.clock.logs._hours import refuse_impossible_days
from drafttime.clock.logs._local import is_skipped, span
from drafttime.clock.logs._recurrence import Budget, days_of, rule_of
from drafttime.clock.logs.calendar_file import LOG as CALENDAR
from drafttime.clock.logs.gtm import read_notes
from drafttime.model import Log, Moment, Record

LISBON = ZoneInfo("Europe/Lisbon")
IN_LISBON = LogOptions(clock=WallClock(LISBON))
EVENT = (
    "BEGIN:VEVENT\nDTSTART;TZID=Own:20240201T200000\nDTEND;TZID=Own:20240201T210000\nEND:VEVENT\n"
)


def read(name: str, text: str, options: LogOptions | None = None) -> Log:
    return read_log(LogFile(name, text.encode()), options or LogOptions())


def refused(name: str, text: str, options: LogOptions | None = None) -> LogError:
    with pytest.raises(LogError) as caught:
        read(name, text, options)
    return caught.value


def zone(begins: str, before: str, after: str, rule: str = "") -> str:
    return (
        f"BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:{begins}\nTZOFFSETFROM:{before}\n"
        f"TZOFFSETTO:{after}\n{rule}END:STANDARD\nEND:VTIMEZONE\n"
    )


def calendar(*parts: str) -> str:
    return "BEGIN:VCALENDAR\n" + "".join(parts) + "END:VCALENDAR\n"


@pytest.mark.parametrize("begins", ["00010101T000000", "20000101T000000", "99991231T235900"])
@pytest.mark.parametrize(("before", "after"), [("-1200", "+1200"), ("+1400", "-1400")])
@pytest.mark.parametrize(
    "rule",
    [
        "",
        "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z\n",
        "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z;BYDAY=SU\n",
        "RRULE:FREQ=YEARLY;UNTIL=00010102T000000Z\n",
        "RDATE:99991231T235959,00010101T000000\n",
    ],
)
def test_zones_reach_to_the_ends_of_the_calendar(
    begins: str, before: str, after: str, rule: str
) -> None:
    log = read("a.ics", calendar(zone(begins, before, after, rule), EVENT))
    assert minutes(log) == [60]
    offset = log.records[0].start.offset_minutes if log.records[0].start else None
    hours = after if begins[:1] != "9" or "00010101" in rule else before
    assert offset == int(hours[:3]) * 60


@pytest.mark.parametrize("day", ["00000301", "00010101", "19701231", "22000101", "99991231"])
def test_an_event_at_the_end_of_the_calendar_is_refused(day: str) -> None:
    for line in (f"DTSTART:{day}T120000Z", f"DTSTART;TZID=Asia/Tokyo:{day}T000000"):
        refusal(CALENDAR, calendar(f"BEGIN:VEVENT\n{line}\nDURATION:PT1H\nEND:VEVENT\n"))


def test_weekdays_that_stand_there_often_cost_no_more() -> None:
    start, last = date(2020, 1, 1), date(2021, 12, 31)
    often = rule_of("FREQ=YEARLY;BYDAY=" + ",".join(["1MO", "-1FR", "TU"] * 3_000))
    once = rule_of("FREQ=YEARLY;BYDAY=1MO,-1FR,TU")
    assert often == once
    assert len(often.days) == 3
    budget = Budget(366 + 365)
    assert list(days_of(often, start, last, budget)) == list(days_of(once, start, last, Budget()))
    assert budget.left == 0


@pytest.mark.parametrize(
    "text",
    [
        "date,hours\n0000-03-01,1\n2024-02-05,2\n",
        "date,hours\n2024-02-05,2\n0000-03-01,1\n",
        "date,hours\n0000-03-01,1\n",
    ],
)
def test_the_year_0_is_no_missing_year(text: str) -> None:
    assert "“0000-03-01” does not lie between" in refused("log.csv", text).reason


def test_the_year_0_is_none_in_markdown_either() -> None:
    text = "## 1 March 0000\n\n- 1h ferry\n\n## 5 February 2024\n\n- 2h proofs\n"
    assert refused("log.md", text).line == 1


SKIPPED = datetime(2024, 3, 31, 1, 30)  # noqa: DTZ001 - on the wall


def test_a_sitting_that_begins_in_the_skipped_hour_keeps_its_length() -> None:
    start, end = span(IN_LISBON.clock, SKIPPED, SKIPPED + timedelta(hours=1))
    assert start.iso() == "2024-03-31T01:30:00+00:00"
    assert end.iso() == "2024-03-31T02:30:00+00:00"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.csv", "start,end\n2024-03-31 01:30,2024-03-31 02:30\n"),
        ("log.csv", "start,end,hours\n2024-03-31 01:30,2024-03-31 02:30,1\n"),
        ("log.md", "## 2024-03-31\n\n- 01:30–02:30 ferry\n"),
        ("log.org", "CLOCK: [2024-03-31 Sun 01:30]--[2024-03-31 Sun 02:30] =>  1:00\n"),
        (
            "a.ics",
            calendar("BEGIN:VEVENT\nDTSTART:20240331T013000\nDTEND:20240331T023000\nEND:VEVENT\n"),
        ),
        (
            "a.ics",
            calendar(
                "BEGIN:VEVENT\nDTSTART;TZID=Europe/Lisbon:20240331T013000\n"
                "DTEND;TZID=Europe/Lisbon:20240331T023000\nEND:VEVENT\n"
            ),
        ),
        (
            "sessions.jsonl",
            (
                '{"type": "record", "start": "2024-03-31 01:30:00", "end": "2024-03-31 02:30:00", '
                '"novel": 5, "notes": 0, "idle": 0}\n'
            ),
        ),
        ("log.csv", "start,end\n2024-03-31 00:30,2024-03-31 01:30\n"),
    ],
)
def test_no_hour_is_lost_in_the_one_that_clocks_skip(name: str, text: str) -> None:
    assert minutes(read(name, text, IN_LISBON)) == [60]


@given(st.datetimes(datetime(2024, 1, 1), datetime(2025, 1, 1)))  # noqa: DTZ001 - on the wall
def test_a_time_is_skipped_where_no_clock_shows_it(naive: datetime) -> None:
    naive = naive.replace(microsecond=0)
    shown = datetime.fromtimestamp(naive.replace(tzinfo=LISBON).timestamp(), LISBON)
    assert is_skipped(IN_LISBON.clock.local, naive) == (shown.replace(tzinfo=None) != naive)


def test_a_whole_day_may_be_skipped() -> None:
    apia = WallClock(ZoneInfo("Pacific/Apia")).local
    around = [datetime(2011, 12, day, 12) for day in (29, 30, 31)]  # noqa: DTZ001 - on the wall
    assert [is_skipped(apia, one) for one in around] == [False, True, False]


def timed(start: int, hours: float, writer: str = "") -> Record:
    begun, ended = Moment(start * 3600), Moment(round((start + hours) * 3600))
    day = begun.day()
    assert day is not None
    return Record("kind", "file", 1, day, begun, ended, minutes=60 * hours, writer=writer)


def test_no_day_has_more_than_25_hours() -> None:
    whole = Record("kind", "file", 1, date(1970, 1, 1), minutes=25 * 60.0)
    refuse_impossible_days([whole])
    refuse_impossible_days([timed(0, 20), timed(1, 20), timed(2, 20)])
    refuse_impossible_days([timed(0, 20), timed(0, 20, "Ada"), timed(24, 20)])
    for more in (Record("kind", "file", 7, whole.day, minutes=1.0), timed(3, 1)):
        with pytest.raises(LogError, match="1970-01-01 comes to 2") as caught:
            refuse_impossible_days([whole, more])
        assert caught.value.line == more.line
    with pytest.raises(LogError, match=r"38\.0 hours"):
        refuse_impossible_days([timed(0, 20), timed(21, 18)])


START = 1_709_251_200  # 1 March 2024 in UTC


def heartbeats(*hours: tuple[float, float]) -> str:
    times = [
        START + 600 * place
        for first, last in hours
        for place in range(int(6 * first), int(6 * last))
    ]
    return json.dumps({"data": [{"time": time, "entity": "x.md"} for time in times]})


def test_days_of_heartbeats_have_their_hours() -> None:
    assert len(read("a.json", heartbeats((0, 12), (13, 23))).records) == 2
    assert "143 hours of work" in refused("a.json", heartbeats((0, 143.5))).reason
    assert "comes to" in refused("a.json", heartbeats((0, 12), (13, 34))).reason


def notes(*noted: tuple[int, float]) -> Log:
    """The notes of commits by the day of March and the hours that they hold."""
    found = {f"{place:040x}": one for place, one in enumerate(noted)}
    return read_notes(
        {
            commit: b"[ver:1,total:%d]\n" % round(3600 * hours)
            for commit, (_, hours) in found.items()
        },
        {commit: Moment(START + 86_400 * (day - 1)) for commit, (day, _) in found.items()},
        LogOptions(),
    )


def test_notes_hold_no_more_than_there_was_time_for() -> None:
    assert minutes(notes((1, 30), (3, 72), (20, 160))) == [1_800, 4_320, 9_600]
    for impossible in (((1, 100), (1, 69)), ((1, 1), (3, 73)), ((1, 1), (2, 25), (2, 25))):
        with pytest.raises(LogError, match="more than there was time for"):
            notes(*impossible)
    written = "commit " + "1" * 40 + " 2024-03-05T21:40:00+01:00\n[ver:1,total:360000]\n"
    assert minutes(read("gtm.txt", written)) == [6_000]


def session(day: int, idle: int) -> str:
    times = f'"start": "2024-03-0{day} 20:00:00", "end": "2024-03-0{day} 21:00:00"'
    return f'{{"type": "record", {times}, "novel": 5, "notes": 0, "idle": {idle}}}\n'


@pytest.mark.parametrize(
    ("name", "text", "left_out"),
    [
        ("log.csv", "date,hours\n2024-03-01,0\n2024-03-02,1\n", 1),
        (
            "log.csv",
            "start,end\n2024-03-01 20:00,2024-03-01 20:00\n2024-03-01 20:00,2024-03-01 20:30\n",
            1,
        ),
        ("log.md", "## 2024-03-01\n\n- 0h nothing\n- 0 min nothing\n- 1h ferry\n", 2),
        (
            "log.org",
            (
                "CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 20:00] =>  0:00\n"
                "CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:00] =>  1:00\n"
            ),
            1,
        ),
        (
            "sessions.jsonl",
            session(1, 0) + session(2, 3_600),
            1,
        ),
    ],
)
def test_an_entry_of_no_time_is_left_out_and_counted(name: str, text: str, left_out: int) -> None:
    log = read(name, text)
    assert len(log.records) == 1
    assert log.records[0].minutes
    assert log.left_out == left_out


def test_the_words_of_an_entry_of_no_time_stay() -> None:
    [record] = read("log.csv", "date,hours,words\n2024-03-01,0,500\n").records
    assert (record.minutes, record.words) == (None, 500)
