from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.titles import book_names, first_heading, folder_title, heading_title, readable


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ch-07_the-weir", "The weir"),
        ("07 - The Weir", "The Weir"),
        ("ch04-02-references", "References"),
        ("ch-07", "Chapter 7"),
        ("07", "Chapter 7"),
        ("part-2", "Part 2"),
        ("1818", "1818"),
        ("low_water", "Low water"),
        ("iv", "IV"),
        ("глава-3-плотина", "Плотина"),
        ("---", "---"),
        ("", "Untitled"),
        ("   ", "Untitled"),
    ],
)
def test_a_name_becomes_a_title(name, title):
    assert readable(name) == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("1. The Dumb End", "The Dumb End"),
        ("Chapter One: The Weir", "The Weir"),
        ("CHAPTER IV. — Ebb", "CHAPTER IV. — Ebb"),
        ("Chapter 12 - “Ebb”", "“Ebb”"),
        ("Kapitel 3: Ebbe", "Ebbe"),
        ("Chapter 1", "Chapter 1"),
        ("Chapter IV.", "Chapter IV"),
        ("And then...", "And then..."),
        ("1984", "1984"),
        ("3.5 million", "3.5 million"),
        ("Part of it: a song", "Part of it: a song"),
        ("Part well-known", "Part well-known"),
        ("", ""),
    ],
)
def test_a_number_before_a_title_is_the_chapters_and_not_the_titles(heading, title):
    assert heading_title(heading) == title


def test_a_folder_names_the_book():
    assert folder_title("the-tidewright.git") == "The tidewright"
    assert folder_title("My Novel") == "My Novel"
    assert folder_title("2024") == "2024"
    assert folder_title("") == "Untitled"


def test_the_first_heading_is_read_without_its_markup():
    assert first_heading("![b](c.png)\n\n# [The *Weir*](u) #\n# Two") == "The Weir"
    assert first_heading("====\n  The Weir\n====\n") == "The Weir"
    assert first_heading("The Weir\n========\n") == "The Weir"
    assert first_heading("# Summary\n") == ""
    assert first_heading("## Two\n") == ""
    assert first_heading("# One\n\n# Two\n", only=True) == ""


def names(tree, files=("a.md",), listed=None):
    found = book_names(tree, files, listed, tree.get)
    return found.title, found.author


def test_what_is_nearer_to_the_book_speaks_first():
    tree = {"a.md": "# Not this", "b.md": "", "README.md": "# From the README"}
    both = ("a.md", "b.md")
    assert names(tree, both) == ("From the README", "")
    tree["metadata.yaml"] = "title: From the metadata\nauthor: [M. Arden]\n"
    assert names(tree, both) == ("From the metadata", "M. Arden")
    tree["a.md"] = "---\ntitle: From the front\n---\n\n# Not this"
    assert names(tree, both) == ("From the front", "M. Arden")


def test_what_cannot_be_read_is_passed_over():
    tree = {"a.md": None, "book.toml": "title = ", "metadata.yaml": "title: |\n  long"}
    assert names(tree) == ("", "")
    assert names({"a.md": "", "book.toml": "book = 3"}) == ("", "")
    assert names({"a.md": "", "book.toml": "title = 3\nauthors = [1, 'M']"}) == ("", "M")
    assert names({"a.md": "---\ntitle: x\nnever closed"}) == ("", "")


def test_a_latex_title_loses_its_typography():
    source = r"\title{\Large ``The'' \\[2pt] Weir --- A~Novel\thanks{Jo}}\author{M. Arden\and Jo}"
    tree = {"m.tex": source}
    assert names(tree, ("m.tex",), "m.tex") == ("“The” Weir — A Novel", "M. Arden, Jo")


def test_titles_are_one_short_line():
    assert len(first_heading("# " + "long " * 100)) <= 120
    assert first_heading("# a\u202eb\tc\x1b[31m") == "a b c [31m"


@given(st.text(max_size=40))
def test_any_name_has_a_title(name):
    assert readable(name)
    assert folder_title(name)
    first_heading("# " + name)
    names({"m.tex": rf"\title{{{name}}}\author{{{name}}}", "README.md": name}, ("m.tex",), "m.tex")
