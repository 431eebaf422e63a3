"""`--json`: whole or not at all, and never through a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafttime.cli._json import JsonTarget
from drafttime.cli._screen import Screen
from drafttime.errors import OutputError

SCREEN = Screen(quiet=False, color=False)


def target(option: str | Path) -> JsonTarget:
    found = JsonTarget.of(str(option))
    assert found is not None
    return found


def test_not_given() -> None:
    assert JsonTarget.of(None) is None


def test_a_dash_is_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert target("-").is_output
    target("-").hand_over('{"schema": 1}', SCREEN)
    assert capsys.readouterr().out == '{"schema": 1}\n'


def test_a_file_is_written_whole_with_ordinary_rights(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        target(tmp_path / "d.json").hand_over("{}", SCREEN)
    finally:
        os.umask(mask)
    assert (tmp_path / "d.json").read_text() == "{}\n"
    assert (tmp_path / "d.json").stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("old, and longer than the new one")
    target(tmp_path / "d.json").hand_over("{}", SCREEN)
    assert (tmp_path / "d.json").read_text() == "{}\n"


def test_a_failed_write_leaves_the_older_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d.json").write_text("old")
    aim = target(tmp_path / "d.json")

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        aim.hand_over("{}", SCREEN)
    assert (tmp_path / "d.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


def test_a_link_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("keep")
    (tmp_path / "d.json").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match="a link"):
        target(tmp_path / "d.json")


def test_a_link_put_there_during_the_work_is_refused(tmp_path: Path) -> None:
    aim = target(tmp_path / "d.json")
    (tmp_path / "precious").write_text("keep")
    (tmp_path / "d.json").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError):
        aim.hand_over("{}", SCREEN)
    assert (tmp_path / "precious").read_text() == "keep"


@pytest.mark.parametrize("name", [".", "no/such/folder/d.json", "/dev/null"])
def test_what_cannot_be_a_file_is_refused_before_any_work(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError) as caught:
        target(name)
    assert caught.value.hint
