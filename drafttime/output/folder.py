"""A folder of output that appears whole or not at all, and replaces nothing but its like.

A folder that drafttime made carries a marker file. Only a marked folder is replaced; the new one is
written beside it first, down to the disk, and the two change places in one step. Where the system
has no such step, the earlier one is moved away first: whoever is killed between the two leaves it
beside its place, and the next run puts it back. A run that fails or is interrupted leaves the
earlier folder as it was and nothing else behind.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from drafttime.errors import OutputError
from drafttime.output.escaping import shown
from drafttime.output.exchange import exchange
from drafttime.output.leftovers import REPLACED, new_folder, sweep, write_through

MARKER = ".drafttime-report"
MARKER_TEXT = """\
drafttime made this folder and replaces it as a whole: keep nothing of your own in it.
Take this file away, and drafttime will not touch the folder again.
"""
IGNORE = ".gitignore"
IGNORE_TEXT = "*\n"


def check_folder(folder: Path) -> None:
    """Raise OutputError where `folder` could not be written, before any work is done for it.

    It must be free, or a folder with the marker that is no link; its parent must exist. What a
    killed run left beside it is taken away.
    """
    sweep(folder.parent)
    place = shown(str(folder))
    elsewhere = "name another folder with --out"
    if folder.name in {"", ".."}:
        raise OutputError(f"{place} is no name for a report's folder", elsewhere)
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        _check_parent(folder)
        return
    except OSError as error:
        raise _failure(folder, error) from error
    if stat.S_ISLNK(mode):
        raise OutputError(
            f"{place} is a link, and drafttime writes through none",
            "name the folder that it leads to with --out, or another",
        )
    if not stat.S_ISDIR(mode):
        raise OutputError(f"{place} is a file, not a folder", elsewhere)
    if not _is_marked(folder):
        raise OutputError(
            f"the folder {place} was not made by drafttime, so it is not replaced",
            f"{elsewhere}, or move that one away",
        )
    _check_parent(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly `files` (by relative path), the marker and a `.gitignore`.

    Raises OutputError, and leaves what was there, where that cannot be done.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - `resolve` would follow a link
    check_folder(folder)
    try:
        with _workshop(folder) as workshop:
            fresh = workshop / "new"
            _fill(fresh, {IGNORE: IGNORE_TEXT.encode(), MARKER: MARKER_TEXT.encode(), **files})
            _swap(fresh, folder, workshop)
    except OSError as error:
        raise _failure(folder, error) from error


def _check_parent(folder: Path) -> None:
    parent = folder.parent
    if not parent.is_dir():
        raise OutputError(
            f"there is no folder {shown(str(parent))} to put the report in",
            "make that folder first, or name another with --out",
        )
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputError(
            f"the folder {shown(str(parent))} cannot be written to, so the report has no place",
            "name a folder of your own with --out, for example --out ~/drafttime-report",
        )


def _is_marked(folder: Path) -> bool:
    try:
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    except OSError:
        return False


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Yield a private folder beside `folder` that git ignores, and take it away again."""
    workshop = new_folder(folder.parent)
    try:
        write_through(workshop.path / IGNORE, IGNORE_TEXT.encode())
        yield workshop.path
    finally:
        shutil.rmtree(workshop.path, ignore_errors=True)
        workshop.release()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{name!a} leads out of the report")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_through(target, content)


def _swap(fresh: Path, folder: Path, workshop: Path) -> None:
    """Put `fresh` in the place of `folder`, which is gone with the workshop afterwards."""
    if not os.path.lexists(folder):
        fresh.rename(folder)
    elif not exchange(fresh, folder):
        _swap_in_two_steps(fresh, folder, workshop / REPLACED / folder.name)
    elif not _is_marked(fresh):  # something else took its place since it was looked at
        exchange(fresh, folder)
        raise FileExistsError(errno.EEXIST, "something else has taken its place meanwhile")


def _swap_in_two_steps(fresh: Path, folder: Path, old: Path) -> None:
    """Do the same where the two cannot change places; the old one comes back if that fails."""
    old.parent.mkdir()
    try:
        folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        if old.exists() and not os.path.lexists(folder):
            old.rename(folder)
        raise


def _failure(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the report could not be written to {shown(str(folder))}: {error.strerror or error}",
        "free some space or name another folder with --out; an earlier report is left as it was",
    )
