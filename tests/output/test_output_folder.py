from __future__ import annotations

import errno
from pathlib import Path

import pytest

from drafttime.errors import OutputError
from drafttime.output import folder as folders
from drafttime.output.folder import MARKER, check_folder, write_folder

FILES = {"index.html": b"new", "charts/drift.svg": b"<svg/>"}


def held(place: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def names_in(place: Path) -> list[str]:
    return [path.name for path in place.iterdir()]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    place = tmp_path / "drafttime-report"
    write_folder(place, {"index.html": b"old", "stale.svg": b"stale"})
    return place


def test_a_report_carries_its_marker_and_is_ignored_by_git(report: Path) -> None:
    assert (report / ".gitignore").read_text() == "*\n"
    assert (report / MARKER).is_file()


def test_a_report_is_replaced_as_a_whole(report: Path) -> None:
    write_folder(report, FILES)
    assert set(held(report)) == {".gitignore", MARKER, *FILES}
    assert held(report)["index.html"] == b"new"
    assert names_in(report.parent) == [report.name]


def test_the_folder_is_as_open_as_any_new_one(report: Path) -> None:
    other = report.parent / "other"
    other.mkdir()
    assert report.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("content", [{}, {"novel.md": "All of it."}])
def test_a_folder_of_the_writer_is_never_replaced(tmp_path: Path, content: dict[str, str]) -> None:
    place = tmp_path / "book"
    place.mkdir()
    for name, text in content.items():
        (place / name).write_text(text)
    with pytest.raises(OutputError, match="not made by drafttime") as caught:
        write_folder(place, FILES)
    assert "--out" in caught.value.hint
    assert set(held(place)) == set(content)


def test_a_marker_that_is_a_link_or_a_folder_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("")
    for number, make in enumerate((lambda p: p.symlink_to(tmp_path / "real"), Path.mkdir)):
        place = tmp_path / str(number)
        place.mkdir()
        make(place / MARKER)
        with pytest.raises(OutputError):
            check_folder(place)


@pytest.mark.parametrize("there", [True, False])
def test_links_are_not_followed(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "target"
    if there:
        write_folder(target, {"index.html": b"old"})
    link = tmp_path / "drafttime-report"
    link.symlink_to(target)
    with pytest.raises(OutputError, match="is a link"):
        write_folder(link, FILES)
    assert target.exists() is there
    assert not there or held(target)["index.html"] == b"old"


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="is a file"):
        write_folder(tmp_path / "out", FILES)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder") as caught:
        write_folder(tmp_path / "none" / "out", FILES)
    assert "make that folder" in caught.value.hint
    assert names_in(tmp_path) == []
    with pytest.raises(OutputError):
        write_folder(Path("/"), FILES)


def test_a_place_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="cannot be written to"):
        write_folder(tmp_path / "out", FILES)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_a_run_that_breaks_off_leaves_the_earlier_report(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before, write = held(report), folders.write_through

    def failing(path: Path, data: bytes) -> None:
        if path.name == "drift.svg":
            raise error
        write(path, data)

    monkeypatch.setattr(folders, "write_through", failing)
    expected = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        write_folder(report, FILES)
    assert held(report) == before
    assert names_in(report.parent) == [report.name]
    if isinstance(caught.value, OutputError):
        assert "No space left on device" in caught.value.message


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_report_whose_successor_cannot_take_its_place_comes_back(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before, rename = held(report), Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    monkeypatch.setattr(folders, "exchange", lambda *_: False)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_folder(report, FILES)
    assert held(report) == before
    assert names_in(report.parent) == [report.name]


def test_no_file_leads_out_of_the_report(tmp_path: Path) -> None:
    for name in ("../out", "/etc/out"):
        with pytest.raises(ValueError, match="leads out"):
            write_folder(tmp_path / "report", {name: b""})
    assert names_in(tmp_path) == []


def test_names_are_shown_safely(tmp_path: Path) -> None:
    place = tmp_path / "a\x1b[31m"
    place.mkdir()
    with pytest.raises(OutputError, match="⟨U\\+001B⟩") as caught:
        write_folder(place, FILES)
    assert "\x1b" not in caught.value.message
