"""How much of a log is read: more than anybody writes, and never more than the machine can hold."""

from __future__ import annotations

from collections import UserDict
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.logs import LogError, LogFile, LogOptions, _log, gtm, read_log
from drafttime.clock.logs._columns import row_of, table_of
from drafttime.clock.logs._heartbeats import Beats
from drafttime.clock.logs._log import LONGEST_SAYS, Allowance, lines_in, text_of
from drafttime.clock.logs._words import WordFinder
from drafttime.clock.logs.watch import beat_line, first_line

FOUR = range(1, 5)


def saved(minute: int) -> str:
    return beat_line(datetime(2024, 3, 1, 20, minute, tzinfo=UTC), "weir.md")


def note(day: int) -> str:
    return f"commit {day}{'0' * 39} 2024-03-0{day}T21:40:00+01:00\n[ver:1,total:60]\n"


def sitting(day: int) -> str:
    times = f'"start": "2024-03-0{day} 20:00:00", "end": "2024-03-0{day} 21:00:00"'
    return f'{{"type": "record", {times}, "novel": 5, "notes": 0, "idle": 0}}\n'


def event(day: int, more: str = "") -> str:
    return f"BEGIN:VEVENT\nDTSTART:2024030{day}T200000Z\nDURATION:PT1H\n{more}END:VEVENT\n"


def listed(form: str) -> str:
    return ", ".join(form.replace("#", str(k)) for k in FOUR)


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\n" + "".join(events) + "END:VCALENDAR\n"


FOUR_ENTRIES = {
    "log.csv": "date,hours\n" + "".join(f"2024-03-0{k},1\n" for k in FOUR),
    "log.md": "## 2024-03-01\n\n" + "- 5m ferry\n" * 4,
    "dates.md": "".join(f"## 2024-03-0{k}\n\n" for k in FOUR) + "- 5m ferry\n",
    "table.md": "|date|hours|\n|-|-|\n" + "".join(f"|2024-03-0{k}|1|\n" for k in FOUR),
    "log.org": "".join(
        f"CLOCK: [2024-03-0{k} Fri 20:00]--[2024-03-0{k} Fri 21:00]\n" for k in FOUR
    ),
    "events.ics": calendar(*map(event, FOUR)),
    "rule.ics": calendar(event(1, "RRULE:FREQ=DAILY;COUNT=4\n")),
    "dates.ics": calendar(event(1, "RDATE:" + ",".join(["20240302T200000Z"] * 4) + "\n")),
    "left_out.ics": calendar(event(1, "EXDATE:" + ",".join(["20240302T200000Z"] * 4) + "\n")),
    "sessions.jsonl": "".join(map(sitting, FOUR)),
    "sessionInfo.log": "".join(
        f"Start: 2024-03-0{k} 20:00:00  End: 2024-03-0{k} 21:00:00  Words:  5\n" for k in FOUR
    ),
    "gtm.txt": "".join(map(note, FOUR)),
    "stats.json": '{"history": {' + listed('"2024-03-0#": {"words": 5}') + '}, "modifiedFiles": 0}',
    "days.json": '{"days": ['
    + listed('{"date": "2024-03-0#", "projects": [{"name": "a", "total_seconds": 60}]}')
    + "]}",
    "files.json": "[" + listed('{"time": #, "entity": "#.md"}') + "]",
}


