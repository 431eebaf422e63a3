"""`drafttime demo`: the report of the sample, a novella of four drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, OpenReport, Printing
from drafttime.cli._reporting import Wish, make_report
from drafttime.cli._screen import Screen
from drafttime.output.escaping import shown
from drafttime.request import Request
from drafttime.temporary import temporary_folder

DEFAULT_FOLDER = Path("drafttime-demo")


def demo(
    *,
    out: Annotated[
        Path,
        typer.Option(
            help="The folder of the report; a report that stands there is replaced.",
            metavar="FOLDER",
        ),
    ] = DEFAULT_FOLDER,
    keep: Annotated[
        Path | None,
        typer.Option(
            help="Keep the sample's repository in this new folder, to try the other commands on.",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = None,
    json: Json = None,
    open_report: OpenReport = False,
    printing: Printing,
) -> int:
    """Write the report of the sample, a novella in four drafts.

    The sample's repository is built in a temporary folder and goes when the report is written;
    --keep keeps it.
    """
    screen = Screen.for_command(printing)
    wish = Wish(folder=out, json=JsonTarget.of(json), open_report=open_report)
    if keep is not None:
        code = _report_on_sample(keep, wish, screen)
        screen.mention(f"The sample's repository stays in {shown(str(keep))}.")
        return code
    with temporary_folder() as temporary:
        return _report_on_sample(Path(temporary, "sample"), wish, screen)


def _report_on_sample(folder: Path, wish: Wish, screen: Screen) -> int:
    from drafttime.sample import build_sample

    build_sample(folder)
    return make_report(Request(repository=folder, use_cache=False), wish, screen)
