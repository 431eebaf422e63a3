"""The one place where errors become an `error:` line, a `hint:` line and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TextIO

import typer

from drafttime.errors import DrafttimeError
from drafttime.output.escaping import shown

DONE = 0
FAILED = 1
USAGE = 2
PARTIAL = 3
INTERRUPTED = 130

DEBUG = "DRAFTTIME_DEBUG"


class CommandLine(Protocol):
    """A Typer application, made ready by `typer.main.get_command`."""

    def main(self, args: Sequence[str], prog_name: str, *, standalone_mode: bool) -> object:
        """Parse `args`, run the command, and return its exit code."""


def run(command_line: CommandLine, arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error ends here.

    A reader that closes the pipe early (`| head`) has what it wanted: that is no error.
    """
    _never_fail_to_encode()
    try:
        code = command_line.main([*arguments], "drafttime", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the last place where anything can be caught
        return _code_for(error)
    if code == INTERRUPTED:  # Typer's way of seeing Ctrl-C
        return _complain_of_interrupt()
    return code if isinstance(code, int) else DONE


def _code_for(error: BaseException) -> int:
    match error:
        case DrafttimeError():
            code = _complain(error.message, error.hint, error.exit_code)
        case typer.TyperException():
            code = _complain_of_usage(error)
        case KeyboardInterrupt() | typer.Abort():
            code = _complain_of_interrupt()
        case BrokenPipeError() | SystemExit():  # the second is how Typer sees a closed pipe
            code = _leave_quietly()
        case _:
            code = _apologise(error)
    return code


def _complain(message: str, hint: str, code: int) -> int:
    """Print the two lines; names from a repository are shown, never sent to the terminal."""
    sys.stderr.write(f"error: {shown(message.rstrip('.'))}\nhint: {shown(hint)}\n")
    return code


def _complain_of_usage(error: typer.TyperException) -> int:
    message, _, close = error.format_message().strip().partition(". Did you mean ")
    possible = getattr(error, "possibilities", None)
    if possible:
        message, close = error.message, _either(sorted(possible)) + "?"
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "drafttime"
    return _complain(
        message[:1].lower() + message[1:],
        f"did you mean {close}" if close else f"`{command} --help` lists what it understands",
        USAGE,
    )


def _either(names: Sequence[str]) -> str:
    return " or ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])


def _complain_of_interrupt() -> int:
    sys.stderr.write("stopped; nothing was changed\n")
    return INTERRUPTED


def _leave_quietly() -> int:
    """Point the output nowhere, so that closing it at exit does not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return DONE


def _apologise(error: BaseException) -> int:
    """Own up to a mistake of the program; its message may quote the book, so it is not shown."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    if isinstance(error, OSError) and error.strerror:
        return _complain(
            f"the system would not go on: {error.strerror}",
            f"free space or permissions may be missing; with {DEBUG}=1 the place is shown",
            FAILED,
        )
    return _complain(
        f"drafttime made a mistake of its own ({type(error).__name__}{_place(error)}); "
        "your book was not touched",
        f"please report it with what {DEBUG}=1 prints, once you have taken out what is private",
        FAILED,
    )


def _place(error: BaseException) -> str:
    """Return " in FILE, line N" for the innermost frame inside the package."""
    home = str(Path(__file__).parent.parent)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(home)]
    if not frames:
        return ""
    return f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}"


def _never_fail_to_encode() -> None:
    """Let a terminal that lacks a character show another, not end the run."""
    for stream in (sys.stdout, sys.stderr):
        _tolerate(stream)


def _tolerate(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
