"""Biographies as text, Markdown and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace

import pyromark
import pytest
from invented_passages import BLOCKS, HOSTILE, a_biography, found_lives, hand

from drafttime.errors import ManuscriptError
from drafttime.model import Biography, Piece, Version
from drafttime.output.biography_markdown import biographies_markdown
from drafttime.output.biography_text import biographies_text
from drafttime.output.passages_data import biographies_to_json
from drafttime.output.terminal import columns_of

STYLE = re.compile("\x1b\\[[0-9;]+m")


def text_of(*lives: Biography, width: int = 80, styled: bool = False, asked: str = "tide") -> str:
    return biographies_text(found_lives(*lives, asked=asked), width=width, styled=styled)


def life_of(*versions: Version) -> Biography:
    return Biography("a b", "ch-07.md", "The Weir", versions)


def version(*events: str, path: str = "ch-07.md", pieces: tuple[Piece, ...] = ()) -> Version:
    return Version(hand("2022-03-03"), path, events, 2, pieces or (("same", "a b"),))


def test_the_text_by_example() -> None:
    assert text_of(a_biography(), asked="tide had turned") == (
        "The Tidewright · “tide had turned”\n"
        "[-taken out-] {+put in+} {>moved here<}\n"
        "\n"
        "The Weir · chapters/07-the-weir.md\n"
        "four versions, 3 Mar 2022 – 2 Jan 2024\n"
        "\n"
        "  1  3 Mar 2022 · 12th session · 3f2a9c1 · “the weir: let him leave”\n"
        "     written in chapters/02-tide-tables.md; 44 words\n"
        "       The tide was turning when the lock-keeper came out with his lamp, and for\n"
        "       a while he stood on the sill of the upper gate and listened to the water\n"
        "       go by underneath him in the dark. It carried doors and hats. He counted\n"
        "       them.\n"
        "\n"
        "  2  9 Apr 2022 · 22nd session · a81d0c2 · “the weir: let him leave”\n"
        "     changed; 48 words\n"
        "       The tide [-was turning-] {+had turned+} when the lock-keeper came …\n"
        "       carried doors and hats{+, and once a harmonium+}. He counted them.\n"
        "\n"
        "  3  14 Feb 2023 · 77ab01e\n"
        "     moved from chapters/02-tide-tables.md to chapters/07-the-weir.md; 48 words\n"
        "\n"
        "  4  2 Jan 2024 · 123rd session · 0dd5eed · “one paragraph of it”\n"
        "     joined with another paragraph; 53 words\n"
        "       … harmonium. He counted them. {>The lamp went out twice.<}\n"
        "\n"
        "  Now\n"
        "       The tide had turned when the lock-keeper came out with his lamp, and for\n"
        "       a while he stood on the sill of the upper gate and listened to the water\n"
        "       go by underneath him in the dark. It carried doors and hats, and once a\n"
        "       harmonium. He counted them. The lamp went out twice."
    )


def test_with_styles_the_words_are_the_same_without_signs() -> None:
    styled = text_of(a_biography(), styled=True)
    assert "\x1b[2;9mwas turning\x1b[22;29m \x1b[1mhad turned\x1b[22m when" in styled
    assert "[-" not in styled
    plain = re.sub(r"\[-|-\]|\{\+|\+\}|\{>|<\}", "", text_of(a_biography()))
    assert STYLE.sub("", styled).split() == plain.split()


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("styled", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, styled: bool) -> None:
    life = a_biography(path="ch-07.md")
    life = replace(life, versions=tuple(replace(v, path="ch-02.md") for v in life.versions))
    text = STYLE.sub("", text_of(life, life, width=width, styled=styled))
    assert max(map(columns_of, text.splitlines())) <= width


@pytest.mark.parametrize(
    ("events", "path", "said"),
    [
        (("changed",), "ch-07.md", "changed; 2 words"),
        (("moved",), "ch-07.md", "moved within ch-07.md; 2 words"),
        (("changed", "moved"), "ch-09.md", "changed and moved from ch-07.md to ch-09.md; 2 words"),
        (("copied",), "ch-09.md", "copied from ch-07.md to ch-09.md; 2 words"),
        (("split",), "ch-07.md", "split off from a longer paragraph; 2 words"),
        (("restored",), "ch-07.md", "brought back after it had been cut; 2 words"),
        (("changed",), "ch-9.md", "changed, now in ch-9.md; 2 words"),
        ((), "ch-07.md", "as it was; 2 words"),
        (("\x1b[2J",), "ch-07.md", "⟨U+001B⟩[2J; 2 words"),
    ],
)
def test_what_happened_is_said(events: tuple[str, ...], path: str, said: str) -> None:
    life = life_of(version("born"), version(*events, path=path))
    assert f"\n     {said}\n" in text_of(life)


def test_a_passage_brought_back_is_read_in_full_without_signs() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    text = text_of(life_of(version("born"), version("restored", pieces=(("in", words),))))
    assert words in " ".join(text.split())
    assert "{+" not in text


def test_a_passage_that_never_changed_is_read_once() -> None:
    life = life_of(version("born", pieces=(("in", "a b"),)))
    assert text_of(life).endswith("; 2 words\n       a b\n\n  Now, as it was written")
    assert biographies_markdown(found_lives(life)).endswith("> a b\n\n### Now, as it was written\n")
    other = replace(life, text="a c")
    assert text_of(other).endswith("  Now\n       a c")


def test_writers_are_named_where_there_are_several() -> None:
    assert "M. Arden" not in text_of(a_biography())
    other = replace(version("changed"), hand=hand(None, writer="Ed"))
    text = text_of(life_of(version("born"), other))
    assert "3f2a9c1 · M. Arden · “" in text
    assert "date not known · 12th session · 3f2a9c1 · Ed · “" in text


def test_of_several_matches_three_are_told_with_how_to_narrow() -> None:
    text = text_of(*[a_biography()] * 4)
    assert text.startswith("The Tidewright · “tide”: 4 paragraphs; the first three are shown\n")
    assert text.count("  Now\n") == 3
    assert "\n3 of 4 · The Weir · chapters/07-the-weir.md\n" in text
    assert text.endswith(
        "quote more of its words, or name its file and line, as\nin chapters/07-the-weir.md:LINE."
    )
    two = text_of(*[a_biography()] * 2)
    assert two.startswith("The Tidewright · “tide”: 2 paragraphs\n")


def test_no_match_is_an_error_that_says_what_to_try() -> None:
    for tell in (biographies_markdown, lambda f: biographies_text(f, width=80, styled=False)):
        with pytest.raises(ManuscriptError) as caught:
            tell(found_lives(asked="the  tide\n had turned"))
        assert (
            caught.value.message
            == "no paragraph of the final draft has the words “the tide had turned”"
        )
        assert "quote fewer words" in caught.value.hint
        with pytest.raises(ManuscriptError, match=r"stands at ch-07\.md:12") as caught:
            tell(found_lives(asked="ch-07.md:12"))
        assert "drafttime files" in caught.value.hint


def hostile() -> Biography:
    bad = f"{HOSTILE} \x07\u2066"
    pieces: tuple[Piece, ...] = (
        ("same", bad),
        ("out", " *"),
        ("in", f" <b>{bad} "),
        ("moved", "`"),
    )
    return Biography(
        f"{bad}\n{BLOCKS}",
        f"{bad}.md",
        "# <i>\x1b[2J",
        tuple(
            Version(
                hand("2022-03-03", "\x1b<b>", writer=f"<i>{n}", subject=bad),
                f"{bad}{n}", (event,), 3, pieces,
            )
            for n, event in enumerate(("born", "moved", "changed"))
        ),
    )  # fmt: skip


def test_nothing_that_a_terminal_obeys_is_printed_but_our_styles() -> None:
    for styled in (False, True):
        text = STYLE.sub("", text_of(hostile(), styled=styled, asked="\x1b]0;x\x07"))
        for character in text:
            assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def test_markdown_marks_with_elements_and_lets_nothing_else_in() -> None:
    text = biographies_markdown(found_lives(a_biography()))
    assert "The tide <del>was turning</del> <ins>had turned</ins> when the lock-keeper" in text
    assert "doors and hats<ins>, and once a harmonium</ins>. He" in text
    assert "\n> … harmonium. He counted them. <em>The lamp went out twice.</em>\n" in text
    html = pyromark.html(biographies_markdown(found_lives(hostile())))
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags == {"h1", "h2", "h3", "p", "blockquote", "del", "ins", "em"}
    assert html.count("<h3>") == 4
    assert html.count("<ins>") == html.count("</ins>") == html.count("<em>") == 3


def test_the_json_holds_every_match_whole() -> None:
    text = biographies_to_json(found_lives(*[a_biography()] * 4, hostile()))
    assert not set(text) & set("\x1b\x07\u202e")
    found = json.loads(text)
    assert (found["schema"], found["asked"], len(found["biographies"])) == (
        1, "tide had turned", 5,
    )  # fmt: skip
    life = found["biographies"][0]
    assert set(life) == {"path", "chapter", "text", "versions"}
    second = life["versions"][1]
    assert second["pieces"][1] == {"mark": "out", "text": "was turning"}
    assert second["events"] == ["changed"]
    assert (second["commit"], second["session"]) == ("a81d0c2".ljust(40, "0"), 21)
    kept = "".join(piece["text"] for piece in second["pieces"] if piece["mark"] != "out")
    assert life["text"].startswith(kept)
