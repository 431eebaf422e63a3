from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure

from drafttime.charts import NARROW, WIDE
from drafttime.charts._colours import PAGE
from drafttime.charts._matplotlib import style
from drafttime.charts._sheet import Box, Sheet, head_height
from drafttime.charts._svg import to_svg
from drafttime.charts._type import LABEL, LABEL_BOLD, width

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def sheet():
    with style():
        yield Sheet(WIDE)


def elements(sheet, tag):
    root = ET.fromstring(to_svg(sheet.figure, "Title", "Words", "id"))
    return [dict(e.attrib, text=e.text) for e in root.iter(SVG + tag)]


def test_text_stays_text_and_keeps_its_anchor(sheet):
    sheet.text(100, 50, "right", LABEL_BOLD, "muted", "right")
    (found,) = elements(sheet, "text")
    assert (found["x"], found["y"], found["text"]) == ("100", "50", "right")
    assert found["text-anchor"] == "end"
    assert found["font-weight"] == "bold"
    assert found["font-size"] == "12.5"
    assert found["class"] == "dt-fill-muted"


def test_upright_text_turns_about_its_anchor(sheet):
    box = sheet.text(100, 200, "months", upright=True)
    (found,) = elements(sheet, "text")
    assert found["transform"] == "rotate(-90 100 200)"
    assert (found["x"], found["y"]) == ("100", "200")
    assert box.y1 == pytest.approx(200)
    assert box.y0 == pytest.approx(200 - width("months", LABEL))
    assert box.x0 < 100 < box.x1


def test_markup_in_words_is_escaped(sheet):
    sheet.text(10, 50, "<b> & \"'")
    svg = to_svg(sheet.figure, "<script>", "]]> & </desc>", "id")
    root = ET.fromstring(svg)
    assert [e.text for e in root.iter(SVG + "text")] == ["<b> & \"'"]
    assert root.find(SVG + "title").text == "<script>"
    assert root.find(SVG + "desc").text == "]]> & </desc>"


def test_shapes_are_in_points_from_the_top(sheet):
    sheet.boxes([Box(10, 20, 30, 40)], "first", 0.4)
    sheet.line([(1, 2), (3.456, 4)], "ink", 2)
    paper, box, line = elements(sheet, "path")
    assert paper["class"] == "dt-fill-paper"
    assert box["d"] == "M10 20L30 20L30 40L10 40Z"
    assert (box["class"], box["fill"], box["fill-opacity"]) == (
        "dt-fill-first",
        PAGE["first"][0],
        "0.4",
    )
    assert line["d"] == "M1 2L3.46 4"
    assert (line["fill"], line["class"], line["stroke-width"]) == ("none", "dt-stroke-ink", "2")


def test_a_ring_is_paper_with_an_edge(sheet):
    sheet.ring(50, 50, 4, "ink")
    ring = elements(sheet, "path")[1]
    assert ring["class"] == "dt-fill-paper dt-stroke-ink"
    assert "C" in ring["d"]


def test_a_colour_that_is_nobodys_is_refused():
    with style():
        figure = Figure(figsize=(1, 1), facecolor="#123456")
        with pytest.raises(ValueError, match="#123456"):
            to_svg(figure, "Title", "Words", "id")


@pytest.mark.parametrize("prefix", ["", "1a", 'a"b', "a b", "a>b"])
def test_a_prefix_that_is_no_name_is_refused(sheet, prefix):
    with pytest.raises(ValueError, match="id"):
        to_svg(sheet.figure, "Title", "Words", prefix)


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
def test_a_head_takes_the_height_that_was_foretold(canvas):
    title, subtitle = "A title of some length that wraps " * 2, "And a subtitle that wraps " * 6
    with style():
        sheet = Sheet(canvas)
        end = sheet.head(title, subtitle, 10, canvas.width - 10)
    assert end == pytest.approx(head_height(canvas, title, subtitle, canvas.width - 20))


def test_our_box_of_a_text_holds_its_ink(sheet):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    box = sheet.text(100, 200, "Typography, grave", LABEL)
    ink = sheet.figure.texts[0].get_window_extent(FigureCanvasAgg(sheet.figure).get_renderer())
    assert box.x0 == pytest.approx(ink.x0, abs=1.5)
    assert box.x1 - 3 <= ink.x1 <= box.x1 + 0.5  # kerning makes it narrower, never wider
    assert box.y0 <= 430 - ink.y0 <= box.y1 + 1.5
