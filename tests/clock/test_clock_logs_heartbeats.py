"""Heartbeats and intervals, held against a count of every single second."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.logs._heartbeats import joined
from drafttime.clock.logs._intervals import (
    LONGEST_SECONDS,
    Interval,
    Run,
    intersection,
    record_of,
    runs,
    union,
)
from drafttime.clock.logs._log import LogError, WallClock

LAST = 80
TIMES = st.lists(st.integers(0, LAST), max_size=12)
SPANS = st.lists(
    st.tuples(st.integers(0, LAST), st.integers(0, 30)).map(lambda one: (one[0], sum(one))),
    max_size=8,
)


def seconds_in(intervals: tuple[Interval, ...] | list[tuple[int, int]]) -> set[int]:
    return {second for start, end in intervals for second in range(int(start), int(end))}


def seconds_at_work(times: list[int], timeout: int, elsewhere: list[int]) -> set[int]:
    """The seconds that count, asked one by one."""
    counted = set()
    for second in range(LAST + 1):
        before = [time for time in times if time <= second]
        after = [time for time in times if time > second]
        if not before or not after or min(after) - max(before) > timeout:
            continue
        if not any(max(before) < other <= second for other in elsewhere):
            counted.add(second)
    return counted


@given(TIMES, st.integers(0, 20), TIMES)
def test_heartbeats_count_the_seconds_between_neighbours(
    times: list[int], timeout: int, elsewhere: list[int]
) -> None:
    found = joined(times, timeout, elsewhere)
    counted = seconds_at_work(times, timeout, elsewhere)
    assert sum(run.seconds for run in found) == len(counted)
    for run in found:
        assert run.seconds == len(counted & set(range(int(run.start), int(run.end))))
        assert {run.start, run.end} <= set(times)


@given(TIMES, st.integers(0, 20))
def test_every_heartbeat_lies_in_one_run_and_runs_lie_apart(times: list[int], timeout: int) -> None:
    found = joined(times, timeout)
    for time in times:
        assert sum(run.start <= time <= run.end for run in found) == 1
    for earlier, later in pairwise(found):
        assert later.start - earlier.end > timeout


@given(TIMES, st.integers(0, 20), TIMES)
def test_order_and_repeats_of_heartbeats_do_not_matter(
    times: list[int], timeout: int, elsewhere: list[int]
) -> None:
    assert joined(times, timeout, elsewhere) == joined(
        sorted(times, reverse=True) * 2, timeout, elsewhere[::-1]
    )


@given(TIMES, st.integers(0, 20), TIMES)
def test_work_elsewhere_never_adds_time(
    times: list[int], timeout: int, elsewhere: list[int]
) -> None:
    alone = joined(times, timeout)
    beside = joined(times, timeout, elsewhere)
    assert [(run.start, run.end) for run in alone] == [(run.start, run.end) for run in beside]
    assert all(less.seconds <= more.seconds for less, more in zip(beside, alone, strict=True))


def test_a_heartbeat_alone_shows_no_time_and_none_shows_nothing() -> None:
    assert joined([7], 900) == (Run(7, 7, 0),)
    assert joined([], 900) == ()


def test_a_pause_of_exactly_the_timeout_is_still_work() -> None:
    assert joined([0, 900], 900) == (Run(0, 900, 900),)
    assert joined([0, 901], 900) == (Run(0, 0, 0), Run(901, 901, 0))


@given(SPANS)
def test_a_union_holds_the_seconds_of_all(spans: list[tuple[int, int]]) -> None:
    found = union(spans)
    assert seconds_in(found) == seconds_in(spans)
    assert all(start < end for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))


@given(SPANS, SPANS)
def test_an_intersection_holds_the_seconds_of_both(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    found = intersection(union(first), union(second))
    assert seconds_in(found) == seconds_in(first) & seconds_in(second)
    assert found == intersection(union(second), union(first)) == union(found)


@given(SPANS, st.integers(0, 20))
def test_runs_keep_every_second_and_lie_further_apart_than_the_pause(
    spans: list[tuple[int, int]], pause: int
) -> None:
    work = union(spans)
    found = runs(work, pause)
    for run in found:
        inside = seconds_in([(int(run.start), int(run.end))])
        assert run.seconds == len(inside & seconds_in(work))
    assert sum(run.seconds for run in found) == len(seconds_in(work))
    assert all(b.start - a.end > pause for a, b in pairwise(found))
    between = [b[0] - a[1] for a, b in pairwise(work)]
    assert len(found) == (1 if work else 0) + sum(gap > pause for gap in between)


def test_a_pause_of_exactly_the_length_that_was_set_does_not_end_a_run() -> None:
    assert runs([(0, 10), (15, 20)], 5) == (Run(0, 20, 15),)
    assert runs([(0, 10), (16, 20)], 5) == (Run(0, 10, 10), Run(16, 20, 4))


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        union([(5, 4)])


@given(
    st.floats(0, 10**9, allow_nan=False),
    st.floats(0, LONGEST_SECONDS, allow_nan=False),
    st.floats(0, 1, allow_nan=False),
)
def test_a_record_is_never_longer_than_from_its_start_to_its_end(
    start: float, length: float, share: float
) -> None:
    run = Run(start, start + length, length * share)
    record = record_of(run, log="kind", file="file", line=3, clock=WallClock())
    assert record.start is not None
    assert record.end is not None
    assert record.start.seconds is not None
    assert record.end.seconds is not None
    assert record.start.seconds <= start
    assert record.end.seconds >= start + length
    assert record.minutes is not None
    assert 0 <= record.minutes * 60 <= record.end.seconds - record.start.seconds + 1e-6
    assert record.day == record.start.day()


def test_a_sum_that_is_a_hair_too_long_is_cut() -> None:
    run = Run(10, 20, 10.000_000_1)
    assert record_of(run, log="kind", file="file", line=3, clock=WallClock()).minutes == 10 / 60


def test_more_work_without_a_pause_than_a_day_has_is_refused() -> None:
    longest = Run(0, LONGEST_SECONDS, LONGEST_SECONDS)
    assert record_of(longest, log="kind", file="file", line=3, clock=WallClock()).minutes == 1_500
    with pytest.raises(LogError, match=r"from entry 3 on it shows 26 hours"):
        record_of(
            Run(0, LONGEST_SECONDS + 3600, LONGEST_SECONDS + 3600),
            log="kind",
            file="file",
            line=3,
            clock=WallClock(),
        )
