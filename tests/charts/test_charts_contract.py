"""What every chart keeps to, whatever the book."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from analyses import BUILDERS
from rendering import CANVASES, CHARTS, analysis, drawn, figure, lines, pairs, shapes, texts

from drafttime import charts
from drafttime.charts import CHART_CSS, draw_all
from drafttime.charts._render import render

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
REPEATED = ("tiny", "hostile", "japanese", "twelve_drafts")


@pytest.fixture(params=CHARTS, scope="module")
def key(request):
    """All that is asked of a chart is asked in one go, while its drawings are at hand."""
    return request.param


def in_every_book(check):
    """Make a test of one chart of a check of one chart in one book; a failure names the book."""

    def test(key):
        for pair in pairs():
            if pair[0] == key:
                try:
                    check(pair)
                except Exception as error:
                    error.add_note(f"in the book {pair[1]!r}")
                    raise

    test.__name__ = check.__name__
    return test


def svgs(pair):
    found = drawn(*pair)
    return [found.svg_wide, found.svg_narrow]


def test_every_chart_is_drawn_for_some_book_and_every_book_has_one():
    assert {key for key, _ in pairs()} == set(CHARTS)
    assert {name for _, name in pairs()} == set(BUILDERS)


def test_keys_and_orders_are_unique():
    assert len({chart.order for chart in CHARTS.values()}) == len(CHARTS)
    assert all(re.fullmatch(r"[a-z][a-z-]*", key) for key in CHARTS)


@in_every_book
def test_words_say_something_in_one_line(pair):
    key, name = pair
    chart = CHARTS[key]
    for words in (chart.title, chart.subtitle, chart.alt):
        said = words(analysis(name))
        assert said
        assert said == " ".join(said.split(" "))
        assert not re.search(r"[\x00-\x1f\u202a-\u202e\u2066-\u2069]", said)
    assert not chart.title(analysis(name)).endswith(".")
    assert "!" not in chart.title(analysis(name)) + chart.subtitle(analysis(name))


@in_every_book
def test_the_alternative_text_holds_figures(pair):
    assert len(re.findall(r"\d+", drawn(*pair).alt)) >= 2


@in_every_book
def test_svg_holds_only_shapes_and_words(pair):
    for svg in svgs(pair):
        root = ET.fromstring(svg)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "path", "text"}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert "style" not in attributes
        assert not any("href" in name or name.startswith("on") for name in attributes)
        assert "url(" not in svg
        assert svg.count("http") == svg.count('xmlns="http') + svg.count("HYPERLINK")


@in_every_book
def test_svg_has_the_one_style_block(pair):
    for svg in svgs(pair):
        (style,) = ET.fromstring(svg).iter(SVG + "style")
        assert style.text == CHART_CSS


@in_every_book
def test_svg_is_named_by_its_title_and_description(pair):
    for svg, kind in zip(svgs(pair), CANVASES, strict=True):
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img"
        names = root.attrib["aria-labelledby"].split()
        ids = {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}
        assert list(ids) == names
        assert all(name.startswith(f"test-{pair[0]}-{kind}-") for name in names)
        assert ids[names[1]].text == drawn(*pair).alt


@in_every_book
def test_colours_are_classes_with_a_light_attribute(pair):
    for svg in svgs(pair):
        for element in ET.fromstring(svg).iter():
            for kind in ("fill", "stroke"):
                if element.attrib.get(kind, "none") != "none":
                    assert f"dt-{kind}-" in element.attrib["class"]


@in_every_book
def test_no_text_is_smaller_than_eleven_points(pair):
    for svg in svgs(pair):
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
        assert min(sizes) >= 11


def measured(pair, kind):
    with warnings.catch_warnings():
        if pair[1] in {"japanese", "hostile"}:
            warnings.filterwarnings("ignore", message="(?s).*[Gg]lyph.*")
        return texts(figure(*pair, kind))


@in_every_book
def test_all_text_lies_inside_the_canvas(pair):
    for kind in CANVASES:
        width, height = figure(*pair, kind).get_size_inches() * 72
        for words, box in measured(pair, kind):
            assert box.x0 >= 0, words
            assert box.y0 >= 0, words
            assert box.x1 <= width, words
            assert box.y1 <= height, words


@in_every_book
def test_no_text_lies_on_another(pair):
    for kind in CANVASES:
        boxes = [(words, box.padded(-0.4)) for words, box in measured(pair, kind)]
        for (words, box), (others, other) in combinations(boxes, 2):
            assert not box.overlaps(other), (words, others)


@in_every_book
def test_all_shapes_lie_inside_the_canvas(pair):
    for kind in CANVASES:
        drawing = figure(*pair, kind)
        drawing.set_dpi(72)
        width, height = drawing.get_size_inches() * 72
        assert shapes(drawing)
        for artist in [*shapes(drawing), *lines(drawing)]:
            box = artist.get_path().get_extents(artist.get_transform())
            assert box.x0 >= -0.1
            assert box.y0 >= -0.1
            assert box.x1 <= width + 0.1
            assert box.y1 <= height + 0.1


@in_every_book
def test_canvases_keep_their_width(pair):
    assert figure(*pair, "wide").get_size_inches()[0] * 72 == pytest.approx(720)
    assert figure(*pair, "narrow").get_size_inches()[0] * 72 == pytest.approx(360)


@in_every_book
def test_png_is_the_wide_figure_at_two_resolutions(pair):
    found = drawn(*pair)
    sizes = [int(n) for n in re.findall(r'(?:width|height)="(\d+)"', found.svg_wide)[:2]]
    for png, scale in ((found.png_1x, 1), (found.png_2x, 2)):
        assert png.startswith(PNG)
        size = [int.from_bytes(png[place : place + 4], "big") for place in (16, 20)]
        assert size == [scale * n for n in sizes]
        assert b"tEXt" not in png
        assert b"tIME" not in png


@pytest.mark.parametrize("name", REPEATED)
def test_bytes_are_repeatable(name):
    for key, chart in CHARTS.items():
        if chart.applies(analysis(name)):
            assert render(chart, BUILDERS[name](), "test") == drawn(key, name)


@pytest.mark.parametrize("name", ["tiny", "two_revisions", "unknown_times"])
def test_what_does_not_apply_is_not_drawn(name):
    applying = {key for key, other in pairs() if other == name}
    assert {found.key for found in draw_all(analysis(name))} == applying
    assert applying < set(CHARTS)


def test_draw_is_not_called_where_a_chart_does_not_apply(monkeypatch):
    def refuse(*_):
        raise AssertionError

    idle = replace(CHARTS["drift"], applies=lambda _: False, draw=refuse)
    monkeypatch.setattr(charts, "all_charts", lambda: (idle,))
    assert draw_all(analysis("tiny")) == ()


def test_no_name_becomes_markup():
    for found in draw_all(analysis("hostile")):
        for svg in (found.svg_wide, found.svg_narrow):
            assert "<script" not in svg
            assert "<img" not in svg
            assert svg.count("<style") == svg.count("</style>") == 1


def test_a_prefix_must_be_fit_for_an_id():
    with pytest.raises(ValueError, match="cannot begin an id"):
        draw_all(analysis("tiny"), 'x" onload="alert(1)')
