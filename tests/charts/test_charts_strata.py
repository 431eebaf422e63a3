from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from analyses import BUILDERS
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, figure, lines, shapes

from drafttime.charts._colours import draft_role, roles
from drafttime.charts._strata_layers import layers
from drafttime.model import Band, Lineage, Moment

STRATA = CHARTS["strata"]
novel, tiny = partial(analysis, "novel"), partial(analysis, "tiny")
N = "\N{NO-BREAK SPACE}"
PAPER = roles()["paper"][0]
DRAWN = [name for name in BUILDERS if STRATA.applies(analysis(name))]


def ending(*standing, cut=(0, 0, 0, 0), book=None):
    """The novel, ending with so many words of every band."""
    book = book or novel()
    stands = book.lineage.stands
    last = replace(stands[-1], standing=standing, cut=cut)
    return replace(book, lineage=replace(book.lineage, stands=(*stands[:-1], last)))


def by_season(book):
    bands = tuple(Band(f"Spring {2020 + k}", None) for k in range(len(book.lineage.bands)))
    return replace(book, lineage=replace(book.lineage, bands=bands))


def areas(name, layer, of, *, cut):
    """The polygons of one layer, on one side of the line."""
    colour = roles()[draft_role(layer, of)][0]
    found = [s for s in shapes(figure("strata", name, "wide")) if len(s.get_facecolor()) == 4]
    return [
        shape.get_path().vertices
        for shape in found
        if to_hex(shape.get_facecolor()[:3]) == colour
        and (shape.get_facecolor()[3] < 1) is cut
        and shape.get_facecolor()[3] > 0
    ]


def scale(name):
    """The y of the line, and points per word, from the numbers at the left."""
    found = [(t.get_text(), t.get_position()) for t in figure("strata", name, "wide").texts]
    (zero,) = [y for words, (_, y) in found if words == "0"]
    numbers = [
        (int(words.replace(",", "")), zero - y)
        for words, (_, y) in found
        if words.replace(",", "").isdigit() and words != "0" and y < zero
    ]
    return zero - 4, numbers[0][1] / numbers[0][0]


@pytest.mark.parametrize("name", DRAWN)
def test_layers_hold_every_word_of_every_stand(name):
    book = analysis(name)
    found, last = layers(book), book.lineage.stands[-1]
    assert sum(found.standing[-1]) == sum(last.standing)
    assert sum(found.cut[-1]) == sum(last.cut)
    assert len(found.steps) == len(found.standing) == len(found.cut)
    assert all(len(row) == len(found.names) for row in (*found.standing, *found.cut))


@pytest.mark.parametrize("cut", [False, True])
def test_each_layer_ends_as_thick_as_its_words(cut):
    found = layers(novel())
    words = (found.cut if cut else found.standing)[-1]
    zero, per_word = scale("novel")
    edge = zero
    for layer, number in enumerate(words):
        end = areas("novel", layer, 4, cut=cut)[-1]
        ys = [y for x, y in end if x == max(end[:, 0])]
        near, far = (min(ys), max(ys)) if cut else (max(ys), min(ys))
        assert near == pytest.approx(edge, abs=0.02)
        assert abs(far - near) == pytest.approx(number * per_word, abs=0.02)
        edge = far


def test_what_is_cut_lies_below_the_line_in_the_same_colours_at_35_per_cent():
    zero, _ = scale("novel")
    for layer in range(4):
        assert all(v[:, 1].max() <= zero + 0.01 for v in areas("novel", layer, 4, cut=False))
        assert all(v[:, 1].min() >= zero - 0.01 for v in areas("novel", layer, 4, cut=True))
    faint = {shape.get_facecolor()[3] for shape in shapes(figure("strata", "novel", "wide"))}
    assert 0.35 in faint


def test_layers_are_broken_at_long_pauses():
    assert len(areas("novel", 0, 4, cut=False)) == 5
    assert len(areas("one_draft", 0, 3, cut=False)) == 1


def test_neighbours_are_parted_by_paper():
    thin = [
        line
        for line in lines(figure("strata", "novel", "wide"))
        if to_hex(line.get_color()) == PAPER
    ]
    assert thin
    assert {line.get_linewidth() for line in thin} == {0.7}


def test_cutting_gains_mass():
    """Words that fall above the line come back below it: nothing that was written is lost."""
    found = layers(novel())
    written = [sum(here) + sum(gone) for here, gone in zip(found.standing, found.cut, strict=True)]
    assert all(a <= b for a, b in pairwise(written))


def test_the_right_edge_names_layers_with_words_and_shares():
    written = [text.get_text() for text in figure("strata", "novel", "wide").texts]
    assert "Draft 1" in written
    assert f"56,485{N}words · 60{N}%" in written
    assert "cut or replaced" in written
    assert f"78,085{N}words" in written
    styles = {t.get_text(): t.get_fontstyle() for t in figure("strata", "novel", "wide").texts}
    assert styles["cut or replaced"] == "italic"


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_at_most_seven_layers_are_named_without_a_cut(kind):
    written = [text.get_text() for text in figure("strata", "twelve_drafts", kind).texts]
    for name in ("Draft 1", "Drafts 2–3", "Drafts 4–5", "Drafts 6–7", "Drafts 10–11", "Final"):
        assert name in written


def test_seasons_are_at_most_six_layers():
    book = by_season(analysis("twelve_drafts"))
    assert len(layers(book).names) == 6
    assert "when they were written" in STRATA.subtitle(book)


