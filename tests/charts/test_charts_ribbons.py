from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, drawn, figure, shapes

from drafttime.charts import NARROW, WIDE
from drafttime.charts._colours import draft_role, roles
from drafttime.charts._flows import flows, in_order, joined
from drafttime.charts._render import draw_figure, render
from drafttime.charts._ribbons_drawing import CUT, PASSING, ends
from drafttime.model import Crossing, Lineage, Ribbon

RIBBONS = CHARTS["ribbons"]


def ribbon(old, new, words=10, moved=False, span=None):
    span = span or words
    return Ribbon(old, span, new, span, words, moved)


def book(*crossings, names=None):
    """A book whose drafts have 100 words in two chapters, with these ribbons between them."""
    found = analysis("novel")
    count = len(crossings) + 1
    names = names or [f"Draft {number}" for number in range(1, count + 1)]
    drafts = tuple(replace(found.drafts[0], name=name) for name in names)
    between = tuple(
        Crossing(k, k + 1, (50, 50), (50, 50), tuple(ribbons))
        for k, ribbons in enumerate(crossings)
    )
    return replace(found, drafts=drafts, lineage=Lineage(crossings=between))


SAME = [ribbon(0, 0, 100)]
SWAP = [ribbon(0, 50, 50, True), ribbon(50, 0, 50)]


@pytest.mark.parametrize(
    ("crossings", "title"),
    [
        ((SAME,), "The order of the book never changed"),
        ((SAME, []), "The order of the book never changed"),
        ((SWAP,), "Between Draft\xa01 and Draft\xa02 one block changed its place"),
        ((SAME, SWAP), "Between Draft\xa02 and Draft\xa03 one block changed its place"),
        (
            ([ribbon(0, 60, 20, True), ribbon(40, 10, 20, True), ribbon(80, 85, 5)], SWAP[1:]),
            "Between Draft\xa01 and Draft\xa02 two blocks changed places",
        ),
        (
            ([Ribbon(0, 9_000, 0, 9_000, 9_000, False), Ribbon(9_000, 80, 0, 80, 80, True)],),
            "The order of the book hardly changed",
        ),
        (
            ([ribbon(900 - 60 * k, 60 * k, 9, True) for k in range(14)],),
            "126\xa0words changed places between Draft\xa01 and Draft\xa02",
        ),
    ],
)
def test_the_title_claims_only_what_the_ribbons_bear(crossings, title):
    assert RIBBONS.title(book(*crossings)) == title


def test_what_moved_together_is_one_block():
    pieces = [ribbon(0, 0, 20), *(ribbon(20 + 12 * k, 60 + 11 * k, 8, True) for k in range(3))]
    assert "one block" in RIBBONS.title(book(pieces))


def test_a_title_speaks_of_drafts_that_are_shown():
    quiet = [ribbon(0, 0, 99)]
    moving = [ribbon(0, 50, 50, True), ribbon(50, 0, 50)]
    crossings = [[ribbon(0, 0, 10)], *[quiet] * 2, moving, *[quiet] * 4]
    crossings[-1] = [ribbon(0, 40, 20, True), ribbon(20, 0, 40)]
    found = flows(book(*crossings), 3)
    assert [bar.name for bar in found.bars] == ["Draft 1", "Draft 2", "Draft 9"]
    assert "Draft\xa04 and Draft\xa05" in RIBBONS.title(book(*crossings))


def test_no_chart_where_nothing_passes_on():
    assert not RIBBONS.applies(analysis("one_draft"))
    assert not RIBBONS.applies(analysis("nothing_left"))
    assert not RIBBONS.applies(book([]))
    assert RIBBONS.applies(book([], SAME))


def test_crossings_that_do_not_follow_each_other_are_not_drawn():
    found = book(SAME, SAME)
    first, second = found.lineage.crossings
    broken = replace(found, lineage=Lineage(crossings=(first, replace(second, old=0))))
    assert flows(broken).drafts == 2


def test_ribbons_that_follow_each_other_closely_are_one():
    one, other = ribbon(0, 5, 10), ribbon(11, 16, 9)
    assert joined([one, other], 0) == (one, other)
    assert joined([other, one], 1) == (Ribbon(0, 20, 5, 20, 19, False),)
    assert joined([one, replace(other, moved=True)], 1) == (one, replace(other, moved=True))
    assert len(joined([one, ribbon(11, 0, 4)], 9)) == 2


