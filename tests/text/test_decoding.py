"""Bytes become text, or nothing; never an exception."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.decoding import _BOMS, decode, normalise

FRENCH = "Il était une fois, près de la rivière, un garçon qui rêvait d’aller à l’école. " * 5
GERMAN = "Über die Brücke gingen die Mädchen größer als früher, „schön“ sagte er. " * 5
RUSSIAN = "Это было весной, когда мы поехали на реку. " * 20
JAPANESE = "それは春のことだった。彼は山へ行った。" * 20
CHINESE = "我能吞下玻璃而不伤身体。今天天气很好，我们去河边走走。" * 20
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Byl jsem tam a řekl mu to. " * 20


def read(data: bytes) -> str:
    decoded = decode(data)
    assert decoded is not None
    return decoded.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_with_its_mark(encoding: str) -> None:
    marks = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
    data = (marks.get(encoding, "") + "Ένα, два, 三 – “four”").encode(encoding)
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == "Ένα, два, 三 – “four”"
    assert not decoded.guessed


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("He said café.", "latin-1"),
        ("é", "latin-1"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (CZECH, "cp1250"),
    ],
)
def test_encodings_without_a_mark_are_guessed(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.guessed


def test_a_broken_byte_does_not_make_utf8_another_encoding() -> None:
    assert read("“Über” – naïve, façade.".encode() + b"\xff") == "“Über” – naïve, façade.\ufffd"


def test_letters_late_in_a_long_file_are_found() -> None:
    data = b"plain words \n" * 100_000 + "caf\u00e9 na\u00efve".encode("latin-1")
    assert read(data).endswith("café naïve")


@pytest.mark.parametrize(
    "data",
    [b"a\0b", b"%PDF-1.7\nwords", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0words", b"{\\rtf1 words}",
     b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n",
     b"\xff\xfe" + b"\0\0" * 40, b"\xff\xfe" + b"\x00\xd8" * 50, bytes(range(1, 256)) * 8],
)  # fmt: skip
def test_what_is_not_text_is_none(data: bytes) -> None:
    assert decode(data) is None


def test_random_bytes_are_never_an_exception() -> None:
    random.seed(1831)
    for size in (1, 2, 3, 7, 64, 1000):
        for start in (b"", *(mark for mark, _ in _BOMS)):
            decode(start + random.randbytes(size))
            decode(start + random.randbytes(size).replace(b"\0", b" "))


@given(st.binary())
def test_text_is_normalised_or_there_is_none(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        assert "\0" not in decoded.text
        assert not {"\r", "\x85", "\u2028", "\u2029"} & set(decoded.text)
        assert unicodedata.is_normalized("NFC", decoded.text)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\x0b", "\x0c"])
def test_every_line_end_is_the_same(end: str) -> None:
    assert read(f"one{end}two".encode()) == "one\ntwo"


def test_a_paragraph_separator_is_a_blank_line() -> None:
    assert read("one\u2029two".encode()) == "one\n\ntwo"


def test_composed_and_decomposed_are_the_same() -> None:
    assert read("cafe\u0301".encode()) == read("café".encode())


def test_a_long_run_of_marks_does_not_hang() -> None:
    text = normalise("e" + "\u0301\u0316" * 100_000)
    assert text.startswith("é")


def test_a_large_file_is_judged_by_a_sample() -> None:
    data = ("Это было весной. " * 60_000).encode("cp1251")
    assert read(data).startswith("Это было весной.")
