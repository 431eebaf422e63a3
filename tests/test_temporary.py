"""Temporary folders lie where the system has them, never in the working directory."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest

from drafttime import temporary
from drafttime.temporary import NAMED_BY, temporary_folder


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that can be written to, in a system that has no other."""
    for name in NAMED_BY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(temporary, "USUAL", ())
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_named_place_is_taken(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (nowhere / "there").mkdir()
    monkeypatch.setenv("TMPDIR", str(nowhere / "there"))
    with temporary_folder() as made:
        assert Path(made).parent == nowhere / "there"
        assert stat.S_IMODE(Path(made).stat().st_mode) == 0o700
    assert list((nowhere / "there").iterdir()) == []


def test_a_place_that_is_not_there_is_passed_over(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(nowhere / "missing"))
    (nowhere / "usual").mkdir()
    monkeypatch.setattr(temporary, "USUAL", (str(nowhere / "usual"),))
    with temporary_folder() as made:
        assert Path(made).parent == nowhere / "usual"


def test_the_working_directory_is_no_place(nowhere: Path) -> None:
    with pytest.raises(OSError, match="temporary"):
        temporary_folder()
    assert list(nowhere.iterdir()) == []


def test_it_is_none_either_where_python_has_settled_on_it(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere))
    with pytest.raises(OSError, match="temporary"):
        temporary_folder()
    assert list(nowhere.iterdir()) == []
