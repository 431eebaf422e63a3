from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, figure, shapes
from touching import book

from drafttime.charts import WIDE
from drafttime.charts._colours import draft_role, roles
from drafttime.charts._passes import MOST_ROWS, passes, worked
from drafttime.charts._render import draw_figure
from drafttime.model import Band, Lineage, Moment, Stand

PASSES = CHARTS["passes"]
novel, tiny, one_draft = (partial(analysis, name) for name in ("novel", "tiny", "one_draft"))
N = "\N{NO-BREAK SPACE}"


def test_rows_are_equal_shares_and_hold_about_forty_words_or_more():
    assert passes(novel()).rows == MOST_ROWS
    assert passes(book([{0}] * 10, words=100)).rows == 25
    assert passes(book([{0}], words=3)).rows == 1


def test_a_touch_is_the_share_of_the_rows_words_in_touched_paragraphs():
    found = passes(book([{0}, {0, 1}, {2}], words=30))  # two rows of 45 words
    shares = {(touch.step, touch.row): touch.share for touch in found.touches}
    assert found.rows == 2
    assert shares == pytest.approx(
        {(0, 0): 1.0, (0, 1): 1 / 3, (1, 0): 1 / 3, (1, 1): 1 / 3, (2, 1): 2 / 3}
    )


def test_shares_of_a_day_that_touched_everything_are_whole():
    first = [touch.share for touch in passes(novel()).touches]
    assert max(first) <= 1 + 1e-9
    every = passes(book([{0}] * 7, words=61))
    assert [touch.share for touch in every.touches] == pytest.approx([1.0] * every.rows)


def test_two_revisions_of_one_day_are_one_step_and_count_once():
    made = book([{0, 1}, {1}], words=40)
    same = replace(made.revisions[1], authored=made.revisions[0].authored)
    found = passes(replace(made, revisions=(made.revisions[0], same, *made.revisions[2:])))
    assert len(found.steps) == 39
    assert [(touch.step, touch.share) for touch in found.touches] == [(0, 1.0), (0, 1.0)]


def test_work_of_bulk_commits_is_kept_apart():
    found = passes(book([{0, 1}, {0}], words=40, bulk={0}))
    assert [(t.step, t.share, t.bulk) for t in found.touches] == [
        (0, 0.0, 1.0),
        (0, 0.0, 1.0),
        (1, 1.0, 0.0),
    ]


def test_what_is_no_labour_makes_no_mark():
    made = book([{0, 1}], words=40)
    idle = replace(made.revisions[1], labour=False)
    found = passes(replace(made, revisions=(made.revisions[0], idle, *made.revisions[2:])))
    assert [touch.step for touch in found.touches] == [0]
    assert len(found.steps) == 39


def test_a_day_belongs_to_the_next_draft_to_be_complete():
    found = passes(book([{0}], draft_at=20))
    assert found.colours == (0,) * 21 + (1,) * 19
    assert found.marks == ((20, "Draft 1"),)
    assert [(s.name, s.first, s.stop) for s in found.stretches] == [
        ("Draft 1", 0, 21),
        ("Final", 21, 40),
    ]


def test_a_draft_of_a_commit_without_prose_is_placed_by_its_day():
    made = book([{0}], draft_at=20)
    elsewhere = replace(made.drafts[0], commit="f" * 40)
    assert passes(replace(made, drafts=(elsewhere, made.drafts[1]))).marks == ((20, "Draft 1"),)
    timeless = replace(elsewhere, authored=Moment(None))
    assert passes(replace(made, drafts=(timeless, made.drafts[1]))).marks == ()


def test_more_drafts_than_colours_share_them_in_order():
    found = passes(analysis("twelve_drafts"))
    assert max(found.colours) + 1 == len(found.colour_names) == 7
    assert list(found.colours) == sorted(found.colours)
    assert len(found.marks) == 11


