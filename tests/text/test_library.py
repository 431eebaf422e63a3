"""Files become prose once, whatever the number of their versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.library import Library
from drafttime.text.tokens import count_words


def test_the_extension_decides_unless_the_settings_do() -> None:
    library = Library(overrides={"odd/*.md": "plain"})
    assert library.format_of("ch1.md").name.lower() == "markdown"
    assert library.format_of("odd/ch1.md").name == "plain"
    assert library.format_of("ch1.TXT").name == "plain"
    assert library.format_of("no-extension").name == "plain"


def test_unknown_markup_is_said_to_be_read_as_plain_text() -> None:
    library = Library()
    assert library.read_as_plain("book.rst")
    assert library.read_as_plain("book.org")
    assert not library.read_as_plain("book.txt")
    assert not library.read_as_plain("book.md")


def test_paragraphs_words_and_headings() -> None:
    text = Library().text("x", b"# The Weir\n\nIt rained.\n\n* * *\n\nIt stopped.\n", "ch1.md")
    assert text is not None
    assert [count_words(p) for p in text.paragraphs] == [2, 2, 2]
    assert text.words == 6
    assert text.tokens == 8
    assert [(h.paragraph, h.level, h.title) for h in text.headings] == [
        (0, 1, "The Weir"),
        (2, 0, ""),
    ]


def test_what_is_not_text_is_none() -> None:
    assert Library().text("x", b"\x89PNG\r\n\x1a\n\0\0\0", "ch1.md") is None


def test_equal_paragraphs_are_equal_strings_across_files_and_formats() -> None:
    library = Library()
    a = library.text("a", b"One line.\n\nIt rained all day.\n", "a.md")
    b = library.text("b", b"It rained\nall day.\n", "b.txt")
    assert a is not None
    assert b is not None
    assert a.paragraphs[1] == b.paragraphs[0]


def test_a_blob_is_read_once_per_format() -> None:
    library = Library()
    first = library.text("x", b"It rained.", "a.md")
    assert library.text("x", b"something else", "renamed.md") is first
    assert library.text("x", b"It rained.", "a.txt") is not first


def test_texts_are_the_same_after_pieces_were_forgotten() -> None:
    library = Library()
    first = library.text("x", b"# Head\n\nIt rained.", "a.md")
    library.forget()
    second = library.text("y", b"# Head\n\nIt rained.\n", "a.md")
    assert first is not None
    assert first == second
    assert second is not None
    assert first.paragraphs[1] is second.paragraphs[1]
    assert library.text("x", b"", "a.md") is first


@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.tex", "a.txt", "a.rst", "a"]))
def test_any_bytes_are_read_or_refused_without_an_exception(data: bytes, path: str) -> None:
    text = Library().text("x", data, path)
    if text is not None:
        assert all(text.paragraphs)
        assert text.words == sum(map(count_words, text.paragraphs))
        assert all(0 <= h.paragraph <= len(text.paragraphs) for h in text.headings)
