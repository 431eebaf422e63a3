"""`drafttime cuts`: the cutting-room floor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from drafttime.cli._options import Format, InFormat, Printing, Reading
from drafttime.cli._parsers import at_least_one
from drafttime.cli._place import check_place, write_place
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.output.escaping import shown

if TYPE_CHECKING:
    from drafttime.output.cutting_room import CuttingRoom

MOST_ON_A_TERMINAL = 20
FILE_WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCuts(Reading):
    """`Reading`, whose `--since` chooses by the day of the cut; no labour is weighed."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"until", "writer", "time_rule", "logs", "log_only"}
    )

    since: Annotated[
        str | None,
        typer.Option(help="List what was cut on this day or later, as 2024-03-01.", metavar="DATE"),
    ] = None


def cuts(
    *,
    reading: ReadingCuts,
    min_words: Annotated[
        int | None,
        typer.Option(
            help="List passages of so many words and more. Default: 10.",
            metavar="NUMBER",
            parser=at_least_one,
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            help="List so many passages at most. Default: 20 on a terminal, else all.",
            metavar="NUMBER",
            parser=at_least_one,
        ),
    ] = None,
    form: InFormat = Format.TEXT,
    out: Annotated[
        str | None,
        typer.Option(
            help="Write the list to this file; a file that stands there is replaced.",
            metavar="FILE",
        ),
    ] = None,
    printing: Printing,
) -> int:
    """List the passages that were cut, longest first.

    The cutting-room floor: what was written and is not in the final draft, with the days on which
    it was written and cut, and the words that stood around it. Moved or restored text never appears
    here.
    """
    from drafttime.history import tells_of_gaps
    from drafttime.output.cutting_room import MIN_WORDS, cutting_room, how_many
    from drafttime.pipeline import find_cuts

    screen = Screen.for_command(printing)
    path = None if out in {None, "-"} else Path(str(out))
    if path is not None:
        check_place(path, "--out")
    with screen.progress() as progress:
        found = find_cuts(reading.request(), progress, least_words=min_words or MIN_WORDS)
    if limit is None and path is None and screen.is_terminal and form is not Format.JSON:
        limit = MOST_ON_A_TERMINAL
    room = cutting_room(found, min_words=min_words or MIN_WORDS, most=limit)
    text = _in_form(room, form, screen.width if path is None else FILE_WIDTH)
    if path is not None:
        write_place(path, text, "--out")
        screen.mention(f"{how_many(room)}, in {shown(str(path))}")
    elif form is Format.TEXT:
        screen.say(text)
    else:
        screen.hand_over(text)
    screen.mention_all(found.notices)
    return PARTIAL if tells_of_gaps(found.notices) else DONE


def _in_form(room: CuttingRoom, form: Format, width: int) -> str:
    if form is Format.JSON:
        from drafttime.output.passages_data import cuts_to_json

        return cuts_to_json(room)
    if form is Format.MD:
        from drafttime.output.cuts_markdown import cuts_markdown

        return cuts_markdown(room)
    from drafttime.output.cuts_text import cuts_text

    return cuts_text(room, width=width)
