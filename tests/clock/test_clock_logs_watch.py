"""The log of `drafttime watch`: what its lines come to, and what of it is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.logs._log import LogError, LogFile, LogOptions
from drafttime.clock.logs.watch import (
    LOG,
    beat_line,
    beats_of,
    default_log,
    first_line,
    is_whole,
)

START = datetime(2024, 3, 1, 23, 40, tzinfo=timezone(timedelta(hours=5, minutes=30)))
FIRST = first_line("tidewright")


def log_of(*minutes: float, file: str = "weir.md") -> bytes:
    beats = [beat_line(START + timedelta(minutes=one), file) for one in minutes]
    return "".join([FIRST, *beats]).encode()


def read(data: bytes, **how: Any) -> list[tuple[float | None, int]]:
    log = LOG.read(LogFile("watch.jsonl", data), LogOptions(**how))
    return [(record.minutes, record.line) for record in log.records]


def test_saves_within_the_timeout_are_one_stretch_of_work() -> None:
    assert read(log_of(0, 10, 25, 41, 50)) == [(25, 2), (9, 5)]
    assert read(log_of(0, 10, 25, 41, 50), timeout_minutes=16) == [(50, 2)]


def test_a_save_that_stands_alone_shows_no_time() -> None:
    assert read(log_of(0, 60, 120)) == []


def test_the_order_of_the_lines_does_not_matter_and_repeats_count_once() -> None:
    assert read(log_of(10, 0, 10, 5)) == [(10, 3)]


def test_a_stretch_has_the_day_and_the_zone_of_the_clock_that_it_was_noted_by() -> None:
    [record] = LOG.read(
        LogFile("watch.jsonl", log_of(0, 30)), LogOptions(timeout_minutes=30)
    ).records
    assert record.day == date(2024, 3, 1)
    assert record.start is not None
    assert record.end is not None
    assert record.start.iso() == "2024-03-01T23:40:00+05:30"
    assert record.end.iso() == "2024-03-02T00:10:00+05:30"
    assert record.says == "weir.md"


def test_a_change_of_the_clocks_does_not_change_the_time() -> None:
    hour = datetime(2024, 10, 27, 0, 50, tzinfo=UTC)
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    lines = [
        beat_line(hour.astimezone(summer), "ebb.md"),
        beat_line((hour + timedelta(minutes=14)).astimezone(winter), "ebb.md"),
    ]
    assert read("".join([FIRST, *lines]).encode()) == [(14, 2)]


def test_all_files_count_unless_words_are_asked_for_and_others_end_the_work() -> None:
    lines = [
        beat_line(START, "weir.md"),
        beat_line(START + timedelta(minutes=4), "ebb.md"),
        beat_line(START + timedelta(minutes=9), "weir.md"),
    ]
    data = "".join([FIRST, *lines]).encode()
    assert read(data, files=("sluice.md",), projects=("other",)) == [(9, 2)]
    assert read(data, only=("WEIR",)) == [(4, 2)]
    log = LOG.read(LogFile("watch.jsonl", data), LogOptions(only=("weir",)))
    assert log.left_out == 1


@given(
    st.lists(st.integers(0, 10**6), max_size=8),
    st.text(st.characters(), max_size=8),
    st.integers(0, 400),
)
def test_a_log_that_was_cut_short_loses_its_last_line_and_no_other(
    seconds: list[int], file: str, cut: int
) -> None:
    lines = [beat_line(START + timedelta(seconds=one), file) for one in seconds]
    data = (FIRST + "".join(lines)).encode()
    whole = beats_of(LogFile("a", data))
    assert [beat.seconds - START.timestamp() for beat in whole] == seconds
    part = data[: max(len(FIRST), len(data) - cut)]
    found = beats_of(LogFile("a", part))
    assert found == whole[: len(found)]
    assert len(found) >= part.count(b"\n") - 1


def test_what_a_power_cut_leaves_behind_the_last_line_is_passed_over() -> None:
    for rest in (b"\0" * 512, b'{"at": "2024-0', b"\xc3", b"{}", b"\xff\xfe\0"):
        assert read(log_of(0, 10) + rest) == [(10, 2)]


def test_a_last_line_that_lacks_its_end_alone_counts() -> None:
    assert read(log_of(0, 10).rstrip(b"\n")) == [(10, 2)]
    assert is_whole(FIRST.rstrip().encode(), is_first=True)
    assert not is_whole(b'{"at": "2024-03-01T20:00:00+00:00"}', is_first=False)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"at": "2024-03-01T20:00:00", "file": "a.md"}', "without a zone"),
        ('{"at": "2024-03-01T20:00:00+15:00", "file": "a.md"}', "zone that does not exist"),
        ('{"at": "1969-03-01T20:00:00+00:00", "file": "a.md"}', "between 1970 and 2200"),
        ('{"at": 1709323500, "file": "a.md"}', "no text"),
        ('{"at": "2024-03-01T20:00:00+00:00"}', "no “file”"),
        ('{"at": "2024-03-01T20:00:00+00:00", "file": ["a.md"]}', "no text"),
        ('{"at": "2024-03-01T20:00:0', "in the middle"),
        ('{"at": "x", "at": "y", "file": "a.md"}', "twice"),
        ("[" * 5000, "nested"),
        ('{"drafttime-watch": 1, "book": "b", "timeout_minutes": 15}', "no “at”"),
        ("\0", "no text"),
    ],
)
def test_a_line_that_is_none_is_an_error_with_its_number(line: str, says: str) -> None:
    data = f"{log_of(0, 5).decode()}{line}\n{beat_line(START, 'a.md')}".encode()
    with pytest.raises(LogError) as caught:
        read(data)
    assert caught.value.line == 4
    assert says in caught.value.reason


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"\n",
        b"{",
        FIRST.encode()[:-20],
        b'{"drafttime-watch": 1}\n',
        b'{"drafttime-watch": true, "book": "a", "timeout_minutes": 15}\n',
        b'{"drafttime-watch": 2, "book": "a", "timeout_minutes": 15}\n',
        b'{"drafttime-watch": 1, "book": "a", "timeout_minutes": -15}\n',
    ],
)
def test_a_log_begins_with_its_first_line(first: bytes) -> None:
    with pytest.raises(LogError) as caught:
        read(first)
    assert caught.value.line == 1


def test_a_log_of_nothing_but_its_first_line_is_empty() -> None:
    assert read(FIRST.encode()) == []
    assert read(FIRST.encode().rstrip()) == []


def test_a_week_without_a_pause_is_an_error() -> None:
    with pytest.raises(LogError, match="hours of work"):
        read(log_of(*range(0, 8 * 24 * 60, 10)))


def test_it_is_known_by_its_first_line() -> None:
    assert LOG.recognises("anything.txt", log_of(0).decode())
    assert LOG.recognises("x", '{"drafttime-watch":1,"book"')
    assert not LOG.recognises("watch.jsonl", '{"type": "initial", "offset": 1}\n')
    assert LOG.recognises("watch.jsonl", LOG.example)
    assert len(LOG.read(LogFile("x", LOG.example.encode()), LogOptions()).records) == 1


def test_names_that_are_no_text_can_be_noted_and_read() -> None:
    line = beat_line(START, "we\udcffir\u2028.md")
    assert line.isascii()
    assert line.count("\n") == 1
    [beat] = beats_of(LogFile("a", (FIRST + line).encode()))
    assert beat.file == "we\udcffir\u2028.md"


def test_a_book_has_a_log_of_its_own_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTTIME_WATCH", str(tmp_path / "logs"))
    one, other = tmp_path / "a" / "The Weir!", tmp_path / "b" / "The Weir!"
    assert default_log(one) == default_log(tmp_path / "b" / ".." / "a" / "The Weir!")
    assert default_log(one) != default_log(other)
    assert default_log(one).parent == tmp_path / "logs"
    assert default_log(one).name.startswith("The-Weir-")
    assert default_log(Path("/")).name.startswith("book-")


def test_without_a_folder_of_its_own_logs_lie_among_the_data_of_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DRAFTTIME_WATCH", raising=False)
    assert default_log(Path("/a")).parent.parts[-2:] == ("drafttime", "watch")
