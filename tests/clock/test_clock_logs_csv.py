"""Tables of time as CSV."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.csv_table import LOG

BERLIN = LogOptions(clock=WallClock(ZoneInfo("Europe/Berlin")))


def test_start_and_end() -> None:
    log = read(LOG, "start,end,note\n2024-03-01 20:00,2024-03-01 21:30,the ferry\n", BERLIN)
    record = log.records[0]
    assert record.start is not None
    assert record.end is not None
    assert record.start.iso() == "2024-03-01T20:00:00+01:00"
    assert record.end.iso() == "2024-03-01T21:30:00+01:00"
    assert (record.day, record.minutes, record.says) == (date(2024, 3, 1), 90, "the ferry")
    assert record.line == 2
    assert log.zone_from == "the zone that was set, Europe/Berlin"


@pytest.mark.parametrize(
    ("begun", "iso"),
    [
        ("2024-03-01T20:00", "2024-03-01T20:00:00+01:00"),
        ("2024-03-01 20:00:15", "2024-03-01T20:00:15+01:00"),
        ("2024-03-01T20:00:15.250", "2024-03-01T20:00:15+01:00"),
        ("2024-03-01T20:00:00Z", "2024-03-01T21:00:00+01:00"),
        ("2024-03-01 20:00:00 UTC", "2024-03-01T21:00:00+01:00"),
        ("2024-03-01T20:00:00-05:00", "2024-03-01T20:00:00-05:00"),
        ("2024-03-01 20:00+0530", "2024-03-01T20:00:00+05:30"),
        ("2024/3/1 8:00 pm", "2024-03-01T20:00:00+01:00"),
    ],
)
def test_spellings_of_times(begun: str, iso: str) -> None:
    record = read(LOG, f"start,duration\n{begun},1:30\n", BERLIN).records[0]
    assert record.start is not None
    assert record.start.iso() == iso
    assert record.minutes == 90


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,hours\n2024-03-01,1.5\n", 90),
        ("Day;Hours\n2024-03-01;1,5\n", 90),
        ("DATE\thrs\n2024-03-01\t.25\n", 15),
        ('date,hours\n2024-03-01,"1,5"\n', 90),
        ("date,minutes\n2024-03-01,45\n", 45),
        ("date,duration\n2024-03-01,1:30\n", 90),
        ("date,duration\n2024-03-01,01:30:30\n", 90.5),
        ("date,duration\n2024-03-01,1h 30m\n", 90),
        ("date,hours\n2024-03-01,2 hrs\n", 120),
        ("date,hours\n1 March 2024,2\n", 120),
        ("date,hours\n1.3.2024,2\n", 120),
        ("date,hours\n2024-03-01T00:00:00,2\n", 120),
        ("sep=;\ndate;hours\n2024-03-01;2\n", 120),
        ("date,start,end\n2024-03-01,20:00,21:00\n", 60),
        ("date,from,to\n2024-03-01,23:30,00:15\n", 45),
        ("date,start,end,hours\n2024-03-01,20:00,22:00,1.5\n", 90),
    ],
)
def test_lengths_of_time(text: str, expected: float) -> None:
    log = read(LOG, text)
    assert minutes(log) == [expected]
    assert log.records[0].day == date(2024, 3, 1)


def test_words_and_writers() -> None:
    record = read(LOG, "date,words,author\n2024-03-01,512,Ada\n").records[0]
    assert (record.words, record.minutes, record.writer) == (512, None, "Ada")


def test_a_toggl_export() -> None:
    text = (
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,"
        "End time,Duration,Tags\n"
        "Ada,ada@example.org,,Novel,,ferry scene,No,2024-03-01,23:00:00,2024-03-02,00:30:00,"
        "01:30:00,\n"
        "Ada,ada@example.org,,Garden,,weeds,No,2024-03-02,09:00:00,2024-03-02,10:00:00,01:00:00,\n"
    )
    log = read(LOG, text, LogOptions(projects=("novel",)))
    assert minutes(log) == [90]
    assert log.records[0].says == "Novel / ferry scene"
    assert log.left_out == 1


def test_a_clockify_export() -> None:
    text = (
        '"Project","Client","Description","User","Start Date","Start Time","End Date","End Time",'
        '"Duration (h)","Duration (decimal)"\n'
        '"Novel","","ferry","Ada","03/04/2024","08:00:00 PM","03/04/2024","09:17:00 PM",'
        '"01:17:00","1.28"\n'
        '"Novel","","proofs","Ada","03/13/2024","12:10:00 AM","03/13/2024","12:40:00 AM",'
        '"00:30:00","0.50"\n'
    )
    log = read(LOG, text)
    assert [record.day for record in log.records] == [date(2024, 3, 4), date(2024, 3, 13)]
    assert minutes(log) == [77, 30]


def test_projects_are_chosen_where_there_are_several() -> None:
    text = "date,hours,project\n2024-03-01,1,Essay\n2024-03-02,2,Novel\n"
    assert minutes(read(LOG, text, LogOptions(only=("essay",)))) == [60]
    assert minutes(read(LOG, text)) == [60, 120]
    assert "none of its 2 entries" in refusal(LOG, text, LogOptions(projects=("Thesis",))).reason
    one = "date,hours,project\n2024-03-01,1,Essay\n"
    assert minutes(read(LOG, one, LogOptions(projects=("Thesis",)))) == [60]
    plain = "date,hours\n2024-03-01,1\n"
    assert minutes(read(LOG, plain, LogOptions(only=("essay",)))) == [60]


def test_rows_that_say_nothing_or_still_run_are_left_out() -> None:
    text = "start,end,note\n2024-03-01 20:00,,runs\n,,nothing\n\n2024-03-01 8:00,2024-03-01 9:00,\n"
    log = read(LOG, text)
    assert minutes(log) == [60]
    assert log.left_out == 2


def test_a_date_that_may_be_read_in_two_ways_is_settled_by_the_others_or_refused() -> None:
    error = refusal(LOG, "date,hours\n03/04/2024,1\n")
    assert "may be read in two ways" in error.reason
    assert "YEAR-MONTH-DAY" in error.hint
    log = read(LOG, "date,hours\n03/04/2024,1\n25/04/2024,1\n")
    assert log.records[0].day == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-02-30,1,", "no day of the year 2024"),
        ("March 3,1,", "no date with its year"),
        ("soon,1,", "no date with its year"),
        (",1,", "no date"),
        ("2024-03-02,many,", "no length of time"),
        ("2024-03-02,-1,", "no length of time"),
        ("2024-03-02,nan,", "no length of time"),
        ("2024-03-02,1e3,", "no length of time"),
        ("2024-03-02,25,", "more than a day has"),
        ("1969-03-02,1,", "does not lie between 1970 and 2199"),
        ("2024-03-02,1,a,b", "4 cells, and the header has 3"),
        ('2024-03-02,1,"a', "no CSV"),
    ],
)
def test_a_row_that_is_not_understood_gives_nothing(row: str, reason: str) -> None:
    error = refusal(LOG, f"date,hours,note\n2024-03-01,1,fine\n{row}\n")
    assert error.line == 3
    assert reason in error.reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-03-01 20:00,2024-03-01 19:00,", "ends before it begins"),
        ("2024-03-01 20:00,2024-03-01 21:00,2:00", "says 120 minutes"),
        (",2024-03-01 21:00,", "an end and no start"),
        ("20:00,21:00,", "has no date"),
        ("2024-03-01 25:00,2024-03-01 21:00,", "no time"),
        ("yesterday,2024-03-01 21:00,", "no time"),
        ("2024-02-30 20:00,2024-03-01 21:00,", "no time"),
        ("2024-03-01 13:00 pm,2024-03-01 21:00,", "no time"),
        ("2024-03-01 01:00,2024-03-03 01:00,", "48.0 hours"),
    ],
)
def test_ends_that_contradict_themselves_give_nothing(row: str, reason: str) -> None:
    assert reason in refusal(LOG, f"start,end,duration\n{row}\n").reason


def test_a_day_has_24_hours_for_each_writer() -> None:
    rows = "2024-03-01,13,Ada\n2024-03-01,11,Ada\n2024-03-01,5,Bo\n"
    assert sum(minutes(read(LOG, f"date,hours,writer\n{rows}"))) == 29 * 60
    assert refusal(LOG, f"date,hours,writer\n{rows}2024-03-01,1,Ada\n").line == 5


def test_lines_are_counted_over_cells_of_several_lines() -> None:
    log = read(LOG, 'date,hours,note\n2024-03-01,1,"two\nlines"\n2024-03-02,1,\n')
    assert [record.line for record in log.records] == [2, 4]


def test_a_row_that_says_two_things_gives_nothing() -> None:
    both = refusal(LOG, "date,hours,minutes\n2024-03-01,1,75\n")
    assert "its lengths differ: 60.0 and 75.0 minutes" in both.reason
    ends = refusal(LOG, "date,start,end\n2024-03-01,20:00,19:00\n")
    assert "it ends at 19:00, before it begins (20:00)" in ends.reason
    assert "no number of words" in refusal(LOG, "date,words\n2024-03-01,many\n").reason


def test_two_columns_that_say_the_same_are_refused() -> None:
    assert "say the same" in refusal(LOG, "date,hours,day\n2024-03-01,1,2024-03-02\n").reason


@pytest.mark.parametrize(
    ("name", "head", "is_ours"),
    [
        ("log.csv", "date,hours\n", True),
        ("log", "Start Date;Duration\n", True),
        ("log.txt", "\ufeffdate\twords\n", True),
        ("log.csv", "chapter,words\n", False),
        ("log.csv", "date,weather\n", False),
        ("log.csv", "date,hours" + ",note" * 1_000, False),
        ("log.csv", "", False),
        ("log.md", "date,hours\n", False),
    ],
)
def test_a_file_is_known_by_its_first_line(name: str, head: str, is_ours: bool) -> None:
    assert LOG.recognises(name, head) is is_ours


@given(
    start=st.datetimes(datetime.fromisoformat("1971-01-02"), datetime.fromisoformat("2198-01-01")),
    length=st.integers(0, 86_399),
    separator=st.sampled_from(",;\t"),
    note=st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12),
)
def test_what_a_script_writes_is_read_back(
    start: datetime, length: int, separator: str, note: str
) -> None:
    start = start.replace(microsecond=0)
    end = start + timedelta(seconds=length)
    quoted = '"' + note.replace('"', '""') + '"'
    row = separator.join([start.isoformat(" "), end.isoformat(), quoted])
    log = read(LOG, f"start{separator}end{separator}note\n{row}\n")
    assert minutes(log) == [pytest.approx(length / 60, abs=1e-5)]
    assert log.records[0].says == note.strip()
