from __future__ import annotations

from datetime import date

import pytest

from drafttime.charts import _words

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.001, "<1 %"), (0.4, "40 %"), (0.999, ">99 %"), (1, "100 %"), (0.005, "<1 %")],
)
def test_shares_are_never_rounded_to_nothing_or_all(share, said):
    assert _words.percent(share) == said.replace(" ", N)


def test_spoken_shares_have_no_signs():
    assert _words.percent_spoken(0.001) == f"less than 1{N}%"
    assert _words.percent_spoken(0.999) == f"more than 99{N}%"


def test_numbers_and_days():
    assert _words.count(118340) == "118,340"
    assert _words.number_word(4) == "four"
    assert _words.number_word(13) == "13"
    assert _words.counted(1, "word", "words") == f"1{N}word"
    assert _words.day_long(date(2017, 11, 9)) == f"9{N}November 2017"
    assert _words.sentence("four chapters") == "Four chapters"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (183, "6 months"),
        (426, "14 months"),
        (700, "23 months"),
        (731, "2 years"),
        (913, "2½ years"),
    ],
)
def test_pauses_are_told_in_months_then_years(days, said):
    assert _words.pause(days) == said.replace(" ", N)
