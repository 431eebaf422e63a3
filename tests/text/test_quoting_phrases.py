"""The places of a phrase in encoded paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.quoting import find_phrase
from drafttime.text.tokens import Vocabulary

PROSE = [
    "“It’s late,” she said – at the weir, the old weir.",
    "The weir? The WEIR!",
    "It's late. it’s late",
    "the mother‑in‑law’s straße",
]


def found(phrase: str, prose: list[str] = PROSE) -> list[tuple[int, int, int]]:
    vocabulary = Vocabulary()
    paragraphs = [vocabulary.encode(text) for text in prose]
    size = len(vocabulary)
    places = find_phrase(paragraphs, vocabulary, phrase)
    assert len(vocabulary) == size, "looking for something must not teach a word"
    return places


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the weir", [(0, 9, 11)]),
        ("The weir", [(1, 0, 2)]),
        ("weir", [(0, 10, 11), (0, 14, 15), (1, 1, 2)]),
        ("It’s late", [(0, 1, 3)]),
        ("It's  late", [(2, 0, 2)]),
        (" the\nweir ", [(0, 9, 11)]),
        (",", [(0, 3, 4), (0, 11, 12)]),
    ],
)
def test_token_for_token_first(phrase: str, expected: list[tuple[int, int, int]]) -> None:
    assert found(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("THE WEIR", [(0, 9, 11), (1, 0, 2), (1, 3, 5)]),
        ("it's LATE", [(0, 1, 3), (2, 0, 2), (2, 3, 5)]),
        ("late, it's late", [(2, 1, 5)]),
        ("'late' she said at", [(0, 2, 9)]),
        ("Mother-in-Law's STRASSE", [(3, 1, 3)]),
        ("weir the old", [(0, 10, 14)]),
    ],
)
def test_otherwise_case_and_punctuation_do_not_matter(
    phrase: str, expected: list[tuple[int, int, int]]
) -> None:
    assert found(phrase) == expected


@pytest.mark.parametrize("phrase", ["", " ", "?!?", "the dam", "weir dam", "late at", "lat"])
def test_what_is_not_there_is_not_found(phrase: str) -> None:
    assert found(phrase) == []


def test_a_phrase_does_not_reach_over_paragraphs() -> None:
    assert found("old weir The weir") == []


def test_places_do_not_overlap() -> None:
    assert found("la la", ["la la la la la"]) == [(0, 0, 2), (0, 2, 4)]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert found("cafe\u0301", ["the café"]) == [(0, 1, 2)]


@given(st.lists(st.text(alphabet="aB ,.’'"), max_size=4), st.integers(0, 3), st.data())
def test_every_passage_is_found_by_its_own_words(
    prose: list[str], which: int, data: st.DataObject
) -> None:
    vocabulary = Vocabulary()
    paragraphs = [vocabulary.encode(text) for text in prose]
    if which >= len(paragraphs) or not paragraphs[which]:
        return
    start = data.draw(st.integers(0, len(paragraphs[which]) - 1))
    stop = data.draw(st.integers(start + 1, len(paragraphs[which])))
    wanted = paragraphs[which][start:stop]
    places = find_phrase(paragraphs, vocabulary, " ".join(vocabulary.decode(wanted)))
    assert all(paragraphs[k][a:b] == wanted for k, a, b in places)
    assert any(k == which for k, _, _ in places)
    assert places == sorted(places)
