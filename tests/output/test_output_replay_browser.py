"""The replay in a real browser: quiet, by key and by hand, and true at every step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import (
    PAPER,
    WIDTHS,
    intrusion,
    looking,
    pages_of_pdf,
    too_wide,
    violations,
    walk_by_keyboard,
)
from invented_replays import WORDS, a_replay, hostile_replay, long_replay

from drafttime.model import Replay
from drafttime.output.replay_page import replay_html

pytestmark = pytest.mark.browser

MADE: dict[str, Callable[[], Replay]] = {
    "tame": a_replay,
    "hostile": hostile_replay,
    "long": long_replay,
}
LIVE = "document.getElementById('status').getAttribute('aria-live')"
INK = """() => {
  const canvas = document.getElementById('sheet');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const found = {};
  for (let k = 0; k < data.length; k += 4) {
    const key = data[k] + ',' + data[k + 1] + ',' + data[k + 2];
    if (data[k + 3] === 255) { found[key] = (found[key] || 0) + 1; }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("replays")
    found = {name: home / f"{name}.html" for name in MADE}
    for name, place in found.items():
        place.write_text(replay_html(MADE[name]()), encoding="utf-8")
    return found


def said(page: Any) -> str:
    return str(page.inner_text("#what"))


def at(page: Any) -> int:
    return int(page.input_value("#slider"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", list(MADE))
def test_it_is_quiet_and_fits(browser: Any, places: dict[str, Path], name: str, width: int) -> None:
    with looking(browser, places[name], width) as (page, found):
        page.click("#colour")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(900)
        assert found == []
        assert not too_wide(page)
        box = page.locator("#sheet").bounding_box()
        assert box["height"] <= 800
        assert box["x"] + box["width"] <= width


def test_every_step_says_what_stands_there(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["tame"]) as (page, _):
        assert at(page) == len(WORDS)
        for step, words in reversed([*enumerate(WORDS, 1)]):
            page.fill("#slider", str(step))
            assert said(page).startswith(f"{words} words: ")
        page.fill("#slider", "2")
        assert page.inner_text("#when") == "2 Jan 2024 · arrived by merge · towards draft-1"
        value = page.get_attribute("#slider", "aria-valuetext")
        assert value.endswith("550 words: 120 in, 0 out")
        page.fill("#slider", "0")
        assert page.inner_text("#when") == "Before the first session"


def test_keys_go_from_step_to_step(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["tame"]) as (page, _):
        for key, step in (
            ("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 5),
            ("ArrowRight", 5),
        ):  # fmt: skip
            page.keyboard.press(key)
            assert at(page) == step, key
        page.focus("#slider")
        page.keyboard.press("ArrowLeft")
        assert at(page) == 4
        page.focus("#back")
        page.keyboard.press("Enter")
        assert at(page) == 3
        page.focus("#on")
        page.keyboard.press(" ")
        assert at(page) == 4


def test_playing_begins_anew_at_the_end_and_is_not_spoken(
    browser: Any, places: dict[str, Path]
) -> None:
    with looking(browser, places["tame"]) as (page, found):
        assert page.evaluate(LIVE) == "polite"
        page.keyboard.press(" ")
        page.locator("#what", has_text="430 words").wait_for()
        assert at(page) == 1
        assert page.inner_text("#play") == "Pause"
        assert page.evaluate(LIVE) == "off"
        page.focus("#play")
        page.keyboard.press(" ")
        assert page.inner_text("#play") == "Play"
        assert page.evaluate(LIVE) == "polite"
        page.select_option("#speed", "4")
        page.click("#play")
        page.locator("#play", has_text="Play").wait_for()
        assert at(page) == len(WORDS)
        assert found == []


def test_a_long_book_plays_to_its_end(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["long"]) as (page, found):
        page.fill("#slider", "190")
        page.select_option("#speed", "4")
        page.click("#play")
        page.locator("#play", has_text="Play").wait_for()
        assert at(page) == 200
        assert said(page) == "300,000 words: 1,500 in, 0 out"
        assert found == []


def test_new_words_are_ink_and_the_rest_is_grey(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["tame"]) as (page, _):
        page.fill("#slider", "1")
        first = page.evaluate(INK)
        page.fill("#slider", "4")
        moved = page.evaluate(INK)
        page.check("#colour")
        coloured = page.evaluate(INK)
    assert first.get("38,36,31", 0) > 1_000
    assert "38,36,31" not in moved
    assert moved.get("189,185,176", 0) > 1_000
    assert coloured.get("217,200,160", 0) > 1_000
    assert "189,185,176" not in coloured


def test_less_motion_means_steps_alone(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["tame"], reduced_motion="reduce") as (page, _):
        assert not page.is_visible("#play")
        assert not page.is_visible("#speed")
        assert page.is_visible("#still")
        page.keyboard.press(" ")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        seen = page.evaluate(INK)
        page.wait_for_timeout(300)
        assert page.evaluate(INK) == seen
        assert at(page) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_follows_the_reader_and_print_shows_the_end(
    browser: Any, places: dict[str, Path], scheme: str
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with looking(browser, places["tame"], scheme=scheme) as (page, _):
        assert page.evaluate(paper) == PAPER[scheme]
        assert violations(page) == []
        page.fill("#slider", "2")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert said(page).startswith("430 words")
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        assert page.evaluate(INK).get("189,185,176", 0) > 1_000
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert at(page) == 2
        assert pages_of_pdf(page) <= 2


def test_the_keyboard_reaches_everything(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["tame"]) as (page, _):
        stops = walk_by_keyboard(page)
    assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops)
    assert len(stops) == 6
    assert all(stop["outlined"] and stop["width"] for stop in stops)


def test_the_policy_stops_what_is_not_ours(browser: Any, places: dict[str, Path]) -> None:
    with looking(browser, places["hostile"]) as (page, _):
        found = intrusion(page)
    assert not found["intruded"]
    assert found["seen"] == ["img-src", "script-src-elem", "style-src-elem"]


def test_without_a_script_the_end_is_shown(browser: Any, places: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(places["tame"].as_uri())
    assert page.is_visible("noscript svg")
    assert not page.is_visible("#player")
    context.close()
