"""The command line: the only part that prints and exits.

One file per command; `_options` declares what they share, `_screen` prints, and `_run` is the one
place where errors become two lines and an exit code.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that `arguments` (default: those of the process) name, and exit."""
    was_on = gc.isenabled()
    # Nearly all that a command makes is wanted until it ends, and hardly ever a cycle; those who
    # make cycles or run for days turn the collector on.
    gc.disable()
    try:
        from drafttime.cli._app import command_line
        from drafttime.cli._run import run

        code = run(command_line(), sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # one that `run` did not meet: it may not have begun
        sys.stderr.write("stopped; nothing was changed\n")
        code = 130
    finally:
        if was_on:
            gc.enable()
    gc.freeze()  # there is nothing to be found on the way out
    sys.exit(code)
