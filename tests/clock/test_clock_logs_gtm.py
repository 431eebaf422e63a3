"""Git Time Metric's notes, from git and from a text of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs import _log, gtm
from drafttime.clock.logs._log import LogError, LogOptions
from drafttime.clock.logs.gtm import LOG, NOTES_REF, read_notes
from drafttime.model import Log, Moment

ONE, TWO = "1" * 40, "2" * 40
COMMITS = {ONE: Moment(1_709_334_000, 60), TWO: Moment(1_709_420_400, 60)}
NOTE = """[ver:1,total:2700]
book/ch-01.md:2400,1709319600:600,1709323200:1800,m
.gtm/terminal.app:300,1709323200:300,r
"""
OURS = LogOptions(files=("book/ch-01.md", "book/ch-02.md"))


def noted(note: str | bytes, options: LogOptions = OURS) -> Log:
    data = note.encode() if isinstance(note, str) else note
    return read_notes({ONE: data}, COMMITS, options)


def written(*notes: str) -> str:
    return "".join(
        f"commit {str(number) * 40} 2024-03-0{number}T23:40:00+01:00\n{note}\n"
        for number, note in enumerate(notes, 1)
    )


def test_only_the_manuscripts_seconds_count() -> None:
    log = noted(NOTE)
    assert minutes(log) == [40]
    record = log.records[0]
    assert (record.commit, record.day) == (ONE, date(2024, 3, 2))
    assert (record.start, record.end) == (None, None)
    assert record.says == "book/ch-01.md"
    assert record.file == log.file == NOTES_REF


def test_without_known_files_the_whole_note_counts() -> None:
    assert minutes(noted(NOTE, LogOptions())) == [45]


def test_a_note_without_files_counts_as_it_says() -> None:
    assert minutes(noted("[ver:1,total:90]\n")) == [1.5]


def test_joined_notes_add_up() -> None:
    second = "[ver:1,total:60]\nbook/ch-01.md:60,1709326800:60,m"
    assert minutes(noted(f"\n\n{NOTE}\n\n{second}\n\n")) == [41]
    assert minutes(noted(NOTE + second)) == [41]


def test_a_folder_above_does_not_hide_a_file() -> None:
    note = NOTE.replace("book/ch-01.md", "repo/book/ch-01.md")
    assert minutes(noted(note)) == [40]
    assert noted(NOTE.replace("book/ch-01.md", "notebook/ch-01.md")).records == ()


def test_notes_that_show_nothing_of_the_manuscript_are_left_out() -> None:
    other = NOTE.replace("book/ch-01.md", "site/index.md")
    notes = {ONE: other.encode(), TWO: b"[ver:1,total:0]\n", "3" * 40: NOTE.encode()}
    log = read_notes(notes, COMMITS, OURS)
    assert log.records == ()
    assert log.left_out == 3


def test_a_commit_of_unknown_time_has_no_day_and_no_record() -> None:
    log = read_notes({ONE: NOTE.encode()}, {ONE: Moment(None)}, OURS)
    assert (log.records, log.left_out) == ((), 1)


@pytest.mark.parametrize(
    "name", ["a,b.md", "a:b.md", "12:30.md", "notes,2", "5:6,7:8", "ü b.md", "x,m", "[ver]"]
)
def test_names_may_hold_what_separates_fields(name: str) -> None:
    note = f"[ver:1,total:90]\n{name}:90,1709319600:60,1709323200:30,m\n"
    assert minutes(noted(note, LogOptions(files=(name,)))) == [1.5]


def test_names_that_are_not_utf_8_match_as_git_paths_do() -> None:
    note = b"[ver:1,total:60]\nb\xfcch.md:60,1709319600:60,m\n"
    assert minutes(noted(note, LogOptions(files=("b\udcfcch.md",)))) == [1]


def test_words_that_were_asked_for_do_not_choose_among_the_repositorys_own_notes() -> None:
    assert minutes(noted(NOTE, LogOptions(only=("thesis",), files=OURS.files))) == [40]


def test_a_text_of_notes_reads_like_the_notes() -> None:
    log = read(LOG, written(NOTE, "", f"{NOTE}\n{NOTE}"), OURS)
    assert minutes(log) == [40, 80]
    assert [record.day.day for record in log.records] == [1, 3]
    assert [record.commit for record in log.records] == [ONE, "3" * 40]
    assert [record.line for record in log.records] == [1, 8]
    assert LOG.recognises("notes.txt", written(NOTE))
    assert not LOG.recognises("log.txt", f"commit {ONE}\nAuthor: me\n")


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (NOTE[:-30], "is no file with its seconds"),
        (NOTE.rsplit("\n", 2)[0], "its files add up to 2,400 seconds, and it says 2,700"),
        (NOTE.replace("2700", "2600"), "add up to 2,700"),
        (NOTE.replace(":300,r", ":-300,r"), "is no file"),
        (NOTE.replace(",r", ",z"), "is no file"),
        (NOTE.replace("ver:1", "ver:9"), "no header"),
        (NOTE.replace("2700", "2" * 12), "no header"),
        ("book/ch-01.md:60,1709319600:60,m\n", "no header"),
        ("[ver:1,total:700000]\n", "194 hours"),
    ],
)
def test_a_bad_note_is_named_and_nothing_is_taken(note: str, reason: str) -> None:
    with pytest.raises(LogError) as caught:
        noted(note)
    assert caught.value.reason.startswith(f"in the note of commit {ONE[:12]}: ")
    assert reason in caught.value.reason
    error = refusal(LOG, written(NOTE, note), OURS)
    assert error.line is not None
    assert error.line >= 5
    assert reason in error.reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (NOTE, 1, "no commit stands before it"),
        (written(NOTE) * 2, 6, "stood there before"),
        (written(NOTE).replace("+01:00", "+25:00"), 1, "no ISO 8601 time"),
        (written(NOTE).replace("+01:00", "+15:00"), 1, "no ISO 8601 time"),
        (written(NOTE).replace("23:40", "25:40"), 1, "no ISO 8601 time"),
        (written(NOTE).replace("+01:00", "+0:00:"), 1, "no ISO 8601 time"),
        (written(NOTE).replace("2024", "1969"), 1, "between 1970 and 2200"),
        (written(NOTE).replace("2024", "2300"), 1, "between 1970 and 2200"),
        (written(NOTE).replace(ONE, ONE[:39]), 1, "no commit stands before it"),
    ],
)
def test_a_bad_text_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    error = refusal(LOG, text)
    assert error.line == line
    assert reason in error.reason


def test_notes_that_are_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtm, "LONGEST_NOTE", 80)
    with pytest.raises(LogError, match="over 1 MB"):
        noted(NOTE)
    long = "[ver:1,total:60]\n" + "x" * 80 + ":60,m\n"
    assert "over 1 MB" in refusal(LOG, written(long)).reason
    monkeypatch.setattr(_log, "MOST_BYTES", 80)
    assert "at most" in refusal(LOG, written(NOTE)).reason


@given(
    st.lists(
        st.tuples(st.sampled_from(["a.md", "b/a.md", "c,1.md", "x.txt"]), st.integers(0, 3_600)),
        max_size=6,
    ),
    st.sets(st.sampled_from(["a.md", "b/a.md", "c,1.md", "x.txt"]), min_size=1),
)
def test_seconds_are_those_of_the_wanted_files(
    parts: list[tuple[str, int]], wanted: set[str]
) -> None:
    note = "\n".join(
        f"[ver:1,total:{seconds}]\n{path}:{seconds},1709319600:{seconds},m"
        for path, seconds in parts
    )
    log = noted(note, LogOptions(files=tuple(sorted(wanted))))
    matching = wanted | ({"b/a.md"} if "a.md" in wanted else set())
    expected = sum(seconds for path, seconds in parts if path in matching)
    assert sum(record.minutes or 0 for record in log.records) * 60 == pytest.approx(expected)
    assert len(log.records) == (1 if expected else 0)
