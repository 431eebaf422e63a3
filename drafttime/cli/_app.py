"""The Typer application: what `drafttime --help` shows, and the commands in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime import __version__
from drafttime.cli._options import flattened
from drafttime.cli.cache import cache
from drafttime.cli.compare import compare
from drafttime.cli.cuts import cuts
from drafttime.cli.demo import demo
from drafttime.cli.drafts import drafts
from drafttime.cli.files import files
from drafttime.cli.import_logs import import_logs
from drafttime.cli.portfolio import portfolio
from drafttime.cli.replay import replay
from drafttime.cli.report import report
from drafttime.cli.sessions import sessions
from drafttime.cli.trace import trace
from drafttime.cli.verify import verify
from drafttime.cli.watch import watch
from drafttime.cli.week import week

if TYPE_CHECKING:
    from drafttime.cli._run import CommandLine

ABOUT = """See the labour of revision in a book that is kept in git.

drafttime reads the history of a novel, a thesis or a book of essays, and shows how far the final
draft has drifted from the first, what was written and cut, and when. It works without a network,
and writes nothing but the folder of its report.

Start with `drafttime demo`, or with `drafttime report` in the folder of your book.
"""


COMMANDS: tuple[Callable[..., int], ...] = (
    report, portfolio, demo, files, drafts, sessions, week, cuts, trace, compare, replay,
    import_logs, watch, verify,
)  # fmt: skip
NAMES: dict[Callable[..., int], str] = {import_logs: "import"}
"""Commands whose names are no names in Python."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"drafttime {__version__}")
        raise typer.Exit


def _about(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    del version  # printed by its callback, before any command is looked at
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def command_line() -> CommandLine:
    """Return the command line, ready for `drafttime.cli._run.run`.

    Help is plain text, not rich panels: it reads the same in a pipe and in a narrow window, and
    costs 60 ms less.
    """
    app = typer.Typer(
        name="drafttime",
        help=ABOUT,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    )
    app.callback(invoke_without_command=True)(_about)
    for command in COMMANDS:
        app.command(NAMES.get(command))(flattened(command))
    app.add_typer(cache())
    return typer.main.get_command(app)
