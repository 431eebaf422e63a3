"""One sentence, then and now: which one it is, what it grew out of, and what is marked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.errors import ManuscriptError
from drafttime.model import Biography, FoundBiographies, Hand, Moment, Piece, Version
from drafttime.output.portfolio_pair import (
    LONGEST,
    pair_object,
    picked_pair,
    recorded_pair,
    sentences_of,
)

DAY = 86_400


def life(*texts: str) -> Biography:
    versions = tuple(
        Version(
            hand=Hand(f"{k:040x}", Moment(1_700_000_000 + 10 * DAY * k), "A", "secret", None),
            path="a.md",
            events=("changed",),
            words=len(text.split()),
            pieces=(("in", text), ("out", " gone")),
        )
        for k, text in enumerate(texts)
    )
    return Biography(texts[-1], "a.md", "One", versions)


def found(asked: str, *lives: Biography) -> FoundBiographies:
    return FoundBiographies("Book", asked, lives, ())


def read(pieces: tuple[Piece, ...]) -> str:
    return "".join(text for _, text in pieces)


def test_the_sentence_that_holds_the_words_beside_its_first_form() -> None:
    old = "It rained. The clock had stopped on the stairs. She left."
    new = "It rained for a week. The clock had stopped at four. She left; nobody saw."
    pair = picked_pair(found("clock had", life(old, new)), whole=False)
    assert read(pair.before) == "The clock had stopped on the stairs."
    assert read(pair.after) == "The clock had stopped at four."
    assert ("out", "on the stairs") in pair.before
    assert ("in", "at four") in pair.after
    assert (pair.first, pair.last) == (date(2023, 11, 14), date(2023, 11, 24))


def test_words_across_two_sentences_show_both() -> None:
    text = "One went. Two came, and stayed. Three slept."
    pair = picked_pair(found("went. Two came", life("Nothing of it.", text)), whole=False)
    assert read(pair.after) == "One went. Two came, and stayed."


def test_a_sentence_that_came_later_begins_with_the_version_that_has_its_like() -> None:
    texts = ("A ship.", "A ship. The gulls were loud that day.", "A ship. The gulls were silent.")
    pair = picked_pair(found("gulls were", life(*texts)), whole=False)
    assert read(pair.before) == "The gulls were loud that day."
    assert pair.first == date(2023, 11, 24)


def test_a_sentence_that_never_changed_has_one_side_and_the_day_it_came() -> None:
    pair = picked_pair(found("A ship", life("A ship. Old.", "A ship. New!")), whole=False)
    assert pair.before == ()
    assert pair.after == (("same", "A ship."),)
    assert pair.first == pair.last == date(2023, 11, 14)


def test_the_whole_paragraph() -> None:
    pair = picked_pair(found("b", life("A b. C d.", "A b. C e.")), whole=True)
    assert (read(pair.before), read(pair.after)) == ("A b. C d.", "A b. C e.")
    assert pair.whole


def test_none_and_several_are_refused_with_what_to_do() -> None:
    with pytest.raises(ManuscriptError, match="no paragraph") as none:
        picked_pair(found("owl"), whole=False)
    assert "drafttime cuts" in none.value.hint
    with pytest.raises(ManuscriptError, match="2 paragraphs") as several:
        picked_pair(found("owl", life("owl"), life("owl")), whole=False)
    assert "FILE:LINE" in several.value.hint


def test_long_passages_are_cut_at_a_word() -> None:
    text = "word " * 2_000
    pair = picked_pair(found("a.md:1", life("Other words.", text)), whole=True)
    assert len(read(pair.after)) <= LONGEST + 2
    assert read(pair.after).endswith("word …")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("“Go,” she said. “Now.” He went.", ("“Go,” she said.", "“Now.”", "He went.")),
        ("It cost 3.50 then", ("It cost 3.50 then",)),
        ("雨が降った。彼女は出た。", ("雨が降った。", "彼女は出た。")),
        ("", ()),
    ],
)
def test_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(text) == sentences


@given(
    st.lists(st.sampled_from("the tide turned . , a ferry ! ‘ 3".split()), min_size=1),
    st.lists(st.sampled_from("the tide turned . , a ferry ! ‘ 4".split()), min_size=1),
)
def test_both_sides_read_as_the_texts_and_what_stays_is_the_same(
    old: list[str], new: list[str]
) -> None:
    before, after = " ".join(old), " ".join(new)
    pair = picked_pair(found("x:1", life(before, after)), whole=True)
    if before == after:
        assert pair.before == ()
        return
    assert (read(pair.before), read(pair.after)) == (before, after)
    stays = [
        "".join(t for mark, t in side if mark == "same").split()
        for side in (pair.before, pair.after)
    ]
    assert "".join(stays[0]) == "".join(stays[1])
    assert {mark for mark, _ in pair.before} <= {"same", "out"}
    assert {mark for mark, _ in pair.after} <= {"same", "in"}
    assert not any(text != text.strip() for mark, text in (*pair.before, *pair.after)
                   if mark != "same" and len(text.split()) == 1)  # fmt: skip


def test_data_tells_a_pair_and_it_is_read_back() -> None:
    pair = picked_pair(found("b", life("A b. C d.", "A x b! C e.")), whole=False)
    assert recorded_pair(pair_object(pair)) == pair


@pytest.mark.parametrize("told", [None, [], "x", {"before": 3, "after": [{"mark": "no"}, 7]}])
def test_odd_data_makes_no_mistake(told: object) -> None:
    pair = recorded_pair(told)
    assert pair is None or pair.before == pair.after == ()
