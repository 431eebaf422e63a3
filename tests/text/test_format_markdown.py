"""Markdown: what a reader reads, and that wrapping changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import Block
from drafttime.text.formats import markdown
from drafttime.text.tokens import split_tokens

pieces_of = markdown.FORMAT.split


def texts(source: str) -> list[str]:
    return [block.text for block in markdown.parse(source)]


def test_blocks() -> None:
    source = (
        "# The *Weir*\n\nIt rained\nall day.\n\n* * *\n\n> “Yes,”\nhe said.\n\n- a\n- b\n  - c\n\n"
        "Two\n---\n\n1. one\n\n   more\n"
    )
    assert [(block.kind, block.text, block.level) for block in markdown.parse(source)] == [
        ("heading", "The Weir", 1),
        ("paragraph", "It rained all day.", 0),
        ("break", "", 0),
        ("paragraph", "“Yes,” he said.", 0),
        ("paragraph", "a", 0),
        ("paragraph", "b", 0),
        ("paragraph", "c", 0),
        ("heading", "Two", 2),
        ("paragraph", "one", 0),
        ("paragraph", "more", 0),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # inline
        ("*one* **two** ~~three~~ `four`", "one two three four"),
        ("un*like*ly", "unlikely"),
        ("hard  \nbreak\\\nhere", "hard break here"),
        ("[shown](http://x.y 'title')", "shown"),
        ("[shown][label]\n\n[label]: http://x.y", "shown"),
        ("[shown][nowhere] [sic]", "[shown][nowhere] [sic]"),
        ("![a red barn](barn.png)", "a red barn"),
        ("<http://x.y>", "http://x.y"),
        ("AT&amp;T &mdash; &copy;", "AT&T — ©"),
        ("\\*not emphasis\\*", "*not emphasis*"),
        ("2<sup>nd</sup> one<br>two <b>three</b>", "2nd one two three"),
        ("one<!-- two -->three", "onethree"),
        ("“it's” -- \"so\"...", "“it's” -- \"so\"..."),
        # footnotes
        ("Rain[^1] fell.\n\n[^1]: In *May*.", "Rain fell.|In May."),
        ("Rain[^nowhere] fell.", "Rain fell."),
        ("Rain^[In *May*, [see] it.] fell.", "Rain In May, [see] it. fell."),
        ("a `[^ab]` and `^[x]`", "a [^ab] and ^[x]"),
        # wiki links
        ("[[Target|shown]] and [[Page]]", "shown and Page"),
        ("![[picture.png|300]] Words.", "Words."),
        ("[[1]](#source) Words.", "1 Words."),
        # maths and money
        ("so $x^2$ is", "so is"),
        ("$$\nx\n$$\n\nWords.", "Words."),
        ("It cost $5 and then $6.", "It cost $5 and then $6."),
        ("Between $20-$30.", "Between $20-$30."),
        # pandoc
        ("# Head {#id .class}", "Head"),
        ("[Small]{.smallcaps} `x`{.py} [l](u){target=b} {kept}", "Small x l {kept}"),
        ("::: {.warning}\nMind the weir.\n:::", "Mind the weir."),
        (":::note\nMind the weir.\n:::", "Mind the weir."),
        ("| First line,\n| second line", "First line, second line"),
        # tables, tasks, alerts
        ("| a | b |\n|---|---|\n| c | d |", "a b|c d"),
        ("- [ ] open\n- [x] done", "open|done"),
        ("> [!NOTE]\n> Mind.", "Mind."),
        # templates
        ('{{index "sea", [weir, "the {sea}"]}}\n\nWords.', "Words."),
        ('{{figure {url: "a", alt: "b {c}"}}}\n{{index x}}\n\nWords.', "Words."),
        ('{{quote {author: "Woolf"}\n\nWords.\n\nquote}}', "Words."),
        ("{% include note.html %}\n\nWords.", "Words."),
        ('{{< figure src="a" >}}\n\nWords.', "Words."),
        ("Dear {{ name }}, hello.", "Dear {{ name }}, hello."),
        ("{{ name }} says hello to {{ other }}", "{{ name }} says hello to {{ other }}"),
        # code blocks
        ("```\ncode\n\nmore\n```\n\nWords.", "Words."),
        ("~~~~ {.py}\ncode\n~~~\nmore\n~~~~\nWords.", "Words."),
        ("Words.\n\n    code\n\n    more", "Words."),
        ("- item\n\n      code\n\n  Words.", "item|Words."),
        ("```\nnever closed\n\nWords.", ""),
        ("    Dear sir,\n    your weir was open all night, and the rain came in.", None),
        ("```\nDear sir,\n\nyour weir was open all night, and the rain came in.\n```",
         "Dear sir,|your weir was open all night, and the rain came in."),
        ("```text\nDear sir, your weir was open all night, and the rain came in.\n```", ""),
        ("```\nfor word in words: print(word, end=', '); then do it again and again\n```", ""),
        ("```\nnpm install\napt-get install asciidoc\nmake html and then make the book\n```", ""),
        # HTML
        ("<div>\n<p>One *two*</p>\n<p>Three</p>\n</div>", "One two|Three"),
        ("<div>\n\nOne *two*\n\n</div>", "One two"),
        ("<script>\nvar a\n\nvar b\n</script>\n\nWords.", "Words."),
        ("<style>p {}</style>\n\nWords.", "Words."),
        ("<p align=center>One<br>two</p>", "One two"),
        ("<hr>\n\nWords.", "|Words."),
        ("<div>\n<h2>Head</h2>\n    Indented\n</div>", "Head|Indented"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        # comments
        ("<!-- one\n\ntwo -->\n\nWords.", "Words."),
        ("Words. <!-- one\n\ntwo --> More.", "Words. More."),
        ("Words. %% one %% More.", "Words. More."),
        ("%%\none\n\ntwo\n%%\n\nWords.", "Words."),
        ("100%% sure", "100%% sure"),
        ("`%%` is `%%`", "%% is %%"),
        ("<!-- never closed\n\nWords.", ""),
        ("Words <!-- never closed\n\nMore.", "Words <!-- never closed|More."),
    ],
)  # fmt: skip
def test_what_is_read(source: str, expected: str | None) -> None:
    """None stands for the source itself, folded."""
    assert "|".join(texts(source)) == (" ".join(source.split()) if expected is None else expected)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The Weir\ntags:\n  - a\n---\n",
        "---\n\ntitle: The Weir\n\nauthor: A\n---\n",
        "---\n# made by hand\ntitle: The Weir\n...\n",
        "---\n---\n",
        "+++\ntitle = 'The Weir'\n+++\n",
        "% The Weir\n% A. Writer\n% May\n\n",
    ],
)
def test_front_matter_is_dropped(front: str) -> None:
    assert texts(f"{front}\nIt rained.") == ["It rained."]
    assert [text for piece in pieces_of(f"{front}\nIt rained.") for text in texts(piece)] == [
        "It rained."
    ]


@pytest.mark.parametrize(
    "source",
    ["---\n\nIt rained.\n\n---\n\nIt stopped.", "---\nIt rained, she said.\n\n---\n\nMore."],
)
def test_a_scene_break_at_the_head_is_no_front_matter(source: str) -> None:
    assert texts(source)[-1] in {"It stopped.", "More."}
    assert any("It rained" in text for text in texts(source))


def test_front_matter_in_the_middle_is_text() -> None:
    source = "One.\n\n---\ntitle: x\n---\n\nTwo."
    assert texts(source) == ["One.", "", "title: x", "Two."]
    assert [text for piece in pieces_of(source) for text in texts(piece)] == texts(source)


@pytest.mark.parametrize("line", ["***", "* * *", "---", "\\*\\*\\*", "#", "⁂", "* * * * *"])
def test_scene_breaks(line: str) -> None:
    assert markdown.parse(f"One.\n\n{line}\n\nTwo.")[1] == Block("break", "")


WORD = st.sampled_from(
    ["rain", "weir,", "*so*", "**it**", "`code`", "[a link](u)", "“no”", "don’t", "end.", "a_b",
     "$5", "[^1]", "<b>x</b>", "(&amp;)", "—", "3.14", "[[T|t]]", "{x}", "!", "https://x.y/z"],
)  # fmt: skip


@given(st.lists(WORD, min_size=1), st.integers(10, 90), st.integers(10, 90), st.booleans())
def test_rewrapping_changes_no_token(words: list[str], one: int, two: int, hard: bool) -> None:
    def tokens(width: int, end: str) -> list[str]:
        lines = [""]
        for word in ["It", *words]:
            if lines[-1] and len(lines[-1]) + len(word) >= width and word[0].isalpha():
                lines.append("")
            lines[-1] += f" {word}" if lines[-1] else word
        return split_tokens(" ".join(texts(f"{end}\n".join(lines))))

    assert tokens(one, "") == tokens(two, "  " if hard else "")


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "<" * 200_000, "<!--" * 50_000, "x <!-- \n\n" * 20_000, "%%" * 100_001,
     "`" * 200_000, "".join("`" * n + " " for n in range(600)), "{{" * 100_000, "{{a}} " * 40_000,
     "```\n\n" * 40_001, "```\n\n```\n```\n\n" * 15_000, "<script>\n\n" * 20_000, "- " * 100_000,
     "> " * 20_000 + "x", "[a]: b\n\n[a]\n\n" * 12_000, "    x\n\n" * 30_000, "^[" * 100_000,
     "---\na:\n\n" * 20_000, "|a" * 100_000, "<div>\n<" * 20_000, "%% ` <!-- " * 20_000,
     "[^1]: x\n\n" * 20_000, "a]{" * 60_000, "<p " * 60_000, "x\n<!-- a\n\n" * 15_000],
)  # fmt: skip
def test_long_odd_texts_return(text: str) -> None:
    for piece in pieces_of(text):
        markdown.parse(piece)
