"""Texts read section by section, each remembered, are what they are when read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_format_latex_pieces import PARTS
from test_format_markdown_pieces import GAPS, LINES

from drafttime.text.formats import _markdown_sections, latex, markdown, plain
from drafttime.text.library import Library

NEVER = re.compile(r"(?!)")
BEGINNINGS = st.sampled_from(["# Head", "Thus.", "So: [label] and [other][].", "A `b` @key [@k].",
                              "Ill \\emph{so", "\\section{W}", "“Two”", "## Notes",
                              "Ways}."])  # fmt: skip
LINE = st.one_of(LINES, BEGINNINGS)
TEXTS = st.lists(st.tuples(LINE, st.one_of(GAPS, st.just("\r\n\r\n"))), max_size=14)
EDITS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), TEXTS), max_size=4)
Parts = list[tuple[str, str]]


def versions(parts: Parts, edits: list[tuple[int, int, Parts]]) -> Iterator[str]:
    """Yield a document and what becomes of it when stretches of its lines are exchanged."""
    yield "".join(line + gap for line, gap in parts)
    for start, taken, put in edits:
        parts = [*parts[:start], *put[:3], *parts[start + taken % 4 :]]
        yield "".join(line + gap for line, gap in parts)


def reading(library: Library, source: str, path: str) -> tuple[object, ...]:
    text = library.text(source, source.encode(), path)
    assert text is not None
    decode = library.vocabulary.decode
    told = tuple(map(decode, text.paragraphs))
    return told, text.words, text.headings, dict(text.sources), text.marks


def at_once(source: str, path: str) -> tuple[object, ...]:
    """Read a text that is one section, by a library that knows nothing."""
    with (
        mock.patch.object(_markdown_sections, "_BEGINS", NEVER),
        mock.patch.object(latex, "_BEGINS", NEVER),
        mock.patch.object(plain, "_BEGINS", NEVER),
    ):
        return reading(Library(), source, path)


@settings(max_examples=300)
@example([("```", "\n\n"), ("Thus.", "\n"), ("```", "\n\n"), ("So.", "\n")], [], "a.md")
@example([("<!-- one", "\n\n"), ("Thus.", "\n\n"), ("two -->", "\n\n")], [], "a.md")
@example([("x <!-- one", "\n\n"), ("Thus.", "\n\n"), ("two -->", "\n\n")], [], "a.md")
@example([("%%", "\n\n"), ("Thus.", "\n\n"), ("%%", "\n\n"), ("So.", "\n")], [], "a.md")
@example([("[a][label]", "\n\n"), ("Thus.", "\n\n"), ("[label]: http://x", "\n")], [], "a.md")
@example([("Ill \\emph{so", "\n\n"), ("Thus.", "\n\n"), ("Ways}.", "\n\n")], [], "a.tex")
@example(
    [("```", "\n\n"), ("```", "\n"), ("---", "\n"), ("title: x", "\n"), ("---", "\n")], [], "a.md"
)
@given(TEXTS, EDITS, st.sampled_from(["a.md", "a.tex", "a.txt"]))
def test_versions_read_one_after_the_other_are_those_read_alone(
    parts: Parts, edits: list[tuple[int, int, Parts]], path: str
) -> None:
    library = Library()
    for source in versions(parts, edits):
        assert reading(library, source, path) == at_once(source, path)


LATEX_LINES = st.sampled_from(
    [*PARTS, "\\begin{verbatim}", "\\end{verbatim}", "\\begin{quote}", "\\end{quote}", "{", "}",
     "So", "Thus \\cite{a}.", "\\chapter{W}", "\\begin{equation}", "\\end{equation}",
     "\\iffalse", "\\fi"]
)  # fmt: skip
LATEX_TEXTS = st.lists(st.tuples(LATEX_LINES, GAPS), max_size=12)
LATEX_EDITS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), LATEX_TEXTS), max_size=3)


@settings(max_examples=200)
@given(
    LATEX_TEXTS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), LATEX_TEXTS), max_size=3)
)
def test_latex_read_version_after_version_is_latex_read_alone(
    parts: Parts, edits: list[tuple[int, int, Parts]]
) -> None:
    library = Library()
    for source in versions(parts, edits):
        assert reading(library, source, "a.tex") == at_once(source, "a.tex")


@pytest.mark.parametrize("module", [markdown, latex, plain])
def test_a_change_leaves_the_other_sections_the_same_objects(module: object) -> None:
    sections = module.FORMAT.sections  # type: ignore[attr-defined]
    before = sections("Words.\n\nThus one.\n\nSo two.\n\nAnd three.")
    after = sections("Words.\n\nThus one.\n\nSo another.\n\nAnd three.")
    assert [a is b for a, b in zip(before, after, strict=True)] == [True, True, False, True]
