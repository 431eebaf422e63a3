"""watch: what it says, where its log lies, and how it begins and ends."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer

import pytest
from gitrepo import GitRepo

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.clock.logs._log import LogFile
from drafttime.clock.logs.watch import beat_line, beats_of, default_log, first_line
from drafttime.watching import events, loop

LONGEST_WAIT = 60.0


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTTIME_WATCH", str(tmp_path / "logs"))
    repo = GitRepo(tmp_path / "tidewright")
    repo.commit({"weir.md": "The weir.\n", "notes.md": "Notes.\n", "tide/ebb.md": "Ebb.\n"})
    repo.checkout()
    for head in repo.git_dir.glob("*HEAD"):
        os.utime(head, (0, 0))
    return repo.path


def watch(*arguments: object) -> int:
    return run(command_line(), ["watch", *map(str, arguments)])


def noted(log: Path) -> list[str]:
    data = log.read_bytes() if log.exists() else b""
    return [beat.file for beat in beats_of(LogFile("log", data))] if data else []


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a watcher in this process stop by itself, as if told to by a service manager."""

    def changes(*_: object) -> Iterator[frozenset[str]]:
        yield frozenset()
        os.kill(os.getpid(), signal.SIGTERM)
        yield frozenset()

    monkeypatch.setattr(loop, "changes", changes)


