"""A watcher under the real system: its reports, new folders, odd names, and its end."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from watched import Shelf

from drafttime.watching import events
from drafttime.watching.errors import GoneError, WatchError
from drafttime.watching.events import LostError, Pace, changes
from drafttime.watching.loop import keep_watching

QUICK = Pace(step_ms=10, silence_ms=50)
LONGEST_WAIT = 30.0


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something holds; it is far quicker than this gives up."""
    until = time.monotonic() + LONGEST_WAIT
    while not what():
        assert time.monotonic() < until
        time.sleep(0.01)


class Watch(Thread):
    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.stop = Event()
        self.error: Exception | None = None
        self.watcher = shelf.watcher()

    def run(self) -> None:
        try:
            keep_watching(self.watcher, self.stop, QUICK)
        except WatchError as error:
            self.error = error


@contextmanager
def watching(shelf: Shelf) -> Iterator[Watch]:
    watch = Watch(shelf)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop.set()
        watch.join(LONGEST_WAIT)
        assert not watch.is_alive()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_saves_are_seen_from_the_first_moment_to_the_last(shelf: Shelf) -> None:
    with watching(shelf):
        shelf.write("weir.md", "At once.\n")
        wait_for(lambda: shelf.noted() == ["weir.md"])
        shelf.write("ebb/one.md", "Then.\n")
        wait_for(lambda: shelf.noted() == ["weir.md", "ebb/one.md"])
        shelf.write("weir.md", "And just before the end.\n")
    assert shelf.noted() == ["weir.md", "ebb/one.md", "weir.md"]


def test_new_folders_and_folders_that_were_replaced_are_watched(shelf: Shelf) -> None:
    with watching(shelf) as watch:
        shelf.write("part/a/deep.md", "Deep.\n")
        wait_for(lambda: "part/a" in watch.watcher.folders and len(shelf.noted()) == 1)
        shelf.write("part/a/deep.md", "Deeper.\n")
        wait_for(lambda: len(shelf.noted()) == 2)
        before = watch.watcher.folders["part"]
        (shelf.root / "part").rename(shelf.home / "aside")
        shelf.write("part/a/deep.md", "Deepest.\n")
        wait_for(lambda: watch.watcher.folders.get("part", before) != before)
        wait_for(lambda: len(shelf.noted()) == 3)
        shelf.write("part/a/deep.md", "The ground.\n")
        wait_for(lambda: len(shelf.noted()) == 4)
    assert set(shelf.noted()) == {"part/a/deep.md"}


def seen(shelf: Shelf, times: int) -> bool:
    return shelf.noted().count("weir.md") == times


def test_a_name_that_is_no_text_does_not_end_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafttime.watching.loop.PAUSE_SECONDS", 0.01)
    with watching(shelf) as watch:
        for number in range(3):
            (shelf.root / os.fsdecode(b"\xff%d.md" % number)).write_text(f"Odd {number}.\n")
            shelf.write("weir.md", f"{number}\n")
            wait_for(partial(seen, shelf, number + 1))
        assert watch.is_alive()


def test_a_book_that_is_moved_ends_it(shelf: Shelf) -> None:
    with watching(shelf) as watch:
        shelf.write("weir.md", "Before.\n")
        wait_for(lambda: shelf.noted() == ["weir.md"])
        shelf.root.rename(shelf.home / "moved")
        wait_for(lambda: not watch.is_alive())
    assert isinstance(watch.error, GoneError)


def test_a_log_that_is_deleted_begins_anew(shelf: Shelf) -> None:
    with watching(shelf):
        shelf.write("weir.md", "Before.\n")
        wait_for(lambda: shelf.noted() == ["weir.md"])
        shelf.log.unlink()
        shelf.write("ebb/one.md", "After.\n")
        wait_for(lambda: shelf.noted() == ["ebb/one.md"])


def test_a_folder_that_goes_before_it_is_watched_is_no_end(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafttime.watching.loop.PAUSE_SECONDS", 0.01)
    watch = Watch(shelf)
    shutil.rmtree(shelf.root / "ebb")
    watch.start()
    shelf.write("weir.md", "Seen.\n")
    wait_for(lambda: shelf.noted() == ["weir.md"])
    watch.stop.set()
    watch.join(LONGEST_WAIT)
    assert watch.error is None
    assert set(watch.watcher.folders) == {""}


@pytest.mark.parametrize(
    ("raised", "becomes"),
    [
        (OSError("OS file watch limit reached."), WatchError),
        (RuntimeError("Error creating recommended watcher: Too many open files"), WatchError),
        (RuntimeError("Unable to decode path"), LostError),
        (FileNotFoundError("No such file"), LostError),
    ],
)
def test_what_the_system_refuses_is_told_from_what_can_begin_anew(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: Exception,
    becomes: type[Exception],
) -> None:
    def refuse(*_: object, **__: object) -> Iterator[set[tuple[int, str]]]:
        if raised:
            raise raised
        yield set()

    monkeypatch.setattr(events, "watch", refuse)
    with pytest.raises(becomes):
        next(changes(tmp_path, [""], Event(), QUICK))