@pytest.mark.parametrize("name", FOUR_ENTRIES)
def test_a_file_of_more_entries_than_are_read_gives_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = LogFile(name, FOUR_ENTRIES[name].encode())
    assert read_log(file, LogOptions()).records
    monkeypatch.setattr(_log, "MOST_ENTRIES", 3)
    with pytest.raises(LogError, match=r"it has more than 3 \w+") as caught:
        read_log(file, LogOptions())
    assert caught.value.file == name
    assert "a year in each" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("watch.jsonl", first_line("tidewright") + "".join(map(saved, FOUR))),
        ("beats.csv", "time,project,entity\n" + "".join(f"{60 * k},a,a.md\n" for k in FOUR)),
        ("beats.json", '{"data": [' + listed('{"time": #, "entity": "a"}') + "]}"),
    ],
)
def test_a_file_of_more_heartbeats_than_are_read_gives_nothing(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = LogFile(name, text.encode())
    monkeypatch.setattr(_log, "MOST_BEATS", 4)
    assert len(read_log(file, LogOptions()).records) == 1
    monkeypatch.setattr(_log, "MOST_BEATS", 3)
    with pytest.raises(LogError, match="more than 3 heartbeats"):
        read_log(file, LogOptions())


@pytest.mark.parametrize(
    "name",
    ["log.csv", "log.md", "log.org", "events.ics", "sessions.jsonl", "sessionInfo.log", "gtm.txt"],
)
def test_a_file_of_more_lines_than_are_read_gives_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FOUR_ENTRIES[name]
    monkeypatch.setattr(_log, "MOST_LINES", text.count("\n"))
    assert read_log(LogFile(name, text.encode()), LogOptions()).records
    with pytest.raises(LogError, match="lines") as caught:
        read_log(LogFile(name, text.encode() + b"\n"), LogOptions())
    assert caught.value.file == name


def test_a_log_of_empty_lines_is_refused_before_any_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_log, "MOST_LINES", 20)
    text = first_line("tidewright") + "\n" * 20
    with pytest.raises(LogError, match="more than 20 lines"):
        next(lines_in("watch.jsonl", text))
    with pytest.raises(LogError, match="more than 20 lines"):
        read_log(LogFile("watch.jsonl", text.encode()), LogOptions())


@given(st.text(alphabet="a\n\u2028\x0b", max_size=12))
def test_lines_come_with_their_ends_and_numbers(text: str) -> None:
    found = list(lines_in("file", text))
    assert "".join(line for _, line in found) == text
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert all(line.index("\n") == len(line) - 1 for _, line in found[:-1])


@given(st.lists(st.sampled_from(["a", "é", "😀", "\r\n", "\r", "\n"]), max_size=8))
def test_line_ends_are_the_same_in_every_encoding(parts: list[str]) -> None:
    text = "".join(parts)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert text_of(LogFile("a", text.encode(encoding))) == plain


def test_an_allowance_is_used_up_by_what_is_taken() -> None:
    allowance = Allowance("file", 3, "rows")
    allowance.take(2)
    allowance.take()
    with pytest.raises(LogError, match="more than 3 rows"):
        allowance.take()


def test_a_note_has_a_length_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtm, "LONGEST_NOTE", 95)
    file = LogFile("gtm.txt", (note(1) + "a.md:60,m\n" + "a.md:0,m\n" * 8).encode())
    with pytest.raises(LogError, match="over 1 MB"):
        read_log(file, LogOptions())
    assert read_log(LogFile("gtm.txt", FOUR_ENTRIES["gtm.txt"].encode()), LogOptions()).records


def test_heartbeats_are_kept_as_numbers_and_their_labels_once() -> None:
    beats = Beats[str]("file")
    for number in range(100):
        beats.add(60.0 * number, number + 1, "weir" if number % 2 else "ebb")
    assert len(beats) == 100
    assert beats[3] == (180.0, 4, "weir")
    assert beats.labels() == {"ebb": 50, "weir": 50}
    asked: list[str] = []

    def wanted(label: str) -> bool:
        asked.append(label)
        return label == "ebb"

    runs = list(beats.runs(wanted, 120))
    assert sorted(asked) == ["ebb", "weir"]
    [(run, line, label)] = runs
    assert (run.start, run.end, run.seconds, line, label) == (0, 98 * 60, 49 * 60, 1, "ebb")


@pytest.mark.parametrize("more", ["", ', "project": "a"', ', "project": null', ', "type": "file"'])
def test_a_heartbeat_is_the_same_with_and_without_other_keys(more: str) -> None:
    beats = ", ".join(f'{{"time": {k * 60}, "entity": "a.md"{more}}}' for k in FOUR)
    [record] = read_log(LogFile("a.json", f"[{beats}]".encode()), LogOptions()).records
    assert (record.minutes, record.line) == (3, 1)


