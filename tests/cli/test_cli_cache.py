"""cache: what it says of a sound, a missing, a damaged and a foreign cache, and what it removes."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from stored_values import filled, keys, value_of

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.store import FILE, Store
from drafttime.store_folder import OWN_FILES

FOREIGN = ("link", "pipe", "folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("DRAFTTIME_CACHE", str(place))
    return place


def cache(*arguments: str) -> int:
    return run(command_line(), ["cache", *arguments])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert cache(*arguments, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def plant(folder: Path, kind: str) -> Path:
    """Put something that is no file of the cache in the place of one."""
    folder.mkdir(mode=0o700)
    place = folder / FILE
    if kind == "link":
        (folder.parent / "precious").write_bytes(b"words")
        place.symlink_to(folder.parent / "precious")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    return place


class TestInfo:
    def test_a_sound_cache(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with Store(folder, now=lambda: 1_700_000_000) as store:
            store.put("texts", b"a chapter", b"12345")
        filled(folder, 20)
        found = told(capsys, "info")["cache"]
        assert found["state"] == "sound"
        assert found["folder"] == str(folder)
        assert found["rows"] == 21
        values = sum(len(value_of(key)) for key in keys(20))
        assert found["stages"] == [
            {"stage": "texts", "rows": 1, "bytes": 5},
            {"stage": "tokens", "rows": 20, "bytes": values},
        ]
        assert found["bytes"] >= values
        assert found["bytes"] == sum((folder / name).stat().st_size for name in names(folder))
        assert found["oldest_use"].startswith("2023-11-1")
        assert found["newest_use"] > found["oldest_use"]
        assert cache("info") == 0
        text = capsys.readouterr().out
        assert str(folder) in text
        assert "21 results of earlier runs" in text
        assert "tokens: 20 results" in text
        assert "some not since 1" in text
        assert "512 MB at most" in text

    def test_looking_makes_nothing(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert told(capsys, "info")["cache"]["state"] == "empty"
        assert not folder.exists()
        folder.mkdir(mode=0o755)
        assert told(capsys, "info")["cache"]["state"] == "empty"
        assert names(folder) == set()
        assert folder.stat().st_mode & 0o777 == 0o755

    def test_looking_changes_no_result(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = filled(folder, 20)
        before = file.read_bytes()
        told(capsys, "info")
        assert file.read_bytes() == before
        assert names(folder) == {FILE}

    @pytest.mark.parametrize("damage", [b"", b"no database" * 500, bytes(9000)])
    def test_a_damaged_cache(
        self, folder: Path, damage: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = filled(folder, 20)
        file.write_bytes(damage)
        assert told(capsys, "info")["cache"]["state"] == "damaged"
        assert file.read_bytes() == damage
        assert cache("info") == 0
        assert "Nothing of your book is lost" in " ".join(capsys.readouterr().out.split())

    @pytest.mark.parametrize(
        "change",
        ["UPDATE results SET bytes = 'x'", "UPDATE results SET used = 1e300", "DROP TABLE results"],
    )
    def test_rows_that_are_none(
        self, folder: Path, change: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with sqlite3.connect(filled(folder, 5)) as base:
            base.execute(change)
        base.close()
        assert told(capsys, "info")["cache"]["state"] == "damaged"

    @pytest.mark.parametrize("kind", FOREIGN)
    def test_something_else_in_its_place(
        self, folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plant(folder, kind)
        found = told(capsys, "info")["cache"]
        assert found["state"] == "unusable"
        assert FILE in found["problem"]

    def test_a_linked_folder(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        filled(folder.parent / "other", 3)
        folder.symlink_to(folder.parent / "other")
        found = told(capsys, "info")["cache"]
        assert (found["state"], found["rows"]) == ("unusable", 0)
        assert "link" in found["problem"]

    def test_a_name_that_is_none(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("DRAFTTIME_CACHE", "/dev/null/\x1b[31mred")
        assert cache("info") == 0
        text = capsys.readouterr().out
        assert "\x1b" not in text
        assert "cannot be used" in text


class TestClear:
    def test_it_says_what_was_freed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        size = filled(folder, 20).stat().st_size
        done = told(capsys, "clear")["cleared"]
        assert done == {
            "folder": str(folder), "freed_bytes": size, "in_use": False, "problem": "",
        }  # fmt: skip
        assert names(folder) == set()
        assert cache("clear") == 0
        assert "nothing to clear" in capsys.readouterr().out

    def test_nothing_but_its_own_files(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        filled(folder, 3)
        for name in (*OWN_FILES[1:], f"{FILE}.bak", "chapter.md", "cache-2.sqlite3"):
            (folder / name).write_bytes(b"words")
        assert cache("clear") == 0
        assert names(folder) == {f"{FILE}.bak", "chapter.md", "cache-2.sqlite3"}
        assert "is gone" in capsys.readouterr().out

    @pytest.mark.parametrize("damage", [b"no database" * 500, bytes(9000)])
    def test_a_damaged_cache(self, folder: Path, damage: bytes) -> None:
        filled(folder, 20).write_bytes(damage)
        assert cache("clear") == 0
        assert names(folder) == set()

    def test_a_missing_cache(self, folder: Path) -> None:
        assert cache("clear") == 0
        assert not folder.exists()

    @pytest.mark.parametrize("kind", FOREIGN)
    def test_something_else_in_its_place(
        self, folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        place = plant(folder, kind)
        (folder / OWN_FILES[1]).write_bytes(b"left over")
        assert cache("clear") == 1
        assert os.path.lexists(place)
        error, hint = capsys.readouterr().err.splitlines()
        assert error.startswith("error: nothing was cleared")
        assert "DRAFTTIME_CACHE" in hint
        if kind == "link":
            assert (folder.parent / "precious").read_bytes() == b"words"

    def test_a_linked_folder(self, folder: Path) -> None:
        file = filled(folder.parent / "other", 3)
        folder.symlink_to(folder.parent / "other")
        assert cache("clear") == 1
        assert file.exists()

    def test_another_run_has_it_open(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = filled(folder, 60)
        with Store(folder) as store:
            number = file.stat().st_ino
            done = told(capsys, "clear")["cleared"]
            assert done["in_use"] is True
            assert done["freed_bytes"] > 0
            assert file.stat().st_ino == number
            assert store.get_many("tokens", keys(60)) == {}
            store.put("tokens", b"k", b"v")
        with Store(folder) as store:
            assert store.get("tokens", b"k") == b"v"
            assert store.notices == ()


def test_without_a_command_it_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cache() == 2
    text = capsys.readouterr().out
    assert "info" in text
    assert "clear" in text
