"""novelWriter's session logs, the new one and the old ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs import _log
from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.novelwriter import LOG
from drafttime.clock.logs.novelwriter_old import LOG as OLD

BERLIN = LogOptions(clock=WallClock(ZoneInfo("Europe/Berlin")))
HEADER = "# Start Time         End Time                Novel     Notes      Idle\n"
HEADER_BEFORE_IDLE = "# Start Time         End Time                Novel     Notes\n"


def line(start: str, end: str, novel: int = 100, notes: int = 0, idle: object = 0) -> str:
    entry = {"type": "record", "start": start, "end": end, "novel": novel, "notes": notes}
    return json.dumps({**entry, "idle": idle}) + "\n"


def initial(offset: object) -> str:
    return json.dumps({"type": "initial", "offset": offset}) + "\n"


EVENING = line("2024-03-01 20:00:00", "2024-03-01 21:30:00", 1_500, 80, 600)


def test_idle_time_is_taken_off_and_words_are_the_change_of_the_novel() -> None:
    next_day = line("2024-03-02 08:00:00", "2024-03-02 09:00:00", 1_450, 400, 0)
    log = read(LOG, initial(1_200) + EVENING + next_day, BERLIN)
    assert minutes(log) == [80, 60]
    assert [record.words for record in log.records] == [380, -50]
    assert [record.day for record in log.records] == [date(2024, 3, 1), date(2024, 3, 2)]
    assert [record.line for record in log.records] == [2, 3]
    assert log.zone_from == "the zone that was set, Europe/Berlin"
    start = log.records[0].start
    assert start is not None
    assert start.iso() == "2024-03-01T20:00:00+01:00"


def test_without_an_offset_the_first_words_are_not_known() -> None:
    assert read(LOG, EVENING).records[0].words is None


def test_entries_in_disorder_are_put_in_order_before_words_are_counted() -> None:
    early = line("2024-02-01 20:00:00", "2024-02-01 20:30:00", 1_000)
    log = read(LOG, initial(900) + EVENING + early)
    assert [record.words for record in log.records] == [100, 500]


def test_an_entry_that_stands_twice_counts_once() -> None:
    assert len(read(LOG, initial(0) + EVENING + EVENING).records) == 1


def test_keys_that_newer_versions_add_are_passed_over() -> None:
    newer = EVENING.replace('"novel"', '"cnovel": 9000, "novel"')
    assert minutes(read(LOG, newer)) == [80]


def test_a_sitting_idle_throughout_may_say_a_second_too_much() -> None:
    idle = line("2024-03-01 20:00:00", "2024-03-01 20:10:00", idle=601)
    assert minutes(read(LOG, idle)) == [0]


def test_nothing_is_chosen_by_words_in_a_log_without_text() -> None:
    assert len(read(LOG, EVENING, LogOptions(only=("thesis",))).records) == 1


def test_a_sitting_over_the_change_of_clocks_has_its_true_length() -> None:
    forward = line("2024-03-31 01:30:00", "2024-03-31 03:30:00")
    back = line("2024-10-27 01:30:00", "2024-10-27 03:30:00")
    backwards = line("2023-10-29 02:50:00", "2023-10-29 02:10:00")
    assert minutes(read(LOG, forward, BERLIN)) == [60]
    assert minutes(read(LOG, back, BERLIN)) == [180]
    assert minutes(read(LOG, backwards, BERLIN)) == [20]
    assert "before it starts" in refusal(LOG, backwards).reason


def test_idle_time_tells_which_of_two_equal_times_is_meant() -> None:
    one = line("2024-10-27 01:30:00", "2024-10-27 02:30:00", idle=5_400)
    assert minutes(read(LOG, one, BERLIN)) == [30]


def test_a_journey_between_two_commits_does_not_stretch_a_sitting() -> None:
    known = ((1_709_323_200, -300), (1_709_330_400, 60))
    log = read(LOG, EVENING, LogOptions(clock=WallClock(known=known)))
    assert minutes(log) == [80]
    assert log.records[0].start is not None
    assert log.records[0].end is not None
    assert log.records[0].start.offset_minutes == log.records[0].end.offset_minutes


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        (EVENING + EVENING[:60], 2, "ends in the middle"),
        (line("2024-03-01 21:00:00", "2024-03-01 20:00:00"), 1, "ends before it starts"),
        (line("2024-03-01 20:00:00", "2024-03-01 21:00:00", idle=3_700), 1, "idle for 3,700"),
        (line("2024-03-01 20:00:00", "2024-03-01 21:00:00", idle=-5), 1, "negative “idle”"),
        (line("2024-03-01 20:00:00", "2024-03-01 21:00:00", idle=True), 1, "is no number"),
        (line("2024-03-01 20:00:00", "2024-03-01 21:00:00", idle=1.5), 1, "no whole number"),
        (line("2024-03-01 20:00:00", "2024-03-10 21:00:00"), 1, "worked for 217 hours"),
        (line("2024-03-01T20:00:00", "2024-03-01 21:00:00"), 1, "“start” that is no time"),
        (line("2024-03-01 20:00:00+25:00", "2024-03-01 21:00:00"), 1, "“start” that is no time"),
        (line("2024-02-30 20:00:00", "2024-03-01 21:00:00"), 1, "“start” that is no time"),
        (line("1969-12-31 20:00:00", "1969-12-31 21:00:00"), 1, "between 1970 and 2200"),
        (line("2200-01-01 20:00:00", "2200-01-01 21:00:00"), 1, "between 1970 and 2200"),
        (EVENING.replace("600", "NaN"), 1, "NaN"),
        (EVENING.replace('"notes"', '"novel"'), 1, "names “novel” twice"),
        (EVENING.replace("}", "]"), 1, "no JSON"),
        ("[1]\n", 1, "no JSON object"),
        (EVENING + initial(5), 2, "second log"),
        (initial("many") + EVENING, 1, "“offset” that is no number"),
        ('{"type": "summary"}\n', 1, "neither"),
        (EVENING.encode()[:-1] + b"\xff", 1, "no text"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken(text: str, at: int, reason: str) -> None:
    error = refusal(LOG, text)
    assert error.line == at
    assert reason in error.reason


def test_a_log_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_log, "MOST_BYTES", len(EVENING) - 1)
    assert "at most" in refusal(LOG, EVENING).reason
    assert "at most" in refusal(OLD, EVENING).reason


def row(start: str, end: str, *counts: int) -> str:
    return f"{start}  {end}" + "".join(f"  {count:8}" for count in counts) + "\n"


def test_the_old_log_reads_like_the_new_one() -> None:
    rows = row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 1_500, 80, 600) + row(
        "2021-03-02 08:00:00", "2021-03-02 09:00:00", 1_450, 400, 0
    )
    log = read(OLD, "# Offset 1200\n" + HEADER + rows)
    assert minutes(log) == [80, 60]
    assert [record.words for record in log.records] == [380, -50]
    assert [record.line for record in log.records] == [3, 4]


def test_a_window_left_open_for_weeks_counts_without_its_idle_time() -> None:
    opened = row("2021-03-01 20:00:00", "2021-03-21 10:00:00", 1_500, 80, 450 * 3600)
    assert minutes(read(OLD, HEADER + opened)) == [20 * 60]
    assert minutes(read(OLD, HEADER + opened.replace("1620000", "1454400"))) == [66 * 60]
    error = refusal(OLD, HEADER + opened.replace("1620000", "0"))
    assert "worked for 470 hours" in error.reason


def test_rows_from_before_idle_times_have_six_columns() -> None:
    older = row("2020-03-01 20:00:00", "2020-03-01 21:30:00", 1_500, 80)
    newer = row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 1_600, 80, 600)
    log = read(OLD, HEADER_BEFORE_IDLE + older + newer)
    assert minutes(log) == [90, 80]
    assert [record.words for record in log.records] == [None, 100]


def test_an_offset_that_is_left_out_is_zero_in_versions_that_know_offsets() -> None:
    newer = row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 1_500, 80, 600)
    assert read(OLD, HEADER + newer).records[0].words == 1_580


def test_the_oldest_log_is_a_sentence() -> None:
    text = "Start: 2019-05-04 14:28:28  End: 2019-05-04 14:38:28  Words:      -23\n"
    log = read(OLD, text)
    assert minutes(log) == [10]
    assert log.records[0].words == -23


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 5), 2, "six columns"),
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 5, 5, 5, 5), 2, "six columns"),
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 21:30:00", 5, 5, 0)[:-5], 2, "middle"),
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 19:30:00", 5, 5, 0), 2, "before it start"),
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 21:00:00", 5, 5, 3_602), 2, "idle for"),
        (HEADER + row("2021-03-01 20:00:00", "2021-03-01 21:00:00", 5, -5, 0), 2, "whole number"),
        (HEADER + row("2021-13-01 20:00:00", "2021-03-01 21:00:00", 5, 5, 0), 2, "time that is"),
        ("# Offset many\n" + HEADER, 1, "no count of words"),
        ("# Offset 5\n# Offset 6\n" + HEADER, 2, "second log"),
        (HEADER + "<<<<<<< HEAD\n", 2, "six columns"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken(text: str, at: int, reason: str) -> None:
    error = refusal(OLD, text)
    assert error.line == at
    assert reason in error.reason


def test_each_log_is_known_by_its_beginning() -> None:
    beginnings = {
        LOG: [initial(5), EVENING, LOG.example],
        OLD: ["# Offset 5\n", HEADER, HEADER_BEFORE_IDLE, OLD.example],
    }
    for kind, heads in beginnings.items():
        for head in heads:
            assert [one for one in (LOG, OLD) if one.recognises("log", head)] == [kind]
            marked = "\ufeff" + head
            assert [one for one in (LOG, OLD) if one.recognises("log", marked)] == [kind]
    assert LOG.recognises("sessions.jsonl", "")
    assert OLD.recognises("sessionStats.log", "")
    assert not LOG.recognises("sessions.jsonl", '{"kind": "play"}\n')


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5_000)), min_size=1, max_size=8))
def test_minutes_and_words_add_up(sittings: list[tuple[int, int]]) -> None:
    """Whatever the sittings: the minutes are what they lasted, and the words lead to the last."""
    text, at, total = initial(50), 1_600_000_000, 0
    for seconds, novel in sittings:
        length = seconds % 20_000
        start, end = (datetime.fromtimestamp(when, UTC) for when in (at, at + length))
        text += line(f"{start:%Y-%m-%d %H:%M:%S}", f"{end:%Y-%m-%d %H:%M:%S}", novel)
        at, total = at + length + 60, total + length
    log = read(LOG, text)
    assert sum(record.minutes or 0 for record in log.records) * 60 == pytest.approx(total)
    assert sum(record.words or 0 for record in log.records) == sittings[-1][1] - 50
