"""What in Markdown is a source, and what only looks like one."""

from __future__ import annotations

import pytest
from test_sources import marks, read

from drafttime.model import SourceMark

ALMANAC = "https://tides.example/1903"
LINK = ("link", ALMANAC)


@pytest.mark.parametrize(
    "source",
    [
        "Type `[a](b) @x [^1]` and ``[@y] ` [z](c)``.",
        f"So:\n\n```\n[a](b) [@x] {ALMANAC}\n```\n\nHe went.",
        f"So:\n\n```text\n[a](b) [^1] {ALMANAC}",
        "So:\n\n~~~\n[a](b) ^[x]\n\n[@y]\n~~~\n",
        f"So:\n\n    [a](b) [@x] {ALMANAC}\n",
        "- So:\n\n      [a](b) [@x]\n",
        "> So:\n>\n> ```\n> [a](b)\n> ```\n",
        f"He waited. <!-- [a](b) [@x] {ALMANAC} <a href='x'>y</a> -->\n",
        "<!--\n[a](b) [@x]\n\n<a href='x'>y</a>\n-->\n",
        f"<pre>\n[a](b) {ALMANAC}\n</pre>\n",
        "Sums $[a](b)$ and $[@x]$.",
        "Typed \\[a](b) and \\`none.",
        "```\n[a]: b\n```\n\nThe [a] of it.",
        "So:\n\n    [a]: b\n\nThe [a] of it.",
    ],
)
def test_what_is_no_prose_holds_no_marks(source: str) -> None:
    assert marks(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"As [the almanac]({ALMANAC} 'x') says.", [LINK]),
        (f"[`code`]({ALMANAC}) and [![a boat](boat.png)]({ALMANAC}).", [LINK, LINK]),
        ("A picture ![of it](boat.png) is none, nor is [[a note]] or ![[b]].", []),
        ("[A (b)](c_(d)) [e](<f g>).", [("link", "c_(d)"), ("link", "f g")]),
        ("Type ` [a](b), he said.\n\nAnd ` [c](d).", [("link", "b"), ("link", "d")]),
        ("- Type ` [a](b).\n- Or ` [c](d).", [("link", "b"), ("link", "d")]),
        ("- So:\n\n  ~~~\n  [a](b)\n  ~~~\n\n  [c](d)", [("link", "d")]),
        (f"The <a href='{ALMANAC}'>{ALMANAC}</a> says.", [LINK]),
        (f"<div>\n<a class='x' href=\"{ALMANAC}\">Tides</a>\n</div>", [LINK]),
        ("Above, [there](#ebb).", []),
    ],
)  # fmt: skip
def test_links(source: str, found: list[SourceMark]) -> None:
    assert marks(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"See <{ALMANAC}>, or {ALMANAC}.", [LINK, LINK]),
        (f"({ALMANAC}), *{ALMANAC}*, “{ALMANAC}”, **see {ALMANAC}**", [LINK] * 4),
        (f"[{ALMANAC}]({ALMANAC}), [see {ALMANAC}]({ALMANAC})", [LINK] * 2),
        (f"| a | b |\n|---|---|\n| x | {ALMANAC} |", [LINK]),
        ("Or www.tides.example/a_(b), and (www.tides.example).",
         [("link", "www.tides.example/a_(b)"), ("link", "www.tides.example")]),
        ("At <me@tides.example>, <mailto:me@tides.example>, me@tides.example, @reader, a @ b.", []),
        ("Write to me@tides.example [now] or [me@tides.example].", []),
        ("http:// and https://… are none, nor is www.", []),
    ],
)  # fmt: skip
def test_addresses_of_pages_are_links_and_those_of_people_are_not(
    source: str, found: list[SourceMark]
) -> None:
    assert marks(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"[a]: {ALMANAC} 'x'", []),
        (f"The [tide][a] [a][] [a] [A].\n\n[a]: {ALMANAC} 'x'", [LINK] * 4),
        (f"[a]: <{ALMANAC}>\n\nThe [tide][a ] turned.\n\nSo it [a\n][].", [LINK] * 2),
        (f"The [tide][a].\n\n[a]: {ALMANAC}\n[b]: u\n[c]: v\n", [LINK]),
        ("The [tide][a].\n[a]: boat", []),
        (f"[The [tide]][a].\n\n[a]: {ALMANAC}", [LINK]),
        (f"The [tide][a].\n\n[a]: {ALMANAC}\n[a]: u", [LINK]),
        (f"The [tide][a].\n\n> [a]: {ALMANAC}", [LINK]),
        ("The ![tide][a] [b] [c][d].\n\n[a]: boat.png", []),
        ("[Up][a], [down](#b).\n\n[a]: #ebb", []),
    ],
)
def test_links_by_name_count_where_they_are_used(source: str, found: list[SourceMark]) -> None:
    assert marks(source) == found


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("The tide [@tides, p. 3; see @other].", ["tides", "other"]),
        ("The tide [-@tides]. [*See* @moon-1911:2.]", ["tides", "moon-1911:2"]),
        ("The tide [@{https://tides.example/a}].", ["https://tides.example/a"]),
        ("As @tides [p. 3] says.", ["tides"]),
        ("As @tides1903 says, and @1903 does not.", ["tides1903"]),
        ("As @tides says; so did @reader. -@tides\n\nThe tide [@tides].", ["tides"] * 3),
        ("![The tide [@tides].](boat.png)", ["tides"]),
        ("See @fig:boat2019 and [@sec:ebb; @eq:1].", []),
        ("Thanks, [@reader](b).", []),
        ("Thanks, [@reader][b].\n\n[b]: c", []),
        ("See [this](https://tides.example/@reader1984) or `[@tides]`.", []),
    ],
)
def test_citations(source: str, keys: list[str]) -> None:
    assert [to for sort, to in marks(source) if sort == "citation"] == keys


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("The tide[^1] turned.", ["1"]),
        ("The tide[^1] turned.\n\n[^1]: So it says.", ["1"]),
        ("The tide[^1] turned.\n[^1]: So it says.", ["1"]),
        ("The tide^[So it says.] turned.", ["So it says."]),
        ("The tide^[So [it]\nsays.] turned.", ["So [it] says."]),
        ("[A-Z^] or [^ab c]", []),
    ],
)
def test_footnotes(source: str, found: list[str]) -> None:
    assert [to for sort, to in marks(source) if sort == "footnote"] == found


