from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.charts import _type
from drafttime.charts._type import LABEL, TITLE, balanced, clean, fit, label, width, wrap


def test_widths_are_those_of_times():
    # Times New Roman: "n" is 1024 of 2048 units, "." and the space are 512.
    assert width("n", LABEL) == pytest.approx(12.5 / 2)
    assert width("n. ", LABEL) == pytest.approx(12.5)


def test_bold_is_wider():
    assert width("word", _type.LABEL_BOLD) > width("word", LABEL)


def test_unknown_ideographs_are_as_wide_as_high_and_marks_have_no_width():
    assert width("潮", LABEL) == 12.5
    assert width("e\u0301", LABEL) >= width("e", LABEL)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("one\ntwo\r\nthree\u2028four", "one two three four"),
        ("\u202eabc\u2066\u200f", "abc"),
        ("a\udcffb", "a\N{REPLACEMENT CHARACTER}b"),
        ("  a   b  ", "a b"),
        ("50\N{NO-BREAK SPACE}%", "50\N{NO-BREAK SPACE}%"),
        ("e" + "\u0301" * 60, "e" + "\u0301" * 4),
        ("\ufffe\x00", ""),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
    ],
)
def test_clean_leaves_only_what_is_seen(given_text, kept):
    assert clean(given_text) == kept


def test_labels_are_cut_to_eighty_characters():
    assert len(label("x" * 500)) == 80
    assert label("x" * 80) == "x" * 80
    assert label("word " * 50).endswith("word…")


@given(st.text(max_size=200))
def test_labels_are_short_single_lines(text):
    found = label(text)
    assert len(found) <= 80
    assert (
        found.isprintable()
        or set(found) & set(_type._JOINERS + "\N{NO-BREAK SPACE}")
        or (any(c.isspace() for c in found))
    )
    found.encode("utf-8")


@settings(max_examples=60)
@given(st.text("ab –çЖ潮", max_size=60), st.floats(20, 300))
def test_fitted_text_fits(text, room):
    assert width(fit(text, LABEL, room), LABEL) <= room


@settings(max_examples=60)
@given(st.lists(st.text("abmW", min_size=1, max_size=40), min_size=1), st.floats(40, 300))
def test_wrapped_lines_fit_and_lose_nothing(words, room):
    text = " ".join(words)
    rows = wrap(text, LABEL, room, lines=10_000)
    assert all(width(row, LABEL) <= room for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_wrapping_keeps_to_its_lines():
    rows = wrap("one two three four five six seven eight nine ten", LABEL, 60, 2)
    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert width(rows[1], LABEL) <= 60


def test_balanced_lines_are_no_more_and_leave_no_widow():
    text = "Of all the words that were ever written here, about four in ten were cut away"
    plain, even = wrap(text, TITLE, 560), balanced(text, TITLE, 560)
    assert len(plain) == len(even) == 2
    assert width(even[1], TITLE) > width(plain[1], TITLE)


def test_a_cut_leaves_no_torn_word():
    assert fit("returns to the Matter of Herons", LABEL, 130) == "returns to the Matter…"
