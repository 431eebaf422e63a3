from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.links import Finder
from drafttime.text.order_latex import latex_books, latex_command
from drafttime.text.order_listed import listed_books

MAIN = r"\documentclass{book}" + "\n"


def latex(tree):
    return latex_books(tree, tree.get)


def listed(tree):
    return listed_books(tree, tree.get)


def test_a_main_file_takes_in_others_in_its_own_order():
    (book,) = latex(
        {
            "book/main.tex": MAIN
            + r"\input{macros} \begin{document} \include{z} \input a.tex "
            + r"\input{"
            + '"глава 1"'
            + r"} \subfile{parts/b} \import{parts/}{c.tex} \end{document} \input{never}",
            "book/macros.tex": "",
            "book/a.tex": r"\input{z}",
            "book/z.tex": "",
            "book/глава 1.tex": "",
            "book/parts/b.tex": MAIN.replace("book", "subfiles")
            + r"\input{x}\begin{document}\input{deep}\end{document}",
            "book/parts/c.tex": "",
            "book/parts/deep.tex": "",
            "book/parts/x.tex": "",
            "book/never.tex": "",
            "never.tex": "",
        }
    )
    assert book.main == "book/main.tex"
    assert book.files == (
        "book/main.tex",
        "book/z.tex",
        "book/a.tex",
        "book/глава 1.tex",
        "book/parts/b.tex",
        "book/parts/deep.tex",
        "book/parts/c.tex",
    )
    assert book.set_up == {"book/macros.tex"}


def test_what_is_commented_out_is_not_taken_in():
    (book,) = latex(
        {
            "m.tex": MAIN
            + "\\begin{document}\n% \\input{a}\n100\\% \\input{b}\n\\\\% \\input{c}\n"
            + "\\begin{comment}\\input{c}\\end{comment}\\iffalse\\input{c}\\fi\n\\end{document}",
            "a.tex": "",
            "b.tex": "",
            "c.tex": "",
        }
    )
    assert book.files == ("m.tex", "b.tex")


def test_circles_end():
    (book,) = latex(
        {
            "m.tex": MAIN + r"\begin{document}\input{a}\end{document}",
            "a.tex": r"\input{b}\input{m}",
            "b.tex": r"\input{a}\input{b}",
        }
    )
    assert book.files == ("m.tex", "a.tex", "b.tex")


def test_a_long_chain_of_inputs_ends_at_the_depth_that_latex_allows():
    tree = {f"{n}.tex": rf"\input{{{n + 1}}}" for n in range(100)}
    tree["0.tex"] = MAIN + r"\begin{document}\input{1}\end{document}"
    (book,) = latex(tree)
    assert 15 <= len(book.files) <= 25


def test_names_outside_the_repository_are_nothing():
    (book,) = latex(
        {
            "m.tex": MAIN + r"\begin{document}\input{../x}\input{/etc/x}\input{\x}\end{document}",
            "x.tex": "",
        }
    )
    assert book.files == ("m.tex",)


def test_a_document_that_another_one_takes_in_is_no_book_of_its_own():
    books = latex(
        {
            "a.tex": MAIN + r"\begin{document}\input{b}\end{document}",
            "b.tex": MAIN + r"\begin{document}\end{document}",
            "c.tex": MAIN + r"\begin{document}\end{document}",
            "style.tex": MAIN,
        }
    )
    assert [book.main for book in books] == ["a.tex", "c.tex"]


def test_the_argument_of_a_command_may_hold_braces():
    assert latex_command(r"% \title{No}" + "\n" + r"\title[S]{A \emph{b} c} x}", "title") == (
        r"A \emph{b} c"
    )
    assert latex_command(r"\title{never closed", "title") == ""
    assert latex_command(r"\titleformat{x}", "title") == ""


def test_files_are_found_in_spite_of_accents_and_case():
    finder = Finder(["Ch/Ä.md", "b.md", "B.md"])
    assert finder.find("ch/A\u0308.md", ("x.md",)) == "Ch/Ä.md"
    assert finder.find("../b.md", ("Ch/x.md",)) == "b.md"
    assert finder.find("B.MD", ("x.md",)) is None
    assert finder.find("../../b.md", ("Ch/x.md",)) is None


def test_a_summary_lists_chapters_by_links():
    (book,) = listed(
        {
            "src/SUMMARY.md": "# Summary\n[Foreword](foreword.md)\n- [One `x`](./one.md#top)\n"
            "  - [Two](<a b.md>)\n- [Three](sub/c%20d.md 'title')\n- [Draft]()\n"
            "- [Web](https://a.example/x.md)\n<!-- [Out](out.md) -->\n- [Gone](gone.md)\n"
            "- [Again](one.md)\n- [Round (2)](round_(2).md)\n![pic](pic.png)\n",
            "src/foreword.md": "",
            "src/one.md": "",
            "src/a b.md": "",
            "src/sub/c d.md": "",
            "src/out.md": "",
            "src/round_(2).md": "",
            "src/pic.png": "",
            "gone.md": "",
        }
    )
    assert book.path == "src/SUMMARY.md"
    assert book.files == (
        "src/foreword.md",
        "src/one.md",
        "src/a b.md",
        "src/sub/c d.md",
        "src/round_(2).md",
    )
    assert not book.reads


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("book.rst", "Title\n\n.. include:: b.rst\n\n.. include:: sub/a.rst\n"),
        ("index.rst", ".. toctree::\n   :maxdepth: 2\n\n   b\n   The A <sub/a>\n\nAfter: c\n"),
        ("book.adoc", "= T\n\ninclude::b.rst[]\n\ninclude::sub/a.rst[leveloffset=1]\n"),
        ("main.typ", '#include "b.rst"\n#include("sub/a.rst")\n'),
    ],
)
def test_other_formats_include_chapters(path, source):
    (book,) = listed({path: source, "b.rst": "", "sub/a.rst": "", "c.rst": ""})
    assert book.files == (path, "b.rst", "sub/a.rst")
    assert book.reads


def test_a_list_of_file_names_is_a_list():
    (book,) = listed({"Book.txt": "{frontmatter}\n# old\nb.md\na.md\n", "a.md": "", "b.md": ""})
    assert (book.files, book.reads) == (("b.md", "a.md"), False)


def test_a_list_of_one_is_none():
    assert listed({"SUMMARY.md": "[a](a.md)", "a.md": ""}) == ()


def test_long_sources_do_not_take_long():
    began = time.monotonic()
    for piece in (
        "\\input",
        "\\input{",
        "](",
        "[](",
        "\\\\",
        "%",
        ".. toctree::\n",
        "<!--",
        "\\iffalse",
    ):
        source = piece * (400_000 // len(piece))
        latex({"m.tex": MAIN + "\\begin{document}" + source, "a.tex": source})
        listed({"SUMMARY.md": source, "b.rst": source, "c.adoc": source, "d.typ": source})
    assert time.monotonic() - began < 5


@given(st.lists(st.sampled_from(["\\input{", "}", "a", "\\begin{document}", "%", "\n", MAIN, " "])))
def test_any_latex_is_read(pieces):
    for book in latex({"a.tex": "".join(pieces), "b.tex": MAIN + "\\begin{document}\\input{a}"}):
        assert book.main == book.files[0]
        assert len(set(book.files)) == len(book.files)
