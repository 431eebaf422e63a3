from __future__ import annotations

import pytest

from drafttime.charts._hatching import hatch


def inside(point, column):
    (x, y), (x0, y0, x1, y1) = point, column
    return x0 - 1e-9 <= x <= x1 + 1e-9 and y0 - 1e-9 <= y <= y1 + 1e-9


def test_lines_climb_at_45_degrees_and_stay_inside():
    column = (3.0, 4.0, 33.0, 24.0)
    found = hatch([column], 5)
    assert len(found) == 10  # x + y = 10, 15 … 55
    for (x0, y0), (x1, y1) in found:
        assert x1 - x0 == pytest.approx(y0 - y1)
        assert inside((x0, y0), column)
        assert inside((x1, y1), column)


def test_lines_run_through_columns_that_touch():
    whole = hatch([(0, 0, 40, 20)], 5)
    parted = hatch([(0, 0, 13, 20), (13, 0, 14, 20), (14, 0, 40, 20)], 5)
    assert sorted(parted) == sorted(whole)


def test_lines_break_where_columns_do_not_touch():
    found = hatch([(0, 0, 10, 40), (20, 0, 30, 40)], 5)
    assert all(end[0] <= 10 or start[0] >= 20 for start, end in found)
    assert len(found) == 2 * len(hatch([(0, 0, 10, 40)], 5))


def test_lines_follow_a_step():
    columns = [(0, 0, 10, 20), (10, 10, 20, 20)]
    for start, end in hatch(columns, 5):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        assert any(inside(middle, column) for column in columns)


def test_nothing_is_hatched_where_there_is_nothing():
    assert hatch([], 5) == []
    assert hatch([(0, 7, 30, 7), (5, 0, 5, 30)], 5) == []
