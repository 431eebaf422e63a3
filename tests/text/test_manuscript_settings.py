from __future__ import annotations

import pytest
from bookshelf import manuscript, paths, prose, reasons

from drafttime.errors import ManuscriptError
from drafttime.settings import Settings

A, B, C, D = (prose(300, seed) for seed in "ABCD")


def test_include_replaces_discovery_whatever_the_extension():
    tree = {"ch1.md": A, "odd/one.xyz": B, "notes/n.md": C, "build/b.md": D, "odd/two.xyz": None}
    found = manuscript(tree, Settings(include=("odd/*.xyz", "notes", "build/*.md")))
    assert paths(found) == ["build/b.md", "notes/n.md", "odd/one.xyz"]
    assert reasons(found) == {
        "ch1.md": "not named by `include`",
        "odd/two.xyz": "not text that can be read, or too long for a book",
    }


def test_include_keeps_the_books_own_order():
    tree = {
        "SUMMARY.md": "[b](b.md) [a](a.md) [c](c.md)",
        "a.md": A,
        "b.md": B,
        "c.md": C,
        "d.md": D,
    }
    found = manuscript(tree, Settings(include=("[abd].md",)))
    assert paths(found) == ["b.md", "a.md", "d.md"]


def test_exclude_removes():
    tree = {"ch1.md": A, "ch2.md": B, "part/ch3.md": C}
    found = manuscript(tree, Settings(exclude=("part", "ch2.*")))
    assert paths(found) == ["ch1.md"]
    assert reasons(found) == dict.fromkeys(("ch2.md", "part/ch3.md"), "left out by `exclude`")


def test_order_comes_first_and_names_what_is_not_there():
    tree = {"a.md": A, "b.md": B, "c.md": C, "notes.md": D}
    found = manuscript(tree, Settings(order=("c.md", "notes.md", "gone.md", "b*")))
    assert paths(found) == ["c.md", "notes.md", "b.md", "a.md"]
    assert reasons(found) == {"gone.md": "named by `order`, but there is no such file"}


def test_files_of_another_book_are_said_to_be_so():
    found = manuscript(
        {"tide/a.md": A, "weir/b.md": B},
        Settings(include=("tide",), other_books={"weir": ("weir/*.md",)}),
    )
    assert reasons(found) == {"weir/b.md": "belongs to another book: weir"}


def test_a_format_override_makes_a_file_prose():
    found = manuscript({"a.novel": A, "b.md": B}, Settings(format={"*.novel": "markdown"}))
    assert [(file.path, file.format) for file in found.files] == [
        ("a.novel", "Markdown"),
        ("b.md", "Markdown"),
    ]


def test_an_include_that_matches_nothing_is_an_error():
    with pytest.raises(ManuscriptError) as caught:
        manuscript({"a.md": A}, Settings(include=("b.md",)))
    assert "matches b.md" in caught.value.message


def test_names_in_capitals_are_about_the_repository_unless_they_are_the_book():
    found = manuscript({"DUNE.md": A, "short.md": "x"})
    assert paths(found) == ["DUNE.md", "short.md"]
    found = manuscript({"STYLE_RULES.md": A, "PROLOGUE.md": B, "ch1.md": C})
    assert paths(found) == ["PROLOGUE.md", "ch1.md"]
    assert reasons(found) == {"STYLE_RULES.md": "a file about the repository"}
    found = manuscript({"STYLE_RULES.md": A, "ch1.md": B + C}, Settings(order=("STYLE_RULES.md",)))
    assert paths(found) == ["STYLE_RULES.md", "ch1.md"]
