"""Logs of time that somebody keeps by hand in Markdown: items, headings, tables."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.markdown import LOG


def day_of(*items: str) -> str:
    return "## 2024-03-01\n\n" + "\n".join(items) + "\n"


def test_a_log_by_days() -> None:
    log = read(
        LOG,
        "# Log\n\nHow I spent my time.\n\n## Week 1 (3.5 hours)\n\n### 1 March 2024\n\n"
        "* *1.5 hours* the ferry\n* *2 hours* proofs\n\n### 2 March 2024\n\n* *0.5 hour* notes\n",
    )
    assert [(record.line, record.day.day, record.says) for record in log.records] == [
        (9, 1, "the ferry"),
        (10, 1, "proofs"),
        (14, 2, "notes"),
    ]
    assert minutes(log) == [90, 120, 30]
    assert log.left_out == 0
    assert log.zone_from == ""


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("* *0.5 hour* text", 30),
        ("- **2.5 hours** text", 150),
        ("* 2h 30m text", 150),
        ("- 1.5h - text", 90),
        ("* *2 hour* ", 120),
        ("* * 1 hour* text", 60),
        ("* * *1 hour* text", 60),
        ("* *3 hours * text", 180),
        ("*  *3 HOURS* text", 180),
        ("* 45 min text", 45),
        ("- 2 hrs: text", 120),
        ("1. 2h text", 120),
        ("+ _2hours_ text", 120),
        ("- `2 hours`, text", 120),
        ("- [2h] text", 120),
        ("- (90 min) text", 90),
        ("- 1:30 text", 90),
        ("- 1:30 h text", 90),
        ("- 2h30 text", 150),
        ("- 2 hours and 15 minutes: text", 135),
        ("- 1,5 h text", 90),
        ("- 1½ hours text", 90),
        ("- half an hour text", 30),
        ("- a quarter of an hour: text", 15),
        ("- an hour and a half: text", 90),
        ("- ~2h text", 120),
        ("- ca. 2 hours text", 120),
        ("- 30' text", 30),
        ("- [x] 1h text", 60),
        ("*8 hours* text", 480),
        ("**4 hours** text", 240),
        ("2 hours: text", 120),
        ("- text (1.5h)", 90),
        ("- text (2 hours).", 120),
    ],
)
def test_spellings_of_lengths(item: str, expected: float) -> None:
    log = read(LOG, day_of(item))
    assert minutes(log) == [expected]
    assert log.records[0].says in {"text", ""}


@pytest.mark.parametrize(
    "item",
    [
        "- text",
        "- 2 hands",
        "- 2 hérons",
        "- X hours: text",
        "- <0.5 hour text",
        "- 2-3 hours text",
        "- 1:30 pm text",
        "- [ ] 2h to be done",
        "- ~~2h~~ text",
        "- 2 months on",
        "- text (about Ada)",
    ],
)
def test_items_without_a_length_are_counted_and_left_out(item: str) -> None:
    log = read(LOG, day_of("- 1h work", item))
    assert minutes(log) == [60]
    assert log.left_out == 1


def test_prose_is_no_entry_and_not_counted() -> None:
    log = read(LOG, "# Log\n\n- by Ada\n\n" + day_of("- 1h work", "", "It took", "2 hours (2h)."))
    assert minutes(log) == [60]
    assert log.left_out == 0


def test_an_item_goes_on_over_several_lines() -> None:
    log = read(
        LOG, day_of("- 1h the ferry", "  2 hours later", "", "- a note that took", "3h in all")
    )
    assert [record.says for record in log.records] == ["the ferry 2 hours later"]
    assert log.left_out == 1


def test_the_parts_of_an_item_do_not_count_again() -> None:
    log = read(LOG, day_of("- 3h book", "  - 1h intro", "\t- 2h end", "- Reading", "  - 1h Proust"))
    assert minutes(log) == [180, 60]
    log = read(LOG, day_of("5 hours:", "- 2h ferry", "- 3h proofs", "", "- 1h more"))
    assert minutes(log) == [300, 60]


def test_only_chooses_by_text() -> None:
    log = read(LOG, day_of("- 1h Dissertation", "- 2h garden"), LogOptions(only=("dissertation",)))
    assert minutes(log) == [60]
    assert log.left_out == 1


def test_from_when_to_when() -> None:
    berlin = LogOptions(clock=WallClock(ZoneInfo("Europe/Berlin")))
    log = read(LOG, day_of("- 09:00-11:30 ferry", "- 23:00–00:30: proofs"), berlin)
    assert minutes(log) == [150, 90]
    assert log.records[1].start is not None
    assert log.records[1].start.iso() == "2024-03-01T23:00:00+01:00"
    assert log.zone_from == "the zone that was set, Europe/Berlin"
    assert "ends before it begins" in refusal(LOG, day_of("- 11:30-09:00 ferry")).reason


def test_code_comments_and_tasks_of_others_are_passed_over() -> None:
    log = read(
        LOG, day_of("- 1h work", "```", "- 2h code", "```", "<!--", "- 3h", "-->", "- 4h", "")
    )
    assert minutes(log) == [60, 240]
    assert refusal(LOG, day_of("- 1h work", "~~~", "- 2h code")).line == 4
    assert refusal(LOG, day_of("- 1h work", "<!--", "- 2h code")).line == 4


def test_a_number_without_a_unit_is_one_of_hours_where_all_others_are() -> None:
    assert minutes(read(LOG, day_of("- *1h* a", "- *1.5* b"))) == [60, 90]
    assert "no unit" in refusal(LOG, day_of("- *45 min* a", "- *1.5* b")).reason
    assert "no unit" in refusal(LOG, day_of("- *1.5* b")).reason
    assert read(LOG, day_of("- 1h a", "- 1.5 b")).left_out == 1


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# Log\n\n- 1h work\n", 3, "no date stands above it"),
        ("## 1 March 2024\n\n# Notes\n\n- 1h work\n", 5, "no date stands above it"),
        (day_of("- 1h a", "- -2h b"), 4, "less time than none"),
        (day_of("- 1h a", "- **−2h** b"), 4, "less time than none"),
        (day_of("- 20h a", "- 5h b"), 4, "2024-03-01 comes to 25.0 hours"),
        (day_of("- 999999999 h a"), 3, "comes to"),
        (day_of("- 09:15 began", "- 14:30 ended"), 3, "a time of day"),
        ("## 2024-02-30\n- 1h a\n", 1, "no day of the year 2024"),
        ("## 31 Feb 2024\n- 1h a\n", 1, "no day of the year 2024"),
        ("## 0 May 2024\n- 1h a\n", 1, "no day of the year 2024"),
        ("# 2024\n## 0 May\n- 1h a\n", 2, "no day of the year 2024"),
        ("## 11 Jannuary 2024\n- 1h a\n", 1, "looks like a date and is none"),
        ("## 1 May 2024\n- 1h a\n\n3 Octobr\n\n- 1h b\n", 4, "looks like a date and is none"),
        ("## 4–9 March 2024\n- 1h a\n", 2, "belongs to several days"),
        (day_of("no items at all"), None, "no item in it begins with a length of time"),
    ],
)
def test_what_is_not_understood_gives_nothing(text: str, line: int | None, reason: str) -> None:
    error = refusal(LOG, text)
    assert error.line == line
    assert reason in error.reason


def test_a_table_of_days() -> None:
    log = read(
        LOG,
        "| Date | Hours | What I did | Who |\n|------|:-----:|---|---|\n"
        "| 20.3.2024 | 3 | a \\| b | Ada |\n| 21 March | 1h 30m | proofs | |\n"
        "| 22/03/2024 | - | ill | |\n| **Total** | 4.5 | | |\n",
    )
    assert [(record.day, record.says) for record in log.records] == [
        (date(2024, 3, 20), "a | b"),
        (date(2024, 3, 21), "proofs"),
    ]
    assert minutes(log) == [180, 90]
    assert log.left_out == 1


def test_a_table_under_the_heading_of_a_day() -> None:
    log = read(LOG, "## 1 March 2024\n\n task | time spent \n---|---\nferry | 2 hours\n")
    assert minutes(log) == [120]
    assert log.records[0].says == "ferry"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("| week 1 | 3 |", "no date of one day"),
        ("| 1-3 March 2024 | 3 |", "no date of one day"),
        ("| | 3 |", "no date"),
        ("| 2024-03-01 | lots |", "no length of time"),
        ("| 31/11/2024 | 1 |", "no day of the year 2024"),
    ],
)
def test_a_row_that_is_not_understood_gives_nothing(row: str, reason: str) -> None:
    error = refusal(LOG, f"| Date | Hours |\n|---|---|\n{row}\n")
    assert error.line == 3
    assert reason in error.reason


def test_tables_of_other_things_are_passed_over() -> None:
    other = "| Name | Words | Name |\n|---|---|---|\n| Ada | many | Bo |\n\n"
    assert minutes(read(LOG, other + day_of("- 1h work"))) == [60]


@pytest.mark.parametrize(
    ("name", "head", "is_ours"),
    [
        ("timelog.md", day_of("- 1h work"), True),
        ("timelog.md", "- 1h work\n", True),
        ("log", day_of("- 1h work"), True),
        ("timelog.md", "## 1 March 2024\n\n- read\n", True),
        ("timelog.md", "# Log\n\n- read\n", False),
        ("timelog.csv", day_of("- 1h work"), False),
        ("sessions.txt", "2024-03-01 20:00:00  2024-03-01 21:00:00  300\n", False),
    ],
)
def test_a_file_is_known_by_its_name_and_its_items(name: str, head: str, is_ours: bool) -> None:
    assert LOG.recognises(name, head) is is_ours


@given(
    days=st.lists(
        st.tuples(
            st.dates(date(1971, 1, 1), date(2199, 12, 31)),
            st.lists(st.integers(1, 240), min_size=1, max_size=5),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda day: day[0],
    ),
    form=st.sampled_from(
        ["{h}h {m}m", "{h} hours and {m} min", "**{h}:{m:02} h**", "({t} minutes)"]
    ),
)
def test_what_a_writer_notes_is_read_back(days: list[tuple[date, list[int]]], form: str) -> None:
    days.sort()
    text = "".join(
        f"### {day.isoformat()}\n\n"
        + "".join(f"- {form.format(h=one // 60, m=one % 60, t=one)} it\n" for one in items)
        for day, items in days
    )
    log = read(LOG, text)
    assert [(record.day, record.minutes) for record in log.records] == [
        (day, one) for day, items in days for one in items
    ]