def test_joining_keeps_a_ribbon_where_its_words_are():
    pieces = [ribbon(100 * k, 100 * k, 50, span=100) for k in range(4)]
    assert joined(pieces, 0, 20) == tuple(pieces)
    assert len(joined(pieces, 0, 100)) == 2


def test_many_small_ribbons_become_few_without_losing_a_word():
    pieces = tuple(ribbon(10 * k, 9 * k, 8) for k in range(10_000))
    found = book(pieces)
    (crossing,) = found.lineage.crossings
    long = replace(crossing, old_chapters=(100_000,), new_chapters=(90_000,))
    (flow,) = flows(replace(found, lineage=Lineage(crossings=(long,)))).between
    assert len(flow.ribbons) <= 160
    assert sum(one.words for one in flow.ribbons) == flow.words == 80_000


def test_the_heaviest_chain_in_order_has_not_moved():
    ribbons = [ribbon(0, 60, 20), ribbon(20, 0, 30), ribbon(50, 30, 15), ribbon(80, 90, 5)]
    assert [one.moved for one in in_order(ribbons)] == [True, False, False, False]
    assert in_order([]) == ()


def test_of_many_drafts_the_most_changed_are_shown():
    crossings = [[ribbon(0, 0, words)] for words in (99, 20, 98, 30, 97, 40, 96, 50, 95)]
    found = flows(book(*crossings), 5)
    names = [bar.name for bar in found.bars]
    assert names == ["Draft 1", "Draft 3", "Draft 5", "Draft 7", "Draft 10"]
    assert found.drafts == 10
    assert [flow.estimated for flow in found.between] == [True] * 4
    assert "the five most changed of 12 drafts" in RIBBONS.subtitle(analysis("twelve_drafts"))
    assert "Shown" not in RIBBONS.subtitle(analysis("novel"))


def test_what_passes_through_a_draft_that_is_not_shown_is_reckoned():
    half = Ribbon(0, 100, 0, 100, 50, False)
    tail = Ribbon(40, 60, 0, 60, 60, False)
    (flow,) = flows(book([half], [tail]), 2).between
    assert flow.ribbons == (Ribbon(40, 60, 0, 60, 30, False),)
    assert (flow.words, flow.estimated) == (30, True)


def test_what_moved_away_and_back_has_not_moved():
    (flow,) = flows(book(SWAP, SWAP), 2).between
    assert flow.words == 100
    assert not any(one.moved for one in flow.ribbons)


def test_a_ribbon_is_as_thick_as_its_words_amid_its_place():
    assert ends(Ribbon(10, 20, 40, 30, 10, False), 2) == ((30, 50), (100, 120))


def found_shapes(of):
    """(colour, opacity, corners) of every filled shape, in the order of drawing."""
    return [
        (to_hex(p.get_facecolor()), p.get_alpha(), p.get_path().vertices)
        for p in shapes(of)
        if p.get_facecolor()[3] > 0
    ]


def colour(place, drafts=2):
    return roles()[draft_role(place, drafts)][0]


