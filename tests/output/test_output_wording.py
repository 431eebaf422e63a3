from __future__ import annotations

from datetime import date

import pytest

from drafttime.output import wording


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0\u202f%"),
        (0.001, "under 1\u202f%"),
        (0.4, "40\u202f%"),
        (0.994, "99\u202f%"),
        (0.996, "over 99\u202f%"),
        (1.0, "100\u202f%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(share: float, words: str) -> None:
    assert wording.per_cent(share) == words


@pytest.mark.parametrize(
    ("minutes", "long", "short"),
    [
        (0.0, "0 minutes", "0 min"),
        (1.9, "1 minute", "1 min"),
        (40.0, "40 minutes", "40 min"),
        (60.0, "1 hour", "1 h"),
        (400.0, "6 hours 40 minutes", "6 h 40"),
        (422.9, "7 hours 2 minutes", "7 h 02"),
        (24_099.0, "401 hours", "401 h"),
        (90_000.0, "1,500 hours", "1,500 h"),
    ],
)
def test_durations_are_rounded_down_for_at_least(minutes: float, long: str, short: str) -> None:
    assert wording.hours(minutes) == long
    assert wording.hours_short(minutes) == short


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one day"),
        (13, "13 days"),
        (14, "two weeks"),
        (77, "eleven weeks"),
        (132, "19 weeks"),
        (150, "five months"),
        (426, "14 months"),
        (1100, "three years"),
    ],
)
def test_a_span_has_the_unit_that_fits(days: int, words: str) -> None:
    assert wording.span(days) == words


def test_days_and_periods() -> None:
    spring, autumn = date(2023, 3, 14), date(2025, 11, 2)
    assert wording.day(spring) == "14 Mar 2023"
    assert wording.day(None) == "date not known"
    assert wording.period(spring, autumn) == "2022–2025".replace("2022", "2023")
    assert wording.period(spring, spring) == "2023"
    assert wording.period(None, autumn) == ""


def test_numbers_in_words() -> None:
    words = [wording.number_word(n) for n in (0, 1, 12, 19, 20, 47, 99)]
    assert words == ["no", "one", "twelve", "nineteen", "twenty", "forty-seven", "ninety-nine"]
    assert wording.number_in_prose(12) == "twelve"
    assert wording.number_in_prose(1300) == "1,300"
    assert wording.counted(1, "word") == "1 word"
    assert wording.counted(2000, "word") == "2,000 words"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