def test_it_says_in_one_line_what_it_watches_and_where_the_log_lies(
    book: Path, brief: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert watch(book / "tide") == 0
    output, errors = capsys.readouterr()
    log = default_log(book)
    assert output == ""
    greeting, end = errors.splitlines()
    assert greeting == (
        f"Watching 2 files of tidewright. Saves are noted in {log}; --logs watch counts them. "
        "Ctrl-C ends it."
    )
    assert end == "Stopped; 0 saves noted."
    assert signal.getsignal(signal.SIGTERM) is before
    assert log.read_text() == first_line("tidewright")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_quiet_says_nothing(book: Path, brief: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(book, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_a_log_may_lie_where_the_writer_names_it(
    book: Path, brief: None, capsys: pytest.CaptureFixture[str]
) -> None:
    log = book / "log of work.md"
    assert watch(book, "--log", log) == 0
    assert noted(log) == []
    assert f"{log}; --logs FILE counts them" in capsys.readouterr().err
    names = {path.name for path in book.iterdir()}
    assert names == {".git", "weir.md", "notes.md", "tide", "log of work.md"}


@pytest.mark.parametrize(
    ("log", "says"),
    [("none/log.jsonl", "No such file"), ("notes.md", "no log that this"), ("tide", "not a file")],
)
def test_a_place_that_cannot_hold_the_log_is_an_error(
    book: Path, log: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch(book, "--log", book / log) == 1
    error, hint = capsys.readouterr().err.splitlines()
    assert says in error
    assert "--log" in hint
    assert (book / "notes.md").read_text() == "Notes.\n"


def test_outside_a_book_and_in_a_bare_repository_nothing_can_be_watched(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch(tmp_path) == 1
    assert "not in a git repository" in capsys.readouterr().err
    bare = GitRepo(tmp_path / "bare.git", bare=True)
    assert watch(bare.path) == 1
    assert "no files beside it" in capsys.readouterr().err


def test_all_books_of_a_repository_are_watched_by_their_settings(
    book: Path, brief: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "drafttime.toml").write_text(
        '[books.a]\ninclude = ["notes.md"]\n[books.b]\ninclude = ["tide/*"]\nexclude = ["x"]\n'
    )
    assert watch(book) == 0
    assert "Watching 2 files" in capsys.readouterr().err
    (book / "drafttime.toml").write_text("exclude = 5\n")
    assert watch(book) == 1
    assert capsys.readouterr().err.startswith("error: drafttime.toml, line 1: `exclude`")
    (book / "drafttime.toml").write_text("= [\n")
    assert watch(book) == 1
    assert "not a setting that can be read" in capsys.readouterr().err


def test_status_of_a_log_that_is_not_there_and_of_one_without_saves(
    book: Path, brief: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch(book, "--status") == 0
    output = capsys.readouterr().out
    assert output.startswith("tidewright · no watcher is running\n")
    assert "no watcher has run for this log" in output
    assert not default_log(book).parent.exists()
    assert watch(book) == 0
    capsys.readouterr()
    assert watch(book, "--status") == 0
    assert "No save has been noted yet.\n" in capsys.readouterr().out


def test_status_says_what_was_noted_today_and_in_all(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now().astimezone().replace(hour=12, minute=0)
    beats = [
        (now - timedelta(days=400), "weir.md"),
        (now - timedelta(days=400, minutes=-10), "weir.md"),
        (now, "tide/ebb.md"),
        (now + timedelta(minutes=5), "tide/e\x1bbb.md"),
        (now + timedelta(minutes=21), "weir.md"),
    ]
    log = tmp_path / "log.jsonl"
    log.write_text(first_line("b") + "".join(beat_line(*beat) for beat in beats))
    assert watch(book, "--log", log, "--status") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("  Last save  weir.md, ")
    assert lines[2].endswith(", 12:21")
    assert lines[3:] == [
        "  Today      3 saves, at least 5 min",
        "  In all     5 saves, at least 15 min, 2 days",
        f"  Log        {log}",
    ]
    (book / "drafttime.toml").write_text("log-timeout = 20\n")
    assert watch(book, "--log", log, "--status") == 0
    assert "3 saves, at least 21 min" in capsys.readouterr().out
    log.write_text("{}\n")
    assert watch(book, "--log", log, "--status") == 1
    assert "line 1" in capsys.readouterr().err


@contextmanager
def process(book: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    watcher = subprocess.Popen(
        [sys.executable, "-m", "drafttime", "watch", str(book), *arguments],
        stderr=subprocess.PIPE,
        text=True,
    )
    guard = Timer(LONGEST_WAIT, watcher.kill)
    guard.start()
    try:
        assert watcher.stderr is not None
        assert watcher.stderr.readline().startswith("Watching 2 files")
        yield watcher
    finally:
        guard.cancel()
        watcher.kill()
        watcher.communicate()


def test_a_watcher_from_beginning_to_end(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = default_log(book)
    with process(book) as watcher:
        (book / "weir.md").write_text("A new weir.\n")
        (book / "notes.md").write_text("New notes.\n")
        wait_for(lambda: noted(log) == ["weir.md"])
        assert watch(book, "--status") == 0
        output = capsys.readouterr().out
        assert output.startswith("tidewright · watched since ")
        assert f"(process {watcher.pid})" in output
        assert watch(book) == 1
        assert f"another watcher (process {watcher.pid}) keeps the log" in capsys.readouterr().err
        (book / "weir.md").write_text("A newer weir, and then the end.\n")
        watcher.send_signal(signal.SIGINT)
        _, errors = watcher.communicate(timeout=LONGEST_WAIT)
        assert watcher.returncode == 0
        assert errors == "Stopped; 2 saves noted.\n"
    assert noted(log) == ["weir.md", "weir.md"]


def test_after_a_kill_the_next_watcher_goes_on_until_the_book_is_moved(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = default_log(book)
    with process(book) as watcher:
        (book / "weir.md").write_text("A new weir.\n")
        wait_for(lambda: noted(log) == ["weir.md"])
        watcher.kill()
        watcher.wait()
    assert watch(book, "--status") == 0
    assert "no watcher is running" in capsys.readouterr().out
    with process(book) as other:
        book.rename(book.with_name("moved"))
        _, errors = other.communicate(timeout=LONGEST_WAIT)
        assert other.returncode == 1
        assert errors.startswith(f"error: the folder {book} is no longer there")
    assert noted(log) == ["weir.md"]


def test_the_pace_wakes_once_a_second_and_no_more() -> None:
    assert events.USUAL.step_ms >= 1_000
    assert events.USUAL.silence_ms >= 2_000
