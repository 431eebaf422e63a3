"""How the clock is drawn: artists, not pixels."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import invented_time
import pytest
from matplotlib.colors import to_hex
from rendering import CANVASES, CHARTS, analysis, shapes, texts

from drafttime.charts._clock_bars import Bar, work
from drafttime.charts._clock_fading import layer_opacity, layers
from drafttime.charts._clock_stack import OBSERVED, RECORDED, Ground, draw_stack
from drafttime.charts._colours import roles
from drafttime.charts._matplotlib import style
from drafttime.charts._render import draw_figure, render
from drafttime.charts._sheet import Sheet
from drafttime.model import Estimate

CLOCK = CHARTS["clock"]
BOOKS = {
    "long": invented_time.long_book,
    "short": invented_time.short_book,
    "twelve": lambda: invented_time.with_time(analysis("twelve_drafts")),
    "hostile": lambda: invented_time.with_time(analysis("hostile")),
    "few": lambda: invented_time.with_time(analysis("one_draft"), estimated=False),
    "logged": lambda: analysis("logged"),
    "import": lambda: analysis("timed_import"),
}


@cache
def book(name):
    return BOOKS[name]()


@cache
def figure(name, kind):
    return draw_figure(CLOCK, book(name), CANVASES[kind])


def filled(found, role, *, opaque=True):
    """Shapes of a colour, as (left, top, right, bottom) of each rectangle or outline in them."""
    high = found.get_size_inches()[1] * 72
    boxes = []
    for shape in shapes(found):
        pale = shape.get_alpha() is not None and shape.get_alpha() < 1
        if to_hex(shape.get_facecolor()) == roles()[role][0] and pale is not opaque:
            for part in shape.get_path().to_polygons(shape.get_transform(), closed_only=False):
                xs, ys = part[:, 0], high - part[:, 1]
                boxes.append((xs.min(), ys.min(), xs.max(), ys.max()))
    return boxes


def stack(*bars, wide=10.0, gap=2.0):
    """Draw bars on a sheet whose ground is at 400, a point a minute."""
    with style():
        sheet = Sheet(CANVASES["wide"])
        spans = [(50 + n * (wide + gap), 50 + n * (wide + gap) + wide) for n in range(len(bars))]
        draw_stack(sheet, Ground(400, 1), bars, spans)
    return sheet.figure


RANGED = Bar(None, 20, 50, Estimate(60, 100, 160))


def test_recorded_stands_below_observed_and_the_range_above_both():
    found = stack(RANGED)
    assert filled(found, RECORDED) == [pytest.approx((50, 380, 60, 400))]
    assert filled(found, OBSERVED) == [pytest.approx((50, 350, 60, 400))]
    tops = sorted(top for _, top, _, _ in filled(found, OBSERVED, opaque=False))
    assert tops[0] == pytest.approx(240)
    assert tops[-1] == pytest.approx(340)


def test_the_tint_is_whole_up_to_the_low_end_half_at_the_middle_and_gone_at_the_high_end():
    reaches = layers(RANGED.estimate, 6)
    assert reaches == sorted(reaches)
    covering = [sum(reach > minutes for reach in reaches) for minutes in (59, 99.9, 100, 159, 160)]
    assert covering == [12, 6, 6, 1, 0]


@pytest.mark.parametrize("half", [4, 6])
def test_the_layers_make_about_the_same_tint_however_many(half):
    assert 1 - (1 - layer_opacity(half)) ** (2 * half) == pytest.approx(0.45, abs=0.015)


def middles(found):
    return [
        shape
        for shape in shapes(found)
        if shape.get_linewidth() == 1
        and to_hex(shape.get_facecolor(), keep_alpha=True)[-2:] == "00"
    ]


def test_the_middle_is_a_thin_line_across_the_bar():
    (line,) = middles(stack(RANGED))
    assert line.get_path().vertices.tolist() == [[50, 300], [60, 300]]
    assert to_hex(line.get_edgecolor()) == roles()["ink"][0]


def test_a_middle_is_left_out_where_there_is_no_range_or_no_room():
    assert not middles(stack(Bar(None, 50, 50, Estimate(50, 50, 50))))
    assert not middles(stack(Bar(None, 0, 50, None)))
    assert not middles(stack(RANGED, RANGED, wide=2.0, gap=0))


def test_bars_that_touch_are_one_outline_broken_where_nothing_is():
    bars = [Bar(None, 0, minutes) for minutes in (10, 30, 0, 20)]
    found = stack(*bars, wide=2, gap=0)
    assert sorted(filled(found, OBSERVED)) == [
        pytest.approx((50, 370, 54, 400)),
        pytest.approx((56, 380, 58, 400)),
    ]


def test_the_bars_stand_on_one_line_and_the_highest_reaches_the_top():
    found, bars = figure("short", "wide"), work(book("short"), "day").bars
    solid = sorted(filled(found, OBSERVED))[:-1]  # the last is that of the whole
    pale = sorted(filled(found, OBSERVED, opaque=False))
    assert len({round(bottom, 3) for *_, bottom in solid + pale}) == 1
    high = {round(bottom - top, 3) for _, top, _, bottom in pale}
    scale = max(high) / max(bar.high_minutes for bar in bars)
    seen = [bar.observed_minutes for bar in bars if bar.observed_minutes]
    assert [bottom - top for _, top, _, bottom in solid] == pytest.approx(
        [minutes * scale for minutes in seen], abs=0.01
    )


def words(name, kind):
    return [text.get_text() for text in figure(name, kind).texts]


def test_the_whole_stands_beside_the_bars_and_says_what_its_parts_are():
    said = words("logged", "wide")
    for pair in (("Estimated", "530–900\xa0h"), ("In commits", "at least 149\xa0h")):
        assert said.index(pair[0]) + 1 == said.index(pair[1])
    assert said[said.index("Recorded") + 1] == "204\xa0h"
    assert "in all" in said
    assert "Observed" in words("long", "wide")
    assert "Estimated" not in words("few", "wide")


def test_without_an_estimate_nothing_is_pale():
    found = figure("few", "wide")
    assert filled(found, OBSERVED)
    assert not filled(found, OBSERVED, opaque=False)


def test_words_of_unknown_time_are_hatched_on_their_day():
    found = figure("import", "wide")
    hatching = [s for s in shapes(found) if s.get_linewidth() == 0.7
                and to_hex(s.get_edgecolor()) == roles()["muted"][0]
                and len(s.get_path().vertices) > 30]  # fmt: skip
    (one,) = hatching
    box = one.get_path().get_extents()
    first = min(left for left, *_ in filled(found, OBSERVED))
    assert box.x1 <= first
    assert not [s for s in shapes(figure("short", "wide")) if s.get_linewidth() == 0.7
                and len(s.get_path().vertices) > 60]  # fmt: skip


def test_the_narrow_canvas_says_which_unit_it_draws():
    assert "week" in " ".join(words("twelve", "narrow"))
    assert "week" not in " ".join(words("twelve", "wide"))


@pytest.mark.parametrize("kind", CANVASES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_text_leaves_the_canvas_or_lies_on_another(name, kind):
    found = figure(name, kind)
    width, height = found.get_size_inches() * 72
    boxes = texts(found)
    for said, box in boxes:
        assert box.x0 >= 0, said
        assert box.x1 <= width, said
        assert box.y0 >= 0, said
        assert box.y1 <= height, said
    for (said, one), (other_said, other) in combinations(boxes, 2):
        assert not one.padded(-0.4).overlaps(other.padded(-0.4)), (said, other_said)


@pytest.mark.parametrize("name", ["logged", "import"])
def test_the_bytes_are_repeatable(name):
    assert render(CLOCK, BOOKS[name](), "x") == render(CLOCK, BOOKS[name](), "x")


def test_a_long_book_is_drawn_in_few_bytes():
    assert len(render(CLOCK, book("long"), "x").svg_wide) < 150_000


def test_the_lines_of_the_grid_are_evenly_apart():
    found = [t for t in figure("long", "wide").texts if t.get_text().endswith("\xa0h")]
    left = [t.get_position() for t in found if t.get_position()[0] < 60]
    steps = {round(b[1] - a[1], 6) for a, b in pairwise(left)}
    assert len(left) > 3
    assert len(steps) == 1


def test_nothing_shines_out_from_below_what_was_recorded():
    found = stack(Bar(None, 50, 50, Estimate(50, 50, 50)))
    assert filled(found, RECORDED)
    assert not filled(found, OBSERVED)
    assert not filled(found, OBSERVED, opaque=False)
