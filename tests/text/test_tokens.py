"""What is a word, what is punctuation, and that equal characters mean equal tokens."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.errors import RefusedError
from drafttime.text import _character_classes, _make_character_classes, tokens
from drafttime.text.tokens import Vocabulary, count_words, split_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.", ["It", "rained", "."]),
        ("don't don’t", ["don't", "don’t"]),
        ("mother-in-law", ["mother-in-law"]),
        ("non‐breaking non‑breaking", ["non‐breaking", "non‑breaking"]),
        ("3.14 and 3,000", ["3.14", "and", "3", ",", "000"]),
        ("the U.S. and e.g. this", ["the", "U.S", ".", "and", "e.g", ".", "this"]),
        ("well—known", ["well", "—", "known"]),
        ("a--b", ["a", "-", "-", "b"]),
        ("‘tis ’tis rock ’n’ roll", ["‘", "tis", "’", "tis", "rock", "’", "n", "’", "roll"]),
        ("snake_case", ["snake", "_", "case"]),
        ("x² ½ Ⅷ", ["x²", "½", "Ⅷ"]),
        ("…", ["…"]),
        ("...", [".", ".", "."]),
        ("汉字とカナー", ["汉", "字", "と", "カ", "ナ", "ー"]),
        ("漢a字", ["漢", "a", "字"]),
        ("ﾊﾟ", ["ﾊ", "ﾟ"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("left\u200eright", ["leftright"]),
        ("zero\u200bwidth", ["zero", "width"]),
        ("👩\u200d💻 ❤\ufe0f", ["👩", "💻", "❤\ufe0f"]),
        ("\u0301", ["\u0301"]),
        ("q\u0307\u0323.\u0301x", ["q\u0307\u0323", ".\u0301", "x"]),
        ("one\u00a0two\u3000three\x0bfour", ["one", "two", "three", "four"]),
        ("bell\x07", ["bell"]),
        ("", []),
    ],
)
def test_rule(text: str, expected: list[str]) -> None:
    assert split_tokens(text) == expected


def test_words_are_counted_without_punctuation() -> None:
    paragraph = Vocabulary().encode("“Well,” she said – 漢字 – ‘no’.")
    assert count_words(paragraph) == 6
    assert len(paragraph) == 14


def test_straight_and_curly_quotation_marks_differ() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.encode('"don\'t"') != vocabulary.encode("“don’t”")


def test_vocabulary_gives_back_what_it_was_given() -> None:
    vocabulary = Vocabulary()
    paragraph = vocabulary.encode("The sea, the sea.")
    assert vocabulary.decode(paragraph) == ("The", "sea", ",", "the", "sea", ".")
    assert len(vocabulary) == 5


@given(st.text())
def test_decoding_gives_the_tokens_of_any_text(text: str) -> None:
    vocabulary = Vocabulary()
    paragraph = vocabulary.encode(text)
    assert list(vocabulary.decode(paragraph)) == split_tokens(text)


@given(st.text(), st.text())
def test_equal_paragraphs_are_equal_tokens(first: str, second: str) -> None:
    vocabulary = Vocabulary()
    equal = split_tokens(first) == split_tokens(second)
    assert (vocabulary.encode(first) == vocabulary.encode(second)) == equal


@given(st.text(alphabet="ab ’'-._,;漢カ\u0301\u200d\u00ad"))
def test_white_space_never_matters(text: str) -> None:
    wrapped = text.replace(" ", "\n  ")
    assert Vocabulary().encode(text) == Vocabulary().encode(wrapped)


@given(st.text(alphabet="ab1 é’'-._,!"))
def test_the_simple_pattern_agrees_with_the_full_one(text: str) -> None:
    full, unseen = tokens._every_script()
    assert split_tokens(text) == full.findall(unseen.sub("", text))


@given(st.text())
def test_a_word_begins_with_what_the_count_calls_a_word(text: str) -> None:
    vocabulary = Vocabulary()
    paragraph = vocabulary.encode(text)
    words = [token for token in split_tokens(text) if tokens._is_word(token)]
    assert count_words(paragraph) == len(words)
    for token in words:
        first = token[0]
        assert first.isalnum() or ord(first) >= 0x20000
    for token in set(split_tokens(text)) - set(words):
        assert unicodedata.category(token[0])[0] not in "LN"


@pytest.mark.parametrize(("limit", "text"), [("_LAST_WORD", "w"), ("_LAST_PUNCTUATION", "!")])
def test_too_many_tokens_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, text: str
) -> None:
    monkeypatch.setattr(tokens, limit, tokens.FIRST_WORD + 1 if text == "w" else 2)
    vocabulary = Vocabulary()
    vocabulary.encode("one two" if text == "w" else "! ?")
    with pytest.raises(RefusedError, match="more than"):
        vocabulary.encode("three" if text == "w" else ";")


def test_as_many_words_as_there_are_characters_for_them() -> None:
    assert tokens._LAST_WORD - tokens.FIRST_WORD + 1 == 1_048_575
    assert sys.maxunicode > tokens._LAST_WORD


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a-" * 100_000, "'" * 200_000, "\u0301" * 200_000, "a\u200d" * 100_000,
     "漢" * 200_000, "a_" * 100_000, "\u200c" * 200_000],
)  # fmt: skip
def test_long_unspaced_text_returns(text: str) -> None:
    vocabulary = Vocabulary()
    assert len(vocabulary.encode(text)) == len(split_tokens(text))


@pytest.mark.skipif(
    unicodedata.unidata_version != _character_classes.UNICODE,
    reason="the table is written by the oldest Python that is supported",
)
def test_the_table_is_what_its_script_writes() -> None:
    assert _make_character_classes.TABLE.read_text("utf-8") == _make_character_classes.table()
