"""Two processes come to what one comes to, and so does one that loses the other."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from drafttime.output.data import to_json
from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.revision.judging import Judge
from drafttime.sample import build_sample
from drafttime.second_process import can_split
from drafttime.stages import beside
from drafttime.stages.aligning import Remembered

pytestmark = pytest.mark.skipif(not can_split(), reason="no second process is to be had here")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside") / "book"
    build_sample(folder)
    return folder


@pytest.fixture(scope="module")
def alone(book: Path) -> str:
    return to_json(analyse(Request(book, use_cache=False)))


def with_two(
    monkeypatch: pytest.MonkeyPatch, book: Path, *, use_cache: bool = False
) -> tuple[str, int]:
    """Analyse with a second process however short the book is; return how many there were."""
    started = []
    second = beside.Second

    def counted(*args: object) -> object:
        started.append(second(*args))  # type: ignore[arg-type]
        return started[-1]

    monkeypatch.setattr(beside, "Second", counted)
    monkeypatch.setattr(beside, "LEAST_TASKS", 1)
    return to_json(analyse(Request(book, use_cache=use_cache))), len(started)


def test_the_figures_are_the_same(monkeypatch: pytest.MonkeyPatch, book: Path, alone: str) -> None:
    assert with_two(monkeypatch, book) == (alone, 1)


def test_the_figures_are_the_same_from_the_cache(
    monkeypatch: pytest.MonkeyPatch, book: Path, alone: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    assert with_two(monkeypatch, book, use_cache=True) == (alone, 1)
    found, started = with_two(monkeypatch, book, use_cache=True)
    assert (found, started) == (alone, 0), "all that it could do is stored"


@pytest.mark.parametrize("after", [0, 1, 7, 40, 90])
def test_one_that_is_killed_is_not_missed(
    monkeypatch: pytest.MonkeyPatch, book: Path, alone: str, after: int
) -> None:
    """Killed after so many alignments or verdicts; the rest is done by the first one."""
    here, done = os.getpid(), []
    anew, judge = Remembered.anew, Judge.judge

    def counting(*args: object) -> object:
        if os.getpid() != here:
            done.append(1)
            if len(done) > after:
                os.kill(os.getpid(), signal.SIGKILL)
        return anew(*args)  # type: ignore[arg-type]

    def slow(*args: object) -> object:
        if os.getpid() != here:
            time.sleep(0.001)
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Remembered, "anew", counting)
    monkeypatch.setattr(Judge, "judge", slow)
    assert with_two(monkeypatch, book) == (alone, 1)


def test_one_that_fails_is_not_missed(
    monkeypatch: pytest.MonkeyPatch, book: Path, alone: str
) -> None:
    here, judge = os.getpid(), Judge.judge

    def failing(*args: object) -> object:
        if os.getpid() != here:
            raise ValueError
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "judge", failing)
    assert with_two(monkeypatch, book) == (alone, 1)
