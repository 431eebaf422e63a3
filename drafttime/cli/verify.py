"""`drafttime verify`: recompute what a report says from a clone of its repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from drafttime.cli._collector import collector_spared
from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, Printing, Reading
from drafttime.cli._run import DONE, FAILED, PARTIAL
from drafttime.cli._screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAgain(Reading):
    """`Reading` for a command whose settings are those of the folder, but for what it withholds."""

    repository: Annotated[
        Path,
        typer.Argument(
            help="The repository, or a clone of it. Default: where you stand.",
            metavar="REPOSITORY",
            show_default=False,
        ),
    ] = Path()

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {
            "first", "final", "since", "until", "gap", "time_rule",
        }
    )  # fmt: skip


def verify(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The folder that drafttime made, or its data.json.",
            metavar="FOLDER",
            show_default=False,
        ),
    ],
    *,
    reading: ReadingAgain,
    json: Json = None,
    printing: Printing,
) -> int:
    """Recompute what a report says, and name what does not agree.

    The figures are worked out again at the final commit that the folder names, with its settings;
    later commits and moved tags have no say. Page, tables and charts are made again and compared.
    Nothing is written, and no file is read that the folder names. The code is 0 where all agrees, 1
    where something does not, 3 where nothing disagrees but some of it cannot be verified.
    """
    from drafttime.output.recomputing import verify_folder
    from drafttime.output.verification_text import verdict_json, verdict_text

    target, screen = JsonTarget.of(json), Screen.for_command(printing)
    with collector_spared(), screen.progress() as progress:
        verdict = verify_folder(folder, reading.request(), progress)
    if target is not None:
        target.hand_over(verdict_json(verdict), screen)
    if target is None or not target.is_output:
        screen.say(verdict_text(verdict, str(folder), width=screen.width))
    if verdict.differs:
        return FAILED
    return PARTIAL if verdict.not_verified else DONE
