"""The page of two drafts in a real browser: quiet, alone, quick, and never too wide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from two_drafts import hostile, long, tame

from drafttime.output.side_by_side_page import side_by_side_html

pytestmark = pytest.mark.browser

WIDTHS = (400, 768, 1280)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAIRS = {"tame": tame, "hostile": hostile}
PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(22, 24, 27)"}
LONG_WORDS = 250_000
LONGEST_MS = 3_000

BOXES = """[...document.querySelectorAll('.r:not(.s):not(.o):not(.n)')].slice(0, 1).map(
    row => [...row.children].map(cell => cell.getBoundingClientRect()).map(
        box => [box.left, box.top]))[0]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium was found, so the page was not looked at")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("pages")
    for name, make in PAIRS.items():
        (home / f"{name}.html").write_text(side_by_side_html(make()), encoding="utf-8")
    (home / "long.html").write_text(side_by_side_html(long(LONG_WORDS)), encoding="utf-8")
    return {name: home / f"{name}.html" for name in (*PAIRS, "long")}


def look(browser: Any, place: Path, width: int, scheme: str = "light") -> tuple[Any, list[str]]:
    """Open the page; return it with everything that it complained of or asked for."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: found.append(request.url))
    page.goto(place.as_uri())
    return page, [text for text in found if text not in {place.as_uri(), "data:,"}]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", list(PAIRS))
def test_the_page_is_quiet_alone_and_fits(
    browser: Any, pages: dict[str, Path], name: str, width: int
) -> None:
    page, found = look(browser, pages[name], width)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.scripts.length") == 0
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_old_stands_beside_new_and_on_a_telephone_above_it(
    browser: Any, pages: dict[str, Path], width: int
) -> None:
    page, _ = look(browser, pages["tame"], width)
    (left, top), (other_left, other_top) = page.evaluate(BOXES)
    assert (left < other_left, top < other_top) == ((False, True) if width < 600 else (True, False))
    page.close()


def test_a_moved_passage_is_found_by_its_number_both_ways(
    browser: Any, pages: dict[str, Path]
) -> None:
    page, _ = look(browser, pages["tame"], 1280)
    for here, there in (("l1", "r1"), ("r1", "l1")):
        page.click(f"#{here} > a")
        assert page.url.endswith(f"#{there}")
        box = page.locator(f"#{there}").bounding_box()
        assert 40 <= box["y"] <= 800  # in the window, below the heads of the columns
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_or_dark_and_print_is_light(
    browser: Any, pages: dict[str, Path], scheme: str
) -> None:
    page, _ = look(browser, pages["tame"], 1280, scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == PAPER[scheme]
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.close()


def test_marks_are_lines_and_not_colours_alone(browser: Any, pages: dict[str, Path]) -> None:
    page, _ = look(browser, pages["tame"], 1280)
    page.emulate_media(media="print")
    line = "getComputedStyle(document.querySelector('{}')).textDecorationLine"
    assert page.evaluate(line.format("main del")) == "line-through"
    assert page.evaluate(line.format("main ins")) == "underline"
    assert page.evaluate(line.format("main i")) == "underline"
    page.close()


def test_a_book_of_250_000_words_opens_fast(browser: Any, pages: dict[str, Path]) -> None:
    page, found = look(browser, pages["long"], 1280)
    timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    assert found == []
    assert page.evaluate(timing) < LONGEST_MS
    page.close()
