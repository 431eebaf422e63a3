"""What `report` and `demo` share: analyse, draw, write, say where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafttime.cli._json import JsonTarget
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.output.escaping import shown
from drafttime.request import Request


@dataclass(frozen=True, slots=True)
class Wish:
    """Where the report goes, where its data goes too, and whether it is opened."""

    folder: Path
    json: JsonTarget | None
    open_report: bool


def make_report(request: Request, wish: Wish, screen: Screen) -> int:
    """Write the report that `wish` asks for, print its summary, and return the exit code.

    With `--json -` the output is the data's, and the summary goes to the error stream.
    """
    from drafttime.cli._drawing import draw_and  # here, since `--help` must not wait for them
    from drafttime.cli._second import second_process
    from drafttime.output.folder import check_folder

    check_folder(wish.folder)
    with second_process() as second, screen.progress() as progress:
        from drafttime.output.report import DATA, tables_of, write_report
        from drafttime.pipeline import analyse

        analysis = analyse(request, progress)
        progress.stage("Drawing the charts")
        tables, drawn = draw_and(
            lambda: tables_of(analysis), analysis, second, use_cache=request.use_cache
        )
        progress.stage("Writing the report")
        index = write_report(analysis, drawn, wish.folder, tables)

    from drafttime.output.summary import summary

    screen = screen.as_set(analysis.settings)
    text = summary(analysis, width=screen.width, report=as_seen_from_here(index))
    if wish.json is None:
        screen.say(text)
    else:
        wish.json.hand_over(tables.files[DATA].decode(), screen)
        (screen.mention if wish.json.is_output else screen.say)(text)
    if wish.open_report:
        open_in_browser(index, screen)
    return PARTIAL if analysis.facts.partial else DONE


def open_in_browser(page: Path, screen: Screen) -> None:
    """Open `page`, or say how it can be opened."""
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        screen.mention(f"No browser could be started: open {shown(str(page))} yourself.")


def as_seen_from_here(path: Path) -> Path:
    """Return `path` relative to the working directory where it lies inside it."""
    whole, here = path.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole
