"""`drafttime report`: the whole page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, OpenReport, Printing, Reading
from drafttime.cli._reporting import Wish, make_report
from drafttime.cli._screen import Screen

DEFAULT_FOLDER = Path("drafttime-report")


def report(
    *,
    reading: Reading,
    out: Annotated[
        Path,
        typer.Option(
            help="The folder of the report; a report that stands there is replaced.",
            metavar="FOLDER",
        ),
    ] = DEFAULT_FOLDER,
    show_cuts: Annotated[
        bool,
        typer.Option("--show-cuts", help="Show the passages that were cut, with their text."),
    ] = False,
    json: Json = None,
    open_report: OpenReport = False,
    printing: Printing,
) -> int:
    """Write the report of a book, and print its summary.

    The report is one page, index.html, that opens without a network, with its charts and data
    beside it.
    """
    wish = Wish(folder=out, json=JsonTarget.of(json), open_report=open_report)
    request = reading.request()
    if show_cuts:
        request = replace(request, overrides={**request.overrides, "show_cuts": True})
    return make_report(request, wish, Screen.for_command(printing))
