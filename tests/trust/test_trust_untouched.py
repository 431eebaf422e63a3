"""No run changes anything of the repository that it reads; see `suite_untouched`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import suite_untouched as suite

import drafttime.history.repository as repository

pytestmark = pytest.mark.usefixtures("as_before")


def test_nothing_of_a_repository_changes(tmp_path: Path) -> None:
    figures = suite.run(21, 1, tmp_path)
    assert figures.failures == ()
    for kind in (*suite.KINDS, "ended with 0", "ended with 2", "ended with 4", "ended with 130"):
        assert figures.counts[kind], kind


def _touch(book: Path) -> None:
    os.utime(book / ".git" / "HEAD", ns=(1, 1))


def _open_up(book: Path) -> None:
    (book / ".git" / "config").chmod(0o600)


def _add(book: Path) -> None:
    (book / ".git" / "objects" / "ab").mkdir(exist_ok=True)
    (book / ".git" / "objects" / "ab" / "new").write_text("new")


def _replace(book: Path) -> None:
    """Write the same bytes into a file of the same name and time."""
    place, time = book / "new.md", (book / "new.md").stat().st_mtime_ns
    (book / "other").write_bytes(place.read_bytes())
    os.utime(book / "other", ns=(time, time))
    folder = book.stat().st_mtime_ns
    (book / "other").replace(place)
    os.utime(book, ns=(folder, folder))


def _turn(book: Path) -> None:
    (book / "link.md").unlink()
    (book / "link.md").symlink_to("ch2.md")


def _take(book: Path) -> None:
    (book / "empty").rmdir()


@pytest.mark.parametrize("meddle", [_touch, _open_up, _add, _replace, _turn, _take])
def test_the_suite_finds_whoever_meddles(
    meddle: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locate = repository.locate

    def meddling(where: Path, *, allow_linked: bool):
        meddle(where)
        return locate(where, allow_linked=allow_linked)

    stage = suite.set_up(tmp_path)
    assert suite.once(stage, 1, 0) == []
    monkeypatch.setattr(repository, "locate", meddling)
    monkeypatch.setattr(suite, "QUICK", {"files": suite.QUICK["files"]})
    assert suite.once(stage, 1, 0) != []


def test_only_what_was_asked_for_may_be_new(tmp_path: Path) -> None:
    (tmp_path / "book" / ".git").mkdir(parents=True)
    before = suite.state(tmp_path / "book")
    (tmp_path / "book" / "weeks").mkdir()
    (tmp_path / "book" / "weeks" / "2024-w01.md").write_text("A week.\n")
    after = suite.state(tmp_path / "book")
    assert suite.changed(before, after, may=suite.allowed("out inside"), at=".") == []
    assert len(suite.changed(before, after, may=suite.allowed("whole"), at=".")) == 3


@pytest.mark.long
def test_nothing_of_a_repository_changes_in_five_hundred_runs(tmp_path: Path) -> None:
    figures = suite.run(500, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 500
