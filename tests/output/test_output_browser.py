"""The page in a real browser: quiet, alone, and never wider than its window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shared_books import book_of

from drafttime.charts import all_charts, draw_all
from drafttime.output.report import write_report

pytestmark = pytest.mark.browser

LOOKED_AT = ("novel", "hostile", "tiny")
WIDTHS = (400, 768, 1280)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(22, 24, 27)"}
VISIBLE = "[...document.querySelectorAll('.{} svg')].map(e => e.getClientRects().length > 0)"


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
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("reports")
    books = {name: book_of(name) for name in LOOKED_AT}
    return {name: write_report(book, draw_all(book), home / name) for name, book in books.items()}


def look(browser: Any, index: Path, width: int, scheme: str = "light") -> tuple[Any, list[str]]:
    """Open the page with all its tables; return it with everything that it complained of."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: found.append(request.url))
    page.goto(index.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    return page, [text for text in found if text not in {index.as_uri(), "data:,"}]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_page_is_quiet_alone_and_fits(
    browser: Any, reports: dict[str, Path], name: str, width: int
) -> None:
    page, found = look(browser, reports[name], width)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.scripts.length") == 0
    narrow = width < 600
    assert set(page.evaluate(VISIBLE.format("wide"))) == {not narrow}
    assert set(page.evaluate(VISIBLE.format("narrow"))) == {narrow}
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_and_charts_are_light_or_dark_and_print_is_light(
    browser: Any, reports: dict[str, Path], scheme: str
) -> None:
    page, _ = look(browser, reports["novel"], 1280, scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    ink = "getComputedStyle(document.querySelector('.wide .dt-fill-ink')).fill"
    assert page.evaluate(paper) == PAPER[scheme]
    assert page.evaluate(ink) == {"light": "rgb(38, 36, 31)", "dark": "rgb(236, 231, 218)"}[scheme]
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    assert page.evaluate(ink) == "rgb(38, 36, 31)"
    page.close()


def test_every_chart_has_a_name_and_a_description(browser: Any, reports: dict[str, Path]) -> None:
    page, _ = look(browser, reports["novel"], 1280)
    names = page.get_by_role("img").all()
    applying = [chart for chart in all_charts() if chart.applies(book_of("novel"))]
    assert len(names) == len(applying) >= 9
    assert all(len(svg.evaluate("e => e.querySelector('desc').textContent")) > 40 for svg in names)
    page.close()
