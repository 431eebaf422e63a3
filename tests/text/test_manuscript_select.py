from __future__ import annotations

import random

import pytest
from bookshelf import manuscript, paths, prose, reasons
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.errors import ManuscriptError
from drafttime.settings import Settings
from drafttime.text.manuscript import largest_choices

A, B, C, D = (prose(300, seed) for seed in "ABCD")
MAIN = r"\documentclass{book}\title{The \emph{Weir}\\ A Novel}\author{M. Arden \and J. Roe}"


def latex(*inputs: str, text: str = "") -> str:
    return MAIN + r"\begin{document}" + text + "".join(rf"\input{{{i}}}" for i in inputs)


def test_a_novel_with_companions_is_found_without_settings():
    found = manuscript(
        {
            "README.md": "# The Tidewright\n\nA novel.",
            "LICENSE": "All rights reserved.",
            "outline.md": D,
            "notes/sea.md": D,
            "characters.md": "Mo",
            "cut scenes.md": B,
            "chapters/ch-10_low-water.md": B,
            "chapters/ch-02_the-weir.md": A,
            "chapters/Prologue.md": "# Before\n\n" + C,
            "chapters/picture.png": None,
            "script.py": "x",
            "build/book.md": A,
            "build/book.txt": A,
            "refs.bib": "x",
        }
    )
    assert found.name == "The Tidewright"
    assert [(file.path, file.title) for file in found.files] == [
        ("chapters/Prologue.md", "Before"),
        ("chapters/ch-02_the-weir.md", "The weir"),
        ("chapters/ch-10_low-water.md", "Low water"),
    ]
    assert found.words == 901 == sum(chapter.words for chapter in found.chapters)
    assert reasons(found) == {
        "README.md": "a README",
        "build/": "build output",
        "characters.md": "about the characters",
        "cut scenes.md": "cut passages",
        "notes/sea.md": "notes",
        "outline.md": "an outline",
        "refs.bib": "bibliography data",
    }
    assert {left.path: left.words for left in found.left_out}["outline.md"] == 300


def test_the_largest_choices_are_shown_with_their_words():
    found = manuscript(
        {f"{n}.md": prose(n * 10, n) for n in range(1, 9)} | {"notes.md": A, "x.bib": ""}
    )
    counted, left_out = largest_choices(found)
    assert [file.words for file in counted] == [80, 70, 60, 50, 40]
    assert [(left.path, left.words, left.reason) for left in left_out] == [
        ("notes.md", 300, "notes")
    ]


def test_the_latex_main_file_gives_the_order():
    found = manuscript(
        {
            "thesis/main.tex": latex("z", "a", text="A motto. ") + r"\input{macros}",
            "thesis/a.tex": A,
            "thesis/z.tex": B,
            "thesis/macros.tex": r"\newcommand{\x}{y}",
            "thesis/old-a.tex": C,
            "letter.tex": latex(text="Dear Sir"),
            "ideas.md": D,
        }
    )
    assert paths(found) == ["thesis/main.tex", "thesis/z.tex", "thesis/a.tex"]
    assert (found.name, found.author) == ("The Weir A Novel", "M. Arden, J. Roe")
    assert reasons(found) == {
        "thesis/macros.tex": "no prose in it",
        "thesis/old-a.tex": "not included by thesis/main.tex",
        "letter.tex": "part of another book: letter.tex",
        "ideas.md": "notes",
    }


def test_a_preamble_is_set_up():
    found = manuscript({"m.tex": r"\input{pre}" + latex("a"), "pre.tex": "some words", "a.tex": A})
    assert paths(found) == ["a.tex"]
    assert reasons(found)["pre.tex"] == "set-up, before the text begins"


def test_the_larger_of_latex_and_loose_text_is_the_book():
    letter = latex(text=prose(100, "letter"))
    found = manuscript({"letter.tex": letter, "ch1.md": A, "ch2.md": B})
    assert paths(found) == ["ch1.md", "ch2.md"]
    assert reasons(found) == {"letter.tex": "part of letter.tex, a shorter text"}
    found = manuscript({"m.tex": latex("a", "b"), "a.tex": A, "b.tex": B, "blog.md": C})
    assert paths(found) == ["a.tex", "b.tex"]
    assert reasons(found) == {"blog.md": "not included by m.tex", "m.tex": "no prose in it"}


