"""Cuts as text, Markdown, JSON and in the page."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pyromark
import pytest
from drawn_fakes import FAKES
from invented_passages import BLOCKS, HOSTILE, LONG, SHORT, a_cut, found_cuts, hand, some_cuts
from page_reader import PageReader
from shared_books import novel

from drafttime.model import Analysis, Cut
from drafttime.output.cuts_markdown import cuts_markdown
from drafttime.output.cuts_page import MOST, cuts_section, folded
from drafttime.output.cuts_text import cuts_text
from drafttime.output.cutting_room import cutting_room, life_of, stood
from drafttime.output.data import report_object, to_json
from drafttime.output.page import page_html
from drafttime.output.passages_data import cuts_to_json
from drafttime.output.prose import beginning, ending, markdown
from drafttime.output.terminal import columns_of, plain_spaces

NAMES = {
    "path": "<b>\x1b[2J`#`.md",
    "draft": "</li><script>*",
    "before": "<i>_x_</i>",
    "after": '"><img src=x> **',
}
JAPANESE = a_cut("潮は静かに引いた。" * 30, 240)


def text_of(*cuts: Cut, width: int = 80, min_words: int = 10, most: int | None = None) -> str:
    return cuts_text(cutting_room(found_cuts(*cuts), min_words=min_words, most=most), width=width)


def book_with(*cuts: Cut) -> Analysis:
    return replace(novel(), cuts=cuts)


def test_the_text_by_example() -> None:
    assert text_of(a_cut(SHORT), width=72) == (
        "The Tidewright · 79,487 words cut or replaced; 1 passage of 10 words and\n"
        "more\n"
        "\n"
        "  1  13 words · chapters/07-the-weir.md · written 3 Mar – 9 Apr 2022\n"
        "     (Draft 1), cut 14 Feb 2023 after eleven months (a81d0c2, “no eels”)\n"
        "       Nobody at the inquest asked about the lamp, and so nobody was\n"
        "       told.\n"
        "     stood between “…went down to the gates in the dark, and the tide\n"
        "     had turned” and “Nobody saw it come in over the sill of the long\n"
        "     dyke, not…”"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    text = text_of(*some_cuts().cuts, JAPANESE, width=width, min_words=1)
    assert max(map(columns_of, text.splitlines())) <= width


def test_every_word_of_a_passage_is_printed_and_its_paragraphs_are_told_apart() -> None:
    text = text_of(a_cut(f"{LONG}\n\n{SHORT}"))
    assert f"{LONG} {SHORT}" in " ".join(text.split())
    assert "\n         Nobody at the inquest" in text


def test_short_passages_are_left_out_and_counted_where_nothing_else_is() -> None:
    room = cutting_room(some_cuts(), min_words=10, most=None)
    assert (room.passages, room.shorter, room.more) == (3, 1, 0)
    assert text_of(a_cut("and the lamp")).endswith(
        "No passage of 10 words and more was cut. One shorter one was: --min-words 1\nlists it."
    )
    assert text_of().endswith("No passage was cut.")


def test_what_is_not_listed_is_said_with_how_to_see_it() -> None:
    text = text_of(*some_cuts().cuts, most=1)
    assert text.count("cut 14 Feb 2023") == 1
    assert "And 2 more: --limit 3 shows them all, --out cuts.txt writes" in text
    assert "more:" not in text_of(*some_cuts().cuts, most=3)


def test_the_life_of_a_passage() -> None:
    def life(cut: Cut, *, names: bool = False) -> str:
        return plain_spaces(life_of(cut, names=names))

    day = hand("2024-05-05", "9c0ffee", subject="")
    assert life(a_cut(written=day, last_written=day, cut=day, days=0, draft="")) == (
        "written 5 May 2024, cut on the same day (9c0ffee)"
    )
    unknown = hand(None, subject=" ")
    assert life(a_cut(written=unknown, cut=unknown, days=None)) == (
        "written up to 9 Apr 2022 (Draft 1), cut at a time not known (3f2a9c1)"
    )
    backwards = a_cut(cut=hand("2021-12-31", subject=""), days=-62)
    assert life(backwards).endswith("cut 31 Dec 2021 (3f2a9c1)")
    ed = hand("2023-02-14", writer="Ed", subject="")
    assert life(a_cut(cut=ed), names=True) == (
        "written 3 Mar – 9 Apr 2022 by M. Arden (Draft 1), cut 14 Feb 2023 by Ed after eleven "
        "months (3f2a9c1)"
    )
    assert life(a_cut(), names=True).endswith("(a81d0c2, “no eels”), both by M. Arden")


def test_names_are_given_where_there_are_several_writers() -> None:
    assert "Arden" not in text_of(a_cut(), a_cut())
    assert "Ed" in text_of(a_cut(), a_cut(cut=hand("2023-02-14", writer="Ed")))


def test_neighbours() -> None:
    assert stood(a_cut(before="a b", after="c\nd")) == "stood between “…a b” and “c d…”"
    assert stood(a_cut(before=". a", after="b.")) == "stood between “…a” and “b…”"
    assert stood(a_cut(before="", after="c")) == "stood at the beginning, before “c…”"
    assert stood(a_cut(before="a", after=" ")) == "stood at the end, after “…a”"
    assert stood(a_cut(before="", after="")) == ""
    for shortened in (ending("word " * 9_000), beginning("word " * 9_000)):
        assert shortened.replace("…", "").split() == ["word"] * 12


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    cut = a_cut(f"{HOSTILE}\n{BLOCKS}\r\x07\u2066", **NAMES)
    found = replace(found_cuts(cut), name="\x1b]0;x\x07 \u202e")
    text = cuts_text(cutting_room(found, min_words=1, most=None), width=80)
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def kinds(events: object) -> set[str]:
    """The kinds of events of a parsed Markdown text, without their contents."""
    found = set()
    for event in events:  # type: ignore[attr-defined]
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in {"Start", "End"}:
            name = next(iter(value)) if isinstance(value, dict) else value
        found.add(str(name))
    return found


EVERYTHING = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)


STARTS = (
    "# ## > - + * = == === 1. 22) --- ___ : ::: ~~~ ``` <div> <!-- [a]: b | [^1] [^1]: $$ \\ &lt; "
    "[x] {#id} <b> </blockquote> ![i](j) [[w]] *** - [ ] http://example.org"
).split(" ")


def test_markdown_has_headings_quotations_and_letters_only() -> None:
    cuts = (
        a_cut(f"{HOSTILE}\n{BLOCKS}", **NAMES),
        *(a_cut(f"{start} x\n\n{start}", 12) for start in STARTS),
    )
    text = cuts_markdown(cutting_room(found_cuts(*cuts), min_words=1, most=None))
    events = pyromark.events(text, options=EVERYTHING)
    assert kinds(events) <= {"Heading", "Paragraph", "BlockQuote", "Text", "SoftBreak"}
    html = pyromark.html(text, options=EVERYTHING)
    assert html.count("<h2>") == len(cuts)
    assert html.count("<blockquote>") == len(cuts)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&amp;amp; `code` *bold* [a](javascript:b)" in html
    assert "$x$" in html


def test_a_line_of_markdown_is_read_back_as_it_was() -> None:
    for line in (HOSTILE.replace("\x1b", ""), *BLOCKS.splitlines(), "a_b_c", "1984. A year", "2)"):
        [paragraph] = pyromark.html(markdown(line.strip())).strip().splitlines()
        back = paragraph.removeprefix("<p>").removesuffix("</p>")
        for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            back = back.replace(entity, letter)
        assert back == line.strip()


def test_the_json() -> None:
    room = cutting_room(some_cuts(), min_words=10, most=2)
    found = json.loads(cuts_to_json(room))
    assert (found["schema"], found["name"], found["words_cut"]) == (1, "The Tidewright", 79_487)
    assert (found["min_words"], found["passages"], len(found["cuts"])) == (10, 3, 2)
    first = found["cuts"][0]
    assert first["text"] == f"{LONG}\n\n{SHORT} {LONG}"
    assert first["cut"] == {
        "commit": "a81d0c2".ljust(40, "0"),
        "time": "2023-02-14T00:00:00+00:00",
        "writer": "M. Arden",
        "subject": "no eels",
        "session": 11,
    }
    assert set(first) == set(
        "words path draft days written last_written cut before after text".split()
    )


def test_the_data_of_a_report_holds_cuts_only_where_they_were_asked_for() -> None:
    assert report_object(novel())["cuts"] is None
    assert report_object(book_with())["cuts"] == []
    text = to_json(book_with(a_cut(HOSTILE + "\udcff")))
    assert json.loads(text)["cuts"][0]["text"].startswith("<script>alert(1)</script> \x1b[31m")
    assert not set(text) & set("\x1b\x07\u202e")


def test_the_page_shows_cuts_only_where_they_were_asked_for() -> None:
    plain = PageReader(page_html(novel(), FAKES))
    assert "What was cut" not in "".join(plain.prose)
    assert cuts_section(novel()) is None
    read = PageReader(page_html(book_with(*some_cuts().cuts), FAKES))
    assert "What was cut" in [element.words.split(". ")[-1][2:] for element in read.all("h2")]
    prose = " ".join("".join(read.prose).split())
    assert "Three passages of ten words and more were cut. The longest has 153 words." in prose
    assert "and the lamp" not in prose.replace("about the lamp, and", "")
    assert "Stood at the end, after “" in prose


def test_a_long_passage_is_folded_and_none_of_it_is_lost() -> None:
    read = PageReader(page_html(book_with(*some_cuts().cuts), FAKES))
    folds = [e for e in read.all("details") if e.words.startswith("Read on")]
    assert len(folds) == 1
    for text, words in ((f"{LONG} {LONG}", 140), ("潮は引いた。" * 60, 300), ("x" * 900, 90)):
        opening, rest = folded((text,), words)
        assert rest
        whole = " ".join(line.removesuffix(" …") for line in (*opening, *rest))
        assert whole.replace(" ", "") == text.replace(" ", "")
    assert folded(("a b", LONG, LONG), 142)[0][0] == "a b"
    assert folded((LONG,), 80) == ((LONG,), ())
    assert folded((), 200) == ((), ())


def test_hostile_text_stays_in_its_place_on_the_page() -> None:
    tame = PageReader(page_html(book_with(a_cut(SHORT)), FAKES))
    cut = a_cut(f"{HOSTILE} </ol></section>", 13, **NAMES)
    read = PageReader(page_html(book_with(cut), FAKES))
    for tag in ("script", "img", "section", "li", "b", "i", "blockquote", "details", "a"):
        assert len(read.all(tag)) == len(tame.all(tag)), tag
    assert "<script>alert(1)</script> ⟨U+001B⟩[31mred" in "".join(read.prose)
    assert "{{ 7 * 7 }}" in "".join(read.prose)


def test_the_page_shows_the_longest_and_says_so() -> None:
    for number in (MOST, MOST + 3):  # an analysis may hold no more than are shown
        section = cuts_section(book_with(*(a_cut(LONG, 90) for _ in range(number))))
        assert section is not None
        assert len(section.passages) == MOST
        [said] = section.sentences
        assert said == (
            "These are the 40 longest passages that were cut; ‘drafttime cuts’ lists all of them. "
            "The longest has 90 words."
        )
    none = cuts_section(book_with(a_cut("and the lamp")))
    assert none is not None
    assert none.sentences == ("No passage of ten words and more was cut.",)
