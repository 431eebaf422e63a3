"""Whatever is planted where a command reads or writes, it ends, and leads nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
import suite_planted as suite
from plants import PLACES, PLANTS

import drafttime.cli._week_files as week_files
import drafttime.history.safe_files as safe_files

pytestmark = pytest.mark.usefixtures("as_before")


def test_nothing_that_is_planted_does_harm(tmp_path: Path) -> None:
    figures = suite.run(16, 3, tmp_path)
    assert figures.failures == ()
    for code in (0, 1, 4):
        assert figures.counts[f"ended with {code}"]


def test_the_suite_finds_whoever_reads_what_is_no_file_or_writes_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def naive_read(folder: int, name: str, limit: int) -> bytes | None:
        try:
            return Path(f"/proc/self/fd/{folder}", name).read_bytes()
        except OSError:
            return None

    def naive_write(path: Path, data: bytes, *_: object) -> None:
        path.write_bytes(data)

    stage = suite.set_up(tmp_path)
    settings, week = "book/drafttime.toml", "out/weeks/2024-W01.md"
    assert suite.planted_run(stage, {settings: "link"}, "week") == []
    assert suite.planted_run(stage, {week: "link to nothing"}, "week diary") == []
    monkeypatch.setattr(suite, "LONGEST_SECONDS", 5.0)
    monkeypatch.setattr(safe_files, "_read_in", naive_read)
    monkeypatch.setattr(week_files, "write_bytes", naive_write)
    monkeypatch.setattr(week_files.os.path, "lexists", lambda path: Path(path).exists())
    assert "the secret" in " ".join(suite.planted_run(stage, {settings: "link"}, "week"))
    assert "hangs" in " ".join(suite.planted_run(stage, {settings: "pipe"}, "week"))
    (wrong, *_) = suite.planted_run(stage, {week: "link to nothing"}, "week diary")
    assert wrong == ". is not as before"


def test_an_unreadable_file_is_one_also_for_root(tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("Closed.")
    (tmp_path / "closed").chmod(0)

    def look() -> int:
        suite.become_ordinary()
        try:
            (tmp_path / "closed").read_text()
        except PermissionError:
            return 0
        return 1

    assert suite.Child(look, tmp_path).ended().code == 0


def test_there_is_something_of_every_kind_to_plant() -> None:
    assert len(PLACES) >= 60
    assert len(PLANTS) >= 15


@pytest.mark.long
def test_a_thousand_plants_do_no_harm(tmp_path: Path) -> None:
    figures = suite.run(1_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 1_000
