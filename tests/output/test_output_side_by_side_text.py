"""Two drafts in the terminal: columns that line up, marks that can be read without colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from two_drafts import BIDI, edited, hostile, new, pair, tame

from drafttime.model import ComparedChapter
from drafttime.output.marked import STYLES
from drafttime.output.side_by_side_text import GUTTER, heading_text, side_by_side_text
from drafttime.output.terminal import columns_of

STYLE = re.compile("\x1b\\[[0-9;]*m")


def test_title_and_figures_come_first() -> None:
    lines = side_by_side_text(tame(), width=80).splitlines()
    assert lines[0] == "The Tidewright · two drafts side by side"
    head = "\n".join(lines[:12])
    assert "draft-1, 14 Mar 2023" in head
    assert "of draft-1 is in draft-2" in head
    assert "6 gone, 11 new" in head
    assert "lineage" in head


def test_the_narrow_view_has_the_old_line_above_the_new() -> None:
    text = side_by_side_text(tame(), width=80)
    assert "- The tide [-was slow-] that day.\n+ The tide {+went out early+} that day." in text
    assert "- [-Nobody asked him why.-]" in text
    assert "+ {+At the weir they waited.+}" in text


def test_the_wide_view_has_two_columns_that_line_up() -> None:
    text = side_by_side_text(tame(), width=100)
    rows = [line for line in text.splitlines() if GUTTER.rstrip() in line]
    assert {columns_of(line.split("│")[0]) for line in rows} == {49}
    [line] = [line for line in rows if "[-was slow-]" in line]
    assert line.startswith("The tide [-was slow-] that day. ")
    assert line.endswith("│ The tide {+went out early+} that day.")


def test_moved_passages_bear_their_number_on_both_sides() -> None:
    text = side_by_side_text(tame(), width=80)
    assert "- {1>He had kept the sluice for nine years.<}" in text
    assert "+ {1>He had kept the sluice for nine years.<}" in text


def test_unchanged_paragraphs_are_folded_with_counts() -> None:
    text = side_by_side_text(tame(), width=80)
    assert text.count("… 14 paragraphs unchanged, 140 words") == 2
    assert "Nothing happened" not in text


def test_a_split_paragraph_is_shown_as_two() -> None:
    assert "- One. Two.\n+ One.\n+ Two." in side_by_side_text(tame(), width=80)


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_nothing_is_wider_than_the_screen_in_any_script(width: int) -> None:
    wide = pair(
        [ComparedChapter("a", "a", (new("長" * 99 + "x" * 99), edited("a", "é" * 80, "b", "c")))]
    )
    for line in side_by_side_text(wide, width=width).splitlines():
        assert columns_of(line) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_styles_replace_signs_and_change_no_column(width: int) -> None:
    styled = side_by_side_text(tame(), width=width, frame=STYLES)
    assert "\x1b[1mwent out early\x1b[22m" in styled
    assert "{+" not in styled
    assert "1>He had kept" in STYLE.sub("", styled)
    if width >= 100:
        rows = [STYLE.sub("", line) for line in styled.splitlines() if "│" in line]
        assert {line.index("│") for line in rows} == {59}


@pytest.mark.parametrize("width", [60, 120])
def test_texts_and_names_cannot_speak_to_the_terminal(width: int) -> None:
    text = side_by_side_text(hostile(), width=width)
    assert "\x1b" not in text
    assert BIDI not in text
    assert "<script>" in text


def test_the_heading_alone_names_the_page() -> None:
    text = heading_text(tame(), width=80, page=Path("compare.html"))
    assert "compare.html" in text
    assert "Low Water" not in text


def test_an_empty_pair_can_be_printed() -> None:
    assert "– of draft-1" in side_by_side_text(pair([]), width=80)
