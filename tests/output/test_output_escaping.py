from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.output.escaping import shown, whole

ANYTHING = st.text(st.characters())  # half surrogate pairs included


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ch-01.md", "ch-01.md"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("one\ntwo\r\n", "one⟨U+000A⟩two⟨U+000D⟩⟨U+000A⟩"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("a\udcffb", "a⟨FF⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("Щука и ёрш", "Щука и ёрш"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e" + "\u0301" * 60 + "x", "e" + "\u0301" * 4 + "x"),
    ],
)
def test_what_cannot_be_seen_is_shown(name: str, seen: str) -> None:
    assert shown(name) == seen


@given(ANYTHING)
def test_nothing_that_a_terminal_obeys_comes_through(name: str) -> None:
    for character in shown(name):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip


@given(ANYTHING, st.integers(1, 40))
def test_a_limit_is_kept_and_told(name: str, limit: int) -> None:
    seen = shown(name, limit)
    assert len(seen) <= limit
    assert len(name) <= limit or seen.endswith("…")


@given(ANYTHING)
def test_data_is_valid_unicode_and_otherwise_exact(name: str) -> None:
    whole(name).encode()
    if not any("\ud800" <= character <= "\udfff" for character in name):
        assert whole(name) == name