def test_a_citation_in_a_note_is_no_change_of_the_note() -> None:
    assert marks("The tide^[So [@a; @b], too.].") == [
        ("citation", "a"), ("citation", "b"), ("footnote", "So, too."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "sorts"),
    [
        ("He read:\n> The sea hath bounds.\n", [None, "quotation"]),
        ("> The sea\nhath bounds.\n", ["quotation"]),
        ("> The sea.\n# Ebb\nHe waited.\n", ["quotation", None, None]),
        ("- He read:\n\n  > The sea.\n\n  He went.\n", [None, "quotation", None]),
        ("1. > The sea.\n2. He went.\n", ["quotation", None]),
        ("> The sea.\n>\n> > Hath bounds.\n>\n> It hath.\n", ["quotation"] * 3),
        ("> [!NOTE]\n> Mind the tide.\n", [None]),
        ("a > b\n", [None]),
        ("He went.\n[^1]: A note.\n\n    More of it.\n\nHe came.\n",
         [None, "footnote", "footnote", None]),
        ("<blockquote>The sea.</blockquote>\n\nHe went.\n", ["quotation", None]),
        ("```\n> The sea.\n```\n\nHe went.\n", [None]),
    ],
)  # fmt: skip
def test_only_the_words_of_a_quotation_belong_to_it(source: str, sorts: list[str | None]) -> None:
    text = read(source, "a.md")
    assert [text.sources.get(at) for at in range(len(text.paragraphs))] == sorts
