"""What the page says about time claims no more than its figures bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shared_books import NAMES, book_of, novel, tiny

from drafttime.model import (
    Agreement,
    Analysis,
    Calibration,
    Estimate,
    GapTrial,
    Regime,
    Session,
    Time,
)
from drafttime.output import time_words
from drafttime.output.sentences import time_figure

WIDE = Estimate(30_000.0, 40_000.0, 54_000.0)


def with_time(book: Analysis, **values: object) -> Analysis:
    return replace(book, time=replace(book.time, **values))  # type: ignore[arg-type]


def recorded(book: Analysis, number: int) -> Analysis:
    """Let the first sessions come from a log."""
    own = [
        replace(session, source="org", observed_minutes=60.0) if k < number else session
        for k, session in enumerate(book.sessions)
    ]
    time: Time = replace(
        book.time,
        recorded_minutes=60.0 * number,
        observed_minutes=sum(session.observed_minutes for session in own),
    )
    return replace(book, sessions=tuple(own), time=time)


def test_time_is_a_lower_bound() -> None:
    assert "at least" in time_words.observed(novel())
    assert time_words.observed(tiny()).endswith("no time was observed.")
    assert time_words.observed(replace(tiny(), sessions=())).endswith("no time was observed.")


def test_what_was_recorded_is_said_apart() -> None:
    said = time_words.observed(recorded(novel(), 3))
    assert said.startswith("Recorded: 3 hours on ")
    assert "(org)" in said
    assert "Elsewhere the commits show " in said


def test_where_all_is_recorded_nothing_is_estimated() -> None:
    book = recorded(novel(), len(novel().sessions))
    assert time_words.observed(book).endswith("so that nothing is estimated.")
    total = book.time.observed_minutes
    book = with_time(book, estimate=Estimate(total, total, total))
    assert time_words.probable(book) == time_words.calibrated(book) == ""


def test_an_estimate_is_a_range() -> None:
    said = time_words.probable(with_time(novel(), estimate=WIDE))
    assert "500–900 hours" in said
    assert "about 670 hours in the middle" in said
    assert "four times in five" in said


def test_too_little_is_said_to_be_too_little() -> None:
    assert time_words.probable(with_time(tiny(), estimate=None)) == (
        "Three revisions: too few to estimate time."
    )
    assert time_words.calibrated(with_time(tiny(), estimate=None)) == ""


def test_without_records_the_range_says_why_it_is_wide() -> None:
    said = time_words.calibrated(with_time(novel(), estimate=WIDE))
    assert said.startswith("The range is wide because")
    assert "drafttime watch" in said


def test_what_records_taught() -> None:
    learned = Calibration("M. Arden", 24, 1.31, 1.05, 1.62)
    said = time_words.calibrated(with_time(novel(), estimate=WIDE, calibrations=(learned,)))
    assert said.startswith("24 days with both a record and commits say that the work takes 1.3")
    assert "(1.1–1.6)" in said
    other = with_time(novel(), estimate=WIDE, recorded_minutes=60.0)
    assert time_words.calibrated(other).startswith("No day could be compared")
    narrow = with_time(novel(), estimate=Estimate(30_000.0, 33_000.0, 36_000.0))
    assert time_words.calibrated(narrow) == ""


def test_unknown_time_is_in_no_figure() -> None:
    said = time_words.unknown(with_time(novel(), unknown_words=80_112))
    assert said == "The time of 80,112 words that arrived at once is unknown, and in no figure."
    assert time_words.unknown(with_time(novel(), unknown_words=0)) == ""


def test_another_rule_is_named_as_such() -> None:
    assert time_words.compared_rule(novel()) == ""
    said = time_words.compared_rule(with_time(novel(), rule="git-hours", rule_minutes=60_000.0))
    assert said.startswith("By the rule git-hours: 1,000 hours. ")
    assert "For comparison only." in said


def regime(habit: str, writer: str = "M. Arden") -> Regime:
    return Regime(writer, habit, date(2022, 3, 1), date(2022, 5, 9), 40, "a reason")  # type: ignore[arg-type]


def test_habits_are_told_where_there_is_something_to_tell() -> None:
    assert time_words.regimes(with_time(novel(), regimes=(regime("by hand"),))) == ""
    said = time_words.regimes(with_time(novel(), regimes=(regime("imported"), regime("daily"))))
    assert said.startswith("Text that arrived at once, so that its time is unknown (1 Mar – 9 May")
    assert "; one commit a day" in said
    two = (regime("automatic", "B. Reader"), regime("by hand"))
    assert time_words.regimes(with_time(novel(), regimes=two)).startswith("B. Reader: commits made")
    many = (regime("daily"), regime("by hand")) * 3
    said = time_words.regimes(with_time(novel(), regimes=many))
    assert said.endswith(", and two later changes of habit.")
    assert time_words.regimes(with_time(novel(), regimes=())) == ""


def test_what_hangs_on_the_gap() -> None:
    trials = (GapTrial(30.0, 340, 12_600.0), GapTrial(180.0, 280, 30_000.0))
    said = time_words.sensitivity(with_time(novel(), trials=trials))
    assert said == (
        "With gaps of 30 and 180 minutes the commits would show 340 and 280 sessions, and 210 h "
        "and 500 h."
    )
    assert time_words.sensitivity(with_time(novel(), trials=())) == ""


def test_how_left_numbers_agree() -> None:
    found = Agreement("words", "commit messages", 12, 11, 1.01)
    said = time_words.agreements([found])
    assert said.startswith("12 numbers for words of the whole text in commit messages, beside what")
    assert said.endswith("typically yours is 1.01 times that.")
    days = Agreement("minutes", "logs", 31, 4, 1.2)
    assert time_words.agreements([days]).startswith(
        "On 31 days with both, the record typically says 1.20 times what the commits alone would"
    )
    assert "typically" not in time_words.agreements([replace(found, typical_ratio=None)])


@pytest.mark.parametrize("name", NAMES)
def test_every_book_finds_whole_sentences(name: str) -> None:
    book = book_of(name)
    for said in (
        time_words.observed(book),
        time_words.probable(book),
        time_words.calibrated(book),
    ):
        assert not said or said.endswith(".")
        assert "None" not in said


def test_days_of_sessions_without_hours_are_counted() -> None:
    first: Session = replace(
        novel().sessions[0], source="csv", on=date(2024, 1, 1), observed_minutes=90.0
    )
    book = replace(novel(), sessions=(first, *novel().sessions[1:]))
    book = with_time(book, recorded_minutes=90.0, observed_minutes=10_000.0)
    assert "1 hour 30 minutes on 1 day (csv)" in time_words.observed(book)


def test_at_least_gives_way_to_a_record_that_says_less() -> None:
    learned = Calibration("M. Arden", 24, 0.6, 0.5, 0.8, worked_share=0.4)
    low = Estimate(6_000.0, 9_000.0, 12_000.0)
    book = with_time(novel(), estimate=low, calibrations=(learned,), observed_minutes=20_000.0)
    assert time_figure(book).value == "100 hours"
    assert "40\N{NARROW NO-BREAK SPACE}% of the time between" in time_words.calibrated(book)
    whole = with_time(book, calibrations=(replace(learned, worked_share=1.0),))
    assert time_figure(whole).value == "333 hours"
