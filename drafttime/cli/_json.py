"""`--json FILE|-`: where the data goes, checked before the work and written after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafttime.cli._place import check_place, write_place
from drafttime.cli._screen import Screen

OPTION = "--json"


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
        check_place(path, OPTION)
        return cls(path)

    @property
    def is_output(self) -> bool:
        """Whether the data takes the place of the summary on the output."""
        return self.path is None

    def hand_over(self, data: str, screen: Screen) -> None:
        """Print `data`, or write it to the file: whole or not at all, never through a link.

        Raises OutputError.
        """
        if self.path is None:
            screen.hand_over(data)
        else:
            write_place(self.path, data, OPTION)
