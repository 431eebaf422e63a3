"""replay: what is written, what is refused, and what is never replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented_replays import a_replay

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.model import Replay
from drafttime.output.replay_page import PAGE_START
from drafttime.output.side_by_side_page import PAGE_START as COMPARED
from drafttime.request import Request

MP4 = b"\0\0\0\x20ftypisom" + b"\0" * 40 + b"drafttime replay"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Let the pipeline return an invented replay, and note what it was asked for."""
    seen: list[Request] = []

    def gather(request: Request, progress: object) -> Replay:
        seen.append(request)
        return a_replay()

    monkeypatch.setattr("drafttime.pipeline.replay", gather)
    return seen


def test_a_page_is_written_where_nothing_is_said(
    asked: list[Request], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command_line(), ["replay"]) == 0
    assert (tmp_path / "replay.html").read_text().startswith(PAGE_START)
    output, errors = capsys.readouterr()
    assert output.splitlines() == [
        "The Tidewright",
        "Three sessions, 1–31 Jan 2024; 430 words at the end.",
        "replay.html",
    ]
    assert "The history is cut off." in errors
    assert "Not for here." not in errors


def test_the_book_is_read_as_elsewhere(asked: list[Request]) -> None:
    options = ["--final", "draft-2", "--since", "2024-01-02", "--book", "two", "--no-cache"]
    assert run(command_line(), ["replay", "/some/book", *options, "-q"]) == 0
    assert asked == [
        Request(
            repository=Path("/some/book"),
            overrides={"final": "draft-2", "since": "2024-01-02"},
            book="two",
            use_cache=False,
        )
    ]


def test_a_gif_is_written_and_replaced(asked: list[Request], tmp_path: Path) -> None:
    for _ in range(2):
        assert run(command_line(), ["replay", "-q", "--out", "r.GIF"]) == 0
        assert (tmp_path / "r.GIF").read_bytes().startswith(b"GIF89a")
    assert [path.name for path in tmp_path.iterdir()] == ["r.GIF"]


@pytest.mark.parametrize("name", ["replay.txt", "replay", "replay.gif.png", ".html"])
def test_other_endings_are_refused_before_the_work(
    asked: list[Request], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command_line(), ["replay", "--out", name]) == 2
    assert asked == []
    assert "--out replay.html" in capsys.readouterr().err


def test_without_ffmpeg_a_gif_is_recommended(
    asked: list[Request], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(command_line(), ["replay", "--out", "r.mp4"]) == 1
    assert asked == []
    assert "--out replay.gif" in capsys.readouterr().err


def test_a_video_is_written_and_replaced(
    asked: list[Request], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafttime.output.replay_video.find_ffmpeg", lambda: "ffmpeg")
    monkeypatch.setattr("drafttime.output.replay_video.mp4_of", lambda _: MP4)
    for _ in range(2):
        assert run(command_line(), ["replay", "-q", "--out", "r.mp4"]) == 0
        assert (tmp_path / "r.mp4").read_bytes() == MP4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.html", b""),
        ("r.html", b"<!DOCTYPE html>\n<p>mine"),
        ("r.html", COMPARED.encode()),
        ("r.gif", b"GIF89a of a cat"),
        ("r.gif", PAGE_START.encode()),
        ("r.mp4", b"\0\0\0\x20ftypisom holiday"),
    ],
)
def test_a_file_of_the_writer_is_never_replaced(
    asked: list[Request], tmp_path: Path, name: str, content: bytes,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("drafttime.output.replay_video.find_ffmpeg", lambda: "ffmpeg")
    (tmp_path / name).write_bytes(content)
    assert run(command_line(), ["replay", "--out", name]) == 1
    assert asked == []
    assert "was not written by drafttime replay" in capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == content


def test_a_partial_history_has_its_own_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafttime.pipeline.replay", lambda *_: replace(a_replay(), partial=True))
    assert run(command_line(), ["replay", "-q"]) == 3


def test_there_is_no_option_for_text(asked: list[Request]) -> None:
    assert run(command_line(), ["replay", "--show-text"]) == 2
    assert asked == []
