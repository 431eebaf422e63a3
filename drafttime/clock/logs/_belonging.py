"""Which entries of a log of many projects belong to this book.

What the writer asked for by name decides; without it, the book is known by its name and by its
files. A log that names neither is of one project, and all of it counts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from drafttime.clock.logs._entries import shortened
from drafttime.clock.logs._log import LogError, LogOptions
from drafttime.clock.logs._words import WordFinder

SHORTEST_NAME = 4
"""Names of fewer letters stand in too many window titles."""

LONGEST_TITLE = 2_000
_REMEMBERED = 1 << 16

_Tree = dict[str | None, "_Tree"]
"""The parts of paths, last first; None stands where a path is whole."""


def file_matcher(files: tuple[str, ...]) -> Callable[[str], bool]:
    """Return a test for paths that are one of `files`, or end in one behind a slash.

    Backslashes count as slashes and composed letters as those of two parts. A test costs the
    length of the path.
    """
    known: _Tree = {}
    for file in {_normalised(file) for file in files} - {""}:
        tree = known
        for part in reversed(file.split("/")):
            tree = tree.setdefault(part, {})
        tree[None] = {}

    @lru_cache(maxsize=_REMEMBERED)
    def matches(path: str) -> bool:
        tree = known
        for part in reversed(_normalised(path).split("/")):
            following = tree.get(part)
            if following is None:
                return False
            if None in following:
                return True
            tree = following
        return False

    return matches


def chooser(options: LogOptions) -> Callable[[str, str], bool]:
    """Return a test for entries that name a project and a path, either of which may be empty."""
    if options.only:
        return lambda project, path: options.wants(f"{project}\n{path}")
    if not options.projects and not options.files:
        return lambda _project, _path: True
    names = {name.casefold() for name in options.projects} - {""}
    is_ours = file_matcher(options.files)
    return lambda project, path: project.casefold() in names or is_ours(path)


def title_chooser(options: LogOptions) -> Callable[[str, str], bool]:
    """Return a test for windows by the name of the application and the title.

    A title belongs to the book where it holds one of its names of at least four characters, or the
    name of one of its files without the folders, as a word of its own.
    """
    if options.only:
        return lambda app, title: options.wants(f"{app}\n{title}")
    if not options.projects and not options.files:
        return lambda _app, _title: True
    bases = {_normalised(file).rpartition("/")[2] for file in options.files}
    names = {name for name in options.projects if len(name) >= SHORTEST_NAME} | bases - {""}
    finder = WordFinder({_normalised(name).casefold() for name in names})

    @lru_cache(maxsize=_REMEMBERED)
    def matches(title: str) -> bool:
        return finder.stands_in(unicodedata.normalize("NFC", title[:LONGEST_TITLE]).casefold())

    return lambda _app, title: matches(title)


def nothing_found(file: str, what: str, named: Counter[str]) -> LogError:
    """Return the error for a log of which no entry belongs to the book.

    `what` says what it holds (“204 heartbeats”), `named` what these are called, by weight.
    """
    common = [shortened(name) for name, _ in named.most_common(5)]
    listed = ", ".join(f"“{name}”" for name in common)
    return LogError(
        file,
        None,
        f"none of its {what} belongs to this book; most belong to {listed}",
        "name what this book is called there with --log-only, for example "
        f'--log-only "{common[0]}"',
    )


def _normalised(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace("\\", "/"))
