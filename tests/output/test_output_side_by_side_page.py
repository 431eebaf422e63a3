"""The page of two drafts: complete, linked both ways, lean, and deaf to what names say."""

from __future__ import annotations

import re
from functools import cache

import pytest
from page_reader import PageReader
from two_drafts import BIDI, ESCAPE, hostile, long, pair, tame

from drafttime.model import ComparedChapter, Row
from drafttime.output.page import policy
from drafttime.output.side_by_side_page import PAGE_START, side_by_side_html


@cache
def tame_page() -> str:
    return side_by_side_html(tame())


def inside(page: str, tag: str) -> list[str]:
    return [element.words for element in PageReader(page).all(tag)]


def test_the_page_begins_with_its_mark_and_is_well_formed() -> None:
    assert tame_page().startswith(PAGE_START)
    assert PageReader(tame_page()).declarations == ["DOCTYPE html"]


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    [style] = re.findall(r"<style>(.*?)</style>", tame_page(), re.DOTALL)
    [meta] = [
        element
        for element in PageReader(tame_page()).all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert meta.attributes["content"] == policy(style)
    assert 'style="' not in tame_page()
    assert "<script" not in tame_page()


def test_every_paragraph_of_both_drafts_is_in_the_page() -> None:
    words = " ".join(inside(tame_page(), "body"))
    for chapter in tame().sides.chapters:
        for row in chapter.rows:
            for side in (row.left, row.right):
                for paragraph in "".join(text for _, text, _ in side).split("\n"):
                    assert paragraph in words


def test_gone_words_are_struck_and_new_ones_underlined() -> None:
    shown_as = {"del": inside(tame_page(), "del"), "ins": inside(tame_page(), "ins")}
    assert shown_as["del"] == ["struck words", "was slow", "Nobody asked him why."]
    assert shown_as["ins"] == [
        *("underlined words", "went out early", "At the weir they waited.", "The last chapter."),
    ]


def test_moved_passages_lead_to_each_other_and_say_to_which_chapter() -> None:
    reader = PageReader(tame_page())
    links = {link.attributes["href"]: link.words for link in reader.all("a")}
    assert links["#r1"] == "→ 1, 02-weir"
    assert links["#l1"] == "← 1, Low Water"


@pytest.mark.parametrize("make", [tame, hostile])
def test_every_anchor_stands_once_and_every_link_leads_to_one(make: object) -> None:
    reader = PageReader(side_by_side_html(make()))  # type: ignore[operator]
    anchors = [one.attributes["id"] for one in reader.elements if "id" in one.attributes]
    aims = [link.attributes["href"] for link in reader.all("a")]
    assert len(set(anchors)) == len(anchors)
    assert {aim.removeprefix("#") for aim in aims} <= set(anchors)
    assert all(aim.startswith("#") for aim in aims)


def test_a_passage_that_stands_on_one_side_only_has_no_link() -> None:
    page = side_by_side_html(pair([ComparedChapter("a", "a", (Row((("moved", "b", 7),), ()),))]))
    assert 'href="#r7"' not in page
    assert "<i>b</i>" in page


def test_unchanged_stretches_are_folded_and_said_once() -> None:
    folded = inside(tame_page(), "details")
    assert [words.split(", ")[0] for words in folded] == [
        *("12 paragraphs unchanged", "14 paragraphs unchanged"),
    ]
    assert tame_page().count("Nothing happened on day 5") == 2  # once in each of two chapters
    assert tame_page().count("Nothing happened on day 0") == 3  # beside a change: in both columns


def test_a_heading_that_did_not_change_is_not_said_twice() -> None:
    assert inside(tame_page(), "h2")[0] == "Low Water"
    assert "Low Water" not in inside(tame_page(), "p")


def test_the_chapters_are_listed_with_what_changed() -> None:
    cells = inside(tame_page(), "td")
    rows = [cells[place : place + 6] for place in range(0, len(cells), 6)]
    assert [row[0] for row in rows] == ["Low Water", "02-weir", "03", "04"]
    assert rows[0][1:5] == ["160 → 149", "6", "3", "8"]
    assert rows[2][1:] == ["140", "–", "–", "–", "–"]
    assert rows[3][1:] == ["0 → 3", "–", "3", "–", "100 %"]


def test_names_and_texts_cannot_speak_to_the_browser() -> None:
    page = side_by_side_html(hostile())
    assert "<script" not in page
    assert BIDI not in page
    assert ESCAPE not in page
    assert "⟨U+202E⟩" in page
    reader = PageReader(page)
    assert not [name for one in reader.elements for name in one.attributes if name[:2] == "on"]


def test_an_empty_pair_has_a_page() -> None:
    assert "There are no words in either draft" in side_by_side_html(pair([]))


def test_markup_stays_lean_where_little_changed() -> None:
    compared = long(40_000)
    text = sum(
        len("".join(text for _, text, _ in row.right).encode())
        for chapter in compared.sides.chapters
        for row in chapter.rows
    )
    assert len(side_by_side_html(compared).encode()) < 1.3 * text + 15_000
