"""What a command prints: to whom, in which width, with or without colour and progress."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafttime.output.escaping import shown
from drafttime.progress import Progress, Silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafttime.cli._options import Printing
    from drafttime.model import Notice

NARROWEST, WIDEST = 40, 100
"""Summaries are laid out for this range of columns; a book is read in lines, not in sheets."""

WIDEST_PAIR = 164
"""Two texts beside each other, each in lines of at most 80 columns."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The output and error streams of one command, and what the writer asked of them."""

    quiet: bool
    color: bool

    @classmethod
    def for_command(cls, printing: Printing) -> Screen:
        """Return the screen of a command; `NO_COLOR` (any value) and `TERM=dumb` are honoured."""
        plain = printing.no_color or os.environ.get("NO_COLOR") or _is_dumb()
        return cls(quiet=printing.quiet, color=not plain)

    def as_set(self, settings: Mapping[str, object]) -> Screen:
        """Return the screen that `quiet` and `no-color` of the book's settings ask for as well."""
        return Screen(
            quiet=self.quiet or bool(settings.get("quiet")),
            color=self.color and not settings.get("no-color"),
        )

    @property
    def width(self) -> int:
        """The columns to lay text out in; 80 where the output is not a terminal."""
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))

    @property
    def styled(self) -> bool:
        """Whether the output shows bold and struck letters: a terminal that was not told not to."""
        return self.color and self.is_terminal

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the output, and not a file or another program."""
        return sys.stdout.isatty()

    @property
    def sheet_width(self) -> int:
        """The columns for two texts side by side: wider than one may be."""
        return max(NARROWEST, min(WIDEST_PAIR, shutil.get_terminal_size().columns))

    def say(self, text: str) -> None:
        """Print what was asked for on the output, its first line bold; nothing with `--quiet`."""
        if self.quiet:
            return
        first, line_end, rest = text.rstrip("\n").partition("\n")
        if self.styled:
            first = f"\x1b[1m{first}\x1b[0m"
        sys.stdout.write(f"{first}{line_end}{rest}\n")

    def mention(self, text: str) -> None:
        """Print a remark beside the output, on the error stream; nothing with `--quiet`."""
        if not self.quiet:
            sys.stderr.write(text.rstrip("\n") + "\n")

    def mention_all(self, notices: Iterable[Notice]) -> None:
        """Mention each notice on a line of its own."""
        for notice in notices:
            self.mention(f"note: {shown(notice.message)}")

    def hand_over(self, data: str) -> None:
        """Print data for another program on the output, also with `--quiet`."""
        sys.stdout.write(data if data.endswith("\n") else f"{data}\n")

    def progress(self) -> AbstractContextManager[Progress]:
        """Return a progress bar for a terminal, silence for anything else."""
        if self.quiet or _is_dumb() or not sys.stderr.isatty():
            return nullcontext(Silent())
        from drafttime.cli._bar import Bar

        return Bar(color=self.color)


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
