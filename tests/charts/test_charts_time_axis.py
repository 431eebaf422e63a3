from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from drafttime.charts._time_axis import lay_out, pauses, steps_of
from drafttime.charts._type import TICK, width

DAY = date(2024, 1, 1)


def after(*days):
    return [None if n is None else DAY + timedelta(days=n) for n in days]


def axis_of(*days, left=50, right=600, limit=700):
    return lay_out(steps_of(after(*days)), left, right, limit)


def test_a_day_with_many_entries_is_one_step():
    steps = steps_of(after(0, 0, 3, 3, 3))
    assert [(step.day, step.last) for step in steps] == [(DAY, 1), (after(3)[0], 4)]


def test_clocks_that_run_back_and_unknown_times_stay_in_their_step():
    steps = steps_of(after(None, 5, 2, None, 6))
    assert [(step.day, step.last) for step in steps] == [(after(5)[0], 3), (after(6)[0], 4)]


def test_without_any_time_each_entry_is_a_step_and_nothing_is_labelled():
    axis = lay_out(steps_of([None, None, None]), 0, 90, 100)
    assert [edge[1] - edge[0] for edge in axis.edges] == [30, 30, 30]
    assert axis.ticks == ()


def test_steps_are_equally_wide_whatever_the_calendar_says():
    axis = axis_of(0, 1, 90, 91)
    assert {round(x1 - x0, 6) for x0, x1 in axis.edges} == {137.5}
    assert axis.edges[0][0] == 50
    assert axis.edges[-1][1] == pytest.approx(600)


def test_a_pause_of_180_days_is_a_slit_and_one_of_179_is_not():
    assert pauses(steps_of(after(0, 180))) == {1: 180}
    assert pauses(steps_of(after(0, 179))) == {}
    axis = axis_of(0, 1, 400, 401)
    (slit,) = axis.slits
    assert (slit.before, slit.label) == (2, "13\N{NO-BREAK SPACE}months")
    assert axis.edges[1][1] == pytest.approx(slit.x0)
    assert axis.edges[2][0] == pytest.approx(slit.x1)
    assert axis.runs() == (range(2), range(2, 4))


def test_only_the_six_longest_pauses_are_labelled():
    days = [0]
    for length in (200, 300, 400, 210, 500, 220, 600, 230):
        days.append(days[-1] + length)
    axis = axis_of(*days)
    labelled = [index for index, slit in enumerate(axis.slits) if slit.label]
    assert labelled == [1, 2, 4, 5, 6, 7]


def test_slits_leave_most_of_the_width_to_the_writing():
    axis = axis_of(*range(0, 200 * 60, 200))
    assert sum(slit.x1 - slit.x0 for slit in axis.slits) <= 0.3 * 550 + 1e-6


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 400, 800), ["2024", "2025", "2026"]),
        ((0, 40, 80), ["Jan 2024", "Feb", "Mar"]),
        (
            (0, 1, 2),
            ["1_Jan 2024", "2_Jan", "3_Jan"],
        ),
        ((330, 340, 380, 420), ["Nov 2024", "Dec", "Jan 2025", "Feb"]),
    ],
)
def test_the_axis_is_labelled_by_years_months_or_days(days, words):
    ticks = [tick.words.replace("\N{NO-BREAK SPACE}", "_") for tick in axis_of(*days).ticks]
    assert ticks == words


def test_labels_keep_44_points_apart_and_inside():
    axis = axis_of(*range(0, 365 * 30, 30), right=640, limit=650)
    assert len(axis.ticks) > 5
    for one, other in pairwise(axis.ticks):
        assert other.start - one.start >= 44
    last = axis.ticks[-1]
    assert last.start + width(last.words, TICK) <= 650
