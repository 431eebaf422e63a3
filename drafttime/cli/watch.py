"""`drafttime watch`: true time from now on, noted whenever a chapter is saved."""

from __future__ import annotations

import signal
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime.cli._collector import collector_spared
from drafttime.cli._options import Folder, Printing
from drafttime.cli._run import DONE
from drafttime.cli._screen import Screen
from drafttime.output.escaping import shown
from drafttime.output.wording import counted, day, hours_short

if TYPE_CHECKING:
    from drafttime.settings import Settings
    from drafttime.watching.folders import Rules
    from drafttime.watching.status import Status, Tally

_MOST_LETTERS = 1 << 16
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def watch(
    *,
    repository: Folder = Path(),
    log: Annotated[
        Path | None,
        typer.Option(
            help="Keep the log in this file. Default: one for the book in your data folder.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    status: Annotated[
        bool,
        typer.Option("--status", help="Say what has been noted, and whether a watcher runs."),
    ] = False,
    printing: Printing,
) -> int:
    """Note when chapters are saved, for as long as it runs.

    Writes a log outside the book, with a time and a file's name for each save and no word of the
    text. `--logs watch`, or `logs = ["watch"]` in drafttime.toml, counts it as time at work. Ctrl-C
    ends it.
    """
    from drafttime.clock.logs.watch import default_log
    from drafttime.errors import RepositoryError
    from drafttime.history.locate import locate

    screen = Screen.for_command(printing)
    # Behind a link nothing is read but the times of git's own files.
    layout = locate(repository, allow_linked=True)
    root = layout.work_tree
    if root is None:
        raise RepositoryError(
            f"{layout.git_dir} has no files beside it, so that nothing can be saved there",
            "name the folder in which you write",
        )
    place = default_log(root) if log is None else log.parent.resolve() / log.name
    if status:
        screen.say(_status_text(root, place))
        return DONE
    with _until_told_to_stop() as stop:
        noted = _keep(root, place, stop, screen, is_default=log is None)
    screen.mention(f"Stopped; {counted(noted, 'save')} noted.")
    return DONE


def _keep(root: Path, place: Path, stop: Event, screen: Screen, *, is_default: bool) -> int:
    """Watch until `stop` is set, and return how many saves were noted."""
    from drafttime.errors import OutputError
    from drafttime.history.locate import locate
    from drafttime.stages.reading import SETTINGS_NAME
    from drafttime.watching.lock import Lock
    from drafttime.watching.log_file import LogWriter
    from drafttime.watching.loop import keep_watching
    from drafttime.watching.watcher import Orders, Watcher

    layout = locate(root, allow_linked=True)
    orders = Orders(root, layout, partial(_rules, root), SETTINGS_NAME, _tell)
    writer = LogWriter(place, root.name, keeps_folder=is_default)
    with Lock.take(place, datetime.now().astimezone()), closing(writer) as log:
        watcher = Watcher(orders, log)
        try:
            log.begin()
        except OSError as error:
            raise OutputError(
                f"the log {place} cannot be written: {error.strerror}",
                "name a file in a folder of your own with --log",
            ) from error
        screen.mention(
            f"Watching {counted(watcher.files, 'file')} of {shown(root.name)}. Saves are noted in "
            f"{shown(str(place))}; --logs {'watch' if is_default else 'FILE'} counts them. "
            "Ctrl-C ends it."
        )
        with collector_spared():
            keep_watching(watcher, stop)
        return watcher.noted


def _tell(sentence: str) -> None:
    """Say what is wrong, also with `--quiet`: nobody may look here for weeks."""
    sys.stderr.write(f"note: {shown(sentence)}\n")
    sys.stderr.flush()


@contextmanager
def _until_told_to_stop() -> Iterator[Event]:
    """Give an event that is set by Ctrl-C, by the end of the session, or by a service manager."""
    stop, before = Event(), {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as with nohup
            before[number] = signal.signal(number, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _settings(root: Path) -> tuple[Settings, ...]:
    """Return the settings of every book in the repository: one watcher serves them all."""
    from drafttime.history.work_tree import read_work_tree_file
    from drafttime.settings import resolve_settings
    from drafttime.stages.reading import SETTINGS_BYTES, SETTINGS_NAME

    data = read_work_tree_file(root, SETTINGS_NAME, SETTINGS_BYTES)
    text = None if data is None else data.decode("utf-8", "replace")
    names = _books(text or "") or (None,)
    return tuple(
        resolve_settings(text, name=SETTINGS_NAME, book=name, overrides={}) for name in names
    )


def _books(text: str) -> tuple[str, ...]:
    """Return the names of the books; none where the settings say nothing that can be understood."""
    try:
        books = tomllib.loads(text) if len(text) <= _MOST_LETTERS else {}
    except (ValueError, RecursionError):  # the reader of settings will say what is wrong
        return ()
    tables = books.get("books")
    return tuple(tables) if isinstance(tables, dict) else ()


def _rules(root: Path) -> Rules:
    from drafttime.stages.reading import belongs
    from drafttime.text.globs import matches_any
    from drafttime.watching.folders import Rules

    books = _settings(root)

    def wanted(path: str) -> bool:
        return any(
            belongs(book, path) and (not book.include or matches_any(book.include, path))
            for book in books
        )

    return Rules(wanted, tuple(glob for book in books for glob in (*book.include, *book.format)))


def _status_text(root: Path, place: Path) -> str:
    from drafttime.clock.logs._log import TIMEOUT_MINUTES
    from drafttime.watching.status import status_of

    timeout = _settings(root)[0].log_timeout or TIMEOUT_MINUTES
    status = status_of(place, datetime.now().astimezone().date(), timeout)
    lines = [f"{shown(root.name)} · {_running(status)}", ""]
    if status.last is not None:
        when = status.last.local
        lines += [
            f"  Last save  {shown(status.last.file)}, {day(when.date())}, {when:%H:%M}",
            f"  Today      {_total(status.today)}",
            f"  In all     {_total(status.whole)}, {counted(status.whole.days, 'day')}",
        ]
    elif status.exists:
        lines.append("  No save has been noted yet.")
    else:
        lines.append("  Nothing has been noted: no watcher has run for this log.")
    return "\n".join([*lines, f"  Log        {shown(str(status.log))}"])


def _running(status: Status) -> str:
    if status.holder is None:
        return "no watcher is running"
    try:
        since = datetime.fromisoformat(status.holder.since)
    except ValueError:
        return "watched"
    return f"watched since {day(since.date())}, {since:%H:%M} (process {status.holder.process})"


def _total(tally: Tally) -> str:
    return f"{counted(tally.beats, 'save')}, at least {hours_short(tally.minutes)}"
