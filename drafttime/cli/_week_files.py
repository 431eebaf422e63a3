"""`drafttime week --out FOLDER`: a file a week, in which what the writer wrote is kept."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafttime.cli._place import write_bytes
from drafttime.errors import OutputError

if TYPE_CHECKING:
    from drafttime.model import FoundWeeks, Week

OPTION = "--out"
MOST_BYTES = 4 << 20

_MOVE = "move it away to have a new one made, or name another folder"

Outcome = Literal["written", "written anew", "nothing new", "left alone", "to come"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the file of a week; `why` it was left alone, in a clause, and what to do."""

    path: Path
    outcome: Outcome
    why: str = ""
    hint: str = ""


def check_week_folder(folder: Path) -> None:
    """Raise OutputError unless `folder` is a folder that can be written to, or can be made."""
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        _check_parent(folder)
        return
    except (OSError, ValueError) as error:  # a null character in the name is a ValueError
        why = getattr(error, "strerror", None) or "it is no name for a folder"
        raise OutputError(
            f"{folder} cannot be used for {OPTION}: {why}", "name another folder"
        ) from error
    if stat.S_ISLNK(mode):
        raise OutputError(
            f"{folder} is a link, and drafttime writes through none",
            f"name the folder that it leads to with {OPTION}, or another",
        )
    if not stat.S_ISDIR(mode):
        raise OutputError(
            f"{folder} is a file, and a folder is needed for the weeks",
            f"name a folder, as {OPTION} retros",
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"the folder {folder} cannot be written to", "name another folder")


def _check_parent(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise OutputError(
            f"there is no folder {folder.parent} to make {folder.name} in",
            "make that folder first, or name another",
        )
    if not os.access(folder.parent, os.W_OK | os.X_OK):
        raise OutputError(f"the folder {folder.parent} cannot be written to", "name another folder")


def write_weeks(found: FoundWeeks, folder: Path) -> tuple[Written, ...]:
    """Write the file of each week that has begun, and say what became of it.

    A file in which nothing may be written stays as it is, and the others are written all the same.
    Raises OutputError where a file or the folder cannot be written at all.
    """
    check_week_folder(folder)
    try:
        if any(week.state != "ahead" for week in found.weeks):
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder {folder} could not be made: {error.strerror}", "name another folder"
        ) from error
    return tuple(_write(week, found, folder) for week in found.weeks)


def _write(week: Week, found: FoundWeeks, folder: Path) -> Written:
    from drafttime.model.week import week_label
    from drafttime.output import week_markdown as text
    from drafttime.output.week_file import NotOursError, renewed

    path = folder / f"{week_label(week.monday)}.md"
    if week.state == "ahead":
        return Written(path, "to come")
    try:
        if not os.path.lexists(path):
            made = text.new_file(week, found).encode()
            write_bytes(path, made, OPTION, lambda: _check_still(path, None))
            return Written(path, "written")
        old = _read(path)
        now = renewed(old, text.written_part(week, found), text.book_key(found))
        if now == old:
            return Written(path, "nothing new")
        write_bytes(path, now, OPTION, lambda: _check_still(path, old))
    except NotOursError as error:
        return Written(path, "left alone", str(error), error.hint)
    return Written(path, "written anew")


def _check_still(path: Path, old: bytes | None) -> None:
    """Raise NotOursError unless the file still holds this, or None and there is none.

    An editor may have saved the writer's answers since the file was read.
    """
    from drafttime.output.week_file import NotOursError

    if (_read(path) if os.path.lexists(path) else None) != old:
        raise NotOursError("another program saved it meanwhile", "repeat the command")


def _read(path: Path) -> bytes:
    """Return the bytes of a plain file, never through a link. Raises NotOursError for others."""
    from drafttime.output.week_file import NotOursError

    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(MOST_BYTES + 1) if plain else b""
    except OSError as error:
        raise NotOursError("it is no plain file that can be read", _MOVE) from error
    if not plain:
        raise NotOursError("it is no plain file", _MOVE)
    if len(data) > MOST_BYTES:
        raise NotOursError("it is too long to be the file of a week", _MOVE)
    return data
