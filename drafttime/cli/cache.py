"""`drafttime cache`: what is kept between runs, and how to be rid of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from drafttime.cli._options import Printing, flattened, form_option
from drafttime.cli._run import DONE
from drafttime.cli._screen import Screen

ABOUT = """See or clear what is kept between runs.

The cache holds results that cost time, so that the next run is quicker. It may hold text of your
book, and lies in a folder that only you can read. It is never needed: without it, a run takes
longer and says the same.
"""


class CacheFormat(StrEnum):
    """In which form it is told."""

    TEXT = "text"
    JSON = "json"


InCacheFormat = Annotated[
    CacheFormat,
    form_option(CacheFormat, "The form: text for the eye, json for other programs."),
]


def info(*, form: InCacheFormat = CacheFormat.TEXT, printing: Printing) -> int:
    """Say where the cache is, how large, and what it keeps.

    Nothing is changed. DRAFTTIME_CACHE names another folder for it.
    """
    from drafttime.output.cache_text import cache_json, cache_text
    from drafttime.store_survey import survey

    screen = Screen.for_command(printing)
    found = survey()
    if form is CacheFormat.JSON:
        screen.hand_over(cache_json(found))
    else:
        screen.say(cache_text(found, screen.width))
    return DONE


def clear(*, form: InCacheFormat = CacheFormat.TEXT, printing: Printing) -> int:
    """Remove the cache, and say what was freed.

    Nothing but the cache's own files is removed. Where another run has it open, the results go and
    the empty file stays.
    """
    from drafttime.errors import CacheError
    from drafttime.output.cache_text import cleared_json, cleared_text
    from drafttime.store_survey import clear as clear_cache

    screen = Screen.for_command(printing)
    done = clear_cache()
    if done.problem:
        raise CacheError(
            f"nothing was cleared: the cache folder {done.folder} {done.problem}",
            "if there is a cache in another place, name its folder in DRAFTTIME_CACHE",
        )
    if form is CacheFormat.JSON:
        screen.hand_over(cleared_json(done))
    else:
        screen.say(cleared_text(done))
    return DONE


def cache() -> typer.Typer:
    """Return the commands of the cache as a group."""
    group = typer.Typer(name="cache", help=ABOUT, rich_markup_mode=None)

    @group.callback(invoke_without_command=True)
    def about(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())
            raise typer.Exit(2)

    for command in (info, clear):
        group.command()(flattened(command))
    return group
