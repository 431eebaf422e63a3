"""Paragraphs given back as prose, token for token, in every format."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_format_latex_pieces import LATEX
from test_format_markdown_pieces import DOCUMENTS, PARAGRAPHS

from drafttime.text.library import Library
from drafttime.text.quoting import Quoted, quote

PATHS = st.sampled_from(["a.md", "a.tex", "a.txt", "a.rst", "a"])
WORDS = st.text(alphabet="ab 汉ナ’'“”-.…,\u00ad\u200b\u200d\u200e\u0301\ufeff\x07\u00a0\n👩")
SOURCES = st.one_of(DOCUMENTS, PARAGRAPHS, LATEX, WORDS, st.text())


def one(source: str, path: str = "a.txt") -> Quoted:
    (paragraph,) = quote(Library(), source, path)
    return paragraph


def tokens(paragraph: Quoted) -> list[str]:
    return [paragraph.text[start:stop] for start, stop in paragraph.spans]


def assert_agrees(library: Library, source: str, path: str) -> None:
    """Hold what is quoted against what is counted: as many paragraphs, and the same tokens."""
    data = source.encode("utf-8", "replace")
    text = library.text(f"{path} {source}", data, path)
    quoted = quote(library, data, path)
    assert text is not None or not quoted
    for shown, paragraph in zip(quoted, text.paragraphs if text else (), strict=True):
        assert len(shown.spans) == len(paragraph)
        assert "".join(map(library.vocabulary.encode, tokens(shown))) == paragraph
        ends = [at for span in shown.spans for at in span]
        assert ends == sorted(ends)
        assert shown.text == " ".join(shown.text.split())


@example("soft\u00adhyphens, left\u200eright\u200e and zero\u200bwidth", "a.txt")
@example("👩\u200d💻 ❤\ufe0f می\u200cخواهم \u00ada\u00ad", "a.md")
@example("\\'e\\'e ``so'' --- \\emph{x}% y\n~z", "a.tex")
@given(SOURCES, PATHS)
def test_every_token_has_its_place(source: str, path: str) -> None:
    assert_agrees(Library(), source, path)


def test_bytes_that_are_not_text_have_no_paragraphs() -> None:
    assert quote(Library(), b"\x89PNG\r\n\x1a\n\0\0\0", "a.md") == ()


def test_prose_is_what_a_reader_reads() -> None:
    source = (
        "# The *Weir*\n\n“It’s   late,”\nshe [said](http://x.y) &mdash; `so`.\n\n```c\nx\n```\n"
    )
    heading, paragraph = quote(Library(), source, "a.md")
    assert heading.text == "The Weir"
    assert paragraph.text == "“It’s late,” she said — so."


def test_ligatures_and_accents_of_latex_are_set() -> None:
    paragraph = one("``Caf\\'e---yes,'' she~said\\footnote{Aside.}.", "a.tex")
    assert paragraph.text.startswith("“Café—yes,” she said")
    assert tokens(paragraph)[:4] == ["“", "Café", "—", "yes"]


def test_an_override_of_the_format_is_heeded() -> None:
    library = Library(overrides={"*.txt": "markdown"})
    assert [paragraph.text for paragraph in quote(library, "*Rain*", "a.txt")] == ["Rain"]


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (1, 3, "It’s late"),
        (0, 5, "“It’s late,”"),
        (1, 6, "It’s late,” she"),
        (3, 4, ","),
        (5, 99, "she said – no."),
        (-4, 2, "“It’s"),
        (2, 2, ""),
        (4, 1, ""),
        (99, 100, ""),
    ],
)
def test_words_from_token_to_token(start: int, stop: int, expected: str) -> None:
    assert one("“It’s late,” she\nsaid – no.").words(start, stop) == expected


@given(WORDS, st.integers(0, 9), st.integers(0, 9))
def test_words_never_begin_or_end_with_white_space(source: str, start: int, stop: int) -> None:
    for paragraph in quote(Library(), source, "a.txt"):
        words = paragraph.words(start, stop)
        assert words == words.strip()
        assert words in paragraph.text
        assert bool(words) == (start < min(stop, len(paragraph.spans)))


def test_unseen_characters_stay_inside_words_only() -> None:
    paragraph = one("\u200eone soft\u00adhyphen\u200e two")
    assert paragraph.words(0, 1) == "one"
    assert paragraph.words(1, 2) == "soft\u00adhyphen"
    assert paragraph.words(0, 3) == "one soft\u00adhyphen\u200e two"
