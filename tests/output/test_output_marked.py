"""Prose in a terminal, marked word by word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import Piece
from drafttime.output.marked import (
    SIGNS,
    STYLES,
    elided,
    joined,
    legend,
    marked_lines,
    prose_lines,
)
from drafttime.output.terminal import columns_of

STYLE = re.compile("\x1b\\[[0-9;]+m")
TURNED: list[Piece] = [("same", "The tide "), ("out", "was "), ("in", "had "), ("same", "turned.")]
MARKS = st.sampled_from(["same", "in", "out", "moved"])
PIECES = st.lists(st.tuples(MARKS, st.text(alphabet="ab ,潮\n", max_size=9)), max_size=12)


def letters(pieces: list[Piece]) -> str:
    return "".join("".join(text for _, text in pieces).split())


def test_signs_stand_around_words_and_not_around_spaces() -> None:
    assert list(marked_lines(joined(TURNED), 80)) == ["The tide [-was-] {+had+} turned."]


def test_words_that_meet_get_a_space_and_punctuation_does_not() -> None:
    pieces: list[Piece] = [("same", "The tide"), ("out", "was"), ("in", "had"), ("same", ", then")]
    assert joined(pieces) == [
        ("same", "The tide"), ("out", " was"), ("in", " had"), ("same", ", then"),
    ]  # fmt: skip
    assert joined([("out", "潮"), ("in", "水")]) == [("out", "潮"), ("in", "水")]


def test_styles_take_no_room() -> None:
    [line] = marked_lines(joined(TURNED), 26, STYLES)
    assert STYLE.sub("", line) == "The tide was had turned."
    assert "\x1b[2;9mwas\x1b[22;29m \x1b[1mhad\x1b[22m" in line


def test_a_run_over_two_lines_is_styled_in_each() -> None:
    lines = list(marked_lines([("in", "one two three four")], 9, STYLES))
    assert lines == [f"\x1b[1m{text}\x1b[22m" for text in ("one two", "three", "four")]


def test_long_unchanged_stretches_are_left_out() -> None:
    words = [f"w{n}" for n in range(13)]
    long = " ".join(words)
    around: list[Piece] = [("in", "a "), ("same", f"{long} "), ("out", "b")]
    assert elided(around)[1] == ("same", "w0 w1 w2 w3 … w9 w10 w11 w12 ")
    assert elided([("same", f"{long} "), ("in", "a")])[0] == ("same", " … w9 w10 w11 w12 ")
    assert elided([("in", "a"), ("same", f" {long}")])[1] == ("same", " w0 w1 w2 w3 … ")
    twelve: list[Piece] = [("in", "a "), ("same", " ".join(words[:12]))]
    assert elided(twelve) == twelve
    [_, (_, text)] = elided([("in", "水"), ("same", "潮は静かに引いた。誰も見なかった")])
    assert text == "潮は静か … "


def test_only_marks_that_occur_are_explained() -> None:
    assert list(marked_lines(legend(["same"]), 80)) == []
    assert list(marked_lines(legend(["in", "same"]), 80)) == ["{+put in+}"]
    assert list(marked_lines(legend(["in", "moved", "out"]), 80)) == [
        "[-taken out-] {+put in+} {>moved here<}"
    ]


def test_the_first_line_of_a_paragraph_can_be_indented() -> None:
    assert list(prose_lines("one two three", 9, indent=2)) == ["  one two", "three"]
    assert list(prose_lines("", 9)) == []


@pytest.mark.parametrize("frame", [SIGNS, STYLES], ids=["signs", "styles"])
@given(pieces=PIECES, columns=st.integers(12, 40))
def test_no_letter_is_lost_and_no_line_is_too_long(
    frame: object, pieces: list[Piece], columns: int
) -> None:
    lines = [
        STYLE.sub("", line)
        for line in marked_lines(joined(pieces), columns, frame)  # type: ignore[arg-type]
    ]
    assert all(columns_of(line) <= columns for line in lines)
    plain = re.sub(r"\[-|-\]|\{\+|\+\}|\{>|<\}", "", "".join(lines))
    assert plain.replace(" ", "") == letters(pieces)


def test_only_our_own_escape_sequences_are_left() -> None:
    pieces: list[Piece] = [("in", "\x1b[31mred"), ("out", "\u202e\x07 x\r\n"), ("same", "\x9b")]
    for frame in (SIGNS, STYLES):
        text = STYLE.sub("", "".join(marked_lines(joined(pieces), 80, frame)))
        assert not set(text) & set("\x1b\x07\x9b\u202e\r")
