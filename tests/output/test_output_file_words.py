"""Where a page or a table was altered, in words."""

from __future__ import annotations

import re
from functools import cache

import pytest
from drawn_fakes import FAKES
from hypothesis import given
from hypothesis import strategies as st
from shared_books import novel

from drafttime.output.file_words import MOST_PLACES, page_differences, table_differences
from drafttime.output.report import report_files

MARKUP = st.text("<>/a b\n&;\"'40", max_size=40)


@cache
def text_of(name: str) -> str:
    return report_files(novel(), FAKES)[name].decode()


def said(told: str, remade: str) -> list[tuple[str | None, str | None]]:
    return [(one.told, one.recomputed) for one in page_differences("x", told, remade)]


def test_a_number_that_was_altered_is_named() -> None:
    page = text_of("index.html")
    share = re.search("<b>([0-9]+\N{NARROW NO-BREAK SPACE}%)</b>", page)
    assert share is not None
    told = page[: share.start(1)] + "70\N{NARROW NO-BREAK SPACE}%" + page[share.end(1) :]
    assert said(told, page) == [("70\N{NARROW NO-BREAK SPACE}%", share[1])]


def test_what_was_put_in_or_taken_out_is_named() -> None:
    assert said("<p>It won a prize.</p><p>Two.</p>", "<p>Two.</p>") == [("It won a prize.", "")]
    assert said("<p>One &amp; two.</p>", "<p>One &amp; two or three.</p>") == [
        ("two.", "two or three.")
    ]


def test_words_come_before_markup_and_markup_is_not_overlooked() -> None:
    remade = '<p class="a">One</p><p>Two</p>'
    assert said('<p class="b">One</p><p>Three</p>', remade) == [("Three", "Two")]
    [found] = page_differences("x", '<p class="b">One</p><p>Two</p>', remade)
    assert found.how == "differs in its markup"
    assert found.told == '<p class="b">'


def test_drawings_can_be_passed_over() -> None:
    told, remade = "<p>a<svg><text>1</text></svg>b", "<p>a<svg><text>2</text></svg>b"
    assert said(told, remade) == [("1", "2")]
    assert page_differences("x", told, remade, drawings=False) == ()
    assert said(told + "<p>c", remade)[-1] == ("c", "")


def test_many_places_are_counted_and_not_listed() -> None:
    told, remade = ("".join(f"<p>{word}{k}</p>" for k in range(40)) for word in ("a", "b"))
    found = page_differences("x", told, remade)
    assert len(found) == MOST_PLACES
    assert found[-1].more == 40 - MOST_PLACES


@given(MARKUP, MARKUP)
def test_two_texts_differ_just_where_they_are_two(told: str, remade: str) -> None:
    squeezed = ["".join(text.split()) for text in (told, remade)]
    found = page_differences("x", told, remade)
    if told == remade:
        assert not found
    if squeezed[0] != squeezed[1]:
        assert found


def test_a_page_of_nothing_but_brackets_is_read_in_one_pass() -> None:
    for hostile in ("<" * 400_000, "<!--" * 100_000, "&" * 400_000, "<svg" * 100_000):
        assert page_differences("x", hostile, "<p>One</p>")


def test_the_cell_that_was_altered_is_named() -> None:
    table = text_of("revisions.csv")
    lines = table.split("\r\n")
    column = lines[0].split(",").index("words_inserted")
    cells = lines[14].split(",")
    told_cells = [*cells[:column], "98765", *cells[column + 1 :]]
    told = "\r\n".join([*lines[:14], ",".join(told_cells), *lines[15:]])
    [found] = table_differences("revisions.csv", told, table)
    assert (found.where, found.told) == ("row 14, words_inserted", "98765")
    assert found.recomputed == cells[column]


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("a,b\r\n1,2\r\n", "rows"),
        ("", "rows"),
        ("a,c\r\n1,2\r\n3,4\r\n", "the head, b"),
        ("a,b\r\n1,2\r\n3\r\n", "row 2, b"),
        ("a,b\r\n1,2\r\n3,4,5\r\n", "row 2, column 3"),
        ("a,b\n1,2\n3,4\n", ""),
        ('a,b\r\n"1,2\r\n3,4\r\n', "rows"),
    ],
)
def test_a_table_that_was_altered_otherwise(told: str, where: str) -> None:
    [found] = table_differences("x", told, "a,b\r\n1,2\r\n3,4\r\n")
    assert found.where == where
    assert found.how == ("" if where else "is written otherwise, with the same cells")
