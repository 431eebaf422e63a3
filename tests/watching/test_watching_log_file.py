"""The log keeps every line that was written, whatever stops the writing."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafttime.clock.logs._log import LogFile
from drafttime.clock.logs.watch import beats_of
from drafttime.watching.errors import WatchError
from drafttime.watching.log_file import LogWriter

START = datetime(2024, 3, 1, 20, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def files_in(path: Path) -> list[str]:
    return [beat.file for beat in beats_of(LogFile("log", path.read_bytes()))]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    writer = LogWriter(path, "book")
    writer.begin()
    for number in range(3):
        writer.add(at(number), f"{number}.md")
    writer.close()
    return path


def test_a_log_is_for_its_owner_alone_and_is_gone_on_with(log: Path) -> None:
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    before = log.read_bytes()
    writer = LogWriter(log, "book")
    writer.begin()
    writer.add(at(3), "3.md")
    writer.close()
    assert log.read_bytes().startswith(before)
    assert files_in(log) == ["0.md", "1.md", "2.md", "3.md"]


def test_wherever_a_crash_cut_it_no_line_before_is_lost(log: Path, tmp_path: Path) -> None:
    whole = log.read_bytes()
    torn = tmp_path / "torn.jsonl"
    for cut in range(len(whole) + 1):
        for rest in (b"", b"\0\0\0"):
            if rest and not whole[:cut].count(b"\n"):
                continue  # see the next test
            torn.write_bytes(whole[:cut] + rest)
            writer = LogWriter(torn, "book")
            writer.begin()
            writer.add(at(9), "9.md")
            writer.close()
            lines = torn.read_bytes()
            kept = whole[: whole.rfind(b"\n", 0, cut) + 1]
            assert lines.startswith(kept)
            found = files_in(torn)
            assert found[-1] == "9.md"
            assert found[:-1] == ["0.md", "1.md", "2.md"][: len(found) - 1]
            assert len(found) >= max(1, kept.count(b"\n"))


def test_a_whole_line_that_lacks_its_end_is_kept(log: Path) -> None:
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    writer = LogWriter(log, "book")
    writer.add(at(3), "3.md")
    assert files_in(log) == ["0.md", "1.md", "2.md", "3.md"]
    writer.close()


@pytest.mark.parametrize("length", [100, 1 << 16, (1 << 16) + 1, 200_000])
def test_zeros_behind_the_last_line_are_taken_away_however_many(log: Path, length: int) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole + b"\0" * length)
    writer = LogWriter(log, "book")
    writer.begin()
    writer.close()
    assert log.read_bytes() == whole


@pytest.mark.parametrize(
    "content",
    [
        b"# Chapter one\n",
        b"\0" * 40,
        b'{"drafttime-watch": 2, "book": "a"}\n',
        b'{"at": "x"}\n',
        b"x",
    ],
)
def test_another_file_is_never_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "chapter.md"
    path.write_bytes(content)
    with pytest.raises(WatchError, match="no log that this version"):
        LogWriter(path, "book").begin()
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", ["folder", "link", "fifo"])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "log.jsonl"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    else:
        os.mkfifo(path)
    with pytest.raises(WatchError, match="not a file"):
        LogWriter(path, "book").begin()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_the_callers_to_explain(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LogWriter(tmp_path / "none" / "log.jsonl", "book").begin()


@pytest.mark.parametrize("how", ["deleted", "rotated"])
def test_a_log_that_goes_while_it_is_kept_begins_anew(log: Path, how: str) -> None:
    writer = LogWriter(log, "book")
    writer.begin()
    old = log.with_name("old.jsonl")
    if how == "deleted":
        log.unlink()
    else:
        log.rename(old)
    writer.add(at(4), "4.md")
    writer.add(at(5), "5.md")
    writer.close()
    assert files_in(log) == ["4.md", "5.md"]
    assert not old.exists() or files_in(old) == ["0.md", "1.md", "2.md"]


def test_the_folder_in_the_users_data_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "watch" / "log.jsonl"
    writer = LogWriter(path, "book", keeps_folder=True)
    writer.begin()
    shutil.rmtree(tmp_path / "data")
    writer.add(at(1), "1.md")
    writer.close()
    assert files_in(path) == ["1.md"]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_of_another_kind_in_its_place_is_left_alone(log: Path) -> None:
    writer = LogWriter(log, "book")
    writer.begin()
    log.unlink()
    log.write_text("My list\n")
    with pytest.raises(WatchError):
        writer.add(at(4), "4.md")
    assert log.read_text() == "My list\n"
    writer.close()


def short_write(handle: int, data: bytes, write: Callable[[int, bytes], int] = os.write) -> int:
    return write(handle, data[:7])


def no_space(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("name", "broken"), [("write", short_write), ("write", no_space), ("fsync", no_space)]
)
def test_on_a_full_disk_no_part_of_a_line_is_left(
    log: Path, monkeypatch: pytest.MonkeyPatch, name: str, broken: Callable[..., int]
) -> None:
    whole = log.read_bytes()
    writer = LogWriter(log, "book")
    with monkeypatch.context() as context:
        context.setattr(os, name, broken)
        for _ in range(2):
            with pytest.raises(OSError, match="No space"):
                writer.add(at(4), "4.md")
            assert log.read_bytes() == whole
    writer.add(at(5), "5.md")
    writer.close()
    assert files_in(log)[3:] == ["5.md"]


def fill(writer: LogWriter) -> int:
    """Add lines until the disk is full, and return how many it took."""
    for count in range(1_000):
        try:
            writer.add(at(count), f"{count}.md")
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return count
            raise
    raise AssertionError("the disk took more than it holds")


def test_on_a_small_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = (
        mount
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=32k", "none", str(disk)],
            check=False,
            capture_output=True,
        ).returncode
    )
    if not made:
        pytest.skip("no small disk can be made here")
    try:
        path = disk / "log.jsonl"
        writer = LogWriter(path, "book")
        writer.begin()
        (disk / "filler").write_bytes(b"x" * 20_000)
        count = fill(writer)
        assert files_in(path) == [f"{number}.md" for number in range(count)]
        assert path.read_bytes().endswith(b"\n")
        (disk / "filler").unlink()
        writer.add(at(count), f"{count}.md")
        assert len(files_in(path)) == count + 1
        writer.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)
