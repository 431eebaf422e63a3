"""From the logs that the settings name to their records."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from drafttime.clock.logs import LogError, LogFile, LogOptions, WallClock, read_log
from drafttime.clock.logs._log import MOST_BYTES, TIMEOUT_MINUTES
from drafttime.clock.logs.gtm import LONGEST_NOTE, read_notes
from drafttime.clock.logs.watch import default_log
from drafttime.history import Repository
from drafttime.model import Commit, Log, Manuscript
from drafttime.settings import Settings

GTM_REF = "refs/notes/gtm-data"
WATCH = "watch"


def read_logs(
    repository: Repository,
    settings: Settings,
    manuscript: Manuscript,
    commits: Iterable[Commit],
) -> tuple[Log, ...]:
    """Read every log that the settings or the command line name, in their order.

    On the command line they are files wherever the writer stands; in the settings they lie in the
    repository, and links are not followed. Raises LogError for a log that cannot be read as a whole
    and for one that is not there: a figure must not rest on less than was asked for.
    """
    if not settings.logs:
        return ()
    known = list(commits)
    options = log_options(settings, manuscript, known)
    found = []
    for name in settings.logs:
        if name == GTM_REF:
            found.append(_from_notes(repository, known, options))
        elif name == WATCH:
            found.append(read_log(_watched(repository), options))
        elif "logs" in settings.given:
            found.append(read_log(read_log_file(name), options))
        else:
            found.append(read_log(_inside(repository, settings, name), options))
    return tuple(found)


def _from_notes(repository: Repository, known: Sequence[Commit], options: LogOptions) -> Log:
    times = {commit.id: commit.authored for commit in known}
    notes: dict[str, bytes] = {}
    held = 0
    for commit, note in repository.git_notes(GTM_REF, times, LONGEST_NOTE):
        notes[commit] = note
        held += len(note)
        if held > MOST_BYTES:
            raise LogError(GTM_REF, None, f"there are more than {MOST_BYTES >> 20} MB of notes")
    if not notes:
        raise LogError(
            GTM_REF, None, "this repository has no such notes",
            "git fetches notes only when asked to: git fetch origin "
            "refs/notes/gtm-data:refs/notes/gtm-data",
        )  # fmt: skip
    return read_notes(notes, times, options)


def log_options(
    settings: Settings, manuscript: Manuscript, commits: Iterable[Commit] = ()
) -> LogOptions:
    """Return how logs are read for a book."""
    offsets = sorted(
        {
            (c.authored.seconds, c.authored.offset_minutes)
            for c in commits
            if c.authored.seconds is not None
        }
    )
    return LogOptions(
        clock=WallClock(ZoneInfo(settings.zone) if settings.zone else None, tuple(offsets)),
        timeout_minutes=settings.log_timeout or TIMEOUT_MINUTES,
        only=settings.log_only,
        projects=tuple(dict.fromkeys(filter(None, (manuscript.name, settings.title)))),
        files=tuple(file.path for file in manuscript.files),
    )


def read_log_file(name: str) -> LogFile:
    """Read a log that the command line named. Raises LogError where it is no plain file."""
    try:
        # Without waiting: a pipe would wait for somebody to write.
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise LogError(name, None, "it is no plain file", "name the log itself")
            with os.fdopen(handle, "rb", closefd=False) as file:
                return LogFile(name, file.read(MOST_BYTES + 1))
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no name for a file"
        raise LogError(name, None, f"it cannot be read: {reason}", "is the name right?") from None


def _inside(repository: Repository, settings: Settings, name: str) -> LogFile:
    """Return a log that lies in the repository, as it is now; without a work tree, as in HEAD."""
    if repository.work_tree is not None:
        data = repository.work_tree_file(name, MOST_BYTES)
    elif repository.head is not None:
        blobs = [entry.blob for entry in repository.tree(repository.head) if entry.path == name]
        data = next((data for _, data in repository.blobs(blobs)), None)
    else:
        data = None
    if data is None:
        raise LogError(
            name,
            None,
            f"{settings.source or 'the settings'} names this log, but there is no such file in the "
            f"repository (links are not followed, and at most {MOST_BYTES >> 20} MB are read)",
            "correct logs in the settings, or name a log outside with --logs",
        )
    return LogFile(name, data)


def _watched(repository: Repository) -> LogFile:
    where = repository.work_tree or repository.git_dir
    path = default_log(where)
    if not path.is_file():
        raise LogError(
            WATCH,
            None,
            "drafttime watch has noted nothing for this folder yet",
            "start `drafttime watch` and save a chapter, or take watch out of logs",
        )
    return read_log_file(str(path))
