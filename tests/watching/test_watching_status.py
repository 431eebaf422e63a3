"""What stands in the place of a log is read only where it is a plain file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from drafttime.clock.logs.watch import FOLDER
from drafttime.errors import OutputError
from drafttime.watching.errors import WatchError
from drafttime.watching.lock import holder_of, lock_of, make_private
from drafttime.watching.status import status_of

TODAY = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))


@pytest.mark.parametrize("kind", ["pipe", "link", "device", "circle", "folder"])
def test_no_log_is_read_but_a_plain_file(tmp_path: Path, kind: str) -> None:
    log = tmp_path / "book.jsonl"
    if kind == "pipe":
        os.mkfifo(log)
    elif kind == "folder":
        log.mkdir()
    else:
        target = {"link": tmp_path / "other", "device": Path("/dev/zero"), "circle": log}[kind]
        (tmp_path / "other").write_text("{}\n")
        log.symlink_to(target)
    with pytest.raises(OutputError, match="not a file"):
        status_of(log, TODAY, 15)


def test_a_log_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert not status_of(tmp_path / "book.jsonl", TODAY, 15).exists


def test_a_pipe_in_place_of_the_lock_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(lock_of(tmp_path / "book.jsonl"))
    assert holder_of(tmp_path / "book.jsonl") is None


def test_a_circle_of_links_has_a_lock_like_any_other_log(tmp_path: Path) -> None:
    log = tmp_path / "book.jsonl"
    log.symlink_to(log)
    assert lock_of(log).parent == tmp_path
    assert holder_of(log) is None


def test_a_folder_of_logs_is_not_made_private_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "watch").symlink_to(tmp_path / "shared")
    with pytest.raises(WatchError, match="is a link"):
        make_private(tmp_path / "watch")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o755
