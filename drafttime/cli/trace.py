"""`drafttime trace`: the biography of a passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from drafttime.cli._options import Format, InFormat, Printing, ReadingFrom
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLives(ReadingFrom):
    """`ReadingFrom` for a command that weighs no labour and compares no drafts."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"first", "since", "until", "writer", "time_rule"}
    )


def trace(
    passage: Annotated[
        str,
        typer.Argument(
            help="Words of it in quotation marks, or FILE:LINE.",
            metavar="PASSAGE",
            show_default=False,
        ),
    ],
    *,
    reading: ReadingLives,
    form: InFormat = Format.TEXT,
    printing: Printing,
) -> int:
    """Tell the biography of a passage of the final draft.

    Every version of its paragraph, oldest first: when it was written, changed, moved from another
    chapter or brought back, marked word by word, and how it reads now. The passage is named by some
    of its words, as in drafttime trace "the tide had turned", or by file and line, as in
    drafttime trace ch-07.md:12.
    """
    from drafttime.history import tells_of_gaps
    from drafttime.output.biography import matches
    from drafttime.pipeline import trace_passage

    screen = Screen.for_command(printing)
    if not passage.strip():
        raise UsageError(
            "there are no words to look for",
            'quote a few of the passage, as in drafttime trace "the tide had turned"',
        )
    with screen.progress() as progress:
        found = trace_passage(reading.request(), passage, progress)
    matches(found)  # or there is nothing to tell, in whatever form
    if form is Format.JSON:
        from drafttime.output.passages_data import biographies_to_json

        screen.hand_over(biographies_to_json(found))
    elif form is Format.MD:
        from drafttime.output.biography_markdown import biographies_markdown

        screen.hand_over(biographies_markdown(found))
    else:
        from drafttime.output.biography_text import biographies_text

        screen.say(biographies_text(found, width=screen.width, styled=screen.styled))
    screen.mention_all(found.notices)
    return PARTIAL if tells_of_gaps(found.notices) else DONE
