"""The progress bar: late, wiped away, and never in the way of an error."""

from __future__ import annotations

import io
import sys
import time

import pytest

from drafttime.cli import _bar
from drafttime.cli._bar import Bar, told_pace


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def put_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    return stream


def test_short_work_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    with Bar(color=False, delay_seconds=30) as bar:
        bar.stage("Reading the history", 3)
        bar.advance()
    assert terminal.getvalue() == ""


def test_long_work_is_seen_even_when_it_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    with Bar(color=False, delay_seconds=0) as bar:
        bar.stage("Reading [red]the history[/red]")
        _wait_for(terminal, "Reading [red]the history[/red]")
    assert terminal.getvalue().endswith("\x1b[2K")  # the line is wiped away


def test_steps_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    with Bar(color=False, delay_seconds=0) as bar:
        bar.stage("Reading", 10)
        _wait_for(terminal, "Reading")
        bar.stage("Counting", 10)
        bar.advance(5)
        _wait_for(terminal, "50 %")
    assert "Counting" in terminal.getvalue()


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 100, 5, ""),
        (10, None, 5, ""),
        (10, 100, 0.5, ""),
        (100, 100, 5, ""),
        (5_000, 10_000, 4, "1,250 a second, about 4 s left"),
        (10, 100, 2, "5 a second, about 18 s left"),
        (99, 100, 2, "50 a second, about 1 s left"),
        (10, 1_000, 10, "1 a second, about 16 min left"),
        (1, 31, 2, "about 60 s left"),
    ],
)
def test_the_pace_is_told_where_it_is_known(
    done: int, total: int | None, seconds: float, told: str
) -> None:
    assert told_pace(done, total, seconds) == told


def test_the_pace_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(_bar, "PACE_SECONDS", 0.01)
    with Bar(color=False, delay_seconds=0) as bar:
        bar.stage("Counting", 10_000)
        for _ in range(60):
            bar.advance(10)
            time.sleep(0.01)
        _wait_for(terminal, "a second, about")


def test_an_error_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    put_terminal(monkeypatch)
    with pytest.raises(KeyError), Bar(color=False, delay_seconds=0):
        raise KeyError


def _wait_for(terminal: Terminal, text: str) -> None:
    end = time.monotonic() + 5
    while text not in terminal.getvalue():
        assert time.monotonic() < end, f"{text!r} was not drawn: {terminal.getvalue()!r}"
        time.sleep(0.01)