def test_latex_made_from_markdown_is_a_compiled_copy():
    made = latex(text=f"{A}\n\n{B}\n\n{C}")
    found = manuscript({"book.tex": made, "ch1.md": A, "ch2.md": B, "ch3.md": C})
    assert paths(found) == ["ch1.md", "ch2.md", "ch3.md"]


def test_many_latex_documents_beside_each_other_are_a_collection():
    found = manuscript({f"story{n}.tex": latex(text=prose(200, n)) for n in (1, 2, 10)})
    assert paths(found) == ["story1.tex", "story2.tex", "story10.tex"]


def test_a_summary_gives_the_order_and_the_choice():
    found = manuscript(
        {
            "src/SUMMARY.md": "# The Rusty Weir\n\n- [N](notes.md)\n- [A](a.md)\n",
            "src/a.md": "# Alpha\n\n" + A,
            "src/notes.md": B,
            "src/unlisted.md": C,
            "old-book/SUMMARY.md": "- [S](s.md)\n- [T](t.md)\n",
            "old-book/s.md": "stub",
            "old-book/t.md": "stub",
        }
    )
    assert found.name == "The Rusty Weir"
    assert paths(found) == ["src/notes.md", "src/a.md"]
    assert {file.reason for file in found.files} == {"listed in src/SUMMARY.md"}
    assert reasons(found) == {
        "src/SUMMARY.md": "the list of chapters",
        "src/unlisted.md": "not listed in src/SUMMARY.md",
        **dict.fromkeys(
            ("old-book/SUMMARY.md", "old-book/s.md", "old-book/t.md"),
            "part of another book: old-book/SUMMARY.md",
        ),
    }


def test_a_list_that_names_next_to_nothing_is_not_the_books():
    tree = {f"ch{n}.md": prose(300, n) for n in range(1, 12)}
    found = manuscript({**tree, "SUMMARY.md": "[1](ch1.md) [2](ch2.md)"})
    assert len(paths(found)) == 11
    assert reasons(found) == {"SUMMARY.md": "the list of chapters"}


def test_a_restructured_book_includes_its_chapters():
    found = manuscript(
        {
            "book.rst": "===\nThe Book\n===\n\nIntro.\n\n.. include:: 02.rst\n.. include:: 01.rst",
            "01.rst": A,
            "02.rst": B,
            "10-bibliography.rst": C,
        }
    )
    assert found.name == "The Book"
    assert paths(found) == ["book.rst", "02.rst", "01.rst"]
    assert found.files[0].reason == "the main file"


def test_drafts_in_folders_are_never_summed():
    found = manuscript({"draft1/ch1.md": A, "draft1/ch2.md": B, "draft2/ch1.md": C})
    assert paths(found) == ["draft2/ch1.md"]
    assert reasons(found) == dict.fromkeys(
        ("draft1/ch1.md", "draft1/ch2.md"), "an earlier draft: Draft 1"
    )
    assert found.words == 300


def test_a_latex_main_file_in_an_earlier_draft_is_not_the_book():
    found = manuscript(
        {
            "draft1/main.tex": latex("a"),
            "draft1/a.tex": prose(900, 1),
            "draft2/main.tex": latex("a"),
            "draft2/a.tex": B,
        }
    )
    assert paths(found) == ["draft2/a.tex"]


def test_compiled_and_other_copies_are_left_out():
    found = manuscript({"ch1.md": A, "ch2.md": B, "whole.md": A + "\n\n" + B, "ch2.txt": B})
    assert paths(found) == ["ch1.md", "ch2.md"]
    assert reasons(found) == {
        "whole.md": "a compiled copy of the chapters",
        "ch2.txt": "the same words as ch2.md",
    }


def test_a_book_in_one_file_has_its_own_title_and_chapters():
    source = f"---\ntitle: 'Low Water'\nauthor: M. Arden\n---\n\n# One\n\n{A}\n\n# Two\n\n{B}"
    found = manuscript({"novel.md": source})
    assert (found.name, found.author, found.files[0].title) == (
        "Low Water", "M. Arden", "Low Water",
    )  # fmt: skip
    assert [c.title for c in found.chapters] == ["One", "Two"]
    assert found.chapters_from == "headings"


