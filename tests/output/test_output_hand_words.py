"""What is said of hand and eye holds what its figures bear, and what speaks against them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shared_books import novel

from drafttime.durations import each_minute
from drafttime.model import Analysis, Estimate, HandAndEye
from drafttime.output.findings import time_paragraphs
from drafttime.output.hand_words import hand_and_eye, ratio_sentence, short_ratio

SEEN = HandAndEye(
    typing_speed=32.5,
    words_typed=26_000,
    hand_minutes=800.0,
    eye=Estimate(3_000.0, 6_000.0, 12_000.0),
    ratio=Estimate(4.1, 5.2, 6.9),
    sessions_seen=40,
    intervals=212,
    interval_minutes=3_675.0,
    interval_words=14_000,
)
UNKNOWN = replace(SEEN, ratio=None, why_not_known="the sessions differ too much")


def with_hand(both: HandAndEye | None) -> Analysis:
    return replace(novel(), time=replace(novel().time, hand_and_eye=both))


def test_the_ratio_is_a_range_with_where_it_comes_from() -> None:
    assert ratio_sentence(SEEN) == (
        "For each minute of typing, about 4–7 minutes of reading and weighing (not typing), from "
        "212 observed stretches of 61 hours in all, in which 14,000 of the words were typed."
    )


def test_what_is_not_known_is_said_with_why() -> None:
    assert ratio_sentence(UNKNOWN) == (
        "How much of the time was reading and weighing (not typing) is not known: the sessions "
        "differ too much."
    )
    assert ratio_sentence(replace(UNKNOWN, why_not_known="")).endswith("is not known.")


def test_the_hand_and_what_it_leaves() -> None:
    said = hand_and_eye(with_hand(SEEN))
    assert said.startswith(
        "Typing 26,000 words once takes about 13 hours at 32.5 words a minute. By the estimate "
        "that leaves 50–200 hours that were not typing. "
    )
    recorded = replace(SEEN, eye=Estimate(6_000.0, 6_000.0, 6_000.0))
    assert "That leaves about 100 hours that were not typing." in hand_and_eye(with_hand(recorded))
    assert "leaves" not in hand_and_eye(with_hand(replace(SEEN, eye=None)))


def test_what_speaks_against_it_is_said_with_figures() -> None:
    against = replace(SEEN, too_short=16, too_short_words=2_800, ratio_with_too_short=3.4)
    said = hand_and_eye(with_hand(against))
    assert "16 more held 2,800 words, more than can be typed in them" in said
    assert said.endswith("and are left out; with them it would be 3½ minutes.")
    one = replace(against, too_short=1, ratio_with_too_short=None)
    assert "One more held 2,800 words, more than can be typed in it" in hand_and_eye(with_hand(one))
    assert hand_and_eye(with_hand(one)).endswith("and is left out.")
    without = replace(against, ratio=None)
    assert hand_and_eye(with_hand(without)).endswith("and are left out.")


@pytest.mark.parametrize(("number", "words"), [(1, "its estimate is"), (3, "their estimates are")])
def test_estimates_that_are_too_short_for_the_typing_are_named(number: int, words: str) -> None:
    said = hand_and_eye(with_hand(replace(SEEN, sessions_too_short=number)))
    assert said.endswith(f"takes longer than the estimate: {words} too short.")


def test_the_short_sentence_needs_more_words_seen_than_left_out() -> None:
    assert short_ratio(SEEN).startswith("For each minute of typing, about 4–7 minutes of reading")
    assert "not typing" in short_ratio(SEEN)
    assert short_ratio(UNKNOWN) == ""
    assert short_ratio(replace(SEEN, too_short_words=14_001)) == ""
    assert short_ratio(replace(SEEN, too_short_words=14_000))


def test_nothing_is_said_where_nothing_was_typed() -> None:
    assert hand_and_eye(with_hand(None)) == ""
    assert hand_and_eye(with_hand(replace(SEEN, words_typed=0))) == ""


def test_the_section_on_time_has_it() -> None:
    joined = "".join(time_paragraphs(with_hand(SEEN))).replace("\N{WORD JOINER}", "")
    assert ratio_sentence(SEEN) in joined


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4.1, 6.9, ("4–7", "minutes")),
        (3.55, 6.16, ("3½–6", "minutes")),
        (15.3, 20.4, ("15–20", "minutes")),
        (0.3, 0.7, ("18–42", "seconds")),
        (0.0, 0.01, ("0–1", "seconds")),
        (2.0, 2.1, ("2", "minutes")),
    ],
)
def test_a_ratio_is_as_rough_as_any_range(low: float, high: float, said: tuple[str, str]) -> None:
    assert each_minute(low, high) == said