@pytest.mark.parametrize(
    ("beat", "says"),
    [
        ('{"time": true, "entity": "a"}', "heartbeat 1 has a “time” that is no number"),
        ('{"time": 1e11, "entity": "a"}', "heartbeat 1 has a “time” that does not lie"),
        ('{"time": -1, "entity": "a"}', "heartbeat 1 has a “time” that does not lie"),
        ('{"time": 1, "entity": 5}', "heartbeat 1 has a “entity” that is no text"),
        ('{"time": 1, "entity": "a", "project": 5}', "heartbeat 1 has a “project” that is no"),
    ],
)
def test_a_heartbeat_that_is_none_is_named(beat: str, says: str) -> None:
    with pytest.raises(LogError, match=says):
        read_log(
            LogFile("a.json", f'[{beat}, {{"time": 1, "entity": "a"}}]'.encode()), LogOptions()
        )


class Counting(UserDict[Any, Any]):
    """Counts how often something is looked up."""

    asked: ClassVar[int] = 0

    def get(self, key: Any, default: Any = None) -> Any:
        type(self).asked += 1
        return self.data.get(key, default)


def test_names_that_begin_alike_cost_two_looks_a_letter() -> None:
    finder = WordFinder("," * length + ".md" for length in range(1, 200))
    finder._moves = Counting(finder._moves)  # type: ignore[assignment]
    Counting.asked = 0
    title = "," * 2_000
    assert not finder.stands_in(title)
    assert 0 < Counting.asked <= 2 * len(title)
    assert finder.stands_in(title + ".md")


WORDS = st.text(alphabet="ab1 -文", max_size=5)


@given(st.lists(WORDS, max_size=6), st.text(alphabet="ab1 -文", max_size=14))
def test_the_finder_finds_what_looking_everywhere_finds(names: list[str], text: str) -> None:
    def is_word(start: int, end: int) -> bool:
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        return not set(around) & set("ab1")

    expected = any(
        text.startswith(name, at) and is_word(at, at + len(name))
        for name in filter(None, names)
        for at in range(len(text))
    )
    assert WordFinder(names).stands_in(text) == expected


def test_words_that_are_asked_for_are_folded_once() -> None:
    class Word(str):
        __slots__ = ()
        folded: ClassVar[int] = 0

        def casefold(self) -> str:
            Word.folded += 1
            return super().casefold()

    options = LogOptions(only=(Word("Weir"), Word("EBB")))
    assert [options.wants(text) for text in ("the WEIR", "ebb and flow", "shop")] == [
        True,
        True,
        False,
    ]
    assert Word.folded == 2
    assert options == LogOptions(only=("Weir", "EBB"))
    assert not replace(options, only=("flow",)).wants("weir")
    with pytest.raises(FrozenInstanceError):
        options.only = ()  # type: ignore[misc]


def test_the_text_of_a_row_is_cut() -> None:
    text = f"date,hours,note,writer\n2024-03-01,1,{'x' * 9_000},{'y' * 9_000}\n"
    [record] = read_log(LogFile("log.csv", text.encode()), LogOptions()).records
    assert record.says == "x" * LONGEST_SAYS
    assert record.writer == "y" * LONGEST_SAYS


def test_what_follows_an_item_is_cut() -> None:
    text = "## 2024-03-01\n\n- 5m ferry\n" + "more\n" * 9_000
    [record] = read_log(LogFile("log.md", text.encode()), LogOptions()).records
    assert len(record.says) == LONGEST_SAYS


def test_rows_share_the_heads_of_their_table() -> None:
    table = table_of(["Date", "Note", "Task", "Hours"])
    rows = [row_of("file", line, table, ["2024-03-01", "a", "b", "1"]) for line in (2, 3)]
    assert rows[0].heads is rows[1].heads
    assert rows[0].heads == {"day": "Date", "text": "Note", "hours": "Hours"}
