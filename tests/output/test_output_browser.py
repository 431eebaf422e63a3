"""The report in a real browser, beside what `test_output_pages_browser` holds of every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import WIDTHS, looking
from shared_books import book_of

from drafttime.charts import all_charts, draw_all
from drafttime.output.report import write_report

pytestmark = pytest.mark.browser

VISIBLE = "[...document.querySelectorAll('.{} svg')].map(e => e.getClientRects().length > 0)"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = book_of("novel")
    return write_report(book, draw_all(book), tmp_path_factory.mktemp("reports") / "novel")


@pytest.mark.parametrize("width", WIDTHS)
def test_telephones_see_the_drawings_made_for_them(browser: Any, report: Path, width: int) -> None:
    narrow = width < 600
    with looking(browser, report, width) as (page, _):
        assert set(page.evaluate(VISIBLE.format("wide"))) == {not narrow}
        assert set(page.evaluate(VISIBLE.format("narrow"))) == {narrow}
        assert page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_light_or_dark_and_print_is_light(
    browser: Any, report: Path, scheme: str
) -> None:
    ink = "getComputedStyle(document.querySelector('.wide .dt-fill-ink')).fill"
    with looking(browser, report, scheme=scheme) as (page, _):
        expected = {"light": "rgb(38, 36, 31)", "dark": "rgb(236, 231, 218)"}
        assert page.evaluate(ink) == expected[scheme]
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate(ink) == "rgb(38, 36, 31)"


def test_every_chart_has_a_name_and_a_description(browser: Any, report: Path) -> None:
    with looking(browser, report) as (page, _):
        names = page.get_by_role("img").all()
        applying = [chart for chart in all_charts() if chart.applies(book_of("novel"))]
        assert len(names) == len(applying) >= 9
        texts = [svg.evaluate("e => e.querySelector('desc').textContent") for svg in names]
        assert all(len(text) > 40 for text in texts)
