"""`drafttime compare`: two drafts side by side, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, Printing, ReadingTexts
from drafttime.cli._page_file import Like, check_page, write_page
from drafttime.cli._reporting import open_in_browser
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.errors import UsageError

if TYPE_CHECKING:
    from drafttime.model import ComparedDrafts


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where the page and the data go, whether the page is opened, and whether data holds text."""

    page: Path | None
    json: JsonTarget | None
    open_page: bool
    show_text: bool


def compare(
    old: Annotated[
        str,
        typer.Argument(
            help="The draft on the left: a tag, branch or commit, or REVISION:PATH.", metavar="A"
        ),
    ],
    new: Annotated[
        str, typer.Argument(help="The draft on the right, named in the same way.", metavar="B")
    ],
    *,
    reading: ReadingTexts,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write the page to this file instead of printing; an earlier page is replaced.",
            metavar="FILE",
        ),
    ] = None,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in a browser when it is written.")
    ] = False,
    json: Json = None,
    show_text: Annotated[
        bool, typer.Option("--show-text", help="Put the text of both drafts into the data too.")
    ] = False,
    printing: Printing,
) -> int:
    """Show two drafts side by side, word by word.

    Words that are gone and words that are new are marked, and passages that moved bear a number at
    either place. With --out, a page is written that can be read in a browser and on paper; it holds
    the text of the book.
    """
    screen = Screen.for_command(printing)
    if open_page and out is None:
        raise UsageError(
            "--open needs a page to open", "name its file too, for example --out compare.html"
        )
    wish = _Wish(page=out, json=JsonTarget.of(json), open_page=open_page, show_text=show_text)
    if out is not None:
        check_page(out, _like())
    from drafttime.pipeline import compare_drafts

    with screen.progress() as progress:
        compared = compare_drafts(reading.request(), old, new, progress)
    _hand_out(compared, wish, screen.as_set(compared.settings))
    return PARTIAL if compared.partial else DONE


def _hand_out(compared: ComparedDrafts, wish: _Wish, screen: Screen) -> None:
    """Write and print what was asked for; with `--json -` the output is the data's."""
    from drafttime.output.side_by_side_text import heading_text

    if wish.page is not None:
        from drafttime.output.side_by_side_page import side_by_side_html

        write_page(wish.page, side_by_side_html(compared), _like())
    if wish.json is not None:
        from drafttime.output.side_by_side_data import side_by_side_to_json

        with_text = wish.show_text or bool(compared.settings.get("show-text"))
        wish.json.hand_over(side_by_side_to_json(compared, with_text=with_text), screen)
    if wish.json is not None and wish.json.is_output:
        screen.mention(heading_text(compared, width=screen.width, page=wish.page))
    elif wish.page is not None:
        screen.say(heading_text(compared, width=screen.width, page=wish.page))
    elif not screen.quiet:
        screen.say(_whole_text(compared, screen))
    screen.mention_all(compared.notices)
    if wish.page is not None and wish.open_page:
        open_in_browser(wish.page, screen)


def _like() -> Like:
    from drafttime.output.side_by_side_page import PAGE_START

    return Like("compare", "compare.html", PAGE_START.encode())


def _whole_text(compared: ComparedDrafts, screen: Screen) -> str:
    from drafttime.output.marked import SIGNS, STYLES
    from drafttime.output.side_by_side_text import side_by_side_text

    frame = STYLES if screen.styled else SIGNS
    return side_by_side_text(compared, width=screen.sheet_width, frame=frame)