@pytest.mark.parametrize(
    ("tree", "title"),
    [
        ({"a.md": A, "b.md": B}, "The tidewright"),
        ({"a.md": "# Ebb\n\n" + A}, "Ebb"),
        ({"a.md": A, "b.md": B, "README.md": "![x](y.png)\n# [Weir](u) *x*\n"}, "Weir x"),
        ({"a.md": A, "b.md": B, "book.toml": '[book]\ntitle = "T"\nauthors = ["Q"]'}, "T"),
        ({"a.md": A, "b.md": B, "README.md": "# Summary\n"}, "The tidewright"),
        ({"m.tex": MAIN.replace("The", "\\thebook") + "\\begin{document}" + A}, "Weir A Novel"),
    ],
)
def test_the_title_is_what_the_book_says(tree, title):
    assert manuscript(tree).name == title


def test_settings_name_the_book():
    found = manuscript({"m.tex": latex(text=A)}, Settings(title="Mine", author="Me"))
    assert (found.name, found.author) == ("Mine", "Me")


def test_titles_that_every_file_begins_with_are_not_chapter_titles():
    found = manuscript({f"{n}-part.md": "# The Novel\n\n" + prose(100, n) for n in (1, 2, 3)})
    assert [file.title for file in found.files] == ["Part", "Part", "Part"]


def test_where_there_is_nothing_else_a_doubtful_name_is_the_book():
    found = manuscript({"notes.md": A, "README.md": "x"})
    assert [(file.path, file.reason) for file in found.files] == [
        ("notes.md", "the only prose here")
    ]
    assert paths(manuscript({"README.md": prose(1200, 1)})) == ["README.md"]


@pytest.mark.parametrize(
    ("tree", "message", "hint"),
    [
        ({}, "no prose was found in The tidewright", "--include"),
        ({"README.md": "x", "a.py": "y"}, "left out: README.md (a README)", ".md, .tex and .txt"),
        ({"a.md": ""}, "left out: a.md (no prose in it)", "--include"),
        ({"N.scriv/Files/Data/1/content.rtf": "x"}, "Scrivener", "compile to Markdown"),
        ({"N.scriv/Files/Data/1/content.rtf": "x"}, "Scrivener", "Sync with External Folder"),
        ({"novel.docx": None}, "Word files", "save the text as Markdown"),
    ],
)
def test_no_prose_is_an_error_with_a_way_out(tree, message, hint):
    with pytest.raises(ManuscriptError) as caught:
        manuscript(tree)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_scrivener_project_beside_prose_is_left_out():
    found = manuscript({"N.scriv/Files/x.txt": "x", "a.md": A})
    assert reasons(found) == {"N.scriv/": "a Scrivener project"}


pieces = st.sampled_from(
    ["ch1.md", "ch2.md", "draft1/ch1.md", "draft2/ch1.md", "notes.md", "book.tex", "a.tex",
     "README.md", "SUMMARY.md", "build/x.md", "old/ch1.md", "novel v2.md", "novel.md", "x.bin",
     "b.rst", ".x/a.md"]
)  # fmt: skip
sources = st.sampled_from(
    [
        A,
        B,
        A + "\n\n" + B,
        "",
        None,
        "[1](ch1.md) [2](ch2.md)",
        latex("a", "ch1.md"),
        "# x\n\n***\n\ny",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(pieces, sources, max_size=7), st.integers(0, 9))
def test_any_tree_has_one_manuscript_whatever_the_order_of_its_entries(tree, seed):
    shuffled = list(tree.items())
    random.Random(seed).shuffle(shuffled)
    try:
        found = manuscript(tree)
    except ManuscriptError:
        with pytest.raises(ManuscriptError):
            manuscript(dict(shuffled))
        return
    assert manuscript(dict(shuffled)) == found
    counted, left_out = set(paths(found)), set(reasons(found))
    assert not counted & left_out
    folders = {path for path in left_out if path.endswith("/")}
    for path in tree:
        if path.rsplit(".")[-1] in {"md", "tex", "rst"} and path not in counted | left_out:
            assert any(path.startswith(folder) for folder in folders)
    assert found.words == sum(chapter.words for chapter in found.chapters) > 0
