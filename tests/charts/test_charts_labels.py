from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafttime.charts._labels import Mark, merged_name, place_marks, spread
from drafttime.charts._type import LABEL, width


def test_labels_with_room_stay_on_their_places():
    assert spread([50, 150], [20, 20], 0, 200, 5) == (40, 140)


def test_labels_that_collide_move_apart_together():
    assert spread([100, 100], [20, 20], 0, 200, 0) == (80, 100)


def test_labels_stay_inside():
    assert spread([0, 200], [20, 20], 0, 200, 0) == (0, 180)


def test_no_room_is_said():
    assert spread([10, 20], [60, 60], 0, 100, 5) is None


sizes = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 90)), min_size=1, max_size=9)


@given(sizes)
def test_spread_labels_keep_order_distance_and_bounds(items):
    centres = sorted(centre for centre, _ in items)
    widths = [size for _, size in items]
    starts = spread(centres, widths, 0, 500, 3)
    if starts is None:
        assert sum(widths) + 3 * (len(widths) - 1) > 500
        return
    ends = [start + size for start, size in zip(starts, widths, strict=True)]
    assert starts[0] >= -1e-6
    assert ends[-1] <= 500 + 1e-6
    assert all(start - end >= 3 - 1e-6 for end, start in zip(ends, starts[1:], strict=False))


def test_names_in_a_row_merge_into_a_range():
    assert merged_name(["Draft 4", "Draft 5", "Draft 6"]) == "Drafts 4–6"
    assert merged_name(["draft-1", "draft-2"]) == "draft-1–2"
    assert merged_name(["Draft 4", "Draft 6"]) == "2 drafts"
    assert merged_name(["import", "Draft 6", "polish"]) == "3 drafts"
    assert merged_name(["import"]) == "import"


@given(st.lists(st.floats(40, 640), min_size=1, max_size=14, unique=True))
def test_marks_never_overlap_and_none_is_lost(xs):
    marks = [Mark((x,), (f"Draft {n}",)) for n, x in enumerate(sorted(xs), 1)]
    placed = place_marks(marks, 10, 700, LABEL, 170)
    assert [name for label in placed for name in label.mark.names] == [m.names[0] for m in marks]
    for one, other in pairwise(placed):
        assert one.start + width(one.words, LABEL) + 7.9 <= other.start
    for label in placed:
        assert 10 <= label.start <= 700 - width(label.words, LABEL) + 1e-6