@pytest.mark.parametrize(("canvas", "along"), [(WIDE, 1), (NARROW, 0)])
def test_bars_tell_what_is_cut_and_what_is_new(canvas, along):
    kept = [Ribbon(0, 60, 20, 60, 60, False)]
    drawing = found_shapes(draw_figure(RIBBONS, book(kept), canvas))
    lengths = {}
    for paint, opacity, corners in drawing:
        if len(corners) == 5 * (len(corners) // 5):  # boxes, not ribbons
            key = (paint, opacity)
            sizes = [
                float(box[:, along].max() - box[:, along].min())
                for box in corners.reshape(-1, 5, 2)
            ]
            lengths.setdefault(key, []).append(sizes)
    whole, kept_old, came = lengths[colour(0), 1]
    assert whole == [pytest.approx(sum(lengths[colour(1), 1][1]))]
    scale = whole[0] / 100
    assert lengths[colour(0), CUT] == [[pytest.approx(40 * scale)]]
    assert kept_old == [pytest.approx(60 * scale)]
    assert came == [pytest.approx(60 * scale)]
    assert lengths[colour(1), 1][0] == [pytest.approx(20 * scale), pytest.approx(20 * scale)]


def test_moved_ribbons_are_stronger_and_lie_on_top():
    drawing = found_shapes(draw_figure(RIBBONS, book(SWAP), WIDE))
    curved = [(paint, alpha) for paint, alpha, corners in drawing if len(corners) == 14]
    paper = roles()["paper"][0]
    assert curved == [(colour(0), PASSING), (paper, 1), (colour(0), 1)]


@pytest.mark.parametrize(("canvas", "along"), [(WIDE, 1), (NARROW, 0)])
def test_a_ribbon_reaches_from_its_place_to_its_place(canvas, along):
    kept = [Ribbon(0, 60, 40, 60, 60, False)]
    drawing = found_shapes(draw_figure(RIBBONS, book(kept), canvas))
    (corners,) = (c for _, alpha, c in drawing if alpha == PASSING)
    bar = next(c for paint, _, c in drawing if paint == colour(0) and len(c) == 5)
    low, scale = bar[:, along].min(), (bar[:, along].max() - bar[:, along].min()) / 100
    words = (corners[:, along] - low) / scale
    across = corners[:, 1 - along]
    assert min(words[across == across.min()]) == pytest.approx(0, abs=1e-6)
    assert max(words[across == across.min()]) == pytest.approx(60)
    assert min(words[across == across.max()]) == pytest.approx(40)
    assert max(words[across == across.max()]) == pytest.approx(100)


def test_names_and_words_stand_at_every_draft():
    for kind in ("wide", "narrow"):
        words = [text.get_text() for text in figure("ribbons", "novel", kind).texts]
        assert {"Draft 1", "Draft 2", "Draft 3", "Final"} <= set(words)
        assert any(word.startswith("107,826") for word in words)


def test_hairlines_part_chapters_only_where_they_have_room():
    paper = roles()["paper"][0]

    def hairlines(name):
        return [
            p
            for p in shapes(figure("ribbons", name, "wide"))
            if p.get_linewidth() > 0 and to_hex(p.get_edgecolor()) == paper
        ]

    assert len(hairlines("single_file")) == 4
    assert hairlines("many_chapters") == []


def test_what_is_too_thin_to_be_seen_is_left_out_of_many():
    pieces = [
        Ribbon(100 * k, 90, 100 * ((k * 371) % 1000), 90, 90 if k % 100 == 0 else 20, True)
        for k in range(1000)
    ]
    found = book(pieces)
    (crossing,) = found.lineage.crossings
    long = replace(crossing, old_chapters=(100_000,), new_chapters=(100_000,))
    (flow,) = flows(replace(found, lineage=Lineage(crossings=(long,)))).between
    assert {one.words for one in flow.ribbons} == {90}
    assert flow.words == sum(one.words for one in pieces)


def test_small_pieces_that_changed_places_next_to_each_other_are_one():
    one, other = ribbon(0, 12, 10), ribbon(10, 0, 12)
    assert joined([one, other], 10, shuffled=True) == (Ribbon(0, 22, 0, 22, 22, False),)
    assert len(joined([one, other], 9, shuffled=True)) == len(joined([one, other], 10)) == 2


def test_the_file_stays_small_for_many_drafts_in_many_pieces():
    pieces = [
        ribbon(50 * k, 50 * ((k * 37) % 50) + 2500 * (k // 50), 45, k % 9 == 0) for k in range(2000)
    ]
    crossings = tuple(Crossing(k, k + 1, (100_000,), (100_000,), tuple(pieces)) for k in range(11))
    many = replace(analysis("twelve_drafts"), lineage=Lineage(crossings=crossings))
    found = render(RIBBONS, many, "test")
    assert max(len(found.svg_wide), len(found.svg_narrow)) < 500_000


def test_the_alternative_text_gives_what_passed_and_what_moved():
    said = drawn("ribbons", "novel").alt
    assert "Draft 1, 107,826\N{NO-BREAK SPACE}words" in said
    assert "From Draft 1 to Draft 2 passed 65,533\N{NO-BREAK SPACE}words, 6,227 of them" in said
    assert "passed about" in drawn("ribbons", "twelve_drafts").alt
