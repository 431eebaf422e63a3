"""The paragraph to which a line of a source belongs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_format_latex_pieces import LATEX
from test_format_markdown_pieces import DOCUMENTS

from drafttime.text.library import Library
from drafttime.text.quoting import line_paragraph, quote

# Behind each line, the first words of the paragraph to which it belongs.
MARKDOWN = [
    ("---", "The"),
    ("title: The Weir", "The"),
    ("---", "The"),
    ("# The Weir {#weir}", "The"),
    ("", "It"),
    ("It rained. <!-- [x] -->", "It"),
    ("All day, see [the weir][weir].", "It"),
    ("", "Yes."),
    ("Yes.", "Yes."),
    ("", "Yes."),
    ("Yes.", "Yes."),
    ("", "so"),
    ("```c", "so"),
    ("Yes.", "so"),
    ("", "so"),
    ("It rained.", "so"),
    ("```", "so"),
    ("- so", "so"),
    ("- [Yes.](http://so)", "Yes."),
    ("  or no", "Yes."),
    ("<!-- Yes. -->", "1984"),
    ("> 1984", "1984"),
    ("", "…"),
    ("…", "…"),
    ("", "Then"),
    ("[weir]: http://x.y/rained", "Then"),
    ("", "Then"),
    ("Then it *stopped*.", "Then"),
    ("<!-- It rained. -->", "Then"),
]
LATEX_LINES = [
    ("% The weir.", "The"),
    ("\\documentclass{book}", "The"),
    ("\\newcommand{\\weir}{the weir}", "The"),
    ("\\begin{document}", "The"),
    ("\\chapter{The Weir}\\label{weir}", "The"),
    ("", "It"),
    ("It rained % all day", "It"),
    ("  all \\emph{day}.", "It"),
    ("% It rained.", "So"),
    ("", "So"),
    ("\\begin{quote}", "So"),
    ("So it", "So"),
    ("did.\\footnote{All", "So"),
    ("day.}", "So"),
    ("\\end{quote}", "Then"),
    ("\\begin{verbatim}", "Then"),
    ("So it did.", "Then"),
    ("", "Then"),
    ("\\end{verbatim}", "Then"),
    ("\\[ x = rained \\]", "Then"),
    ("", "Then"),
    ("Then $x$ it ``stopped.''", "Then"),
    ("\\end{document}", "Then"),
    ("It rained.", "Then"),
]
PLAIN = [
    ("", "CHAPTER"),
    ("CHAPTER I", "CHAPTER"),
    ("The Weir", "CHAPTER"),
    ("", "It"),
    ("It rained", "It"),
    ("all day.", "It"),
    ("* * *", "Yes."),
    ("Yes.", "Yes."),
    ("", "Yes."),
    ("Yes.", "Yes."),
]


def first_words(source: str, path: str, line: int) -> tuple[int | None, str]:
    library = Library()
    found = line_paragraph(library, source, path, line)
    quoted = quote(library, source, path)
    return found, "" if found is None else quoted[found].text.split()[0]


@pytest.mark.parametrize(
    ("path", "lines"), [("a.md", MARKDOWN), ("a.tex", LATEX_LINES), ("a.txt", PLAIN)]
)
def test_each_line_belongs_to_its_paragraph(path: str, lines: list[tuple[str, str]]) -> None:
    source = "\n".join(line for line, _ in lines)
    found = [first_words(source, path, k) for k in range(1, len(lines) + 1)]
    assert [words for _, words in found] == [words for _, words in lines]
    places = [paragraph for paragraph, _ in found]
    assert places == sorted(places)


def test_equal_paragraphs_are_told_apart() -> None:
    source = "Yes.\n\nYes.\n\nYes."
    assert [line_paragraph(Library(), source, "a.md", k) for k in range(1, 6)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(("line", "expected"), [(-3, 0), (0, 0), (1, 0), (4, 1), (99, 1)])
def test_lines_out_of_range_are_the_first_or_the_last(line: int, expected: int) -> None:
    assert line_paragraph(Library(), "One.\n\nTwo.\n", "a.txt", line) == expected


@pytest.mark.parametrize("source", ["", "\n\n", "<!-- One. -->\n", "```c\nx\n```\n"])
def test_a_file_without_prose_has_no_paragraph(source: str) -> None:
    assert line_paragraph(Library(), source, "a.md", 1) is None


@given(
    st.one_of(DOCUMENTS, LATEX, st.text()), st.sampled_from(["a.md", "a.tex", "a.txt"]), st.data()
)
def test_any_line_of_anything_has_a_paragraph_if_there_is_one(
    source: str, path: str, data: st.DataObject
) -> None:
    library = Library()
    line = data.draw(st.integers(-1, source.count("\n") + 3))
    found = line_paragraph(library, source, path, line)
    count = len(quote(library, source, path))
    assert found is None if not count else found in range(count)


@given(st.lists(st.sampled_from(["Yes.", "It rained\nall day.", "“No,” she said.", "1984"])))
def test_every_line_of_plain_prose_belongs_where_it_stands(paragraphs: list[str]) -> None:
    source = "\n\n".join(paragraphs)
    expected = [k for k, paragraph in enumerate(paragraphs) for _ in paragraph.split("\n")]
    lines = [k for k, line in enumerate(source.split("\n"), 1) if line]
    assert [line_paragraph(Library(), source, "a.txt", k) for k in lines] == expected[: len(lines)]


def test_markup_without_end_holds_nobody_up() -> None:
    links = "\n".join(f"[w{k}]: http://x.y/{k}" for k in range(2_000))
    prose = " ".join(f"[the weir][w{k}]" for k in range(2_000))
    start = time.process_time()
    assert line_paragraph(Library(), f"{prose}\n\n{links}\n", "a.md", 3) == 0
    assert time.process_time() - start < 20
