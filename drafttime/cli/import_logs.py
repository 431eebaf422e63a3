"""`drafttime import`: look at records of writing time before they are counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

import typer

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, Printing, ReadingFrom
from drafttime.cli._run import DONE
from drafttime.cli._screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLogs(ReadingFrom):
    """`ReadingFrom` for a command that reads logs and weighs no labour."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"first", "final", "since", "until", "writer", "gap", "time_rule", "no_cache", "logs"}
    )


def import_logs(
    logs: Annotated[
        list[str],
        typer.Argument(
            help="The logs: files, refs/notes/gtm-data, or watch.",
            metavar="FILE...",
            show_default=False,
        ),
    ],
    *,
    reading: ReadingLogs,
    json: Json = None,
    printing: Printing,
) -> int:
    """Show what is in a record of writing time; nothing is stored.

    Reads novelWriter's sessions, WakaTime and Wakapi, ActivityWatch, Org, Git Time Metric, Obsidian
    word counts, CSV, Markdown time logs, calendars, and the log of ‘drafttime watch’. A file that
    is only half understood is refused as a whole, with the line and the reason.
    """
    from drafttime.clock.logs import all_logs
    from drafttime.output.logs_text import logs_json, logs_text
    from drafttime.pipeline import read_records

    target, screen = JsonTarget.of(json), Screen.for_command(printing)
    request = reading.request()
    request = replace(request, overrides={**request.overrides, "logs": tuple(logs)})
    with screen.progress() as progress:
        found = read_records(request, progress)
    if target is not None:
        target.hand_over(logs_json(found), screen)
    if target is None or not target.is_output:
        titles = {format_.name: format_.title for format_ in all_logs()}
        screen.say(logs_text(found, logs, titles, only=reading.log_only or (), width=screen.width))
    return DONE
