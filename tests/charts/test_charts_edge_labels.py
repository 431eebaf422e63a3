from __future__ import annotations

from itertools import pairwise

from drafttime.charts import _type
from drafttime.charts._edge_labels import EdgeLabel, plan_edge_labels

ASIDE = EdgeLabel(280, "cut or replaced", "900 words", "", aside=True)


def made(*ends):
    return [EdgeLabel(end, f"Draft {end}", "1,000 words · 10 %", "10 %") for end in ends]


def words(plan):
    return [[part[0] for line in lines for part in line] for lines in plan.rows]


def test_labels_with_room_stand_in_full_at_their_places():
    plan = plan_edge_labels(made(50, 150), 150, 0, 300)
    assert words(plan)[0] == ["Draft 50", "1,000 words · 10 %"]
    assert plan.starts == (36, 136)


def test_labels_that_would_be_pushed_far_are_shortened_but_for_those_aside():
    plan = plan_edge_labels([*made(50, 52, 54, 56, 58, 60), ASIDE], 150, 0, 300)
    assert words(plan)[0] == ["Draft 50", "10 %"]
    assert words(plan)[-1] == ["cut or replaced", "900 words"]
    sizes = [14 * len(lines) for lines in plan.rows]
    ends = [start + size for start, size in zip(plan.starts, sizes, strict=True)]
    assert all(end <= start for end, (_, start) in zip(ends, pairwise(plan.starts), strict=False))


def test_without_any_room_nothing_is_written():
    assert plan_edge_labels(made(1, 2, 3), 150, 0, 30).labels == ()


def test_no_line_is_wider_than_allowed():
    long = EdgeLabel(50, "a name that is much too long for the edge of a chart", "1 word", "1 %")
    plan = plan_edge_labels([long], 90, 0, 300)
    assert plan.width <= 90
    for lines in plan.rows:
        for line in lines:
            assert sum(_type.width(text, face) for text, face, _ in line) <= 90


def test_the_width_is_what_the_lines_need():
    assert plan_edge_labels(made(50), 150, 0, 300).width < 120
    assert plan_edge_labels([], 150, 0, 300).width == 0
