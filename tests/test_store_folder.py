"""The cache keeps to a folder of its own, and goes without where it cannot have one."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from stored_values import STAGE, codes, filled, keys

from drafttime.store import FILE, Store, cache_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class TestFolder:
    def test_only_the_owner_can_enter(self, folder: Path) -> None:
        file = filled(folder, 3)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_an_open_folder_of_its_own_is_closed(self, folder: Path) -> None:
        filled(folder, 3)
        folder.chmod(0o755)
        with Store(folder) as store:
            assert store.get(STAGE, keys(1)[0]) is not None
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_an_open_folder_with_other_files_is_left_alone(self, folder: Path) -> None:
        folder.mkdir()
        folder.chmod(0o755)
        (folder / "chapter.md").write_text("words")
        self.check_off(folder, "holds other files")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
        assert [entry.name for entry in folder.iterdir()] == ["chapter.md"]

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
        self.check_off(tmp_path / "link", "is a link")
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_a_dangling_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "nowhere")
        self.check_off(tmp_path / "link", "is a link")
        assert not (tmp_path / "nowhere").exists()

    def test_a_linked_file_is_not_followed(self, tmp_path: Path, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        (tmp_path / "precious").write_bytes(b"words")
        (folder / FILE).symlink_to(tmp_path / "precious")
        self.check_off(folder, "cannot be used")
        assert (tmp_path / "precious").read_bytes() == b"words"

    def test_a_pipe_in_place_of_the_file_does_not_hang(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        os.mkfifo(folder / FILE)
        self.check_off(folder, "cannot be used")

    def test_a_file_in_place_of_the_folder(self, folder: Path) -> None:
        folder.write_text("words")
        self.check_off(folder, "cannot be used")

    def test_a_place_where_no_folder_can_be_made(self) -> None:
        self.check_off(Path("/dev/null/cache"), "cannot be used")

    def test_a_relative_path_is_not_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        self.check_off(Path("cache"), "not a full path")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written_to(self, folder: Path) -> None:
        folder.mkdir()
        folder.chmod(0o500)
        self.check_off(folder, "cannot be used")

    @pytest.mark.parametrize("name", ["SQLITE_READONLY", "SQLITE_FULL", "SQLITE_CANTOPEN"])
    def test_a_disk_that_takes_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            error = sqlite3.OperationalError("no")
            error.sqlite_errorcode = getattr(sqlite3, name)  # type: ignore[misc]
            raise error

        filled(folder, 3)
        before = (folder / FILE).read_bytes()
        with Store(folder) as store:
            monkeypatch.setattr("drafttime.store.write_rows", refuse)
            store.put(STAGE, b"k", b"v")
            store.flush()
            store.put(STAGE, b"k", b"v")
            store.flush()
            assert codes(store) == ["cache-off"]
            assert store.get(STAGE, b"k") is None
        assert (folder / FILE).read_bytes() == before, "a full disk is no reason to lose results"

    def test_the_notice_says_what_to_do(self) -> None:
        with Store(Path("/dev/null/cache")) as store:
            (notice,) = store.notices
        assert "/dev/null/cache" in notice.message
        assert "DRAFTTIME_CACHE" in notice.message

    def test_the_environment_names_the_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "mine"))
        assert cache_folder() == tmp_path / "mine"
        monkeypatch.delenv("DRAFTTIME_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        if sys.platform == "linux":
            assert cache_folder() == tmp_path / "drafttime"

    def check_off(self, folder: Path, reason: str) -> None:
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
            assert store.get(STAGE, b"k") is None
            store.flush()
            assert codes(store) == ["cache-off"]
            assert reason in store.notices[0].message
