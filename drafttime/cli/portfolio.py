"""`drafttime portfolio`: a page of the book's drafts that is fit to be shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime.cli._collector import collector_spared
from drafttime.cli._options import OpenReport, Printing, Reading
from drafttime.cli._reporting import as_seen_from_here, open_in_browser
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.errors import UsageError

if TYPE_CHECKING:
    from drafttime.output.portfolio_pair import Pair
    from drafttime.progress import Progress
    from drafttime.request import Request

DEFAULT_FOLDER = Path("drafttime-portfolio")


def portfolio(
    *,
    reading: Reading,
    out: Annotated[
        Path,
        typer.Option(
            help="The folder of the portfolio; a portfolio that stands there is replaced.",
            metavar="FOLDER",
        ),
    ] = DEFAULT_FOLDER,
    theme: Annotated[
        str,
        typer.Option(
            help="The colours: system (light or dark, as the reader has it), light, dark, or "
            "paper (black on white).",
            metavar="system|light|dark|paper",
        ),
    ] = "system",
    accent: Annotated[
        str | None,
        typer.Option(
            help='One colour of your own, for figures and lines, as "#7a2e2e".', metavar="COLOUR"
        ),
    ] = None,
    chart: Annotated[
        list[str] | None,
        typer.Option(
            help="Show this chart as well: kinds, clock, pace, hand-and-eye, survival or ribbons "
            "(repeatable).",
            metavar="NAME",
        ),
    ] = None,
    sentence: Annotated[
        str | None,
        typer.Option(
            help="Show how one sentence of the final draft was first written, and how it reads "
            "now. Name it by some of its words, or FILE:LINE. What was cut from it is shown, too.",
            metavar="PASSAGE",
        ),
    ] = None,
    show_text: Annotated[
        bool,
        typer.Option(
            "--show-text", help="Show the whole paragraph of --sentence, not the sentence alone."
        ),
    ] = False,
    show_titles: Annotated[
        bool, typer.Option("--show-titles", help="Show titles of chapters, not their numbers.")
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(
            help="Where the folder will stand on the web, so that links to it find the card.",
            metavar="URL",
        ),
    ] = None,
    open_report: OpenReport = False,
    printing: Printing,
) -> int:
    """Make a portfolio of a book: a page of its drafts to be shown to others.

    Figures, charts and dates; no sentence of the book, no chapter titles, hours, messages or names
    of files unless you ask. Beside the page stand every chart as SVG and PNG, a card for social
    networks, and a snippet for another page.
    """
    from drafttime.output.discreet import TITLES
    from drafttime.output.folder import check_folder, write_folder
    from drafttime.output.portfolio import portfolio_files
    from drafttime.output.portfolio_options import (
        PortfolioOptions,
        checked_address,
        checked_charts,
        checked_look,
    )
    from drafttime.output.portfolio_summary import portfolio_summary
    from drafttime.pipeline import analyse

    screen = Screen.for_command(printing)
    options = PortfolioOptions(
        look=checked_look(theme, accent or ""),
        show=frozenset({TITLES} if show_titles else ()),
        charts=checked_charts(chart or ()),
        address=checked_address(address or ""),
    )
    if sentence is not None and not sentence.strip():
        raise UsageError(
            "there are no words to look for",
            'quote a few of the sentence, as in --sentence "the tide had turned"',
        )
    check_folder(out)
    request = reading.request()
    if show_text:
        request = replace(request, overrides={**request.overrides, "show_text": True})
    with collector_spared(), screen.progress() as progress:
        analysis = analyse(request, progress)
        if sentence is not None:
            whole = bool(analysis.settings.get("show-text"))
            options = replace(options, pair=_pair(request, sentence, progress, whole=whole))
        progress.stage("Drawing the charts")
        files = portfolio_files(analysis, options)
        progress.stage("Writing the portfolio")
        write_folder(out, files)
    screen = screen.as_set(analysis.settings)
    index = out / "index.html"
    screen.say(
        portfolio_summary(
            analysis, options, files, width=screen.width, page=as_seen_from_here(index)
        )
    )
    if show_text and sentence is None:
        screen.mention("note: --show-text shows nothing by itself: name a passage with --sentence.")
    if open_report:
        open_in_browser(index, screen)
    return PARTIAL if analysis.facts.partial else DONE


def _pair(request: Request, passage: str, progress: Progress, *, whole: bool) -> Pair:
    from drafttime.output.portfolio_pair import picked_pair
    from drafttime.pipeline import trace_passage

    overrides = {k: v for k, v in request.overrides.items() if k not in {"since", "until"}}
    found = trace_passage(replace(request, overrides=overrides), passage, progress)
    return picked_pair(found, whole=whole)
