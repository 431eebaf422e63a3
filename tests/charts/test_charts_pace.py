from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import invented_time
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from rendering import CANVASES, CHARTS, analysis, shapes, texts

from drafttime.charts._colours import roles
from drafttime.charts._pace_drawing import ESTIMATED, RECORDED
from drafttime.charts._pace_rows import MOST_ROWS, between, rows, up
from drafttime.charts._render import draw_figure, render
from drafttime.model import Estimate, Spell

PACE = CHARTS["pace"]
NBSP = "\N{NO-BREAK SPACE}"


def hours(low, mid, high):
    return Estimate(low * 60, mid * 60, high * 60)


def spell(name, words, estimate=None, *, observed=0.0, recorded=0.0):
    return Spell(name, None, None, 3, words, observed * 60, recorded * 60, estimate)


def book(*spells, estimated=True):
    time = analysis("logged").time
    time = replace(time, drafts=spells, estimate=time.estimate if estimated else None)
    return replace(analysis("logged"), time=time)


RANGED = spell("Draft 1", 6000, hours(10, 15, 20))
OTHER = spell("Draft 2", 6000, hours(12, 15, 20))


def test_a_range_is_words_over_the_hours_at_its_ends():
    (row,) = rows(book(RANGED)).every
    assert (row.low, row.middle, row.high) == (300, 400, 600)
    assert row.figure == "300–600"
    assert not row.recorded


def test_recorded_hours_give_one_figure():
    (row,) = rows(book(spell("D", 900, hours(3, 3, 3), observed=3, recorded=3))).every
    assert row.recorded
    assert (row.low, row.high, row.figure) == (300, 300, "300")


def test_hours_that_were_recorded_in_part_stay_a_range():
    (row,) = rows(book(spell("D", 900, hours(3, 4, 5), observed=2, recorded=2))).every
    assert not row.recorded
    assert row.figure == "180–300"


def test_observed_hours_are_a_floor_so_the_pace_is_a_ceiling():
    found = rows(book(spell("D", 1_000, hours(3, 4, 5), observed=0.55), estimated=False))
    assert found.every[0].figure == "at most 1,900"
    assert found.every[0].low is None
    assert rows(book(spell("D", 1_000))).every[0].figure == "not known"
    assert rows(book(spell("D", 0, hours(1, 2, 3), observed=1))).every[0].figure == "not known"
    nothing = spell("D", 500, hours(0, 1, 2), observed=0)
    assert rows(book(nothing)).every[0].figure == "not known"


@given(st.floats(0.01, 1e7))
def test_a_ceiling_is_never_rounded_down(pace):
    found = up(pace)
    assert pace <= found
    assert found <= pace * 1.1 + 1


@pytest.mark.parametrize(
    ("low", "high", "words"), [(211, 434, "210–430"), (4, 8, "4–8"), (331, 333, "330")]
)
def test_ranges_bear_two_digits(low, high, words):
    assert between(low, high) == words


def logged(name, words, each):
    return spell(name, words, hours(each, each, each), observed=each, recorded=each)


FAST, QUICK = logged("Draft 1", 6000, 12), logged("Draft 2", 6000, 15)


def test_the_slowest_is_named_only_where_recorded_paces_lie_apart():
    slow = logged("Draft 3", 3000, 20)
    assert PACE.title(book(FAST, slow, QUICK)) == (
        "Draft 3 went slowest: about 150 words touched an hour"
    )
    final = replace(slow, name="Final")
    assert PACE.title(book(FAST, QUICK, final)).startswith("The final draft went slowest: about")
    first = replace(slow, name="First draft")
    assert PACE.title(book(first, FAST)).startswith("The first draft went slowest: about")
    near = logged("Draft 3", 6000, 16)
    assert PACE.title(book(FAST, near, QUICK)) == "Words touched an hour, draft by draft"


def test_an_estimate_is_never_asked_which_draft_went_slowest():
    slow = spell("Draft 3", 3000, hours(15, 20, 25))
    assert rows(book(RANGED, slow, OTHER)).slowest is None
    assert rows(book(FAST, slow, QUICK)).slowest is None
    assert "follows the words" in PACE.subtitle(book(RANGED, OTHER))
    assert "follows the words" not in PACE.subtitle(book(FAST, QUICK))


def test_nothing_is_said_of_the_slowest_where_one_was_only_observed():
    slow, seen = logged("Draft 3", 3000, 20), spell("Draft 4", 9000, observed=2)
    assert rows(book(FAST, slow, seen, QUICK)).slowest is None
    assert rows(book(slow)).slowest is None
    unknown = spell("Draft 4", 0)
    assert rows(book(FAST, slow, unknown)).slowest.name == "Draft 3"


def test_fifteen_revisions_and_two_drafts_are_needed():
    found = book(RANGED, OTHER)
    assert PACE.applies(found)
    assert PACE.applies(replace(found, revisions=found.revisions[:15]))
    assert not PACE.applies(replace(found, revisions=found.revisions[:14]))
    assert not PACE.applies(book(RANGED))
    assert not PACE.applies(book(RANGED, spell("Draft 2", 0)))
    assert not PACE.applies(analysis("novel"))


def test_of_many_drafts_those_with_the_most_words_are_shown():
    many = [spell(f"Draft {n}", 1000 + n, hours(1, 2, 3)) for n in range(40)]
    found = rows(book(*many))
    assert [row.name for row in found.shown] == [f"Draft {n}" for n in range(16, 40)]
    assert len(found.shown) == MOST_ROWS
    said = PACE.subtitle(book(*many))
    assert said.endswith("Shown are the 24 drafts with the most words touched, of 40.")


