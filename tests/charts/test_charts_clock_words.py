from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.charts._clock_words import at_least, between, tick, ticks
from drafttime.model import Estimate
from drafttime.output.wording import hours_range_short, hours_short

MINUTES = st.floats(0, 1_000_000)


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


@given(MINUTES)
def test_at_least_is_what_the_page_says(minutes):
    assert plain(at_least(minutes)) == hours_short(minutes)


@given(MINUTES, MINUTES, MINUTES)
def test_a_range_is_what_the_page_says(one, other, floor):
    low, high = sorted((one, other))
    floor = min(floor, low)
    found = between(Estimate(low, low, high), floor)
    assert plain(found) == hours_range_short(low, high, floor)


@given(st.floats(1, 1_000_000), st.integers(1, 12))
def test_an_axis_has_round_numbers_and_room_between_them(most, parts):
    found = ticks(most, most / parts)
    assert found[0] == 0
    assert found[-1] <= most
    assert len(found) <= parts + 1
    if len(found) > 1:
        step = found[1]
        assert found == tuple(range(0, found[-1] + 1, step))
        assert step >= most / parts
        assert 60 % step == 0 or step % 60 == 0


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0"), (30, "30 min"), (60, "1 h"), (90, "1 h 30"), (600, "10 h"), (72_000, "1,200 h")],
)
def test_what_stands_at_the_axis(minutes, words):
    assert plain(tick(minutes)) == words
