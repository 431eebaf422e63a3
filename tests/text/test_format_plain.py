"""Plain text: paragraphs, and the headings and breaks that writers type."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafttime.model import Block
from drafttime.text.formats import plain
from drafttime.text.tokens import Vocabulary

BREAK = Block("break", "")


def blocks(text: str) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.level) for block in plain.parse(text)]


def test_blank_lines_part_paragraphs_and_line_ends_do_not() -> None:
    text = "It rained\nall day.\n \t \nIt stopped.\n\n\n\nThen.\n"
    assert [block.text for block in plain.parse(text)] == [
        "It rained all day.",
        "It stopped.",
        "Then.",
    ]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    text = f"{'It rained all day. ' * 12}\n“Yes.”\n{'Then it stopped. ' * 12}"
    assert len(plain.parse(text)) == 3


def test_indented_first_lines_begin_paragraphs() -> None:
    text = "    It rained\nall day.\n    It stopped\nat night."
    assert [block.text for block in plain.parse(text)] == [
        "It rained all day.",
        "It stopped at night.",
    ]


def test_indented_verse_stays_together() -> None:
    assert len(plain.parse("    It rained,\n    and rained,\n    and stopped.")) == 1


@pytest.mark.parametrize("line", ["* * *", "***", "#", "⁂", "---", "- - -", "~ ~ ~", "* * * * *"])
def test_scene_breaks(line: str) -> None:
    assert plain.parse(f"One.\n\n{line}\n\nTwo.")[1] == BREAK


@pytest.mark.parametrize("line", ["* * *", "⁂"])
def test_scene_breaks_without_blank_lines(line: str) -> None:
    assert [block.kind for block in plain.parse(f"One.\n{line}\nTwo.")] == [
        "paragraph",
        "break",
        "paragraph",
    ]


@pytest.mark.parametrize("line", ["—", "-", "~", "#*#", "* - *", "“* * *”"])
def test_other_lines_of_signs_are_prose(line: str) -> None:
    assert [block.kind for block in plain.parse(line)] == ["paragraph"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("CHAPTER I", 1),
        ("CHAPTER XIV.", 1),
        ("Chapter 1. The Weir", 1),
        ("Chapter 12: The Weir", 1),
        ("Chapter Twenty-One", 1),
        ("Chapter 7 The Storm", 1),
        ("CHAPTER THE FIRST", 1),
        ("PART TWO", 1),
        ("Part One — Rain", 1),
        ("Letter IV.", 1),
        ("PREFACE.", 1),
        ("Epilogue", 1),
        ("Kapitel 3", 1),
        ("Chapitre II", 1),
        ("Глава 2", 1),
        ("XIV.", 2),
        ("3", 2),
        ("THE MODERN PROMETHEUS", 2),
        ("== The Weir ==", 2),
        ("### The Weir", 3),
    ],
)
def test_headings(line: str, level: int) -> None:
    found = blocks(f"Before.\n\n{line}\n\nAfter.")[1]
    assert found == ("heading", line.strip("=# "), level)


@pytest.mark.parametrize(
    "line",
    [
        "Chapter one was finished.",
        "Part of me died.",
        "Part two of the plan",
        "Letter to my son",
        "Book",
        "Act",
        "ROBERT WALTON.",
        "MY DEAR SISTER,",
        "OR, THE",
        "NO!",
        "STOP",
        "Yes.",
        "1984",
        "xiv",
        "CIVIC",
        "R.W.",
        "Chapter 3 " + "of a very long sentence " * 5,
    ],
)
def test_prose_that_looks_like_headings(line: str) -> None:
    assert blocks(f"Before.\n\n{line}\n\nAfter.")[1][0] == "paragraph"


def test_a_number_and_its_title_on_the_next_line() -> None:
    assert blocks("Chapter 3\nThe Return\n\nHe came.")[0] == ("heading", "Chapter 3 The Return", 1)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The Weir\n========", 1),
        ("The Weir\n--------", 2),
        ("The Weir\n~~~~~~~~", 3),
        ("The Weir\n^^^^^^^^", 4),
        ("========\nThe Weir\n========", 1),
    ],
)
def test_underlined_titles(text: str, level: int) -> None:
    assert blocks(f"{text}\n\nIt rained.") == [
        ("heading", "The Weir", level),
        ("paragraph", "It rained.", 0),
    ]


def test_a_short_rule_under_a_long_line_underlines_nothing() -> None:
    assert blocks("The rain fell on the weir\n-----")[0][0] == "paragraph"


WORDS = st.lists(
    st.sampled_from(
        ["rain", "weir,", "“no”", "Chapter", "II", "—", "don’t", "a-b", "3.14", "end."]
    ),
    min_size=4,
)


@given(st.lists(WORDS, min_size=1), st.integers(20, 90), st.integers(20, 90))
def test_rewrapping_changes_no_token(paragraphs: list[list[str]], one: int, two: int) -> None:
    def tokens(width: int) -> list[str]:
        text = "\n\n".join(wrap(["It", *words], width) for words in paragraphs)
        return [vocabulary.encode(block.text) for block in plain.parse(text)]

    vocabulary = Vocabulary()
    assert "".join(tokens(one)) == "".join(tokens(two))


def wrap(words: list[str], width: int) -> str:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


@example("a\n\n  b\nc\n  d")
@given(st.text(alphabet="ab \n\n\t*#-=I.1“"))
def test_pieces_read_alone_are_the_whole(text: str) -> None:
    parts = [block for piece in plain.FORMAT.split(text) for block in plain.parse(piece)]
    assert tuple(parts) == plain.parse(text)


@pytest.mark.parametrize(
    "text",
    ["x" * 200_000, "\n" * 200_000, "* " * 100_000, "-" * 200_000, " \n" * 100_000,
     "CHAPTER " * 25_000, "a\n" * 100_000, "=\n" * 100_000, "A " * 100_000, "* * *\n" * 40_000],
)  # fmt: skip
def test_long_odd_texts_return(text: str) -> None:
    plain.parse(text)
