"""What holds for every format of records that is found, whatever it is."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.clock import logs
from drafttime.clock.logs import (
    MOST_BYTES,
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    WallClock,
    all_logs,
    read_log,
    recognise,
)
from drafttime.model import Log, Moment, Record

FORMATS = all_logs()
each_format = pytest.mark.parametrize("form", FORMATS, ids=[form.name for form in FORMATS])
OPTIONS = LogOptions(clock=WallClock(known=((1_709_251_200, 60), (1_725_148_800, 120))))
NAME = "log"
"""A name that gives nothing away: the example alone must tell what it is."""


def example(form: LogFormat) -> LogFile:
    return LogFile(NAME, form.example.encode())


def read_or_refused(form: LogFormat, data: bytes) -> Log | None:
    """Read with the format itself and by recognition; whatever is raised must be a LogError."""
    file = LogFile(NAME, data)
    with suppress(LogError):
        read_log(file, OPTIONS)
    try:
        return form.read(file, OPTIONS)
    except LogError:
        return None


def assert_sound(log: Log) -> None:
    for record in log.records:
        assert record.minutes is None or 0 <= record.minutes < math.inf
        if record.start is not None and record.start.seconds is not None:
            assert record.start.day() == record.day
        if record.start and record.end and record.minutes is not None:
            assert record.start.seconds is not None
            assert record.end.seconds is not None
            between = (record.end.seconds - record.start.seconds) / 60
            assert record.minutes <= between + 1 / 60


def test_formats_are_found_and_differ() -> None:
    names = [form.name for form in FORMATS]
    assert {"org", "csv", "markdown", "calendar", "obsidian"} <= set(names)
    assert len(set(names)) == len(names)
    assert len({form.title for form in FORMATS}) == len(names)


@each_format
def test_a_format_says_what_it_is(form: LogFormat) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_-]*", form.name)
    assert form.title
    assert form.says.endswith(".")
    assert "\n" not in form.says


@each_format
def test_the_example_is_recognised_by_its_own_format_alone(form: LogFormat) -> None:
    assert recognise(example(form)) is form


@each_format
def test_the_example_is_read(form: LogFormat) -> None:
    log = read_log(example(form), OPTIONS)
    assert log.records
    assert log.log == form.name
    assert log.file == NAME
    assert all(record.log == form.name and record.file == NAME for record in log.records)
    assert_sound(log)


@each_format
def test_the_records_stand_in_order_of_time(form: LogFormat) -> None:
    log = form.read(example(form), OPTIONS)
    assert list(log.records) == list(read_log(example(form), OPTIONS).records)
    assert [record.day for record in log.records] == sorted(record.day for record in log.records)


@each_format
def test_what_was_not_asked_for_is_counted_and_not_given(form: LogFormat) -> None:
    """A log whose entries cannot be told apart is of one book, and all of it counts."""
    options = LogOptions(clock=OPTIONS.clock, only=("no entry says this",))
    everything = form.read(example(form), OPTIONS)
    try:
        log = form.read(example(form), options)
    except LogError:
        return
    assert log == everything or (not log.records and log.left_out > 0)


@each_format
def test_an_example_that_is_cut_short_is_read_or_refused(form: LogFormat) -> None:
    data = form.example.encode()
    for length in range(0, len(data), 10):
        log = read_or_refused(form, data[:length])
        if log is not None:
            assert_sound(log)


@each_format
def test_a_single_byte_is_read_or_refused(form: LogFormat) -> None:
    for byte in range(256):
        read_or_refused(form, bytes([byte]))


@each_format
def test_an_empty_file_gives_nothing(form: LogFormat) -> None:
    log = read_or_refused(form, b"")
    assert log is None or not log.records


@each_format
@given(data=st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(form: LogFormat, data: bytes) -> None:
    read_or_refused(form, data)


@each_format
@settings(max_examples=60)
@given(data=st.data())
def test_a_spoilt_example_is_read_or_refused(form: LogFormat, data: st.DataObject) -> None:
    whole = form.example
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 12)))
    alphabet = st.sampled_from(sorted(set(whole)) + list("0129:-/.,;|\"'{}[]<>*#é½\t \n\\٣\u2028"))
    spoilt = whole[:start] + data.draw(st.text(alphabet, max_size=12)) + whole[end:]
    log = read_or_refused(form, spoilt.encode())
    if log is not None:
        assert_sound(log)


@each_format
def test_a_file_of_other_line_ends_says_the_same(form: LogFormat) -> None:
    plain = form.read(example(form), OPTIONS)
    for text in (form.example.replace("\n", "\r\n"), "\ufeff" + form.example):
        assert form.read(LogFile(NAME, text.encode()), OPTIONS) == plain
    utf_16 = LogFile(NAME, form.example.encode("utf-16"))
    assert recognise(utf_16) is form
    assert form.read(utf_16, OPTIONS) == plain


def test_a_file_that_is_too_long_is_refused() -> None:
    file = LogFile(NAME, bytes(MOST_BYTES + 1))
    with pytest.raises(LogError, match="64 MB"):
        read_log(file, OPTIONS)
    for form in FORMATS:
        with pytest.raises(LogError):
            form.read(file, OPTIONS)


def test_a_file_of_no_known_kind_is_refused_with_the_kinds() -> None:
    with pytest.raises(LogError) as caught:
        recognise(LogFile("diary.txt", b"It rained all day.\n"))
    assert all(form.title in caught.value.hint for form in FORMATS)


def fake(name: str, *records: Record) -> LogFormat:
    return LogFormat(
        name,
        name.title(),
        "",
        "",
        lambda _name, _head: True,
        lambda file, _options: Log(name, file.name, records),
    )


def test_two_formats_that_claim_a_file_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "all_logs", lambda: (fake("first"), fake("second")))
    with pytest.raises(LogError, match="First and Second"):
        recognise(LogFile(NAME, b"x"))


BEGUN = Moment(1_709_251_200, 60)


@pytest.mark.parametrize(
    ("minutes", "end"),
    [
        (-1.0, None),
        (math.nan, None),
        (math.inf, None),
        (61.0, Moment(1_709_254_800, 60)),
        (None, Moment(1_709_251_199, 60)),
    ],
)
def test_a_record_that_cannot_be_gives_nothing_of_its_file(
    monkeypatch: pytest.MonkeyPatch, minutes: float | None, end: Moment | None
) -> None:
    day = date(2024, 3, 1)
    good = Record("fake", NAME, 1, day, BEGUN, Moment(1_709_254_800, 60), minutes=60.0)
    bad = Record("fake", NAME, 2, day, BEGUN if end else None, end, minutes=minutes)
    monkeypatch.setattr(logs, "all_logs", lambda: (fake("fake", good, bad),))
    with pytest.raises(LogError) as caught:
        read_log(LogFile(NAME, b"x"), OPTIONS)
    assert caught.value.line == 2


def test_records_come_in_order_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    late = Record("fake", NAME, 1, date(2024, 3, 2), minutes=5.0)
    early = Record("fake", NAME, 2, date(2024, 3, 1), minutes=5.0)
    monkeypatch.setattr(logs, "all_logs", lambda: (fake("fake", late, early),))
    assert read_log(LogFile(NAME, b"x"), OPTIONS).records == (early, late)
