"""What is written here faster than the library writes it is what the library would have written."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.output.escaping import shown
from drafttime.output.evidence import canonical, digest, flatten
from drafttime.output.json_text import json_text, plain

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False), max_size=5)
        | st.dictionaries(st.text(), inner, max_size=5)
    ),
    max_leaves=25,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=6)
FIGURES = st.dictionaries(st.text(), LEAVES, max_size=12)

NUMBERS = re.compile(r"\[\n[\s\d.,eE+-]*\]")
OBEYED = re.compile("[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def library_text(found: dict[str, Any]) -> str:
    text = json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1)
    text = NUMBERS.sub(lambda hit: "".join(hit[0].split()).replace(",", ", "), text)
    return OBEYED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text) + "\n"


@given(OBJECTS)
def test_the_text_is_that_of_the_library(found: dict[str, Any]) -> None:
    assert json_text(found) == library_text(found)


@given(OBJECTS)
def test_plain_values_are_left_as_they_are(found: dict[str, Any]) -> None:
    assert plain(found) == found
    assert repr(plain(found)) == repr(found)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), object(), {1}])
def test_what_is_no_json_is_refused(value: object) -> None:
    for found in ({"key": value}, {"key": [value]}, {"key": [1, value]}):
        with pytest.raises((ValueError, TypeError)):
            json_text(found)


@given(FIGURES)
def test_the_digest_is_that_of_the_list_that_is_documented(figures: dict[str, Any]) -> None:
    pairs = [[name, canonical(figures[name])] for name in sorted(figures)]
    text = json.dumps(pairs, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    assert digest(figures) == hashlib.sha256(text.encode()).hexdigest()


@given(OBJECTS)
def test_flattening_finds_every_leaf_in_order(found: dict[str, Any]) -> None:
    def leaves(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [leaf for inner in value.values() for leaf in leaves(inner)]
        if isinstance(value, list):
            return [len(value), *(leaf for inner in value for leaf in leaves(inner))]
        return [value]

    data = {f"x{key}": value for key, value in found.items()}
    assert [*map(repr, flatten(data).values())] == [*map(repr, leaves(data))]


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_shown_as_any_others(text: str) -> None:
    assert shown(text) + "é" == shown(f"{text}é")
