"""Every page in a real browser: quiet, alone, whole, and fit for eyes, keys and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import (
    PAPER,
    WIDTHS,
    clipped,
    intrusion,
    looking,
    open_all,
    pages_of_pdf,
    too_wide,
    violations,
    walk_by_keyboard,
)
from invented_replays import a_replay, hostile_replay
from shared_books import book_of
from two_drafts import hostile, tame

from drafttime.charts import draw_all
from drafttime.model import Replay
from drafttime.output.folder import write_folder
from drafttime.output.portfolio import portfolio_files
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_pair import Pair
from drafttime.output.replay_page import replay_html
from drafttime.output.report import write_report
from drafttime.output.side_by_side_page import side_by_side_html

pytestmark = pytest.mark.browser


def report(name: str) -> Callable[[Path], Path]:
    return lambda home: write_report(book_of(name), draw_all(book_of(name)), home / name)


def portfolio(name: str) -> Callable[[Path], Path]:
    sides = ((("out", "It was"),), (("in", "It is"), ("same", " so.")))

    def written(home: Path) -> Path:
        place = home / f"portfolio-{name}"
        options = PortfolioOptions(pair=Pair(*sides, None, None, 2, whole=False))
        write_folder(place, portfolio_files(book_of(name), options))
        return place / "index.html"

    return written


def compare(make: Callable[[], Any]) -> Callable[[Path], Path]:
    def written(home: Path) -> Path:
        place = home / f"{make.__name__}.html"
        place.write_text(side_by_side_html(make()), encoding="utf-8")
        return place

    return written


def replay(make: Callable[[], Replay]) -> Callable[[Path], Path]:
    def written(home: Path) -> Path:
        place = home / f"{make.__name__}.html"
        place.write_text(replay_html(make()), encoding="utf-8")
        return place

    return written


PAGES: dict[str, Callable[[Path], Path]] = {
    "report": report("novel"),
    "report, hostile": report("hostile"),
    "report, tiny": report("tiny"),
    "portfolio": portfolio("novel"),
    "portfolio, hostile": portfolio("hostile"),
    "portfolio, tiny": portfolio("tiny"),
    "compare": compare(tame),
    "compare, hostile": compare(hostile),
    "replay": replay(a_replay),
    "replay, hostile": replay(hostile_replay),
}
TAME = [name for name in PAGES if "hostile" not in name]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("pages")
    return {name: make(home) for name, make in PAGES.items()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_is_asked_for_and_nothing_is_cut_off(
    browser: Any, places: dict[str, Path], name: str, width: int
) -> None:
    with looking(browser, places[name], width) as (page, found):
        open_all(page)
        assert found == []
        assert not too_wide(page)
        assert clipped(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", TAME)
def test_paper_follows_the_reader_and_print_is_light(
    browser: Any, places: dict[str, Path], name: str, scheme: str
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with looking(browser, places[name], scheme=scheme) as (page, _):
        assert page.evaluate(paper) == PAPER[scheme]
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", TAME)
def test_it_prints(browser: Any, places: dict[str, Path], name: str) -> None:
    with looking(browser, places[name]) as (page, _):
        assert 1 <= pages_of_pdf(page) <= 60
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 657, "height": 970})  # A4 within its margins
        assert clipped(page) == []


@pytest.mark.parametrize("name", list(PAGES))
def test_the_policy_stops_what_is_not_ours(
    browser: Any, places: dict[str, Path], name: str
) -> None:
    with looking(browser, places[name]) as (page, _):
        found = intrusion(page)
    assert not found["intruded"]
    assert found["opacity"] == "1"
    assert found["seen"] == ["img-src", "script-src-elem", "style-src-elem"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", TAME)
def test_axe_finds_no_serious_violation(
    browser: Any, places: dict[str, Path], name: str, scheme: str
) -> None:
    with looking(browser, places[name], scheme=scheme) as (page, _):
        open_all(page)
        assert violations(page) == []


@pytest.mark.parametrize("name", TAME)
def test_the_keyboard_reaches_everything_in_reading_order(
    browser: Any, places: dict[str, Path], name: str
) -> None:
    with looking(browser, places[name]) as (page, _):
        stops = walk_by_keyboard(page)
    order = [stop["place"] for stop in stops]
    assert order == sorted(order)
    assert all(stop["width"] and stop["height"] for stop in stops)
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