def test_the_subtitle_explains_what_is_there_and_nothing_else():
    seen, recorded = spell("A", 900, observed=2), spell("B", 900, hours(3, 3, 3), recorded=3)
    recorded = replace(recorded, observed_minutes=180)
    said = PACE.subtitle(book(RANGED, OTHER))
    assert f"Bar: estimated, 80{NBSP}%, with its middle." in said
    assert "Dot" not in said
    assert "Pale" not in said
    said = PACE.subtitle(book(seen, recorded))
    assert "Bar" not in said
    assert "Dot: the hours were recorded." in said
    assert "so the pace was this at most." in said


def test_the_alternative_text_gives_every_row():
    said = PACE.alt(analysis("logged"))
    assert f"Draft 1: 128,818{NBSP}words touched, 230–500 an hour." in said
    assert "an hour, hours recorded." in said
    said = PACE.alt(book(RANGED, OTHER, spell("Draft 3", 0)))
    assert f"Draft 3: 0{NBSP}words touched, hours not known." in said


BOOKS = {
    "ranges": lambda: book(RANGED, OTHER, spell("Draft 3", 900, observed=0.1), spell("D", 0)),
    "observed": lambda: book(
        spell("A", 9000, observed=3), spell("B", 500, observed=2), estimated=False
    ),
    "logged": lambda: analysis("logged"),
    "twelve": lambda: invented_time.with_time(analysis("twelve_drafts")),
    "hostile": lambda: invented_time.with_time(analysis("hostile")),
    "cyrillic": lambda: invented_time.with_time(analysis("cyrillic")),
    "fast": lambda: book(spell("A" * 90, 9_000_000, hours(1, 2, 3)), spell("B", 9, hours(1, 2, 3))),
}


@cache
def figure(name, kind="wide"):
    return draw_figure(PACE, BOOKS[name](), CANVASES[kind])


def boxes(found, role):
    high = found.get_size_inches()[1] * 72
    parts = []
    for shape in shapes(found):
        if to_hex(shape.get_facecolor()) == roles()[role][0]:
            box = shape.get_path().get_extents(shape.get_transform())
            parts.append((box.x0, high - box.y1, box.x1, high - box.y0, shape.get_alpha()))
    return parts


def axis(found):
    """Where 0 is, and points for a word an hour, as the numbers of the axis say."""
    y = next(t.get_position()[1] for t in found.texts if t.get_text() == "0")
    numbers = [t for t in found.texts if t.get_position()[1] == y and t.get_text()[0].isdigit()]
    (x0, first), (x1, last) = (
        (t.get_position()[0], float(t.get_text().replace(",", "")))
        for t in numbers[:: len(numbers) - 1]
    )
    return x0, (x1 - x0) / (last - first)


def test_bars_reach_from_the_low_pace_to_the_high_one_with_a_line_at_the_middle():
    found = figure("ranges")
    zero, scale = axis(found)
    bars = [box for box in boxes(found, ESTIMATED) if box[4] > 0.4]
    ends = [((x0 - zero) / scale, (x1 - zero) / scale) for x0, _, x1, *_ in bars]
    assert ends == [pytest.approx((300, 600)), pytest.approx((300, 500))]
    lines = [s for s in shapes(found) if s.get_linewidth() == 1.6]
    at = [(line.get_path().vertices[0][0] - zero) / scale for line in lines]
    assert at == [pytest.approx(400), pytest.approx(400)]


def test_what_was_only_observed_is_pale_and_has_no_end_where_it_leaves_the_axis():
    found = figure("ranges")
    pale = [box for box in boxes(found, ESTIMATED) if box[4] < 0.3]
    assert len(pale) == 1
    assert not [s for s in shapes(found) if s.get_linewidth() == 1.2]
    found = figure("observed")
    zero, scale = axis(found)
    pale = [box for box in boxes(found, ESTIMATED) if box[4] < 0.3]
    assert [(x1 - zero) / scale for _, _, x1, *_ in pale] == [
        pytest.approx(3000),
        pytest.approx(250),
    ]
    assert len([s for s in shapes(found) if s.get_linewidth() == 1.2]) == 2


def test_recorded_hours_are_dots():
    found = figure("logged")
    zero, scale = axis(found)
    dots = [(x0 + x1) / 2 for x0, _, x1, *_ in boxes(found, RECORDED)]
    paces = [row.middle for row in rows(analysis("logged")).shown if row.recorded]
    assert [(x - zero) / scale for x in dots] == pytest.approx(paces)


@pytest.mark.parametrize("kind", CANVASES)
@pytest.mark.parametrize("name", BOOKS)
def test_no_text_leaves_the_canvas_or_lies_on_another(name, kind):
    found = figure(name, kind)
    width, height = found.get_size_inches() * 72
    written = texts(found)
    for said, box in written:
        assert box.x0 >= 0, said
        assert box.x1 <= width, said
        assert box.y0 >= 0, said
        assert box.y1 <= height, said
    for (said, one), (other_said, other) in combinations(written, 2):
        assert not one.padded(-0.4).overlaps(other.padded(-0.4)), (said, other_said)


@pytest.mark.parametrize("kind", CANVASES)
@pytest.mark.parametrize("name", BOOKS)
def test_nothing_is_drawn_outside_the_canvas(name, kind):
    found = figure(name, kind)
    width, height = found.get_size_inches() * 72
    for shape in shapes(found):
        box = shape.get_path().get_extents(shape.get_transform())
        assert box.x0 >= -0.1
        assert box.x1 <= width + 0.1
        assert box.y0 >= -0.1
        assert box.y1 <= height + 0.1


def test_the_bytes_are_repeatable():
    assert render(PACE, BOOKS["ranges"](), "x") == render(PACE, BOOKS["ranges"](), "x")
