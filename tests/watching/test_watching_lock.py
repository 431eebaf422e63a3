"""One watcher to a log, for as long as it lives and not a moment longer."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafttime.watching.errors import WatchError
from drafttime.watching.lock import Holder, Lock, holder_of, lock_of, make_private

NOW = datetime(2024, 3, 1, 20, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "logs"
    monkeypatch.setenv("DRAFTTIME_WATCH", str(folder))
    return folder


def test_a_second_watcher_is_turned_away_and_told_who_is_there(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    with Lock.take(log, NOW):
        assert holder_of(log) == Holder(os.getpid(), "2024-03-01T20:00:00+00:00")
        with pytest.raises(WatchError, match=rf"process {os.getpid()}\) keeps"):
            Lock.take(log, NOW)
    assert holder_of(log) is None
    Lock.take(log, NOW).close()


def test_other_logs_are_free_and_one_log_has_one_lock_by_all_its_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with Lock.take(tmp_path / "a.jsonl", NOW), Lock.take(tmp_path / "b.jsonl", NOW):
        assert lock_of(tmp_path / "link" / "a.jsonl") == lock_of(tmp_path / "a.jsonl")
        assert holder_of(tmp_path / "link" / "a.jsonl") is not None


def test_a_holder_that_could_not_say_who_it_is_holds_all_the_same(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    with Lock.take(log, NOW):
        lock_of(log).write_bytes(b"")
        assert holder_of(log) == Holder(0, "")
        with pytest.raises(WatchError, match="another watcher keeps"):
            Lock.take(log, NOW)


def test_nobody_holds_what_was_never_kept(tmp_path: Path, logs: Path) -> None:
    assert holder_of(tmp_path / "a.jsonl") is None
    assert not logs.exists()


def test_the_folder_of_the_logs_is_for_its_owner_alone(logs: Path) -> None:
    logs.mkdir(mode=0o755)
    make_private(logs)
    assert stat.S_IMODE(logs.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_an_error(logs: Path) -> None:
    logs.write_text("a file")
    with pytest.raises(WatchError, match="cannot be made"):
        make_private(logs / "deeper")
