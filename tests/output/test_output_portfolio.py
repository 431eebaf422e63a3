"""The portfolio: its options, its files, its page and its data."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drawn_fakes import fake_chart
from page_reader import PageReader
from shared_books import NAMES, book_of

from drafttime.charts import Look
from drafttime.charts import _render as render
from drafttime.errors import UsageError
from drafttime.output.portfolio import portfolio_files
from drafttime.output.portfolio_data import portfolio_object
from drafttime.output.portfolio_options import (
    PortfolioOptions,
    checked_address,
    checked_charts,
    checked_look,
    options_object,
    recorded_options,
)
from drafttime.output.portfolio_page import MOST_BYTES, heavy
from drafttime.output.portfolio_pair import Pair
from drafttime.output.portfolio_summary import portfolio_summary

PAIR = Pair(
    before=(("same", "The tide "), ("out", "<b>went</b>")),
    after=(("same", "The tide "), ("in", "turned & stayed")),
    first=date(2022, 3, 4),
    last=date(2025, 1, 2),
    versions=5,
    whole=False,
)
FULL = PortfolioOptions(
    look=Look("light", "#7a2e2e"),
    charts=("kinds",),
    pair=PAIR,
    address="https://example.org/book/",
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return portfolio_files(book_of("novel"), FULL)


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> str:
    return files["index.html"].decode()


@pytest.mark.parametrize(
    ("theme", "accent", "look"),
    [
        ("system", "", Look()),
        ("dark", "#D98C6A", Look("dark", "#d98c6a")),
        ("paper", "723", Look("paper", "#772233")),
        ("light", "7a2e2e", Look("light", "#7a2e2e")),
    ],
)
def test_looks(theme: str, accent: str, look: Look) -> None:
    assert checked_look(theme, accent) == look


@pytest.mark.parametrize(
    ("theme", "accent", "said"),
    [
        ("sepia", "", "no theme “sepia”"),
        ("light", "red", "no colour"),
        ("light", "#ffd", "contrast is 1.0, and 3 is the least"),
        ("dark", "#331100", "cannot be seen"),
    ],
)
def test_looks_that_are_refused(theme: str, accent: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        checked_look(theme, accent)


def test_charts_on_request() -> None:
    assert checked_charts(["kinds", "strata", "kinds", "pace"]) == ("kinds", "pace")
    with pytest.raises(UsageError, match="hours of the day"):
        checked_charts(["rhythm"])
    with pytest.raises(UsageError, match="no chart “surival”") as wrong:
        checked_charts(["surival"])
    assert wrong.value.hint.startswith("did you mean survival?")


@pytest.mark.parametrize(
    ("address", "checked"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/book/index.html", "https://example.org/book/"),
    ],
)
def test_addresses(address: str, checked: str) -> None:
    assert checked_address(address) == checked


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org", "https://", "https://a:b@example.org", "https://x.org/?q",
     'https://x.org/"><script>', "https://x.org/a b", "javascript:alert(1)", "https://[x"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        checked_address(address)


def test_options_are_told_and_read_back() -> None:
    assert recorded_options(json.loads(json.dumps(options_object(FULL)))) == FULL
    told = portfolio_object(book_of("novel"), FULL)["portfolio"]
    assert recorded_options(told) == FULL


def test_the_same_arguments_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert portfolio_files(book_of("novel"), FULL) == files


def test_every_chart_stands_in_every_form(files: dict[str, bytes]) -> None:
    for key in ("strata", "barcode", "passes", "drift", "chapters", "ledger", "kinds", "band"):
        for end in (".svg", "-narrow.svg", ".png", "@2x.png"):
            assert f"charts/{key}{end}" in files
    assert not any("rhythm" in name for name in files)


@pytest.mark.parametrize("name", NAMES)
def test_every_book_has_a_page_that_weighs_little_and_needs_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page holds no pixels of a chart, and they take the most time.
    monkeypatch.setattr(render, "to_png", lambda *_, **__: b"")
    made = portfolio_files(book_of(name), PortfolioOptions())
    assert {"index.html", "data.json", "card.png"} <= {*made}
    html = made["index.html"].decode()
    assert len(made["index.html"]) < MOST_BYTES
    for element in PageReader(html).elements:
        assert element.tag not in {"script", "iframe", "object", "embed", "base"}
        for name, value in element.attributes.items():
            assert name != "style"
            assert not name.startswith("on")
            if name in {"src", "href"}:
                assert value == "data.json" or value.startswith("data:")


def test_headings_are_in_order_and_the_page_is_named(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert "<h1><bdi>The Tidewright</bdi></h1>" in page


def test_the_heroes_come_first(page: str) -> None:
    found = re.findall(r'<h2 id="([\w-]+)"', page)
    order = ["strata", "barcode", "passes", "sentence", "drift", "chapters", "ledger", "kinds"]
    assert [key for key in found if key in order] == order


def test_the_pair_is_marked_and_escaped(page: str) -> None:
    assert "The tide <del>&lt;b&gt;went&lt;/b&gt;</del>" in page
    assert "The tide <ins>turned &amp; stayed</ins>" in page
    assert "As first written, 4 Mar 2022" in page
    assert "As it reads now, since 2 Jan 2025" in page
    assert "No sentence of the book but the one above is shown." in page


def test_the_card_is_found_by_its_whole_address(page: str) -> None:
    assert '<meta property="og:image" content="https://example.org/book/card.png">' in page


def test_each_of_the_four_figures_has_its_rule(page: str) -> None:
    assert page.count('<span class="rule">') == 4


def test_chapters_are_numbers_and_hours_are_days(page: str) -> None:
    assert "The Weir" not in page
    assert "Chapter 7" in page
    assert not re.search(r"\b\d\d:\d\d\b", re.sub("<svg.*?</svg>", "", page, flags=re.DOTALL))


def test_the_data_tells_what_the_page_tells(files: dict[str, bytes], page: str) -> None:
    data = json.loads(files["data.json"])
    assert list(data)[-1] == "evidence"
    assert f'content="{data["evidence"]["digest"]}"' in page
    assert not {"revisions", "sessions", "writers", "cuts"} & {*data}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["lineage"]["strata"][0]["day"])
    standing = sum(band["standing"] for band in data["lineage"]["bands"])
    assert standing == sum(data["lineage"]["strata"][-1]["standing"])


def test_settings_that_name_somebody_are_withheld() -> None:
    book = replace(
        book_of("tiny"),
        settings={"exclude": ["notes/*"], "gap": 30.0, "writers": {"A": ["a@b.c"]}, "include": []},
    )
    data = portfolio_object(book, PortfolioOptions())
    assert data["settings"] == {"gap": 30.0}
    assert data["settings_withheld"] == ["exclude", "writers"]


def test_the_snippet_holds_the_picture_itself(files: dict[str, bytes]) -> None:
    snippet = files["embed.html"].decode()
    pictures = [base64.b64decode(p) for p in re.findall(r"base64,([\w+/=]+)", snippet)]
    assert pictures == [files["charts/barcode-narrow.svg"], files["charts/barcode.svg"]]
    assert "<script" not in snippet
    assert '<a href="https://example.org/book/"><cite>The Tidewright</cite>' in snippet


def test_drawings_that_are_too_heavy_become_images_the_heaviest_first() -> None:
    light = fake_chart("drift")
    large = replace(fake_chart("passes"), svg_wide="x" * 900_000, svg_narrow="x" * 700_000)
    assert heavy([light, large], None) == {"passes"}
    assert heavy([light], None) == frozenset()
    assert heavy([replace(large, png_2x=b"x" * 1_500_000)], None) == frozenset()


def test_the_summary_says_where_what_and_what_not(files: dict[str, bytes]) -> None:
    said = portfolio_summary(
        book_of("novel"), FULL, files, width=80, page=Path("out", "index.html")
    )
    assert said.startswith("The Tidewright · ")
    assert "out/index.html, " in said
    assert "one sentence, then and now" in " ".join(said.split())
    assert all(len(line) <= 80 for line in said.splitlines())
