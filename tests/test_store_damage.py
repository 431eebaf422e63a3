"""Whatever happens to its file, the cache gives back what was put, or nothing."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from stored_values import STAGE, codes, filled, keys, value_of

from drafttime.store import FILE, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class TestDamage:
    @pytest.mark.parametrize("seed", range(6))
    def test_a_flipped_bit_never_gives_a_wrong_value(self, tmp_path: Path, seed: int) -> None:
        flip_many(tmp_path, seed, flips=50)

    @pytest.mark.long
    @pytest.mark.skipif("'long' not in config.getoption('markexpr')", reason="run with -m long")
    @pytest.mark.parametrize("seed", range(100, 140))
    def test_two_thousand_flipped_bits(self, tmp_path: Path, seed: int) -> None:
        flip_many(tmp_path, seed, flips=50)

    def test_a_changed_value_is_noticed_and_the_file_made_anew(self, folder: Path) -> None:
        file = filled(folder, 5)
        with sqlite3.connect(file) as base:
            base.execute("UPDATE results SET value = X'00'")
        base.close()
        with Store(folder) as store:
            assert store.get_many(STAGE, keys(5)) == {}
            assert store.get(STAGE, keys(1)[0]) is None
            assert codes(store) == ["cache-rebuilt"]
            store.put(STAGE, b"k", b"v")
        with Store(folder) as store:
            assert store.get(STAGE, b"k") == b"v"
            assert store.notices == ()

    def test_a_value_under_another_key_is_noticed(self, folder: Path) -> None:
        with Store(folder) as store:
            store.put_many(STAGE, {b"one": b"1", b"two": b"2"})
        with sqlite3.connect(folder / FILE) as base:
            (first,), (second,) = base.execute("SELECT key FROM results ORDER BY rowid")
            base.execute("UPDATE results SET key = X'00' WHERE key = ?", (first,))
            base.execute("UPDATE results SET key = ? WHERE key = ?", (first, second))
        base.close()
        with Store(folder) as store:
            assert store.get(STAGE, b"one") is None
            assert codes(store) == ["cache-rebuilt"]

    @pytest.mark.parametrize(
        "damage",
        [
            b"",
            b"not a database, but long enough to be taken for one at first sight" * 100,
            bytes(4096),
        ],
        ids=["empty", "text", "zeros"],
    )
    def test_something_else_in_its_place(self, folder: Path, damage: bytes) -> None:
        file = filled(folder, 5)
        file.write_bytes(damage)
        self.check_usable_again(folder)

    def test_a_damaged_header(self, folder: Path) -> None:
        file = filled(folder, 50)
        data = bytearray(file.read_bytes())
        data[:100] = random.Random(1).randbytes(100)
        file.write_bytes(data)
        self.check_usable_again(folder)

    def test_a_truncated_file(self, folder: Path) -> None:
        file = filled(folder, 50)
        data = file.read_bytes()
        for share in (0.1, 0.5, 0.9):
            file.write_bytes(data[: int(len(data) * share)])
            self.check_usable_again(folder)

    def test_another_database_in_its_place(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        with sqlite3.connect(folder / FILE) as base:
            base.execute("CREATE TABLE results (something)")
        base.close()
        self.check_usable_again(folder)

    def test_what_waits_is_written_to_the_new_file(self, folder: Path) -> None:
        file = filled(folder, 20)
        with Store(folder) as store:
            store.put(STAGE, b"waiting", b"v")
            with sqlite3.connect(file) as base:
                base.execute("DROP TABLE results")
            base.close()
        assert codes(store) == ["cache-rebuilt"]
        with Store(folder) as store:
            assert store.get(STAGE, b"waiting") == b"v"

    def test_a_file_that_is_damaged_again_is_given_up(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def damaged(*_: object, **__: object) -> None:
            raise sqlite3.DatabaseError("malformed")

        with Store(folder) as store:
            monkeypatch.setattr("drafttime.store.read_rows", damaged)
            for _ in range(5):
                assert store.get(STAGE, b"k") is None
            assert codes(store) == ["cache-rebuilt", "cache-off"]

    def check_usable_again(self, folder: Path) -> None:
        with Store(folder) as store:
            for key, value in store.get_many(STAGE, keys(50)).items():
                assert value == value_of(key)
            store.put(STAGE, b"k", b"v")
            assert set(codes(store)) <= {"cache-rebuilt"}
        with Store(folder) as store:
            assert store.get(STAGE, b"k") == b"v"


def flip_many(tmp_path: Path, seed: int, flips: int) -> None:
    """Flip one bit of a sound file at a time; read everything, write, and read again."""
    chance = random.Random(seed)
    sound = filled(tmp_path / "sound", 40).read_bytes()
    folder = tmp_path / "flipped"
    folder.mkdir(mode=0o700)
    noticed = 0
    for _ in range(flips):
        for old in folder.iterdir():
            old.unlink()
        data = bytearray(sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / FILE).write_bytes(data)
        with Store(folder) as store:
            for key in keys(40):
                assert store.get(STAGE, key) in {None, value_of(key)}
            store.put_many(STAGE, {key: value_of(key) for key in keys(60)[30:]})
            store.flush()
            assert set(codes(store)) <= {"cache-rebuilt"}
            noticed += bool(store.notices)
        with Store(folder) as store:
            for key in keys(60):
                assert store.get(STAGE, key) in {None, value_of(key)}
    assert noticed > flips / 4, "most of the file is values, and their damage must show"
