"""What logs share: strict JSON, what belongs to the book, and times without a zone."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.logs._belonging import chooser, file_matcher, title_chooser
from drafttime.clock.logs._entries import entry_of, json_of, shortened
from drafttime.clock.logs._local import naive_of, span
from drafttime.clock.logs._log import LogError, LogFile, LogOptions, WallClock

FILE = LogFile("my log", b"")
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES: Any = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_json_is_read_as_it_was_written(value: Any) -> None:
    assert json_of(FILE, json.dumps(value)) == value


@given(st.text(alphabet='{}[]",:1ane \\u\n') | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(LogError):
        assert json_of(FILE, text) == json.loads(text)


def test_only_the_wanted_keys_are_kept() -> None:
    text = '{"a": {"b": 1, "c": 2}, "b": 3}'
    assert json_of(FILE, text, keys=frozenset({"a", "c"})) == {"a": {"c": 2}}
    with pytest.raises(LogError, match="names “b” twice"):
        json_of(FILE, '{"a": {"b": 1, "b": 2}}', keys=frozenset({"a"}))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"a": 1,\n "b": ', 2, "it ends in the middle"),
        ('{"a": 1,\n "b', 2, "it ends in the middle"),
        ('{"a": 1}\n}', 2, "it is no JSON at character 1"),
        ("", 1, "it ends in the middle"),
    ],
)
def test_json_that_is_none_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(LogError) as caught:
        json_of(FILE, text)
    assert (caught.value.line, caught.value.reason) == (line, reason)
    with pytest.raises(LogError) as caught:
        json_of(FILE, text, line=9)
    assert caught.value.line == 9


@given(st.integers(0, 7_258_118_399), st.integers(-840, 840))
def test_times_with_a_zone_are_read_in_every_zone(seconds: int, offset: int) -> None:
    shift = timedelta(minutes=offset)
    naive = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None) + shift
    sign = "-" if offset < 0 else "+"
    written = f"{naive.isoformat()}{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    entry = entry_of("my log", None, "it", {"at": written})
    assert entry.iso_seconds("at") == seconds


@given(st.text())
def test_a_shortened_text_is_one_line_that_a_file_can_take(text: str) -> None:
    short = shortened(text)
    assert len(short) <= 40
    assert "\n" not in short
    short.encode()


def test_half_letters_are_replaced() -> None:
    assert shortened("a\ud800b") == "a?b"
    assert shortened("word " * 20).endswith("…")


NAMES = st.text(alphabet="ab/.\\", max_size=7)


@given(st.lists(NAMES, max_size=5), NAMES)
def test_a_path_matches_when_it_is_a_file_or_ends_in_one(files: list[str], path: str) -> None:
    known = {file.replace("\\", "/") for file in files} - {""}
    whole = path.replace("\\", "/")
    expected = any(whole == file or whole.endswith(f"/{file}") for file in known)
    assert file_matcher(tuple(files))(path) == expected


@given(
    st.lists(st.text(alphabet="ab1 -", min_size=1, max_size=5), min_size=1, max_size=5),
    st.text(alphabet="ab1 -", max_size=12),
)
def test_a_name_stands_in_a_title_as_a_word_of_its_own(files: list[str], title: str) -> None:
    def clings(letter: str) -> bool:
        return letter != "" and letter in "ab1"

    expected = any(
        title[at:].startswith(name)
        and not clings(title[:at][-1:])
        and not clings(title[at + len(name) :][:1])
        for name in files
        for at in range(len(title) + 1)
    )
    assert title_chooser(LogOptions(files=tuple(files)))("app", title) == expected


def test_composed_letters_are_the_same_as_those_of_two_parts() -> None:
    assert file_matcher(("b\u00fccher.md",))("/w/bu\u0308cher.md")
    assert title_chooser(LogOptions(projects=("B\u00fccher",)))("", "meine bu\u0308cher")


def test_where_nothing_is_known_of_the_book_everything_counts() -> None:
    assert chooser(LogOptions())("shop", "/w/shop/x")
    assert title_chooser(LogOptions())("app", "anything")
    assert not chooser(LogOptions(projects=("book",)))("shop", "/w/shop/x")
    assert not chooser(LogOptions(projects=("",)))("", "/w/shop/x")


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-01",
        "2024-03-01T20:15:00",
        "2024-03-01 20:15",
        "2024-03-01 24:15:00",
        "2023-02-29 20:15:00",
        "1969-12-31 23:59:59",
        "2200-01-01 00:00:00",
        "٢٠٢٤-03-01 20:15:00",
        "2024-03-01 20:15:00 ",
    ],
)
def test_a_time_on_the_wall_has_one_form(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        naive_of(written)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    st.integers(0, 10**6),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC"]),
)
def test_a_sitting_in_a_zone_has_its_true_length(start: datetime, length: int, key: str) -> None:
    """From two true moments to the wall and back: exact, but for a start that was shown twice."""
    zone = ZoneInfo(key)
    begun = start.replace(tzinfo=UTC, microsecond=0)
    ended = begun + timedelta(seconds=length)
    walls = [moment.astimezone(zone).replace(tzinfo=None, fold=0) for moment in (begun, ended)]
    first, last = span(WallClock(zone), walls[0], walls[1], length)
    assert first.seconds is not None
    assert last.seconds is not None
    early = int(begun.timestamp()) - first.seconds
    assert early in {0, 1_800, 3_600}
    if not early and begun.astimezone(zone).fold == 0:
        assert last.seconds - first.seconds == length


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(-840, 840)), max_size=5))
def test_without_a_zone_a_sitting_keeps_the_offset_of_its_start(
    known: list[tuple[int, int]],
) -> None:
    clock = WallClock(known=tuple(sorted(known)))
    start, end = datetime(1970, 1, 3, 9), datetime(1970, 1, 3, 11)  # noqa: DTZ001
    first, last = span(clock, start, end)
    assert first.seconds is not None
    assert last.seconds == first.seconds + 7_200
    assert last.offset_minutes == first.offset_minutes
