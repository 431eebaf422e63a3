"""What a killed run left is taken away, an earlier report is put back; nothing else is touched."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from drafttime.output import folder as folders
from drafttime.output import leftovers
from drafttime.output.exchange import exchange
from drafttime.output.folder import check_folder, write_folder
from drafttime.output.leftovers import (
    FOLDER_PREFIX,
    PREFIX,
    REPLACED,
    new_file,
    new_folder,
    sweep,
)

KILLED = 9
needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")


def names_in(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


class TestSweep:
    @needs_locks
    def test_what_is_left_of_a_run_is_taken_away(self, tmp_path: Path) -> None:
        file, folder = new_file(tmp_path, b"half"), new_folder(tmp_path)
        (folder.path / "new").mkdir()
        (folder.path / "new" / "index.html").write_bytes(b"half")
        assert names_in(tmp_path) == {file.path.name, folder.path.name}
        sweep(tmp_path)
        assert names_in(tmp_path) == {file.path.name, folder.path.name}, "their run goes on"
        file.release()
        folder.release()
        sweep(tmp_path)
        assert names_in(tmp_path) == set()

    @needs_locks
    def test_a_folder_that_was_not_named_yet(self, tmp_path: Path) -> None:
        (tmp_path / f"{FOLDER_PREFIX}ab_cd012").mkdir(0o700)
        sweep(tmp_path)
        assert names_in(tmp_path) == set()

    @needs_locks
    @pytest.mark.parametrize("stands", [True, False])
    def test_an_earlier_report_comes_back(self, tmp_path: Path, stands: bool) -> None:
        folder = new_folder(tmp_path)
        (folder.path / REPLACED / "report").mkdir(parents=True)
        (folder.path / REPLACED / "report" / "index.html").write_bytes(b"old")
        if stands:
            (tmp_path / "report").mkdir()
            (tmp_path / "report" / "index.html").write_bytes(b"new")
        folder.release()
        sweep(tmp_path)
        assert names_in(tmp_path) == {"report"}
        assert (tmp_path / "report" / "index.html").read_bytes() == (b"new" if stands else b"old")

    def test_nothing_that_a_repository_can_bring_along(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        place = tmp_path / "book"
        place.mkdir()
        for name in (f"{PREFIX}1a2b.tmp", f"{PREFIX}.tmp", f"{PREFIX}abcdefgh.json"):
            (place / name).write_bytes(b"words")
        for name, mode in (("1a2b", 0o700), ("ab_cd012", 0o700), ("ffff", 0o755)):
            inner = place / f"{FOLDER_PREFIX}{name}"
            (inner / REPLACED / "Makefile").mkdir(parents=True)
            inner.chmod(mode)
        (place / f"{PREFIX}ffff.tmp").symlink_to(elsewhere)
        (place / f"{FOLDER_PREFIX}abcd").symlink_to(elsewhere)
        os.mkfifo(place / f"{PREFIX}cafe.tmp")
        before = names_in(place)
        sweep(place)
        assert names_in(place) == before
        assert elsewhere.is_dir()

    def test_an_own_number_in_somebody_elses_rights(self, tmp_path: Path) -> None:
        inner = tmp_path / "x"
        inner.mkdir(0o755)
        inner = inner.rename(tmp_path / f"{FOLDER_PREFIX}{inner.stat().st_ino:x}")
        sweep(tmp_path)
        assert names_in(tmp_path) == {inner.name}

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        sweep(tmp_path / "nowhere")
        assert names_in(tmp_path) == set()


class TestKilled:
    """A run that is killed between two steps, for real; the next one finds what it must."""

    def killed(self, report: Path) -> None:
        child = os.fork()
        if not child:
            try:
                write_folder(report, {"index.html": b"new"})
            finally:
                os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED

    @needs_locks
    def test_between_two_renames(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        report = tmp_path / "report"
        write_folder(report, {"index.html": b"old"})
        rename = Path.rename

        def dying(path: Path, target: Path) -> Path:
            if path.name == "new":
                os._exit(KILLED)
            return rename(path, target)

        monkeypatch.setattr(folders, "exchange", lambda *_: False)
        monkeypatch.setattr(Path, "rename", dying)
        self.killed(report)
        monkeypatch.undo()
        assert "report" not in names_in(tmp_path)
        check_folder(report)
        assert names_in(tmp_path) == {"report"}
        assert (report / "index.html").read_bytes() == b"old"

    @needs_locks
    def test_after_the_exchange(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        report = tmp_path / "report"
        write_folder(report, {"index.html": b"old"})
        monkeypatch.setattr(folders.shutil, "rmtree", lambda *_, **__: os._exit(KILLED))
        self.killed(report)
        monkeypatch.undo()
        assert (report / "index.html").read_bytes() == b"new"
        assert len(names_in(tmp_path)) == 2
        check_folder(report)
        assert names_in(tmp_path) == {"report"}


class TestNewFile:
    @pytest.mark.parametrize("nameless", [True, False])
    def test_it_is_whole_and_private(
        self, tmp_path: Path, nameless: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not nameless:
            monkeypatch.setattr(leftovers, "_born_nameless", lambda *_: None)
        made = new_file(tmp_path, b"words")
        assert made.path.read_bytes() == b"words"
        assert made.path.stat().st_mode & 0o777 == 0o600
        assert made.path.name == f"{PREFIX}{made.path.stat().st_ino:x}.tmp"
        made.release()

    def test_a_disk_that_is_full_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(leftovers, "_write", full)
        with pytest.raises(OSError, match="No space"):
            new_file(tmp_path, b"words")
        assert names_in(tmp_path) == set()


class TestExchange:
    def test_both_change_places(self, tmp_path: Path) -> None:
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
            (tmp_path / name / name).touch()
        if exchange(tmp_path / "one", tmp_path / "other"):
            assert names_in(tmp_path / "one") == {"other"}
            assert names_in(tmp_path / "other") == {"one"}
        else:
            assert names_in(tmp_path / "one") == {"one"}

    def test_one_that_is_missing(self, tmp_path: Path) -> None:
        (tmp_path / "one").touch()
        assert not exchange(tmp_path / "one", tmp_path / "other")
        assert names_in(tmp_path) == {"one"}

    def test_something_else_that_took_the_place_is_not_removed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report = tmp_path / "report"
        report.mkdir()
        (report / "novel.md").write_text("All of it.")
        monkeypatch.setattr(folders, "check_folder", lambda _: None)
        if not exchange(report, report):
            pytest.skip("this system cannot let two entries change places")
        with pytest.raises(folders.OutputError, match="taken its place"):
            write_folder(report, {"index.html": b"new"})
        assert names_in(report) == {"novel.md"}
        assert names_in(tmp_path) == {"report"}
