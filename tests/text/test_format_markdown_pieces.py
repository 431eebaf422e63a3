"""A piece of Markdown means alone what it means in its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafttime.model import Block
from drafttime.text.formats import markdown
from drafttime.text.formats._markdown_blocks import read_blocks

LINES = st.sampled_from(
    [
     "One two.", "three *four", "five* six", "# Head", "## Head {#x}", "Setext", "===", "---",
     "***", "- item", "  more of it", "    far in", "      farther", "\tcode", "1. first",
     "   second", "> quote", "lazy", "> ```", "```", "```py", "````", "~~~", "  ```", "- ```",
     "`code", "span`", "<div>", "</div>", "<script>", "</script>", "<pre>", "</pre>", "<b>x</b>",
     "<!-- one", "two -->", "x <!-- one", "<!-- a -->", "<?php", "?>", "<!DOCTYPE", ">",
     "<![CDATA[", "]]>", "[label]", "[a][label]", "[label]: http://x", "[Label]: y 'title'",
     "[other][]", "[other]: z", "[^1]: note", "x[^1]", "| a | b |", "|---|---|", "$$", "$x$",
     "%%", "%% x %%", "{{index x}}", "quote}}", "::: note", ":::", "+++", "title: x", "% title",
     "...", " ", "- [ ] task", "+ x"
    ],
)  # fmt: skip
GAPS = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\n\n\n"])
DOCUMENTS = st.lists(st.tuples(LINES, GAPS), max_size=14).map(
    lambda parts: "".join(line + gap for line, gap in parts)
)


def as_whole(text: str) -> tuple[Block, ...]:
    """Read a text in one go, without any cutting."""
    return read_blocks(markdown.without_unread(text).lstrip("\n")).blocks


def in_pieces(text: str) -> tuple[Block, ...]:
    return tuple(block for piece in markdown.FORMAT.split(text) for block in markdown.parse(piece))


@settings(max_examples=400)
@example("```\n\n# one\n```\n\ntwo\n")
@example("````\n```\n\n```\n````\n\nthree\n")
@example("- ```\n  a\n\n  b\n  ```\n\nc\n")
@example("> ```\n> a\n\nb\n")
@example("- a\n\n  b\n\n      code\n\nc\n")
@example("<script>\n\na\n</script> x\n```\n\nb\n```\n")
@example("[a][b] and [b]\n\n- x\n\n  [b]: y\n")
@example("```\n[b]\n```\nsee [b]\n\n[b]: y\n")
@example("x <!-- a\n\n```\n\nb --> y\n\n```\n")
@example("x <!-- a\n\n%% b -->\n\n%% y\n")
@example("---\ntitle: x\n---\n\n---\ntitle: y\n---\n")
@example("a\n\n---\ntitle: y\n\nb\n---\n")
@example("[b]: y\n\n[b]\n```\n")
@example("<pre>\n\n</script>\n\n</pre>\nOne.\n")
@example("- a\n\n\n\n\tcode\n \nb\n")
@example("One two.\n\n+++\n```\n\n+++\n")
@example("- ```\n```\n```\n\n%% x %%\n")
@example("[^1]: a\n\n    b\n\nc [^1]\n")
@example("<pre>\n\na\n</pre>\n    b\n\n    c\n")
@given(DOCUMENTS)
def test_pieces_read_alone_are_the_whole(text: str) -> None:
    assert in_pieces(text) == as_whole(text)


PARAGRAPHS = st.lists(
    st.sampled_from(
        ["rain", "Weir", "`a`", "`a b", "c` d", "``", "`{{x}}`", "`|`", "`***`", "`*", "`\\`", "\n",
         "\n", "  \n", "(so)", "“no”", "1.", "3)", "- ", "…", "=", "===", ":", ": x", "#", ">",
         "%%", ":::", "`&amp;`", "&", "!", "`[x]`", "http://x.y", "a@b.c", "^", "+", "`"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(max_examples=400)
@example("`a``b`")
@example("a `b`` c")
@example("`{{x}}`")
@example("c` d `a")
@given(PARAGRAPHS)
def test_paragraphs_that_need_no_parser_read_the_same_with_it(text: str) -> None:
    assert markdown.parse(text) == as_whole(text)


@settings(max_examples=200)
@given(DOCUMENTS)
def test_reading_a_text_at_once_is_reading_its_pieces(text: str) -> None:
    assert in_pieces(text) == markdown.parse(text)


def test_most_pieces_are_single_paragraphs() -> None:
    text = "\n\n".join(
        ["# Head", *(f"Paragraph {n} with `code` and [a link](u)." for n in range(9))]
    )
    assert markdown.FORMAT.split(text) == text.split("\n\n")


@pytest.mark.parametrize("label", ["b", "B", "a  b", "straße", "[x]"])
def test_definitions_are_found_wherever_they_stand(label: str) -> None:
    source = f"See [the weir][{label}].\n\n# Head\n\n[{label.upper()}]: http://x.y\n"
    assert in_pieces(source) == as_whole(source)
