from __future__ import annotations

import pytest

from drafttime.charts import CHART_CSS
from drafttime.charts._colours import (
    PAGE,
    channels,
    difference,
    draft_role,
    lightness,
    names,
    palette,
    roles,
    smallest_step,
)

# How full deuteranopia and protanopia map linear red, green and blue (Machado and others, 2009).
BLINDNESS = {
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}
NAMED = (2, 3, 4, 6)


def seen_with(kind, colour):
    linear = [(c / 255) ** 2.2 for c in channels(colour)]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in BLINDNESS[kind]]
    return "#" + "".join(f"{round(min(1, max(0, c)) ** (1 / 2.2) * 255):02x}" for c in mixed)


def contrast(one, other):
    """The ratio of WCAG 2, from L* by way of the luminance."""
    bright = [((lightness(c) + 16) / 116) ** 3 for c in (one, other)]
    return (max(bright) + 0.05) / (min(bright) + 0.05)


def test_difference_is_that_of_cie_1976():
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.5)


@pytest.mark.parametrize("drafts", range(1, 8))
@pytest.mark.parametrize("mode", [0, 1])
def test_neighbouring_drafts_can_be_told_apart(drafts, mode):
    crowded = drafts == 7 or (drafts == 6 and mode == 1)  # parted by a hair of paper all the same
    least = 10 if crowded else 15
    assert smallest_step(tuple(pair[mode] for pair in palette(drafts))) >= least


@pytest.mark.parametrize("drafts", NAMED)
@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("mode", [0, 1])
def test_neighbours_can_be_told_apart_by_the_colour_blind(drafts, kind, mode):
    colours = tuple(seen_with(kind, pair[mode]) for pair in palette(drafts))
    assert smallest_step(colours) >= 9


@pytest.mark.parametrize("drafts", range(1, 8))
def test_lightness_falls_from_paper_to_ink_and_rises_in_the_dark(drafts):
    light = [lightness(pair[0]) for pair in palette(drafts)]
    dark = [lightness(pair[1]) for pair in palette(drafts)]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_there_are_colours_for_one_to_seven_drafts():
    for drafts in (0, 8):
        with pytest.raises(ValueError, match="1 to 7"):
            palette(drafts)


@pytest.mark.parametrize("role", ["ink", "muted", "first", draft_role(1, 2)])
@pytest.mark.parametrize("mode", [0, 1])
def test_text_can_be_read_on_paper(role, mode):
    assert contrast(roles()[role][mode], PAGE["paper"][mode]) >= 4.5


def test_a_light_colour_has_one_dark_colour_only():
    dark = {}
    for light, other in roles().values():
        assert dark.setdefault(light, other) == other
    assert set(names()) == set(dark)


def test_the_style_block_turns_every_colour_dark_on_screens_only():
    assert CHART_CSS.startswith("@media screen and (prefers-color-scheme:dark){")
    assert CHART_CSS.count("{") == CHART_CSS.count("}")
    for role in names().values():
        assert f".dt-fill-{role}{{fill:{roles()[role][1]}}}" in CHART_CSS
        assert f".dt-stroke-{role}{{stroke:{roles()[role][1]}}}" in CHART_CSS
    assert "<" not in CHART_CSS
