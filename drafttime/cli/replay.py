"""`drafttime replay`: the pages of the book, session by session, as a page or a film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafttime.cli._collector import collector_spared
from drafttime.cli._options import Printing, Reading
from drafttime.cli._page_file import Like, check_page, write_page
from drafttime.cli._reporting import open_in_browser
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.errors import UsageError

if TYPE_CHECKING:
    from drafttime.model import Replay


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: how it is known again, and how it is made."""

    like: Like
    make: Callable[[Replay], str | bytes]


def replay(
    *,
    reading: Reading,
    out: Annotated[
        Path,
        typer.Option(
            help="Write this file: a page (.html), an animated GIF (.gif), or a film (.mp4, where "
            "ffmpeg is installed). An earlier one of the same kind is replaced.",
            metavar="FILE",
            show_default=False,
        ),
    ] = Path("replay.html"),
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in a browser when it is written.")
    ] = False,
    printing: Printing,
) -> int:
    """Show the pages of the book as grey lines that grow, are cut and move.

    A step is a session. The file, replay.html unless --out names another, holds no text of the
    book, so that it can be shown to anybody.
    """
    screen = Screen.for_command(printing)
    kind = _kind_of(out)
    check_page(out, kind.like)
    from drafttime.history import gaps
    from drafttime.pipeline import replay as gather

    with collector_spared(), screen.progress() as progress:
        found = gather(reading.request(), progress)
        progress.stage("Drawing the replay")
        made = kind.make(found)
    write_page(out, made, kind.like)
    screen = screen.as_set(found.settings)
    screen.say(_told(found, out))
    screen.mention_all(gaps(found.notices))
    if open_page:
        open_in_browser(out, screen)
    return PARTIAL if found.partial else DONE


def _kind_of(out: Path) -> _Kind:
    """Return what the ending of a name asks for. Raises UsageError, OutputError without ffmpeg."""
    ending = out.suffix.lower()
    if ending in {".html", ".htm"}:
        from drafttime.output.replay_page import PAGE_START, replay_html

        return _Kind(Like("replay", "replay.html", PAGE_START.encode()), replay_html)
    if ending == ".gif":
        from drafttime.output.replay_film import MARK, gif_of

        return _Kind(Like("replay", "replay.gif", b"GIF89a", 0, MARK, 4_096), gif_of)
    if ending == ".mp4":
        from drafttime.output.replay_film import MARK
        from drafttime.output.replay_video import find_ffmpeg, mp4_of

        find_ffmpeg()
        return _Kind(Like("replay", "replay.mp4", b"ftyp", 4, MARK, 1 << 18), mp4_of)
    raise UsageError(
        f"--out {out} does not say what to write: a replay is a page or a film",
        "end the name in .html, .gif or .mp4, for example --out replay.html",
    )


def _told(found: Replay, out: Path) -> str:
    from drafttime.output.escaping import shown
    from drafttime.output.replay_page import standfirst, title_of

    return f"{title_of(found)}\n{standfirst(found)}\n{shown(str(out))}\n"
