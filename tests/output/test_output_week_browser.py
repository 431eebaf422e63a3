"""The page of a week in a real browser: quiet, one screen, and never wider than its window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import looking, pages_of_pdf, too_wide, violations
from invented_weeks import a_week, diary, hostile_week, quiet_week, weeks

from drafttime.model import FoundWeeks
from drafttime.output.week_page import weeks_html

pytestmark = pytest.mark.browser

BUSY = weeks(a_week(diary=diary(40), writers={"M. Arden": 30, "A. Reader": 10}))


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("found", [BUSY, weeks(hostile_week(), quiet_week())])
def test_the_page_is_quiet_alone_and_fits(
    browser: Any, tmp_path: Path, found: FoundWeeks, width: int
) -> None:
    place = tmp_path / "week.html"
    place.write_text(weeks_html(found), encoding="utf-8")
    with looking(browser, place, width) as (page, heard):
        assert heard == []
        assert not too_wide(page)
        if found is BUSY:
            assert pages_of_pdf(page) == 1
        if found is BUSY and width == 1280:
            footer = "document.querySelector('footer').getBoundingClientRect().bottom"
            assert page.evaluate(footer) <= 700
        bars = page.evaluate("getComputedStyle(document.querySelector('rect.now')).fill")
        assert bars == "rgb(63, 130, 150)"  # the style block is the one that the policy lets in
        assert violations(page) == []
