"""The page of a week in a real browser: quiet, one screen, and never wider than its window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_weeks import a_week, diary, hostile_week, quiet_week, weeks

from drafttime.model import FoundWeeks
from drafttime.output.week_page import weeks_html

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BUSY = weeks(a_week(diary=diary(40), writers={"M. Arden": 30, "A. Reader": 10}))


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


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("found", [BUSY, weeks(hostile_week(), quiet_week())])
def test_the_page_is_quiet_alone_and_fits(
    browser: Any, tmp_path: Path, found: FoundWeeks, width: int
) -> None:
    place = tmp_path / "week.html"
    place.write_text(weeks_html(found), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(place.as_uri())
    assert set(heard) <= {place.as_uri(), "data:,"}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if found is BUSY and width == 1280:
        assert page.evaluate("document.documentElement.scrollHeight") <= 800
    bars = page.evaluate("getComputedStyle(document.querySelector('rect.now')).fill")
    assert bars == "rgb(63, 130, 150)"  # the style block is the one that the policy lets in
    page.close()
