"""What rests on logs comes back from the data as it was."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_books import NAMES, TAME, book_of

from drafttime.model import Notice, Time
from drafttime.output.data import report_object
from drafttime.output.rebuilt import OddDataError, as_told, built, with_told_time


def data_of(name: str) -> Any:
    return json.loads(json.dumps(report_object(book_of(name))))


@pytest.mark.parametrize("name", TAME)
def test_an_analysis_comes_back_whole(name: str) -> None:
    book, data = book_of(name), data_of(name)
    assert with_told_time(as_told(book, data), data) == book


@pytest.mark.parametrize("name", NAMES)
def test_time_of_another_book_is_taken_as_it_is_told(name: str) -> None:
    book, data = book_of(name), data_of(name)
    data["time"]["observed_minutes"] = 12_345.5
    data["sessions"] = data["sessions"][:1]
    found = with_told_time(book, data)
    assert found.time.observed_minutes == 12_345.5
    assert found.sessions == book.sessions[:1]
    assert found.drift == book.drift


def test_what_only_its_maker_saw_is_taken_from_the_data() -> None:
    data = data_of("novel")
    data["notices"] = [{"code": "shallow", "message": "Cut off."}]
    data["history"] |= {"objects_verified": 7, "uncommitted": ["ch-07.md"]}
    found = as_told(book_of("novel"), data)
    assert found.notices == (Notice("shallow", "Cut off."),)
    assert found.facts.objects_verified == 7
    assert found.facts.uncommitted == ("ch-07.md",)


@given(
    st.sampled_from(["sessions", "time", "notices", "history", "revisions", "lineage", "chapters"]),
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), min_size=1),
)
def test_odd_data_raises_one_error(place: str, odd: Any) -> None:
    data = {**data_of("tiny"), place: odd}
    with pytest.raises(OddDataError):
        with_told_time(as_told(book_of("tiny"), data), data)


@pytest.mark.parametrize(
    ("place", "odd"),
    [
        ("start", "yesterday"), ("start", "2024-01-01T08:00:00"), ("index", True), ("index", 1.0),
        ("writer", 3), ("observed_minutes", "40"), ("revisions", "abc"), ("day", "2024-13-01"),
        ("estimated_minutes", {"low": 1}), ("estimated_minutes", [1, 2, 3]),
    ],
)  # fmt: skip
def test_an_odd_session_raises_the_same(place: str, odd: Any) -> None:
    data = deepcopy(data_of("tiny"))
    data["sessions"][0][place] = odd
    if place == "day":
        data["sessions"][0]["start"] = None
    with pytest.raises(OddDataError):
        with_told_time(book_of("tiny"), data)


def test_a_field_that_the_data_lacks_keeps_its_default() -> None:
    assert built(Time, {"observed_minutes": 5, "gaps": []}) == Time(5, ())
