"""`--json FILE|-`: where the data goes, checked before the work and written after it."""

from __future__ import annotations

import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from drafttime.cli._screen import Screen
from drafttime.errors import OutputError


@dataclass(frozen=True, slots=True)
class JsonTarget:
    """A file, or the output (`path` None)."""

    path: Path | None

    @classmethod
    def of(cls, option: str | None) -> JsonTarget | None:
        """Return where `--json OPTION` leads, None where it was not given.

        Raises OutputError now, not after minutes of work, where the file could not be written.
        """
        if option is None:
            return None
        if option == "-":
            return cls(None)
        path = Path(option)
        _check(path)
        return cls(path)

    @property
    def is_output(self) -> bool:
        """Whether the data takes the place of the summary on the output."""
        return self.path is None

    def hand_over(self, data: str, screen: Screen) -> None:
        """Print `data`, or write it to the file: whole or not at all, never through a link.

        A file is written beside its place and renamed. Raises OutputError.
        """
        if self.path is None:
            screen.hand_over(data)
            return
        _check(self.path)
        try:
            _replace(self.path, data)
        except OSError as error:
            raise OutputError(
                f"the data could not be written to {self.path}: {error.strerror}",
                "name another file with --json; nothing half-written was left behind",
            ) from error


def _check(path: Path) -> None:
    """Raise OutputError unless `path` is a regular file, or free, in a folder that can be used."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        mode = None
    except OSError as error:
        raise OutputError(
            f"{path} cannot be used for --json: {error.strerror}", "name another file"
        ) from error
    if mode is not None and not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a link or a device"
        raise OutputError(
            f"{path} is {kind}, not a file", "name a plain file, or write - for the output"
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"there is no folder {path.parent} to write {path.name} in",
            "make the folder first, or name a file in one that exists",
        )
    if not os.access(path.parent, os.W_OK):
        raise OutputError(
            f"the folder {path.parent} cannot be written to", "name a file in another folder"
        )


def _replace(path: Path, data: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".drafttime-", suffix=".json")
    place = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(data if data.endswith("\n") else f"{data}\n")
        place.chmod(0o666 & ~_umask())
        place.replace(path)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the process's umask; there is no other way than to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
