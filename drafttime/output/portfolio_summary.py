"""What `drafttime portfolio` prints: where it is, what it weighs, what it shows and leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from drafttime.model import Analysis
from drafttime.output import sentences
from drafttime.output.discreet import TITLES, discreet
from drafttime.output.escaping import shown
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_text import byline
from drafttime.output.terminal import Line, labelled, unbroken
from drafttime.output.wording import NARROW_SPACE, counted, listed

PATH_LIMIT = 200
KILO = 1_000


def portfolio_summary(
    analysis: Analysis,
    options: PortfolioOptions,
    files: Mapping[str, bytes],
    *,
    width: int,
    page: Path,
) -> str:
    """Return the summary, wrapped at `width` columns, without colour."""
    quiet = discreet(analysis, options.show)
    charts = [key for key in options.keys if f"charts/{key}.svg" in files]
    head = " · ".join([sentences.title(quiet), *filter(None, [byline(quiet)])])
    noun = "paragraph" if options.pair and options.pair.whole else "sentence"
    more = [f"one {noun}, then and now"] if options.pair else []
    more += ["titles of chapters"] if TITLES in options.show else []
    absent = [key for key in options.charts if key not in charts]
    hidden = [
        *([] if options.pair else ["text of the book"]),
        *([] if TITLES in options.show else ["titles of chapters"]),
        "hours of the day", "messages of commits", "names of files and of other writers",
    ]  # fmt: skip
    unsigned = "" if quiet.manuscript.author else "No author is known: set author in drafttime.toml"
    weight = sum(map(len, files.values()))
    lines = (
        ("Finding", sentences.headline(quiet)),
        ("Shows", listed([*charts, *more])),
        ("Leaves out", listed(hidden)),
        ("Not drawn", f"{listed(absent)}: the history has too little for it" if absent else ""),
        ("Author", unsigned),
        ("Page", f"{shown(str(page), PATH_LIMIT)}, {_size(len(files['index.html']))}"),
        ("Folder", f"{counted(len(files), 'file')}, {_size(weight)} in all"),
        ("To publish", "copy the folder, but for its .gitignore, to where your pages are"),
    )
    return f"{head}\n\n{labelled([Line(label, text) for label, text in lines if text], width)}"


def _size(size: int) -> str:
    """Return a size in kilobytes, or in megabytes from a thousand of them on."""
    kilobytes = max(1, round(size / KILO))
    if kilobytes < KILO:
        return unbroken(f"{kilobytes}{NARROW_SPACE}kB")
    return unbroken(f"{size / KILO / KILO:.1f}{NARROW_SPACE}MB")
