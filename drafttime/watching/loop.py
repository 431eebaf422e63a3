"""Keep a watcher going until it is told to stop."""

from __future__ import annotations

from contextlib import closing
from threading import Event

from drafttime.watching.events import USUAL, LostError, Pace, changes
from drafttime.watching.watcher import Watcher

PAUSE_SECONDS = 1.0


def keep_watching(watcher: Watcher, stop: Event, pace: Pace = USUAL) -> None:
    """Hand every change to the watcher until `stop` is set, then let it note what is left.

    Reports begin anew where folders have come or gone, or the system lost the thread; all files are
    looked at then, so that nothing falls into the gap. Raises GoneError where the book’s folder is
    gone, and WatchError where the system will not watch; what was seen is noted first.
    """
    try:
        while not stop.is_set():
            try:
                _until_folders_change(watcher, stop, pace)
            except LostError:
                watcher.take((), everything=True)
                stop.wait(PAUSE_SECONDS)
    finally:
        watcher.finish()


def _until_folders_change(watcher: Watcher, stop: Event, pace: Pace) -> None:
    root = watcher.root
    with closing(changes(root, watcher.folders, stop, pace)) as batches:
        begun = True
        for batch in batches:
            if watcher.take(batch, everything=begun):
                return
            begun = False