def test_one_draft_is_coloured_by_season_of_birth():
    found = passes(one_draft())
    assert found.marks == ()
    assert found.colour_names == tuple(band.name for band in one_draft().lineage.bands)
    months = [step.day.month for step in found.steps]
    seasons = [(month % 12) // 3 for month in months]
    assert list(found.colours) == seasons


def test_cutting_alone_does_not_change_the_season():
    made = book([{0}], days=4, draft_at=3)
    seasons = (Band("Winter", None), Band("Spring", None))
    rows = [((5, 0), (0, 0)), ((5, 2), (0, 0)), ((5, 0), (0, 2)), ((4, 0), (1, 2))]
    stands = tuple(Stand(day, *row) for day, row in enumerate(rows))
    lineage = replace(made.lineage, bands=seasons, stands=stands)
    assert passes(replace(made, drafts=made.drafts[1:], lineage=lineage)).colours == (0, 1, 1, 1)


def test_fifteen_revisions_that_did_work_are_needed():
    assert not PASSES.applies(tiny())
    assert PASSES.applies(book([{0}], days=15, draft_at=3))
    assert not PASSES.applies(book([{0}], days=14, draft_at=3))
    made = book([{0}], days=15, draft_at=3)
    still = replace(made.revisions[9], distance_tokens=0)
    idle = replace(made, revisions=(*made.revisions[:9], still, *made.revisions[10:]))
    assert len(worked(idle)) == 14
    assert not PASSES.applies(idle)


def test_it_needs_paragraphs_and_two_days():
    assert not PASSES.applies(replace(novel(), lineage=Lineage()))
    made = book([{0}])
    timed = [replace(r, authored=made.revisions[0].authored) for r in made.revisions]
    assert not PASSES.applies(replace(made, revisions=tuple(timed)))


def test_the_subtitle_explains_grey_only_where_there_is_any():
    assert "Grey" in PASSES.subtitle(analysis("giant_first_commit"))
    assert "Grey" not in PASSES.subtitle(novel())


def boxes(of):
    """Left, width, top and height of every filled box of a figure, in points, by colour."""
    found = {}
    for patch in shapes(of):
        if patch.get_facecolor()[3]:
            corners = patch.get_path().vertices.reshape(-1, 5, 2)
            for low, high in zip(corners.min(axis=1), corners.max(axis=1), strict=True):
                box = (low[0], high[0] - low[0], low[1], high[1] - low[1])
                found.setdefault(to_hex(patch.get_facecolor()), []).append(box)
    return found


def test_every_draft_has_its_colour_and_keeps_between_its_marks():
    drawing = figure("passes", "novel", "wide")
    found = boxes(drawing)
    dark = [roles()[draft_role(place, 4)][0] for place in (1, 2, 3)]
    ends = [0.0]
    for colour in (roles()["first"][0], *dark):
        left, right = min(b[0] for b in found[colour]), max(b[0] + b[1] for b in found[colour])
        assert left >= ends[-1] - 0.01
        ends.append(right)


@pytest.mark.parametrize("kind", ["wide", "narrow"])
@pytest.mark.parametrize("name", ["novel", "many_chapters", "twelve_years"])
def test_marks_are_never_thinner_than_a_point_and_a_half(name, kind):
    found = boxes(figure("passes", name, kind))
    paper = roles()["paper"][0]
    widths = [box[1] for colour, some in found.items() if colour != paper for box in some]
    assert min(widths) >= 1.5 - 1e-6


def test_bulk_commits_are_rule_grey():
    assert roles()["rule"][0] in boxes(figure("passes", "giant_first_commit", "wide"))
    assert roles()["rule"][0] not in boxes(figure("passes", "novel", "wide"))


def test_rows_that_were_touched_as_a_whole_run_into_one_column():
    whole, part = draft_role(1, 2), "rule"
    made = book([{0, 39}] * 10 + [{39}] * 10, bulk={0})
    found = boxes(draw_figure(PASSES, made, WIDE))
    ((_, _, top, height),) = found[roles()[whole][0]]
    ((_, _, half_top, half),) = found[roles()[part][0]]
    assert height > 200
    assert half == pytest.approx(height / 2)
    assert half_top == pytest.approx(top)


def test_a_mark_is_as_high_as_the_share_that_was_touched():
    made = book([{0, 30}, {0}, {0}, {0}], words=10)  # one row
    drawing = draw_figure(PASSES, made, WIDE)
    ((_, _, _, whole),) = boxes(drawing)[roles()["first"][0]]
    ((_, _, _, quarter),) = boxes(drawing)[roles()[draft_role(1, 2)][0]]
    assert quarter == pytest.approx(whole / 4)


def test_more_days_than_points_stay_inside_and_bounded():
    made = book([set(range(0, 3000, 7))] * 20, days=3000)
    found = boxes(draw_figure(PASSES, made, WIDE))
    drawn = sum(len(found[roles()[role][0]]) for role in ("first", draft_role(1, 2)))
    assert 100 < drawn < 430


def test_chapters_are_named_at_the_left_as_far_as_there_is_room():
    written = [text.get_text() for text in figure("passes", "single_file", "wide").texts]
    assert "Slack Water" in written
    crowded = [
        t for t in figure("passes", "many_chapters", "wide").texts if t.get_text()[0].isdigit()
    ]
    assert 5 < len(crowded) < 20
    alone = [text.get_text() for text in figure("passes", "giant_first_commit", "wide").texts]
    assert {"first page", "last page"} <= set(alone)
    assert "Inheritance" not in alone


def test_the_alternative_text_holds_the_findings():
    said = PASSES.alt(novel())
    assert f"302{N}days with writing" in said
    assert f"150{N}rows" in said
    assert "Draft 1: on " in said
    assert f"Half of the paragraphs were touched in 5{N}sessions or more." in said
    assert f"Draft 2, 27{N}February 2024" in said


def test_no_name_is_cut_down_to_its_first_word():
    for kind in ("wide", "narrow"):
        written = [text.get_text() for text in figure("passes", "one_draft", kind).texts]
        assert "The…" not in written
