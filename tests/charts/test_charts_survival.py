from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle
from rendering import CHARTS, analysis, figure, lines, shapes

from drafttime.charts._colours import draft_role, roles
from drafttime.charts._survival_curves import curves
from drafttime.model import Band, SurvivalCurve, SurvivalStep

SURVIVAL = CHARTS["survival"]
novel = partial(analysis, "novel")
N = "\N{NO-BREAK SPACE}"


def with_curves(*made, standing=0, cut=0):
    """The novel with these curves: (words, [(age, at risk, survival), …]) for each draft."""
    book = novel()
    found = tuple(
        SurvivalCurve(band, words, tuple(SurvivalStep(a, n, 0, s) for a, n, s in steps))
        for band, (words, steps) in enumerate(made)
    )
    last = replace(book.lineage.stands[-1], standing=(standing, 0, 0, 0), cut=(cut, 0, 0, 0))
    stands = (*book.lineage.stands[:-1], last)
    return replace(book, lineage=replace(book.lineage, survival=found, stands=stands))


def falling(words, half_age):
    return words, [(0, words, 1.0), (half_age, words // 2, 0.5), (half_age + 9, words // 3, 0.45)]


def staying(words):
    return words, [(0, words, 1.0), (5, words, 0.9), (90, words // 2, 0.6)]


def drawn_lines(name="novel", kind="wide"):
    return [line for line in lines(figure("survival", name, kind)) if line.get_linewidth() > 2]


def test_lines_never_rise_and_move_only_level_or_down():
    drawn = drawn_lines()
    assert len(drawn) == 4
    for line in drawn:
        for (x0, y0), (x1, y1) in pairwise(line.get_xydata()):
            assert x1 >= x0
            assert y1 >= y0  # downwards on the page
            assert x0 == x1 or y0 == y1


def test_lines_begin_at_all_and_end_at_their_figures():
    texts = {t.get_text(): t.get_position() for t in figure("survival", "novel", "wide").texts}
    zero, whole = (texts[f"{share}{N}%"][1] - 4 for share in (0, 100))
    left, fifty = (texts[age][0] for age in ("0", "50"))
    for line, curve in zip(drawn_lines(), curves(novel()).shown, strict=True):
        (x0, y0), (x1, y1) = line.get_xydata()[[0, -1]]
        assert (x0, y0) == pytest.approx((left, whole))
        assert (zero - y1) / (zero - whole) == pytest.approx(curve.end.survival)
        assert (x1 - left) / (fifty - left) * 50 == pytest.approx(curve.end.age_days)


def test_each_band_has_its_colour_and_the_first_draft_that_of_first_draft_lines():
    expected = [roles()["first"][0], *(roles()[draft_role(k, 4)][0] for k in (1, 2, 3))]
    assert [to_hex(line.get_color()) for line in drawn_lines()] == expected


def test_every_end_is_ringed():
    rings = [s for s in shapes(figure("survival", "novel", "wide")) if isinstance(s, Circle)]
    ends = [tuple(line.get_xydata()[-1]) for line in drawn_lines()]
    assert [ring.center for ring in rings] == [pytest.approx(end) for end in ends]


def test_a_line_ends_where_fewer_than_a_tenth_of_the_words_are_old_enough():
    steps = [(0, 1000, 1.0), (10, 100, 0.7), (20, 99, 0.1)]
    (curve,) = curves(with_curves((1000, steps))).shown
    assert curve.end.age_days == 10
    assert curve.median_days is None


def test_the_table_gives_the_words_that_reached_each_age():
    curve = curves(novel()).shown[0]
    written = [t.get_text() for t in figure("survival", "novel", "wide").texts]
    for age in (0, 50, 100, 150, 200, 250):
        assert f"{curve.at_risk(age):,}" in written


def test_words_at_risk_fall_with_age_and_end_where_nothing_was_seen():
    curve = curves(with_curves((90, [(0, 90, 1.0), (7, 60, 0.9), (9, 20, 0.8)]))).shown[0]
    assert [curve.at_risk(age) for age in (0, 1, 7, 8, 9, 10)] == [90, 60, 60, 20, 20, None]


def test_there_are_fewer_ticks_in_the_narrow_form():
    def numbers(kind):
        found = [t for t in figure("survival", "novel", kind).texts if t.get_text().isdigit()]
        return {t.get_text() for t in found if t.get_size() == 12}

    assert len(numbers("narrow")) < len(numbers("wide"))


def test_at_most_seven_drafts_are_shown_the_largest_and_it_is_said():
    found = curves(analysis("twelve_drafts"))
    assert len(found.shown) == 7
    shown = {curve.name for curve in found.shown}
    every = analysis("twelve_drafts").lineage
    hidden = [c.words for c in every.survival if every.bands[c.band].name not in shown]
    assert min(curve.words for curve in found.shown) >= max(hidden)
    said = "Shown are the seven drafts with the most words, of twelve."
    assert said in SURVIVAL.subtitle(analysis("twelve_drafts"))
    assert "Shown" not in SURVIVAL.subtitle(novel())


def test_the_subtitle_says_what_death_is_and_how_age_is_counted():
    said = SURVIVAL.subtitle(novel())
    assert "cut or replaced for the last time and does not return" in said
    assert "age counts days with writing" in said


@pytest.mark.parametrize(
    ("made", "words", "title"),
    [
        (
            [falling(900, 40), staying(300)],
            (600, 600),
            f"Half of the words written for Draft 1 were gone after 40{N}days with writing",
        ),
        (
            [falling(900, 1), staying(300)],
            (600, 600),
            f"Half of the words written for Draft 1 were gone after 1{N}day with writing",
        ),
        (
            [falling(900, 0), staying(300)],
            (600, 600),
            "Half of the words written for Draft 1 were gone on the day they were written",
        ),
        (
            [falling(300, 40), falling(900, 7)],
            (600, 600),
            f"Half of the words written for Draft 2 were gone after 7{N}days with writing",
        ),
        (
            [staying(300), staying(10), staying(10), falling(900, 7)],
            (600, 600),
            f"Half of the words written for the final draft were gone after 7{N}days with writing",
        ),
        ([staying(900), falling(99, 7)], (600, 400), "Most words, once written, stayed"),
        ([staying(900)], (600, 300), "Most words, once written, stayed"),
        ([staying(900)], (500, 500), "How long words lasted, by when they were written"),
    ],
)
def test_the_title_claims_only_what_the_lines_bear(made, words, title):
    assert SURVIVAL.title(with_curves(*made, standing=words[0], cut=words[1])) == title


def test_a_season_is_named_in_lower_case():
    book = with_curves(falling(900, 40))
    bands = (Band("Winter 2024", None), *book.lineage.bands[1:])
    seasons = tuple(replace(band, draft=None) for band in bands)
    book = replace(book, lineage=replace(book.lineage, bands=seasons))
    assert SURVIVAL.title(book).startswith("Half of the words written in winter 2024 were gone")


def test_the_half_that_the_title_names_is_marked_on_the_axis():
    def dropped(name):
        found = lines(figure("survival", name, "wide"))
        return [line for line in found if line.get_linewidth() == 0.9]

    (rule,) = dropped("novel")
    texts = {t.get_text(): t.get_position() for t in figure("survival", "novel", "wide").texts}
    left, hundred = texts["0"][0], texts["100"][0]
    days = curves(novel()).halved.median_days
    assert (rule.get_xdata()[0] - left) / (hundred - left) * 100 == pytest.approx(days)
    assert dropped("one_draft") == []


@pytest.mark.parametrize("name", ["tiny", "two_revisions", "unknown_times"])
def test_not_for_a_few_revisions(name):
    assert not SURVIVAL.applies(analysis(name))


def test_fifteen_revisions_of_labour_are_enough():
    book = novel()
    aside = tuple(replace(r, labour=False) for r in book.revisions[15:])
    assert SURVIVAL.applies(replace(book, revisions=book.revisions[:15] + aside))
    assert not SURVIVAL.applies(replace(book, revisions=book.revisions[:14] + aside))


def test_it_needs_words_that_could_grow_old():
    assert not SURVIVAL.applies(with_curves((900, [(0, 900, 0.9)])))
    assert not SURVIVAL.applies(with_curves((0, [(0, 0, 1.0)])))
    assert not SURVIVAL.applies(with_curves())


def test_the_alternative_text_gives_every_curve():
    said = SURVIVAL.alt(novel())
    assert f"Draft 1, 118,642{N}words: of those that grew so old, 46{N}% last longer" in said
    assert said.count("last longer than") == 4