@pytest.mark.parametrize(
    ("standing", "cut", "title"),
    [
        ((950, 50, 0, 0), 0, "Nearly all of the final text was already there in the first draft"),
        ((900, 0, 0, 0), 0, "All of the final text was already there in the first draft"),
        ((560, 440, 0, 0), 0, "Most of the final text was already there in the first draft"),
        ((541, 459, 0, 0), 0, "About half of the final text was already there in the first draft"),
        ((480, 520, 0, 0), 0, "Half of the final text was already there in the first draft"),
        ((300, 600, 100, 0), 0, "Most of what stands was written for Draft 2"),
        ((300, 100, 0, 600), 0, "Most of what stands was written for the final draft"),
        ((300, 300, 400, 0), 0, "Words that stand"),
        ((300, 300, 400, 0), 1, "Words that stand, and words cut or replaced"),
        ((300, 300, 400, 0), 1001, "More words were cut or replaced than stand"),
        ((480, 520, 0, 0), 1999, "Half of the final text was already there in the first draft"),
        ((900, 50, 50, 0), 3500, "For every word that stands, at least three were cut or replaced"),
        ((0, 0, 0, 0), 10, "More words were cut or replaced than stand"),
    ],
)  # fmt: skip
def test_the_title_claims_only_what_the_words_bear(standing, cut, title):
    assert STRATA.title(ending(*standing, cut=(cut, 0, 0, 0))) == title


def test_without_a_first_draft_on_the_mainline_nothing_is_said_of_it():
    book = ending(900, 50, 25, 25)
    other = replace(book.drift.first, commit="0" * 40)
    assert "first draft" not in STRATA.title(replace(book, drift=replace(book.drift, first=other)))


def test_a_season_that_wrote_most_is_named_in_lower_case():
    one = analysis("one_draft")
    assert STRATA.title(ending(10, 600, 10, cut=(0, 0, 0), book=one)) == (
        "Most of what stands was written in spring 2024"
    )
    assert STRATA.title(ending(300, 310, 390, cut=(1, 0, 0), book=one)) == (
        "Words that stand, and words cut or replaced"
    )


def hatched(name, kind="wide"):
    return [
        shape
        for shape in shapes(figure("strata", name, kind))
        if shape.get_facecolor()[3] == 0 and to_hex(shape.get_edgecolor()[:3]) == PAPER
    ]


def test_what_arrived_at_once_is_hatched_and_said():
    assert "80,112" in STRATA.subtitle(analysis("giant_first_commit"))
    assert "arrived at once; their time is unknown" in STRATA.subtitle(
        analysis("giant_first_commit")
    )
    assert len(hatched("giant_first_commit")) == 2  # standing, and cut
    assert hatched("novel") == []
    assert "unknown" not in STRATA.subtitle(novel())


def test_a_band_that_arrived_at_once_is_hatched_whole():
    found = layers(analysis("giant_first_commit"))
    for at_once, words in (
        (found.standing_at_once, found.standing),
        (found.cut_at_once, found.cut),
    ):
        assert [row[0] for row in at_once] == [row[0] for row in words]
        assert not any(row[1] for row in at_once)


def test_of_a_mixed_band_only_what_is_certain_is_hatched():
    book = novel()
    marked = [replace(r, bulk=n == 3) for n, r in enumerate(book.revisions)]
    found = layers(replace(book, revisions=tuple(marked)))
    arrived = marked[3].words_inserted
    for here, cut in zip(found.standing_at_once, found.cut, strict=True):
        assert here[0] in {0, max(0, arrived - cut[0])}
        assert here[1:] == (0, 0, 0)
    assert any(here[0] for here in found.standing_at_once)
    assert not any(map(any, found.cut_at_once))


def test_several_bulk_commits_are_summed():
    book = novel()
    marked = [replace(r, bulk=n in {3, 4}) for n, r in enumerate(book.revisions)]
    words = marked[3].words_inserted + marked[4].words_inserted
    said = STRATA.subtitle(replace(book, revisions=tuple(marked)))
    assert f"Hatched: {words:,}{N}words arrived in large commits; their time is unknown." in said


def test_draft_marks_stand_above_the_line_only():
    zero, _ = scale("novel")
    ink = roles()["ink"][0]
    (marks,) = [
        shape
        for shape in shapes(figure("strata", "novel", "wide"))
        if to_hex(shape.get_edgecolor()[:3]) == ink
    ]
    assert len(marks.get_path().vertices) == 6
    assert max(marks.get_path().vertices[:, 1]) == pytest.approx(zero)


def test_its_days_are_those_of_drift():
    from drafttime.charts._curves import curves

    assert layers(novel()).steps == curves(novel()).steps


def test_it_needs_two_days_with_words():
    book = tiny()
    assert STRATA.applies(book)
    assert not STRATA.applies(replace(book, lineage=Lineage()))
    one_day = [replace(r, authored=book.revisions[0].authored) for r in book.revisions]
    assert not STRATA.applies(replace(book, revisions=tuple(one_day)))
    empty = [replace(s, standing=(0, 0), cut=(0, 0)) for s in book.lineage.stands]
    assert not STRATA.applies(replace(book, lineage=replace(book.lineage, stands=tuple(empty))))


def test_without_known_times_the_days_are_not_spoken_of():
    book = novel()
    timeless = tuple(replace(r, authored=Moment(None)) for r in book.revisions)
    book = replace(book, revisions=timeless)
    assert "day" not in STRATA.subtitle(book)
    assert STRATA.applies(book)


def test_the_alternative_text_gives_words_and_days():
    said = STRATA.alt(novel())
    assert f"94,564{N}words stand and 78,085 were cut or replaced" in said
    assert f"Draft 1, 56,485 standing (60{N}%), 62,157 gone" in said
    assert "Draft 1, 14\N{NO-BREAK SPACE}March 2023" in said
