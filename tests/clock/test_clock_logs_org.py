"""Org mode's clock lines."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.org import LOG

CLOCK = "CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:30] =>  1:30\n"
BERLIN = LogOptions(clock=WallClock(ZoneInfo("Europe/Berlin")))


def test_a_clock_stands_under_its_headings() -> None:
    text = f"* Novel\n** TODO Chapter one :draft:\n   :LOGBOOK:\n   {CLOCK}   :END:\n* Garden\n"
    log = read(LOG, text + CLOCK.replace("03-01", "03-02"))
    assert [record.says for record in log.records] == [
        "Novel / TODO Chapter one :draft:",
        "Garden",
    ]
    assert log.records[0].line == 4
    assert minutes(log) == [90, 90]


def test_a_heading_ends_those_beside_and_below_it() -> None:
    log = read(LOG, f"* One\n*** Deep\n** Less deep\n{CLOCK}* Two\n{CLOCK}")
    assert [record.says for record in log.records] == ["One / Less deep", "Two"]


def test_only_chooses_by_headings() -> None:
    text = f"* The novel\n{CLOCK}* Tax return\n{CLOCK}"
    log = read(LOG, text, LogOptions(only=("NOVEL",)))
    assert [record.says for record in log.records] == ["The novel"]
    assert log.left_out == 1


def test_times_take_the_zone_that_was_set() -> None:
    record = read(LOG, CLOCK, BERLIN).records[0]
    assert record.start is not None
    assert record.start.iso() == "2024-03-01T20:00:00+01:00"
    assert record.day == date(2024, 3, 1)
    assert read(LOG, CLOCK).zone_from == "UTC, since none is set"


@pytest.mark.parametrize(
    "line",
    [
        "CLOCK: <2024-03-01 Fri 20:00>--<2024-03-01 Fri 21:30> =>  1:30",
        "\t CLOCK: [2024-03-01 ven. 20:00]--[2024-03-01 ven. 21:30] => 1:30  ",
        "CLOCK: [2024-03-01 金 20:00]--[2024-03-01 金 21:30] =>  1:30",
        "CLOCK: [2024-03-01 20:00:30]--[2024-03-01 21:30:10] =>  1:30",
        "CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:30]",
        "clock: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:30] =>  1:31",
    ],
)
def test_other_spellings(line: str) -> None:
    assert minutes(read(LOG, line))[0] == pytest.approx(90, abs=0.5)


def test_a_clock_over_midnight_is_of_the_day_on_which_it_began() -> None:
    log = read(LOG, "CLOCK: [2024-03-01 Fri 23:30]--[2024-03-02 Sat 00:15] =>  0:45")
    assert log.records[0].day == date(2024, 3, 1)
    assert minutes(log) == [45]


def test_a_clock_that_still_runs_is_left_out_and_counted() -> None:
    log = read(LOG, f"* One\nCLOCK: [2024-03-02 Sat 09:00]\n{CLOCK}")
    assert len(log.records) == 1
    assert log.left_out == 1


def test_what_stands_in_a_block_is_no_clock() -> None:
    log = read(
        LOG, f"{CLOCK}#+BEGIN_EXAMPLE\nCLOCK: => 2:30\n#+end_example\nClock: I look at it.\n"
    )
    assert len(log.records) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("CLOCK: => 2:30", "a length and no day"),
        ("CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:30] => 1:32", "says 92 minutes"),
        ("CLOCK: [2024-03-01 Fri 21:30]--[2024-03-01 Fri 20:00]", "ends before it begins"),
        ("CLOCK: [2024-02-30 Fri 20:00]--[2024-02-30 Fri 21:00]", "no time that a calendar has"),
        ("CLOCK: [2024-03-01 Fri 24:00]--[2024-03-02 Sat 01:00]", "no time that a calendar has"),
        ("CLOCK: [0001-03-01 Fri 20:00]--[0001-03-01 Fri 21:00]", "does not lie between"),
        ("CLOCK: [2024-03-01 Fri]--[2024-03-02 Sat] => 24:00", "no clock as Org mode writes it"),
        ("CLOCK: [2024-03-01 Fri 20:00]-[2024-03-01 Fri 21:00]", "no clock as Org mode writes it"),
        ("CLOCK: [2024-03-01 Fri 20:00]--[2024-03-01 Fri 21:00] 1:00", "no clock as Org"),
        ("CLOCK: [2024-03-01 Fri 00:00]--[2024-03-02 Sat 09:00] => 33:00", "33.0 hours"),
    ],
)
def test_a_line_that_is_not_understood_gives_nothing(line: str, reason: str) -> None:
    error = refusal(LOG, f"* One\n{CLOCK.replace('2024', '2023')}{line}\n")
    assert error.line == 3
    assert reason in error.reason


def test_a_file_without_clocks_says_so() -> None:
    assert refusal(LOG, "* One\n** Two\n").reason == "no CLOCK line stands in it"


def test_a_block_that_never_ends_could_hide_clocks() -> None:
    assert refusal(LOG, f"#+begin_src\n* One\n{CLOCK}").line == 1
    assert refusal(LOG, f"{CLOCK}#+begin_src\n").line == 2


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("CLOCK: [2024-03-31 Sun 01:30]--[2024-03-31 Sun 03:30] =>  1:00", 60),
        ("CLOCK: [2024-10-27 Sun 02:30]--[2024-10-27 Sun 02:45] =>  1:15", 75),
    ],
)
def test_a_night_on_which_the_clocks_change_has_its_true_length(line: str, length: int) -> None:
    assert minutes(read(LOG, line, BERLIN)) == [length]
    assert "set your zone" in refusal(LOG, line).hint


def test_a_file_is_known_by_its_name_or_by_its_clocks() -> None:
    assert LOG.recognises("notes.org", "")
    assert LOG.recognises("log", f"* One\n{CLOCK}")
    assert not LOG.recognises("timelog.md", CLOCK)
    assert not LOG.recognises("log", "* One\n")


def test_deep_headings_cost_no_more_than_their_nearest_parents() -> None:
    deep = "".join(f"{'*' * level} heading {level}\n" for level in range(1, 400))
    says = read(LOG, deep + CLOCK).records[0].says
    assert says.startswith("heading 380 / ")
    assert says.endswith(" / heading 399")


STARTS = st.datetimes(
    datetime.fromisoformat("1971-01-02"), datetime.fromisoformat("2198-01-01")
).map(lambda moment: moment.replace(second=0, microsecond=0))


@given(
    start=STARTS, length=st.integers(0, 1439), weekday=st.sampled_from(["", " Fri", " sáb.", " 金"])
)
def test_what_org_writes_is_read_back(start: datetime, length: int, weekday: str) -> None:
    end = start + timedelta(minutes=length)
    stamps = [f"[{one:%Y-%m-%d}{weekday} {one:%H:%M}]" for one in (start, end)]
    log = read(LOG, f"CLOCK: {stamps[0]}--{stamps[1]} => {length // 60:2}:{length % 60:02}")
    assert minutes(log) == [length]
    assert log.records[0].day == start.date()
