"""What a command prints: to whom, in which width, with or without colour and progress."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from drafttime.progress import Progress, Silent

if TYPE_CHECKING:
    from drafttime.cli._options import Printing

NARROWEST, WIDEST = 40, 100
"""Summaries are laid out for this range of columns; a book is read in lines, not in sheets."""


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

    @property
    def width(self) -> int:
        """The columns to lay text out in; 80 where the output is not a terminal."""
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))

    def say(self, text: str) -> None:
        """Print what was asked for on the output; nothing with `--quiet`."""
        if not self.quiet:
            self._print(text, sys.stdout)

    def mention(self, text: str) -> None:
        """Print a remark beside the output, on the error stream; nothing with `--quiet`."""
        if not self.quiet:
            self._print(text, sys.stderr)

    def hand_over(self, data: str) -> None:
        """Print data for another program on the output, also with `--quiet`."""
        sys.stdout.write(data if data.endswith("\n") else f"{data}\n")

    def progress(self) -> AbstractContextManager[Progress]:
        """Return a progress bar for a terminal, silence for anything else."""
        if self.quiet or _is_dumb() or not sys.stderr.isatty():
            return nullcontext(Silent())
        from drafttime.cli._bar import Bar

        return Bar(color=self.color)

    def _print(self, text: str, stream: TextIO) -> None:
        """Print `text`, its first line bold on a terminal with colour."""
        first, line_end, rest = text.partition("\n")
        if self.color and stream.isatty():
            first = f"\x1b[1m{first}\x1b[0m"
        stream.write(f"{first}{line_end}{rest}".rstrip("\n") + "\n")


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
