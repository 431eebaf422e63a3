"""The commands that are run on a book of injected strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from injection_books import write_settings_book

EVERY_PAGE = 6
ON = ("--of", "2024-01-01")

Commands = Mapping[str, Sequence[object]]


def commands(folder: Path, text: str, book: Path, log: Path, number: int) -> Commands:
    """Return the commands for the `number`-th string by a name each.

    All strings go into a report and through what is printed by half of the other commands, in turn;
    every sixth goes through all of them and onto every other page.
    """
    every = number % EVERY_PAGE == 0
    return {
        **always(folder, text, book, log),
        **(half(text, book, log) if every or number % 2 else {}),
        **({} if number % 2 and not every else other_half(text, book, log)),
        **(pages(folder, book) if every else {}),
    }


def always(folder: Path, text: str, book: Path, log: Path) -> Commands:
    logs = ("--logs", log) if _is_text(text) else ()
    return {
        "report": ("report", book, "--no-cache", "--out", folder / "out", *logs,
                   "--json", folder / "data.json", "--show-cuts"),
        "files": ("files", book),
        "import": ("import", log, "--repo", book),
        "settings": ("files", write_settings_book(folder / "book of settings", text)),
        "an unknown draft": ("report", book, "--first", _typed(text), "--no-cache"),
    }  # fmt: skip


def half(text: str, book: Path, log: Path) -> Commands:
    return {
        "drafts": ("drafts", book),
        "drafts json": ("drafts", book, "--json", "-"),
        "sessions": ("sessions", book, "--no-cache", *(("--logs", log) if _is_text(text) else ())),
        "sessions csv": ("sessions", book, "--no-cache", "--format", "csv"),
        "cuts": ("cuts", book, "--no-cache"),
        "week json": ("week", book, "--no-cache", *ON, "--format", "json"),
        "week html": ("week", book, "--no-cache", *ON, "--format", "html"),
        "an unknown book": ("files", book, "--book", _typed(text)),
        "an unknown passage": ("trace", _typed(text), "--repo", book, "--no-cache"),
    }


def other_half(text: str, book: Path, log: Path) -> Commands:
    return {
        "files json": ("files", book, "--json", "-"),
        "sessions md": ("sessions", book, "--no-cache", "--by", "chapter", "--format", "md"),
        "sessions json": ("sessions", book, "--no-cache", "--format", "json"),
        "week": ("week", book, "--no-cache", *ON),
        "week files": ("week", book, "--no-cache", *ON, "--out", log.parent / "weeks"),
        "trace": ("trace", "nobody came to see", "--repo", book, "--no-cache"),
        "compare": ("compare", "draft-1", "HEAD", "--repo", book, "--no-cache"),
        "an unknown log": ("sessions", book, "--logs", _typed(text), "--no-cache"),
    }


def pages(folder: Path, book: Path) -> Commands:
    return {
        "verify": ("verify", folder / "out", book, "--no-cache"),
        "portfolio": ("portfolio", book, "--no-cache", "--out", folder / "shown", "--show-titles"),
        "compare page": ("compare", "draft-1", "HEAD", "--repo", book, "--no-cache", "--show-text",
                         "--out", folder / "compare.html", "--json", folder / "compare.json"),
        "replay page": ("replay", book, "--no-cache", "--out", folder / "replay.html"),
    }  # fmt: skip


def _typed(text: str) -> str:
    """Return a string as it can be typed after a command: without nulls and broken characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _is_text(text: str) -> bool:
    """Say whether a record with this note is one in UTF-8, and not refused as a whole."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
