"""What a change of a file means: a save that is noted, or nothing."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path

import pytest
from watched import SETTINGS, Shelf

from drafttime.clock.logs._log import LogFile
from drafttime.clock.logs.watch import beats_of
from drafttime.errors import SettingsError
from drafttime.watching.errors import GoneError
from drafttime.watching.folders import Rules


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_save_is_noted_with_its_file_and_time_and_nothing_else(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    assert watcher.files == 2
    path = shelf.write("ebb/one.md", "A secret sentence.\n")
    assert not watcher.take([path])
    [beat] = beats_of(LogFile("log", shelf.log.read_bytes()))
    assert beat.file == "ebb/one.md"
    assert beat.seconds == int(Path(path).stat().st_mtime)
    assert beat.offset_minutes * 60 == time.localtime(beat.seconds).tm_gmtoff
    assert b"secret" not in shelf.log.read_bytes()
    assert watcher.noted == 1


def test_a_save_that_changes_nothing_is_none(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    watcher.take([shelf.write("weir.md", "The weir.\n")])
    assert shelf.noted() == []
    watcher.take([shelf.write("weir.md", "The weir!\n")])
    watcher.take([shelf.write("weir.md", "The weir!\n")], everything=True)
    assert shelf.noted() == ["weir.md"]


def test_a_look_back_on_a_week_is_no_writing(shelf: Shelf) -> None:
    look = "<!-- drafttime week 2024-W01 0123456789abcdef: x -->\n"
    shelf.write("retros/2024-W01.md", look)
    watcher = shelf.watcher()
    assert watcher.files == 2
    watcher.take([shelf.write("retros/2024-W01.md", look + "What resisted: the weir.\n")])
    watcher.take([shelf.write("2024-W02.md", look.replace("W01", "W02"))])
    watcher.take((), everything=True)
    assert (shelf.noted(), watcher.files) == ([], 2)
    watcher.take([shelf.write("2024-W02.md", "Now it is a chapter.\n")])
    assert shelf.noted() == ["2024-W02.md"]


def test_going_back_to_an_earlier_text_is_a_change(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    for text in ("A slip.\n", "The mill.\n", "A slip.\n"):
        watcher.take([shelf.write("weir.md", text)])
    assert shelf.noted() == ["weir.md"] * 3


def test_copies_new_names_and_chapters_that_were_empty_are_no_writing(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    copy = shelf.write("draft2/weir.md", "The weir.\n")
    watcher.take([str(shelf.root / "draft2"), copy])
    (shelf.root / "weir.md").rename(shelf.root / "dam.md")
    watcher.take([str(shelf.root / "weir.md"), str(shelf.root / "dam.md")])
    watcher.take([shelf.write("new.md", "")])
    assert shelf.noted() == []
    watcher.take([shelf.write("new.md", "Now there is a word.\n")])
    assert shelf.noted() == ["new.md"]


def test_saves_by_another_name_and_the_files_of_editors_are_told_apart(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    paths = [shelf.write(name, "Changed.\n") for name in (".weir.md.swp", "weir.md~", "4913")]
    temporary = shelf.write("weir.md.tmp", "Changed and renamed.\n")
    Path(temporary).replace(shelf.root / "weir.md")
    watcher.take([*paths, temporary, str(shelf.root / "weir.md")])
    assert shelf.noted() == ["weir.md"]


def test_other_files_links_folders_and_large_files_are_not_noted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = shelf.watcher()
    notes = shelf.write("notes.md", "Not the book.\n")
    (shelf.root / "link.md").symlink_to(shelf.write("../outside.md", "Outside.\n"))
    (shelf.root / "folder.md").mkdir()
    os.mkfifo(shelf.root / "pipe.md")
    monkeypatch.setattr("drafttime.watching.watcher.FILE_BYTES", 100)
    large = shelf.write("large.md", "x" * 101)
    names = ("link.md", "folder.md", "pipe.md", "gone.md")
    watcher.take([notes, large, *(str(shelf.root / name) for name in names)], everything=True)
    assert shelf.noted() == []


def test_the_log_may_lie_in_the_book_and_is_not_its_own_chapter(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.writer.close()
    shelf.writer._path = shelf.log = shelf.root / "log-of-work.md"
    shelf.rules = Rules(lambda path: path.endswith(".md"))
    shelf.writer.begin()
    watcher = shelf.watcher()
    for _ in range(3):
        watcher.take([shelf.write("weir.md", str(_)), str(shelf.log)], everything=True)
    assert shelf.noted() == ["weir.md"] * 3


def test_what_was_moved_or_copied_here_was_not_written_here(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    old = time.time() - 3 * 3600
    for name in ("kept.md", "weir.md"):
        path = shelf.write(name, "From another machine.\n")
        os.utime(path, (old, old))  # as a copy that keeps times, or a synchronising program
        watcher.take([path])
    assert shelf.noted() == []


def test_a_folder_that_was_moved_here_was_not_written_here(shelf: Shelf) -> None:
    shelf.write("../elsewhere/part.md", "An old novel.\n")
    shelf.wall_shift = 3600.0  # the watcher begins an hour after that was written
    watcher = shelf.watcher()
    (shelf.home / "elsewhere").rename(shelf.root / "elsewhere")
    assert watcher.take([str(shelf.root / "elsewhere")])
    assert "elsewhere" in watcher.folders
    assert watcher.files == 3
    assert shelf.noted() == []


def test_a_clock_of_the_disk_that_is_off_hides_no_save(shelf: Shelf) -> None:
    shelf.wall_shift = -3600.0
    watcher = shelf.watcher()
    watcher.take([shelf.write("weir.md", "By a fast disk.\n")])
    [beat] = beats_of(LogFile("log", shelf.log.read_bytes()))
    assert abs(beat.seconds - (time.time() - 3600)) < 60


def test_after_a_sleep_nothing_is_invented(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    path = shelf.write("weir.md", "Just before the lid was closed.\n")
    shelf.wall_shift = 8 * 3600.0
    watcher.take([path])
    [beat] = beats_of(LogFile("log", shelf.log.read_bytes()))
    assert beat.seconds == int(Path(path).stat().st_mtime)


def test_a_new_folder_is_watched_and_what_was_saved_in_it_is_noted(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    shelf.write("part two/three.md", "A new part.\n")
    assert watcher.take([str(shelf.root / "part two")])
    assert set(watcher.folders) == {"", "ebb", "part two"}
    assert shelf.noted() == ["part two/three.md"]
    shutil.rmtree(shelf.root / "part two")
    assert watcher.take([str(shelf.root / "part two")])
    assert set(watcher.folders) == {"", "ebb"}


def test_new_settings_hold_at_once_and_broken_ones_do_not(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    old = shelf.write("public/old.md", "Here for long.\n")
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))
    shelf.rules = Rules(lambda path: path.startswith("public/"), ("public/*",))
    assert watcher.take([shelf.write(SETTINGS, "")])
    watcher.take([shelf.write("public/one.md", "One.\n"), shelf.write("weir.md", "Out.\n")])
    assert shelf.noted() == ["public/one.md"]

    def broken() -> Rules:
        raise SettingsError("drafttime.toml, line 1: what is this.", "mend it")

    object.__setattr__(watcher._orders, "rules", broken)
    watcher.take([shelf.write(SETTINGS, "what")])
    watcher.take([shelf.write("public/one.md", "Two.\n")])
    assert shelf.noted() == ["public/one.md"] * 2
    assert shelf.told == [
        "drafttime.toml, line 1: what is this; the settings before hold until then"
    ]


def test_what_git_writes_is_no_writing_and_is_looked_at_when_it_is_done(shelf: Shelf) -> None:
    shelf.repo.branch("other")
    shelf.repo.switch("other")
    shelf.repo.commit({"weir.md": "Another weir.\n", "new/two.md": "Two.\n"})
    shelf.repo.switch("main")
    watcher = shelf.watcher()
    time.sleep(0.02)
    shelf.repo.git("switch", "-q", "other", GIT_WORK_TREE=str(shelf.root))
    lock = shelf.repo.git_dir / "index.lock"
    lock.touch()
    watcher.take([str(shelf.root / "weir.md"), str(shelf.root / "new")])
    mine = shelf.write("ebb/one.md", "While git is at work.\n")
    shelf.age_heads()
    watcher.take([mine])
    assert shelf.noted() == []
    lock.unlink()
    watcher.take([])
    assert shelf.noted() == ["ebb/one.md"]


def test_many_saves_are_thinned_and_the_last_is_noted_in_the_end(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, thin_seconds=30.0)
    watcher = shelf.watcher()
    for second in range(45):
        shelf.steady += 1
        watcher.take([shelf.write("weir.md", f"{second} seconds\n")])
    assert shelf.noted() == ["weir.md"] * 2
    shelf.write("ebb/one.md", "Saved, and not yet seen.\n")
    watcher.finish()
    assert shelf.noted() == ["weir.md"] * 2 + ["ebb/one.md", "weir.md"]
    assert shelf.told == []


def test_a_disk_that_is_full_is_named_once_and_loses_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = shelf.watcher()

    def no_space(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(os, "write", no_space)
        for number in range(3):
            watcher.take([str(shelf.root / "weir.md")], everything=True)
            Path(shelf.root / "weir.md").write_bytes(b"%d" % number)
        watcher.take([str(shelf.root / "weir.md")])
    assert len(shelf.told) == 1
    assert "No space left on device" in shelf.told[0]
    assert shelf.noted() == []
    watcher.take([])
    assert shelf.noted() == ["weir.md"] * 3
    assert "again" in shelf.told[1]
    assert watcher.noted == 3


def test_saves_that_could_not_be_noted_are_counted_at_the_end(shelf: Shelf) -> None:
    watcher = shelf.watcher()
    shelf.log.unlink()
    shelf.log.write_text("A list.\n")
    watcher.take([shelf.write("weir.md", "Lost.\n")])
    watcher.finish()
    assert "no log that this version can go on with" in shelf.told[0]
    assert shelf.told[1:] == ["saves that could not be noted: 1"]
    assert shelf.log.read_text() == "A list.\n"


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_book_that_goes_away_ends_the_watch_with_what_was_seen(tmp_path: Path, how: str) -> None:
    shelf = Shelf(tmp_path, thin_seconds=30.0)
    watcher = shelf.watcher()
    for text in ("One.\n", "Two.\n"):
        watcher.take([shelf.write("weir.md", text)])
    shelf.root.rename(tmp_path / "moved")
    if how == "deleted":
        shutil.rmtree(tmp_path / "moved")
    if how == "replaced":
        shelf.root.mkdir()
    with pytest.raises(GoneError, match="no longer there"):
        watcher.take([])
    watcher.finish()
    assert shelf.noted() == ["weir.md"] * 2
