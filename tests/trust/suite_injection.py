"""Strings that would be obeyed somewhere, in every place of a book, through every medium.

For each string a book is written in which it stands everywhere, and drafttime's commands are run on
it. No control character reaches the terminal, no page runs or fetches anything or grows an element
(with its policy switched off), drawings hold shapes and words, no cell is a formula, and JSON comes
back and cannot end a script element.
"""

from __future__ import annotations

import csv
import os
import pty
import select
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from figures import Figures
from forking import Child, warm_up, warm_up_charts
from injected import STRINGS
from injection_books import write_book, write_log
from injection_browser import look_at, look_at_all, running_browser
from injection_commands import Commands, commands
from injection_media import (
    files_of,
    in_csv,
    in_json,
    in_styled_terminal,
    in_svg,
    in_terminal,
    sequences,
)

NAME = "injection"
PLAIN = "Plain words"
ON_A_TERMINAL = 8
CODES = frozenset({0, 1, 2, 3, 4})
DRAWN = ("report", "portfolio", "compare page", "replay page")


@dataclass
class Place:
    """The folder of one string: its book, its record of hours, and all that is written of it."""

    folder: Path
    counts: Counter[str]
    text: str
    number: int
    found: list[str] = field(default_factory=list)

    def fail(self, faults: Iterator[str], where: str) -> None:
        try:
            self.found += [f"{where}: {fault}" for fault in faults]
        except (ValueError, AssertionError, ET.ParseError, csv.Error) as error:
            self.found.append(f"{where}: cannot be read: {error}")


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Send `count` strings through all media, beginning at the `seed`-th."""
    begun = time.monotonic()
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    without_pixels()
    warm_up_charts(write_book(scratch / "warm", PLAIN, 0))
    counts: Counter[str] = Counter()
    plain = Place(scratch / "plain", counts, PLAIN, 0)
    known_sequences = frozenset(sequences(through_all(plain, frozenset())))
    assert not plain.found, plain.found
    failures = []
    pages = []
    for number in range(count):
        text = STRINGS[(number + seed - 1) % len(STRINGS)]
        place = Place(scratch / f"{number}", counts, text, number)
        through_all(place, known_sequences)
        name = f"number {number} ({text[:30]!a})"
        failures += [f"{NAME}, seed {seed}, {name}: {why}" for why in place.found]
        pages += [(f"{name}, {page.name}", page) for page in kept_pages(place)]
    # In a thread of its own: a browser that others look at pages with may run in this one.
    with ThreadPoolExecutor(1) as alone:
        found = alone.submit(lambda: [*in_browser(pages, plain, counts)]).result()
    failures += [f"{NAME}, seed {seed}, {why}" for why in found]
    return Figures(NAME, count, tuple(failures), counts, time.monotonic() - begun)


def without_pixels() -> None:
    """Leave pictures of pixels out: no string can reach out of one, and they take the most time."""
    import drafttime.charts._render as render

    render.to_png = lambda *_, **__: b""  # type: ignore[assignment]


def through_all(place: Place, known: frozenset[str]) -> bytes:
    """Run the commands on the book of one string and look at all that they write."""
    place.folder.mkdir(parents=True)
    book = write_book(place.folder / "book", place.text, place.number)
    log = write_log(place.folder / "hours.csv", place.text)
    runs = commands(place.folder, place.text, book, log, place.number)
    ending = Child(lambda: run_all(runs, place.folder), place.folder).ended()
    if ending.code:
        place.found.append(f"the run ended with {ending.code}: {ending.errors[-300:]}")
    look_at_files(place, runs)
    styled = b""
    if place.text == PLAIN or place.number % ON_A_TERMINAL == 0:
        styled = on_a_terminal(place, book)
        place.counts["terminals"] += 1
        if place.text != PLAIN:
            place.fail(in_styled_terminal(styled, known), "on a terminal")
    shutil.rmtree(book)
    shutil.rmtree(place.folder / "book of settings")
    return styled


def run_all(runs: Commands, folder: Path) -> int:
    """Run the commands one after the other, each with its own files for what it prints."""
    from drafttime.cli._app import command_line
    from drafttime.cli._run import run as run_command

    os.chdir(folder)
    for name, told in runs.items():
        with (
            (folder / f"{name}.printed").open("w", encoding="utf-8") as sys.stdout,
            (folder / f"{name}.said").open("w", encoding="utf-8") as sys.stderr,
        ):
            code = run_command(command_line(), [str(word) for word in told])
        (folder / f"{name}.code").write_text(str(code))
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    return 0


def look_at_files(place: Place, runs: Commands) -> None:
    """Look at all that was printed and written."""
    counts = place.counts
    for name in runs:
        place.fail(ended_badly(place.folder, name), name)
        for kind in ("printed", "said"):
            data = (place.folder / f"{name}.{kind}").read_bytes()
            if data:
                place.fail(looked_at(name, kind)(data), f"{name}, {kind}")
            counts["prints"] += 1
    for kind, look in (("csv", in_csv), ("json", in_json), ("svg", in_svg), ("md", in_terminal)):
        for file in files_of(kind, place.folder):
            if file.parent.name != "book" and file.name != "hours.csv":
                place.fail(look(file.read_bytes()), str(file.relative_to(place.folder)))
                counts[kind] += 1
    if (page := place.folder / "week html.printed").is_file() and page.stat().st_size:
        page.rename(place.folder / "week.html")


def ended_badly(folder: Path, name: str) -> Iterator[str]:
    try:
        code = int((folder / f"{name}.code").read_text())
    except FileNotFoundError:
        yield "did not end"
        return
    said = (folder / f"{name}.said").read_text("utf-8", "replace")
    if code not in CODES or "mistake of its own" in said or "Traceback" in said:
        yield f"ended with {code}: {said[-300:]}"
    if code and code != 3 and name in DRAWN:
        yield f"nothing was made: {said[-300:]}"


def looked_at(name: str, kind: str) -> Callable[[bytes], Iterator[str]]:
    if kind == "printed" and name.endswith("json"):
        return in_json
    return in_csv if kind == "printed" and name.endswith("csv") else in_terminal


def on_a_terminal(place: Place, book: Path) -> bytes:
    """Return what commands send to a terminal, with colours and a bar."""
    master, slave = pty.openpty()
    runs = {
        "sessions": ("sessions", book, "--no-cache"),
        "cuts": ("cuts", book, "--no-cache"),
        "compare": ("compare", "draft-1", "HEAD", "--repo", book, "--no-cache"),
        "trace": ("trace", "nobody came to see", "--repo", book, "--no-cache"),
    }

    def talk() -> int:
        from drafttime.cli._app import command_line
        from drafttime.cli._run import run as run_command

        os.environ["TERM"] = "xterm-256color"
        os.close(master)
        sys.stdout = sys.stderr = open(slave, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        for told in runs.values():
            run_command(command_line(), [str(word) for word in told])
        sys.stdout.flush()
        return 0

    child = Child(talk, place.folder, "terminal")
    os.close(slave)
    sent = bytearray()
    while child.running or select.select([master], [], [], 0)[0]:
        try:
            if select.select([master], [], [], 0.05)[0]:
                sent += os.read(master, 1 << 16)
        except OSError:  # the other end is closed
            break
    os.close(master)
    child.ended()
    return bytes(sent)


def kept_pages(place: Place) -> list[Path]:
    """Return the pages of a string, and remove the rest, which has been looked at."""
    for rest in ("svg", "png", "printed", "said"):
        for file in place.folder.rglob(f"*.{rest}"):
            file.unlink()
    return files_of("html", place.folder)


def in_browser(
    pages: Sequence[tuple[str, Path]], plain: Place, counts: Counter[str]
) -> Iterator[str]:
    """Yield what a browser finds in the pages; where there is none, the figures show no pages."""
    with running_browser() as browser:
        if browser is None:
            return
        known: set[str] = set()
        for page in kept_pages(plain):
            faults, seen = look_at(browser, page)
            assert not faults, (page.name, faults)
            known |= seen
        for name, fault in look_at_all(browser, pages, known):
            yield f"{name}: {fault}"
        counts["pages"] += len(pages)
