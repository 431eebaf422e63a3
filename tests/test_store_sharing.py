"""Several processes use the cache at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from stored_values import STAGE, codes, filled, keys, value_of

from drafttime.store import FILE, Store
from drafttime.store_folder import Use

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from drafttime.store import Store
from stored_values import value_of
name = sys.argv[2]
with Store(Path(sys.argv[1])) as store:
    for number in range(300):
        key = f"{{name if number % 3 else 'both'}} {{number}}".encode()
        store.put("tokens", key, value_of(key))
        if number % 7 == 0:
            store.flush()
        seen = f"both {{number // 2 * 3}}".encode()
        assert store.get("tokens", seen) in (None, value_of(seen))
    assert not store.notices, store.notices
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class TestSharing:
    def test_two_processes_write_at_once(self, folder: Path) -> None:
        code = WRITER.format(tests=str(Path(__file__).parent))
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(folder), name], stderr=subprocess.PIPE
            )
            for name in ("one", "two")
        ]
        for process in running:
            _, complaint = process.communicate(timeout=60)
            assert process.returncode == 0, complaint.decode()
        with Store(folder) as store:
            for name in ("one", "two"):
                for number in range(300):
                    key = f"{name if number % 3 else 'both'} {number}".encode()
                    assert store.get(STAGE, key) == value_of(key)
            assert store.notices == ()

    def test_a_writer_that_waits_in_vain_goes_on(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("drafttime.store.BUSY_SECONDS", 0.05)
        filled(folder, 3)
        other = sqlite3.connect(folder / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
            store.flush()
            assert store.get(STAGE, keys(1)[0]) == value_of(keys(1)[0])
            assert store.notices == ()
        other.execute("ROLLBACK")
        other.close()
        with Store(folder) as store:
            assert store.get(STAGE, keys(1)[0]) == value_of(keys(1)[0])

    def test_a_damaged_file_is_not_removed_under_another_run(self, folder: Path) -> None:
        file = filled(folder, 20)
        damage(file)
        with Store(folder) as slow:
            with Store(folder) as quick:
                number = file.stat().st_ino
                assert quick.get(STAGE, keys(1)[0]) is None
                quick.put(STAGE, b"new", b"v")
                assert codes(quick) == ["cache-off"]
                assert "another run" in quick.notices[0].message
                assert file.stat().st_ino == number
            assert slow.get(STAGE, keys(1)[0]) is None
            assert codes(slow) == ["cache-rebuilt"], "the last one to use it makes it anew"
            slow.put(STAGE, b"new", b"v")
        with Store(folder) as store:
            assert store.get(STAGE, b"new") == b"v"
            assert store.notices == ()

    def test_one_who_waits_for_the_file_alone_goes_without(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("drafttime.store_folder.SHARE_TRIES", 2)
        filled(folder, 3)
        other = Use(folder)
        assert other.take_alone()
        with Store(folder) as store:
            assert store.get(STAGE, keys(1)[0]) is None
            assert codes(store) == ["cache-off"]
        other.end()
        with Store(folder) as store:
            assert store.get(STAGE, keys(1)[0]) == value_of(keys(1)[0])


def damage(file: Path) -> None:
    with sqlite3.connect(file) as base:
        base.execute("UPDATE results SET value = X'00'")
    base.close()
