"""Dates and lengths of time as people write them, and which year they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import read, refusal

from drafttime.clock.logs._dates import date_at, is_misspelt, lone_year, month_and_year, whole_date
from drafttime.clock.logs._durations import minutes_of, number_of, span_at, spent_at
from drafttime.clock.logs.markdown import LOG


def days(*headings: str) -> list[date]:
    """Return the days of a log in the order of its headings."""
    text = "".join(
        f"{heading}\n- 1h x\n" if heading[:1] == "#" else f"# {heading}\n" for heading in headings
    )
    return [one.day for one in sorted(read(LOG, text).records, key=lambda one: one.line)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("25 Sept 2019", date(2019, 9, 25)),
        ("2020-03-01", date(2020, 3, 1)),
        ("2020/3/1", date(2020, 3, 1)),
        ("18th September 2023", date(2023, 9, 18)),
        ("Monday 3 March 2020", date(2020, 3, 3)),
        ("Mon, 3rd of March, 2020", date(2020, 3, 3)),
        ("Mar 3, 2020", date(2020, 3, 3)),
        ("March 3rd 2020", date(2020, 3, 3)),
        ("03 OCT 2021", date(2021, 10, 3)),
        ("3-Oct-2021", date(2021, 10, 3)),
        ("28/09/2022", date(2022, 9, 28)),
        ("09/28/22", date(2022, 9, 28)),
        ("28-09-2022", date(2022, 9, 28)),
        ("28. 9. 2022", date(2022, 9, 28)),
        ("5/5/2022", date(2022, 5, 5)),
        ("3 March '20", date(2020, 3, 3)),
        ("**3 March 2020**", date(2020, 3, 3)),
        ("3 March 2020: a good day", date(2020, 3, 3)),
        ("3 March 2020 (2 hours)", date(2020, 3, 3)),
    ],
)
def test_spellings_of_dates(written: str, expected: date) -> None:
    assert days(f"## {written}") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3.2 Results",
        "May 2020",
        "1/2 hour",
        "2020 words",
        "28 weeks later",
        "Mayor 3",
        "Week 5: 21 - 27",
        "3 Mays",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert date_at(text) is None
    assert not is_misspelt(text)


@pytest.mark.parametrize(
    "text", ["14 Novemer", "11 Jannuary 2023", "4th Ferbruary:", "Mon 2 Octobre"]
)
def test_what_looks_like_a_date(text: str) -> None:
    assert date_at(text) is None
    assert is_misspelt(text)


@pytest.mark.parametrize(
    "text",
    [
        "6-10 December 2021",
        "21 – 27 Oct",
        "15 November - 21 November",
        "22 Nov to 8th Dec",
        "March 3 - 6, 2020",
        "2020-03-01 - 2020-03-05",
    ],
)
def test_ranges_of_days(text: str) -> None:
    written = whole_date(text)
    assert written is not None
    assert written.several


def test_the_total_of_a_day_makes_no_range() -> None:
    for text in ("24 September 2021 - 6 hours", "March 3 - 6 hours", "2020-03-01 - 2h"):
        found = date_at(text)
        assert found is not None
        assert not found[0].several


def test_years_of_titles_and_months() -> None:
    assert lone_year("Log of 2019") == 2019
    assert lone_year("Log, 2019-20 and 2021") == 2021
    assert lone_year("Log 2019, 2020") is None
    assert lone_year("2019/20") is None
    assert month_and_year("October 2020") == (10, 2020)
    assert month_and_year("2020") == (None, 2020)
    assert month_and_year("Chapter 2020") is None


def test_a_year_holds_for_what_follows_and_turns_at_new_year() -> None:
    assert days("## 28 Nov 2020", "## 30 Dec", "## 2 Jan", "## 1 Jan", "## 5 Oct") == [
        date(2020, 11, 28),
        date(2020, 12, 30),
        date(2021, 1, 2),
        date(2021, 1, 1),
        date(2021, 10, 5),
    ]


def test_a_year_holds_backwards_where_the_file_runs_back_or_begins_without_one() -> None:
    newest_first = days("## 5 Feb 2021", "## 2 Jan", "## 30 Dec", "## 3 Mar")
    assert newest_first == [
        date(2021, 2, 5),
        date(2021, 1, 2),
        date(2020, 12, 30),
        date(2020, 3, 3),
    ]
    assert days("## 30 Dec", "## 2 Jan 2021") == [date(2020, 12, 30), date(2021, 1, 2)]


def test_a_title_and_a_month_give_years() -> None:
    assert days("My log of 2020", "## 3 May") == [date(2020, 5, 3)]
    assert days("Log", "October 2020", "## 3 Oct", "November 2020", "## 1 Nov") == [
        date(2020, 10, 3),
        date(2020, 11, 1),
    ]
    assert "no year" in refusal(LOG, "# Log\n## 3 May\n- 1h x\n").reason


def test_29_february_takes_a_year_that_has_it() -> None:
    assert days("## 1 Dec 2019", "## 29 Feb") == [date(2019, 12, 1), date(2020, 2, 29)]
    assert "no day" in refusal(LOG, "## 1 Dec 2020\n- 1h x\n## 29 Feb\n- 1h x\n").reason


def test_an_order_is_settled_by_the_whole_file() -> None:
    assert days("## 03/04/2022", "## 13/04/2022")[0] == date(2022, 4, 3)
    assert days("## 03/04/2022", "## 03/13/2022")[0] == date(2022, 3, 4)
    assert days("Log 2022", "## 3/4", "## 13/4") == [date(2022, 4, 3), date(2022, 4, 13)]
    either = refusal(LOG, "## 03/04/2022\n- 1h x\n")
    assert "YEAR-MONTH-DAY" in either.hint
    both = refusal(LOG, "## 13/04/2022\n- 1h x\n## 03/14/2022\n- 1h x\n")
    assert both.line == 3
    assert "no month is over 12" in refusal(LOG, "## 13/14/2022\n- 1h x\n").reason


def test_a_year_that_must_be_a_slip_is_refused() -> None:
    error = refusal(LOG, "## 30 Dec 2019\n- 1h x\n## 31 Dec 2019\n- 1h x\n## 6 Jan 2019\n- 1h x\n")
    assert error.line == 5
    assert "the year looks wrong" in error.reason
    for year in (1969, 2200):
        assert "does not lie between" in refusal(LOG, f"## 3 May {year}\n- 1h x\n").reason
    assert days("## 31 Dec 2019", "## 6 Jun 2011") == [date(2019, 12, 31), date(2011, 6, 6)]
    assert days("## 31 Dec 2019", "## 6 Jun 2019") == [date(2019, 12, 31), date(2019, 6, 6)]


def test_a_heading_may_be_underlined() -> None:
    log = read(LOG, "Log\n===\n\n1 March 2024\n------------\n- 1h a\n\nNotes\n-----\n- b\n")
    assert [record.day for record in log.records] == [date(2024, 3, 1)]


def test_dates_of_items_and_of_lines() -> None:
    log = read(
        LOG,
        "# Log 2024\n\n1 March:\n- 1h a\n\n**2 March**\n\n- 1h b\n- 3 March\n  - 1h c\n"
        "- Monday 4 March (2 hours): d\n- 2024-03-05: 1h e\n\n"
        "2024-03-06 1h f\n2024-03-07 – 1:30 g\n",
    )
    assert [(record.day.day, record.says) for record in log.records] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (4, "d"),
        (5, "e"),
        (6, "f"),
        (7, "g"),
    ]


def test_the_time_of_a_heading_counts_where_no_item_gives_any() -> None:
    log = read(
        LOG, "## 1 March 2024 - 6 hours\n- 4h a\n## 2 March (3 hours)\nFerry.\n## 3 March: 2h b\n"
    )
    assert [(record.day.day, record.minutes) for record in log.records] == [
        (1, 240),
        (2, 180),
        (3, 120),
    ]


@given(st.dates(date(1971, 1, 1), date(2198, 12, 31)), st.lists(st.integers(0, 300), max_size=12))
def test_one_year_is_enough_for_a_file_without_long_pauses(first: date, steps: list[int]) -> None:
    wanted = [first]
    for step in steps:
        following = wanted[-1] + timedelta(days=step)
        if following.year < 2200 and (following.month, following.day) != (2, 29):
            wanted.append(following)
    rest = [f"## {day.day} {day:%B}" for day in wanted[1:]]
    assert days(f"## {first.isoformat()}", *rest) == wanted


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "x1h " * 20_000, " " * 50_000 + "h", "*" * 50_000, "1:" * 30_000]
)
def test_long_texts_are_nothing(text: str) -> None:
    for look in (spent_at, minutes_of, number_of, span_at, date_at, whole_date):
        assert look(text) is None
    assert not is_misspelt(text)
