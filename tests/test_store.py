"""The cache gives back what was put, or nothing, whatever happens to its file."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafttime.store import FILE, Store, cache_folder

STAGE = "tokens"


def value_of(key: bytes) -> bytes:
    """A value that is fixed by its key, of up to some pages."""
    chance = random.Random(key)
    return chance.randbytes(chance.choice((0, 3, 60, 700, 9_000)))


def keys(count: int) -> list[bytes]:
    return [f"blob {number}".encode() for number in range(count)]


def filled(folder: Path, count: int) -> Path:
    with Store(folder) as store:
        store.put_many(STAGE, {key: value_of(key) for key in keys(count)})
    return folder / FILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def codes(store: Store) -> list[str]:
    return [notice.code for notice in store.notices]


class TestKeeping:
    def test_a_value_comes_back_in_the_same_run(self, folder: Path) -> None:
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
            assert store.get(STAGE, b"k") == b"v"

    def test_a_value_comes_back_in_the_next_run(self, folder: Path) -> None:
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
        with Store(folder) as store:
            assert store.get(STAGE, b"k") == b"v"
            assert store.notices == ()

    def test_stage_version_and_key_all_count(self, folder: Path) -> None:
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v", version="1")
        with Store(folder) as store:
            assert store.get(STAGE, b"k", version="1") == b"v"
            assert store.get(STAGE, b"k", version="2") is None
            assert store.get("charts", b"k", version="1") is None
            assert store.get(STAGE, b"other", version="1") is None

    def test_another_drafttime_starts_afresh(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
        monkeypatch.setattr("drafttime.store.__version__", "99.0")
        with Store(folder) as store:
            assert store.get(STAGE, b"k") is None

    def test_a_later_value_replaces_an_earlier_one(self, folder: Path) -> None:
        for value in (b"first", b"second"):
            with Store(folder) as store:
                store.put(STAGE, b"k", value)
        with Store(folder) as store:
            assert store.get(STAGE, b"k") == b"second"

    def test_many_keys_come_back_at_once_and_unknown_ones_do_not(self, folder: Path) -> None:
        filled(folder, 1_234)
        with Store(folder) as store:
            store.put(STAGE, b"waiting", b"here")
            found = store.get_many(STAGE, [*keys(1_300), b"waiting", b"waiting"])
        assert found == {key: value_of(key) for key in keys(1_234)} | {b"waiting": b"here"}

    def test_rows_are_written_before_the_end_when_there_are_many(self, folder: Path) -> None:
        with Store(folder) as store:
            store.put_many(STAGE, dict.fromkeys(keys(2_000), b""))
            with Store(folder) as other:
                assert other.get(STAGE, keys(1)[0]) == b""

    def test_work_done_before_an_error_is_kept(self, folder: Path) -> None:
        def interrupted() -> None:
            with Store(folder) as store:
                store.put(STAGE, b"k", b"v")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        with Store(folder) as store:
            assert store.get(STAGE, b"k") == b"v"

    def test_an_interrupt_while_writing_leaves_the_file_sound(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(folder, 3)

        def interrupt(*_: object) -> bytes:
            raise KeyboardInterrupt

        with Store(folder) as store:
            store.put(STAGE, b"k", b"v")
            with monkeypatch.context() as patch:
                patch.setattr("drafttime.store_rows.checksum_of", interrupt)
                with pytest.raises(KeyboardInterrupt):
                    store.flush()
            store.put(STAGE, b"l", b"w")
        with Store(folder) as store:
            assert store.get_many(STAGE, keys(3)) == {key: value_of(key) for key in keys(3)}
            assert store.get(STAGE, b"l") == b"w"
            assert store.notices == ()

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b", ""]),
                st.sampled_from(["", "1", "1/2"]),
                st.binary(max_size=3),
                st.binary(max_size=6_000),
            ),
            max_size=12,
        )
    )
    def test_it_is_a_mapping(
        self, tmp_path: Path, rows: list[tuple[str, str, bytes, bytes]]
    ) -> None:
        folder = tmp_path / "mapping"
        shutil.rmtree(folder, ignore_errors=True)
        known: dict[tuple[str, str, bytes], bytes] = {}
        with Store(folder) as store:
            for stage, version, key, value in rows:
                store.put(stage, key, value, version=version)
                known[stage, version, key] = value
        with Store(folder) as store:
            for (stage, version, key), value in known.items():
                assert store.get(stage, key, version=version) == value

    def test_off_keeps_nothing_and_says_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "unused"))
        with Store.off() as store:
            store.put(STAGE, b"k", b"v")
            assert store.get(STAGE, b"k") is None
            assert store.notices == ()
        assert list(tmp_path.iterdir()) == []


class TestLimit:
    def test_the_longest_unused_go_first(self, folder: Path) -> None:
        clock = [1_000_000.0]
        store = Store(folder, limit_bytes=1_000_000, now=lambda: clock[0])
        with store:
            for key in keys(30):
                store.put(STAGE, key, bytes(30_000))
                store.flush()
                clock[0] += 4_000
            assert len(store.get_many(STAGE, keys(2))) == 2
            for key in keys(45)[30:]:
                store.put(STAGE, key, bytes(30_000))
                store.flush()
                clock[0] += 4_000
            kept = set(store.get_many(STAGE, keys(45)))
        assert set(keys(2)) <= kept, "what was used again stays"
        assert set(keys(45)[-5:]) <= kept, "what is new stays"
        assert not set(keys(12)[2:]) & kept, "what was longest unused is gone"

    def test_the_file_stays_within_the_limit(self, folder: Path) -> None:
        with Store(folder, limit_bytes=500_000) as store:
            for number in range(400):
                store.put(STAGE, str(number).encode(), bytes(9_000))
                if number % 20 == 0:
                    store.flush()
        assert (folder / FILE).stat().st_size <= 600_000

    def test_a_value_that_would_fill_the_cache_is_not_kept(self, folder: Path) -> None:
        with Store(folder, limit_bytes=800_000) as store:
            store.put(STAGE, b"large", bytes(100_001))
            store.put(STAGE, b"small", bytes(100_000))
            assert store.get(STAGE, b"large") is None
            assert store.get(STAGE, b"small") == bytes(100_000)


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


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from drafttime.store import Store
from test_store import value_of
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

    def test_a_file_that_another_process_made_anew_is_not_removed(self, folder: Path) -> None:
        file = filled(folder, 20)
        with sqlite3.connect(file) as base:
            base.execute("UPDATE results SET value = X'00'")
        base.close()
        with Store(folder) as slow, Store(folder) as quick:
            assert quick.get(STAGE, keys(1)[0]) is None
            quick.put(STAGE, b"new", b"v")
            quick.flush()
            assert slow.get(STAGE, keys(1)[0]) is None
            assert slow.get(STAGE, b"new") == b"v"
