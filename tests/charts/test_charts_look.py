"""Themes and accents: other colours, the same drawing; and the card."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from PIL import Image
from rendering import CHARTS, analysis, drawn

from drafttime.charts import CHART_CSS, CardWords, Look, contrast, draw_all, draw_band, draw_card
from drafttime.charts._colours import MOST_DRAFTS, channels, difference, draft_role, roles
from drafttime.charts._look import READABLE, legible
from drafttime.charts._render import render

WORDS = CardWords("The Tidewright", "M. Arden · 2022–2025", "Two of every five words are here.", "")
LOOKS = [Look(theme) for theme in ("system", "light", "dark", "paper")]
COLOUR = re.compile(r'(?:fill|stroke)="(#[0-9a-f]{6})"')


def first_pixel(png):
    return Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0))


def test_the_plain_look_is_that_of_the_report():
    assert Look().css() == CHART_CSS
    assert Look().colours() == {role: light for role, (light, _) in roles().items()}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.theme)
def test_a_theme_changes_colours_and_nothing_else(look):
    plain = drawn("strata", "novel")
    other = render(CHARTS["strata"], analysis("novel"), "test", look)
    for one, two in ((plain.svg_wide, other.svg_wide), (plain.svg_narrow, other.svg_narrow)):
        bare = [re.sub("<style>.*</style>\n", "", COLOUR.sub("", svg)) for svg in (one, two)]
        assert bare[0] == bare[1]
        assert set(COLOUR.findall(two)) <= set(look.colours().values())
    assert first_pixel(other.png_1x) == channels(look.paper)
    assert first_pixel(other.png_2x) == channels(look.paper)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.theme)
def test_only_the_system_theme_asks_the_reader(look):
    assert ("prefers-color-scheme" in look.css()) == (look.theme == "system")
    assert ("@media print" in look.css()) == (look.theme == "dark")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.theme)
@pytest.mark.parametrize("drafts", range(2, MOST_DRAFTS + 1))
def test_neighbours_stay_apart_in_every_theme(look, drafts):
    least = 10 if drafts >= 6 else 15
    found = [look.colours()[draft_role(place, drafts)] for place in range(drafts)]
    assert min(difference(a, b) for a, b in pairwise(found)) >= least


@pytest.mark.parametrize("theme", ["system", "light", "dark", "paper"])
def test_an_accent_is_the_first_drafts_line_as_it_was_given(theme):
    accent = "#d98c6a" if theme == "dark" else "#7a2e2e"
    look = Look(theme, accent)
    assert look.colours()["first"] == accent
    for colours in (look.on_dark(), look.printed()):
        assert contrast(colours["first"], colours["paper"]) >= READABLE
    found = render(CHARTS["drift"], analysis("novel"), "test", look)
    assert f'stroke="{accent}"' in found.svg_wide


def test_legible_keeps_a_colour_that_can_be_read():
    assert legible("#26241f", "#fbf9f4", "#26241f") == "#26241f"
    assert contrast(legible("#202020", "#16181b", "#ece7da"), "#16181b") >= READABLE


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_only_the_charts_that_are_wanted_are_drawn():
    found = draw_all(analysis("tiny"), only={"chapters", "rhythm", "passes"})
    assert [chart.key for chart in found] == ["chapters"]


@pytest.mark.parametrize("name", ["novel", "one_draft", "tiny", "hostile", "japanese"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[2]], ids=lambda look: look.theme)
def test_the_card_has_its_size_and_its_paper(name, look):
    card = draw_card(analysis(name), WORDS, look)
    assert Image.open(io.BytesIO(card)).size == (1200, 630)
    assert first_pixel(card) == channels(look.paper)
    assert card == draw_card(analysis(name), WORDS, look)


@pytest.mark.parametrize("words", ["Tide " * 60, "W" * 300])
def test_no_title_runs_out_of_the_card_or_into_the_bars(words):
    card = draw_card(analysis("one_draft"), CardWords(words, words, words, words), Look("paper"))
    image = Image.open(io.BytesIO(card)).convert("RGB")
    for box in ((0, 0, 1200, 50), (1140, 0, 1200, 438), (0, 0, 60, 438), (0, 410, 1200, 438)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (255,) * 3)]


def test_the_band_is_the_bar_code_without_words():
    band = draw_band(analysis("novel"))
    assert "<text" not in band.svg_wide
    assert 'viewBox="0 0 1500 300"' in band.svg_wide
    assert band.alt == drawn("barcode", "novel").alt
