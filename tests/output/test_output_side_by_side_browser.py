"""The page of two drafts in a real browser: quiet, alone, quick, and never too wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import WIDTHS, looking
from two_drafts import long, tame

from drafttime.output.side_by_side_page import side_by_side_html

pytestmark = pytest.mark.browser

LONG_WORDS = 250_000
LONGEST_MS = 3_000

BOXES = """[...document.querySelectorAll('.r:not(.s):not(.o):not(.n)')].slice(0, 1).map(
    row => [...row.children].map(cell => cell.getBoundingClientRect()).map(
        box => [box.left, box.top]))[0]"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("pages")
    for name, drafts in (("tame", tame()), ("long", long(LONG_WORDS))):
        (home / f"{name}.html").write_text(side_by_side_html(drafts), encoding="utf-8")
    return {name: home / f"{name}.html" for name in ("tame", "long")}


@pytest.mark.parametrize("width", WIDTHS)
def test_old_stands_beside_new_and_on_a_telephone_above_it(
    browser: Any, pages: dict[str, Path], width: int
) -> None:
    with looking(browser, pages["tame"], width) as (page, _):
        (left, top), (other_left, other_top) = page.evaluate(BOXES)
        assert (left < other_left, top < other_top) == (
            (False, True) if width < 600 else (True, False)
        )


def test_a_moved_passage_is_found_by_its_number_both_ways(
    browser: Any, pages: dict[str, Path]
) -> None:
    with looking(browser, pages["tame"], 1280) as (page, _):
        for here, there in (("l1", "r1"), ("r1", "l1")):
            page.click(f"#{here} > a")
            assert page.url.endswith(f"#{there}")
            box = page.locator(f"#{there}").bounding_box()
            assert 40 <= box["y"] <= 800  # in the window, below the heads of the columns


def test_marks_are_lines_and_not_colours_alone(browser: Any, pages: dict[str, Path]) -> None:
    with looking(browser, pages["tame"], 1280) as (page, _):
        page.emulate_media(media="print")
        line = "getComputedStyle(document.querySelector('{}')).textDecorationLine"
        assert page.evaluate(line.format("main del")) == "line-through"
        assert page.evaluate(line.format("main ins")) == "underline"
        assert page.evaluate(line.format("main i")) == "underline"


def test_a_book_of_250_000_words_opens_fast(browser: Any, pages: dict[str, Path]) -> None:
    with looking(browser, pages["long"], 1280) as (page, found):
        timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
        assert found == []
        assert page.evaluate(timing) < LONGEST_MS
