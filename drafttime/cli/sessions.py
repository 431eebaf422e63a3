"""`drafttime sessions`: when the work was done, and how long it took."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime.cli._options import Printing, Reading, form_option
from drafttime.cli._parsers import at_least_one, one_of
from drafttime.cli._place import check_place, write_place
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.output.escaping import shown

if TYPE_CHECKING:
    from drafttime.model import Analysis

MOST_ON_A_TERMINAL = 30
FILE_WIDTH = 80
MENTIONED = frozenset({"log-read", "log-writer-unknown", "bulk-commit"})


class Unit(StrEnum):
    """What a row of the table is."""

    SESSION = "session"
    WEEK = "week"
    DRAFT = "draft"
    CHAPTER = "chapter"


class TableFormat(StrEnum):
    """In which form the table is given."""

    TEXT = "text"
    MD = "md"
    CSV = "csv"
    JSON = "json"


def sessions(
    *,
    reading: Reading,
    by: Annotated[
        Unit,
        typer.Option(
            help="What a row is: a session, or all of a week, of the way to a draft, of a chapter.",
            metavar="session|week|draft|chapter",
            parser=one_of(Unit),
            show_default=False,
        ),
    ] = Unit.SESSION,
    limit: Annotated[
        int | None,
        typer.Option(
            help="List the last so many rows at most. Default: 30 on a terminal, else all.",
            metavar="NUMBER",
            parser=at_least_one,
        ),
    ] = None,
    form: Annotated[
        TableFormat,
        form_option(
            TableFormat,
            "The form: text for the eye, md for Markdown, csv for a spreadsheet, json for other "
            "programs.",
        ),
    ] = TableFormat.TEXT,
    out: Annotated[
        str | None,
        typer.Option(
            help="Write the table to this file; a file that stands there is replaced.",
            metavar="FILE",
        ),
    ] = None,
    printing: Printing,
) -> int:
    """List the sessions of work: when, how many words, how long.

    Observed time is a lower bound; the estimate is a range that should hold the truth four times in
    five. Where a log is named (--logs, or logs in drafttime.toml), it says how long.
    """
    from drafttime.history import gaps
    from drafttime.pipeline import analyse

    screen = Screen.for_command(printing)
    path = None if out in {None, "-"} else Path(str(out))
    if path is not None:
        check_place(path, "--out")
    if form in {TableFormat.CSV, TableFormat.JSON} and limit is not None:
        raise typer.BadParameter(f"--limit has no place with --format {form}: it gives all")
    if form is TableFormat.JSON and by is not Unit.SESSION:
        raise typer.BadParameter("--by has no place with --format json: it gives all of them")
    on_screen = path is None and screen.is_terminal and form is TableFormat.TEXT
    if limit is None and on_screen and by in {Unit.SESSION, Unit.WEEK}:
        limit = MOST_ON_A_TERMINAL
    with screen.progress() as progress:
        analysis = analyse(reading.request(), progress)
    text = _in_form(analysis, form, by, limit, screen.width if path is None else FILE_WIDTH)
    if path is not None:
        write_place(path, text, "--out")
        screen.mention(f"by {by}, in {shown(str(path))}")
    elif form is TableFormat.TEXT:
        screen.say(text)
    else:
        screen.hand_over(text)
    others = [notice for notice in analysis.notices if notice.code in MENTIONED]
    screen.mention_all([*gaps(analysis.notices), *others])
    return PARTIAL if analysis.facts.partial else DONE


def _in_form(analysis: Analysis, form: TableFormat, by: Unit, most: int | None, width: int) -> str:
    from drafttime.output import sessions_table as table

    if form is TableFormat.JSON:
        return table.sessions_json(analysis)
    if form is TableFormat.CSV:
        return table.sessions_table_csv(analysis, by)
    if form is TableFormat.MD:
        return table.sessions_markdown(analysis, by=by, most=most)
    return table.sessions_text(analysis, by=by, most=most, width=width)
