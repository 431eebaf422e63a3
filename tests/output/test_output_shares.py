"""Shares of one whole: what stands in a line adds up to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model.shares import told_shares, whole_percents
from drafttime.output.shares import per_cents

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=13).filter(any)


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        ((0.856, 0.0275, 0.1165), (85, 3, 12)),  # each for itself: 86, 3, 12
        ((0.335, 0.335, 0.33), (34, 33, 33)),
        ((1 / 3, 1 / 3, 1 / 3), (34, 33, 33)),
        ((0.997, 0.003), (100, 0)),
        ((1.0,), (100,)),
        ((0.29, 0.71), (29, 71)),  # 28.999999999999996 in floating point
        ((0.125, 0.25), (13, 25)),
        ((), ()),
    ],
)
def test_whole_per_cent_by_largest_remainder(
    shares: tuple[float, ...], whole: tuple[int, ...]
) -> None:
    assert whole_percents(shares) == whole


@given(COUNTS)
def test_shares_of_one_whole_add_up_and_none_is_far_off(counts: list[int]) -> None:
    total = sum(counts)
    whole = whole_percents([number / total for number in counts])
    assert sum(whole) == 100
    for number, rounded in zip(counts, whole, strict=True):
        assert abs(rounded - 100 * number / total) < 1 + 1e-6
        assert number or not rounded


def test_nothing_is_called_nothing_or_all_that_is_not() -> None:
    said = per_cents({"a": 0.9965, "b": 0.0035, "c": 0.0})
    assert said == {"a": "over 99\u202f%", "b": "under 1\u202f%", "c": "0\u202f%"}
    assert per_cents({"a": 1.0}) == {"a": "100\u202f%"}
    assert per_cents({"a": 0.856, "b": 0.0275, "c": 0.1165}) == {
        "a": "85\u202f%",
        "b": "3\u202f%",
        "c": "12\u202f%",
    }


@given(COUNTS)
def test_told_shares_are_whole_per_cent_or_a_trace(counts: list[int]) -> None:
    shares = [number / sum(counts) for number in counts]
    for share, told in zip(shares, told_shares(shares), strict=True):
        assert (told == 0, told == 1) == (share == 0, share == 1)
        assert abs(told - share) < 0.01 + 1e-6
