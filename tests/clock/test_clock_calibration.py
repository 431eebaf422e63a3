"""What a record teaches about the days that it does not cover."""

from __future__ import annotations

import math
from datetime import date

import pytest
from clockwork import DAY, START, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock import priors
from drafttime.clock.calibration import Compared, calibrate, learn_pace
from drafttime.clock.expectation import expect
from drafttime.clock.recorded import cover
from drafttime.clock.sessions import find_sessions
from drafttime.model import Log, Moment, Record

MINUTES = st.floats(5, 600)


def log(minutes: dict[date, float], name: str = "log.csv") -> Log:
    return Log(
        "csv",
        name,
        tuple(
            Record("csv", name, k, day, minutes=m, writer="Ada")
            for k, (day, m) in enumerate(minutes.items(), 1)
        ),
    )


@given(st.lists(st.builds(Compared, MINUTES, MINUTES), min_size=1, max_size=40))
def test_the_factor_lies_between_none_and_what_the_record_says(days: list[Compared]) -> None:
    pace = learn_pace(days)
    recorded = sum(day.recorded_minutes for day in days)
    ratio = math.log(recorded / sum(day.expected_minutes for day in days))
    assert min(0.0, ratio) - 1e-9 <= pace.log_factor <= max(0.0, ratio) + 1e-9
    assert 0 < pace.log_spread <= priors.WRITERS_SPREAD.value + 1e-12


def test_more_days_are_believed_more() -> None:
    few, many = (learn_pace([Compared(300.0, 150.0)] * n) for n in (2, 40))
    assert few.factor < many.factor < 2.0
    assert many.factor > 1.8
    assert many.log_spread < few.log_spread


def test_ten_days_narrow_the_range() -> None:
    assert learn_pace([Compared(200.0, 180.0)] * 10).log_spread < 0.9 * priors.WRITERS_SPREAD.value


def test_a_record_of_nothing_is_no_error() -> None:
    assert 0 < learn_pace([Compared(0.0, 100.0)]).factor < 1


def test_nothing_expected_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="expected"):
        learn_pace([Compared(10.0, 0.0)])


def _calibrated(recorded: dict[int, float], committed: dict[int, int]):  # type: ignore[no-untyped-def]
    """Days by number: minutes recorded, words committed."""
    made = [revision(f"c{k}", START + k * DAY, inserted=w) for k, w in committed.items()]
    sessions = find_sessions(made, {})
    expected = expect(sessions, (), {})
    days = {k: Moment(START + k * DAY).day() for k in range(60)}
    own = log({day: m for k, m in recorded.items() if (day := days[k])})
    covered = cover(made, [own], {})
    found = calibrate(covered, sessions, expected)
    return (*found, expected)


def test_days_with_both_are_compared() -> None:
    paces, found, expected = _calibrated({0: 120.0, 1: 60.0}, {0: 500, 1: 500, 2: 500})
    assert [c.days for c in found] == [2]
    assert paces["Ada"].factor == pytest.approx(
        learn_pace(
            [Compared(120.0, expected[0].minutes), Compared(60.0, expected[1].minutes)]
        ).factor
    )
    assert found[0].low < found[0].factor < found[0].high


def test_recorded_days_without_a_commit_go_to_the_next_commit() -> None:
    with_rest, _, expected = _calibrated({1: 100.0, 2: 100.0, 3: 50.0}, {0: 10, 3: 900})
    assert with_rest["Ada"] == learn_pace([Compared(250.0, expected[1].minutes)])


def test_days_long_before_the_next_commit_are_not_its_own() -> None:
    paces, _, expected = _calibrated({1: 100.0, 30: 50.0}, {0: 10, 30: 900})
    assert paces["Ada"] == learn_pace([Compared(50.0, expected[1].minutes)])


def test_a_log_that_is_not_kept_speaks_only_of_whole_stretches() -> None:
    """Weekly commits, every other Friday logged: two hours of a week's ten."""
    fridays = {7 * k: 400 for k in range(8)}
    assert _calibrated({7 * k: 120.0 for k in range(1, 8, 2)}, fridays)[:2] == ({}, ())
    daily = dict.fromkeys(range(20), 400)
    (found,) = _calibrated(dict.fromkeys(range(1, 20, 3), 120.0), daily)[1]
    assert found.days == 7


def test_in_a_log_that_is_kept_a_day_without_an_entry_was_free() -> None:
    fridays = {7 * k: 400 for k in range(8)}
    (found,) = _calibrated({7 * k: 600.0 for k in range(8)}, fridays)[1]
    assert found.days == 8


def test_a_log_of_other_days_teaches_nothing() -> None:
    assert _calibrated({5: 100.0}, {0: 500, 2: 500})[:2] == ({}, ())


def test_a_record_may_say_that_not_all_that_commits_show_was_work() -> None:
    short = learn_pace([Compared(60.0, 90.0, observed_minutes=180.0)] * 20)
    assert 0.3 < short.worked_share < 0.4
    assert short.factor < 1
    assert learn_pace([Compared(60.0, 90.0, observed_minutes=50.0)] * 20).worked_share == 1.0
    once = learn_pace([Compared(60.0, 90.0, observed_minutes=180.0)])
    assert once.worked_share == pytest.approx(0.6)
