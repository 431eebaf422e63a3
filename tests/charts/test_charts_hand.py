"""Hand and eye: nothing is lost between the line's two sides, and no title claims too much."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import invented_time
import pytest
from analyses import BUILDERS
from matplotlib.colors import to_hex
from rendering import CANVASES, CHARTS, analysis, shapes, texts

from drafttime.charts._colours import roles
from drafttime.charts._hand_bars import pairs
from drafttime.charts._hand_words import finding
from drafttime.charts._render import draw_figure
from drafttime.model import Estimate, HandAndEye

CHART = CHARTS["hand-and-eye"]
SEEN = HandAndEye(32.5, 26_000, 800.0, ratio=Estimate(4.1, 5.2, 6.9), interval_words=14_000)
NBSP = "\N{NO-BREAK SPACE}"


@cache
def book(name):
    if name == "seen":
        return invented_time.with_time(analysis("one_draft"), estimated=False)
    return {"long": invented_time.long_book, "short": invented_time.short_book}[name]()


@cache
def figure(name, kind):
    return draw_figure(CHART, book(name), CANVASES[kind])


def told(name, **values):
    own = book(name)
    both = replace(own.time.hand_and_eye, **values)
    return replace(own, time=replace(own.time, hand_and_eye=both))


def boxes(found, role):
    """Rectangles that are wholly of a colour, as (left, top, right, bottom)."""
    high = found.get_size_inches()[1] * 72
    return [
        (part[:, 0].min(), high - part[:, 1].max(), part[:, 0].max(), high - part[:, 1].min())
        for shape in shapes(found)
        if to_hex(shape.get_facecolor()) == roles()[role][0] and shape.get_alpha() in {None, 1}
        for part in shape.get_path().to_polygons(shape.get_transform(), closed_only=False)
    ]


@pytest.mark.parametrize("unit", ["day", "week"])
@pytest.mark.parametrize("name", ["long", "short", "seen"])
def test_no_minute_of_the_hand_is_lost(name, unit):
    found = pairs(book(name), unit)
    hand = book(name).time.hand_and_eye.hand_minutes
    assert sum(bar.hand_minutes for bar in found.bars) == pytest.approx(hand)
    assert found.whole.hand_minutes == pytest.approx(hand)


@pytest.mark.parametrize("name", ["long", "short"])
def test_the_eye_is_what_the_hand_leaves_and_never_less_than_was_seen(name):
    for bar in [*pairs(book(name), "day").bars, pairs(book(name), "day").whole]:
        eye = bar.eye
        assert 0 <= eye.observed_minutes <= eye.estimate.low_minutes <= eye.estimate.mid_minutes
        assert eye.estimate.mid_minutes <= eye.estimate.high_minutes
    whole, time = pairs(book(name), "day").whole, book(name).time
    left = time.estimate.high_minutes - whole.hand_minutes
    assert whole.eye.estimate.high_minutes == pytest.approx(left)


def test_the_observed_eye_is_a_floor_session_by_session():
    own = book("seen")
    floor = sum(max(0.0, s.observed_minutes - s.hand_minutes) for s in own.sessions)
    assert pairs(own, "week").whole.eye.observed_minutes == pytest.approx(floor)
    assert pairs(own, "week").whole.eye.estimate is None


def test_without_words_typed_or_time_left_there_is_no_chart():
    assert not CHART.applies(told("long", words_typed=0))
    own = book("short")
    assert not CHART.applies(replace(own, time=replace(own.time, hand_and_eye=None)))
    assert not CHART.applies(replace(own, sessions=own.sessions[:1]))


def test_a_title_claims_a_ratio_only_where_one_is_known():
    assert finding(SEEN) == (
        f"For each minute of typing, about 4–7{NBSP}minutes of reading and weighing"
    )
    assert finding(replace(SEEN, ratio=None)) == ""
    unknown = told("long", ratio=None, why_not_known="nobody looked")
    assert CHART.title(unknown) == "Typing, and the time that was not typing"
    assert "is not known: nobody looked." in CHART.alt(unknown)
    assert "is not known." in CHART.alt(told("long", ratio=None, why_not_known=""))


def test_a_title_claims_less_where_more_words_were_left_out_than_seen():
    against = replace(SEEN, too_short_words=15_000, ratio_with_too_short=1.9)
    assert finding(against) == "Most of the time that was seen was not typing"
    assert finding(replace(against, ratio_with_too_short=0.9)) == ""
    assert finding(replace(against, ratio=Estimate(0.8, 1.2, 2.0))) == ""


@pytest.mark.parametrize("kind", CANVASES)
@pytest.mark.parametrize("name", ["long", "short", "seen"])
def test_hand_and_eye_are_drawn_on_one_scale_from_one_line(name, kind):
    unit = "week" if name == "long" else "day"
    found = pairs(book(name), unit)
    *bars, whole = sorted(boxes(figure(name, kind), "ink"))
    typed = [bar.hand_minutes for bar in found.bars if bar.hand_minutes]
    line = whole[3]
    assert len(bars) == len(typed)
    assert all(box[3] == pytest.approx(line) for box in bars)
    scale = max(box[3] - box[1] for box in bars) / max(typed)
    for box, minutes in zip(bars, typed, strict=True):
        assert box[3] - box[1] == pytest.approx(scale * minutes, abs=0.01)


@pytest.mark.parametrize("kind", CANVASES)
def test_the_eye_is_explained_beside_its_figure(kind):
    said = " ".join(words for words, _ in texts(figure("short", kind)))
    assert "(not typing)" in said.replace("\n", " ")
    assert "Hand" in said
    assert "Eye, estimated" in said


@pytest.mark.parametrize("name", BUILDERS)
def test_the_words_of_every_book_to_which_it_applies_are_whole(name):
    own = invented_time.with_time(analysis(name))
    if CHART.applies(own):
        assert "None" not in CHART.alt(own) + CHART.title(own) + CHART.subtitle(own)
        assert CHART.alt(own).endswith(".")


def test_what_is_solid_is_said():
    assert "Solid: observed, at least. Fading:" in CHART.subtitle(book("short"))
    assert "What was seen, at least." in CHART.subtitle(book("seen"))
    assert "Solid: recorded or observed" in CHART.subtitle(analysis("logged"))
