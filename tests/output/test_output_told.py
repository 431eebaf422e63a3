"""Data that anybody may have written: bounded, checked, and never believed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_books import novel

from drafttime.errors import DrafttimeError, EvidenceError, SettingsError
from drafttime.output.data import report_object
from drafttime.output.told import (
    commits_of,
    lies_inside,
    logs_of,
    parse_told,
    read_told,
    recorded_of,
)
from drafttime.settings import Settings, recorded_settings

BOOK = report_object(novel())
USUAL = Settings().as_object()
PLACES = st.sampled_from(["settings", "drift", "drafts", "manuscript", "evidence", "schema"])
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def complaint(action: Callable[[], object], otherwise: str) -> str:
    """Return the message of the error that an action ends in; `otherwise` where it does not."""
    try:
        action()
    except DrafttimeError as error:
        return error.message
    return otherwise


def parsed(data: Any) -> Any:
    return parse_told(json.dumps(data).encode())


def test_what_a_report_wrote_is_read_as_it_is() -> None:
    assert parsed(BOOK) == BOOK


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[1, 2]", "is no data of a report"),
        (b'{"schema": true, "evidence": {}}', "is no data of a report"),
        (b'{"schema": 2, "evidence": {}}', "is of schema 2, and this drafttime reads schema 1"),
        (b'{"schema": 1}', "holds no evidence"),
        (b'{"schema": 1, "a": 1, "a": 2}', "the same key twice"),
        (b'{"schema": 1, "a": NaN}', "NaN"),
        (b'{"schema": 1, "a": -Infinity}', "Infinity"),
        (b'{"schema": 1, "a": 1e999}', "more digits"),
        (b'{"schema": 1, "a": ' + b"9" * 5000 + b"}", "more digits"),
        (b'{"schema": 1, "a": 0.' + b"9" * 5000 + b"}", "more digits"),
        (b"[" * 100_000, "brackets inside brackets"),
        (b'{"a":' * 100_000, "brackets inside brackets"),
        (b'{"schema": 1, "evidence": {}, "a": ' + b"[" * 40 + b"]" * 40 + b"}", "brackets"),
        (b"[" + b"[]," * 1_000_001 + b"[]]", "more values than any report"),
    ],
)
def test_hostile_data_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(EvidenceError, match=why):
        parse_told(content)


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "data.json").open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(EvidenceError, match="at most 32 MB"):
        read_told(tmp_path)


def test_no_link_and_no_pipe_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(BOOK))
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(EvidenceError, match=r"there is no data\.json"):
        read_told(folder)
    (folder / "data.json").symlink_to(secret)
    with pytest.raises(EvidenceError, match="no plain file"):
        read_told(folder)
    (folder / "data.json").unlink()
    os.mkfifo(folder / "data.json")
    with pytest.raises(EvidenceError, match="no plain file"):
        read_told(folder)
    with pytest.raises(EvidenceError, match="does not exist"):
        read_told(tmp_path / "nowhere")
    assert read_told(secret).folder is None


def test_a_page_is_no_data_and_its_reader_is_sent_to_the_folder(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<!DOCTYPE html>")
    with pytest.raises(EvidenceError, match=r"is no data\.json") as caught:
        read_told(page)
    assert caught.value.hint == "name the folder that it lies in"


@given(PLACES, ODD)
def test_data_of_the_wrong_kind_ends_in_a_sentence(place: str, odd: Any) -> None:
    def read() -> None:
        found = parsed({**BOOK, place: odd})
        recorded = recorded_of(found, logs_of(found))
        commits_of(found, recorded)
        recorded_settings(recorded.settings)

    assert "data.json" in complaint(read, "data.json")


@given(st.sampled_from(sorted(USUAL)), ODD)
def test_settings_of_the_wrong_kind_end_in_a_sentence(name: str, odd: Any) -> None:
    said = complaint(partial(recorded_settings, {**USUAL, name: odd}), f"`{name}`")
    assert f"`{name}`" in said or "drafttime watch" in said


def test_settings_are_read_back_as_they_were() -> None:
    assert recorded_settings(USUAL).as_object() == USUAL
    table = {
        **USUAL, "since": "2024-03-01", "gap": 90.0, "include": ["a/*.md"],
        "writers": {"Ada": ["ada@example.org"]}, "book": "tide", "show-cuts": True,
    }  # fmt: skip
    assert recorded_settings(table).as_object() == table
    with pytest.raises(SettingsError, match='"allow-linked"'):
        recorded_settings({"allow-linked": True})


@pytest.mark.parametrize(
    ("log", "inside"),
    [
        ("hours.csv", True), ("notes/hours.csv", True), ("refs/notes/gtm-data", True),
        ("/etc/passwd", False), ("../hours.csv", False), ("a/../../b", False), ("watch", False),
        ("C:\\hours.csv", False), ("", False), ("a\nb", False),
    ],
)  # fmt: skip
def test_only_a_log_inside_the_repository_may_be_read(log: str, inside: bool) -> None:
    assert lies_inside(log) == inside
    settings = {"logs": [log]}
    if not inside and log:
        with pytest.raises(SettingsError):
            recorded_settings(settings)


def test_logs_of_whoever_asks_may_lie_anywhere() -> None:
    found = recorded_settings({"logs": ["hours.csv"]}, ("/home/mo/hours.csv",))
    assert found.logs == ("/home/mo/hours.csv",)
    assert "logs" in found.given


def test_drafts_are_known_by_their_commits() -> None:
    data = deepcopy(BOOK)
    ids = [f"{number:040x}" for number in range(1, len(data["drafts"]) + 1)]
    said = ["tag draft-1", "chosen: v2~3", "message “Third draft”", "main"]
    for draft, commit, by in zip(data["drafts"], ids, said, strict=True):
        draft |= {"commit": commit, "resolved_by": by}
    data["drift"]["final_commit"] = ids[-1]
    recorded = recorded_of(data, ())
    assert recorded.tags == {"draft-1": ids[0]}
    assert recorded.names == {"v2~3": ids[1]}
    assert recorded.final == ids[-1]
    assert recorded.branch == "main"
    data["drafts"][1]["resolved_by"] = "chosen: old:part1.md"
    data["drafts"][0] |= {"resolved_by": "chosen: drafts/one", "commit": ids[-1]}
    data["settings"]["final"] = "HEAD~2"
    recorded = recorded_of(data, ())
    assert recorded.names == {"old": ids[1], "HEAD~2": ids[-1]}
    assert recorded.branch == ""
    data["drafts"][1]["commit"] = "--output=x"
    with pytest.raises(EvidenceError, match="names no commit for a draft"):
        recorded_of(data, ())
