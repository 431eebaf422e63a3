"""The cache gives back what was put, and stays within its limit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_values import STAGE, filled, keys, value_of

from drafttime.store import FILE, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


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
