"""The reading order that a book writes down itself: a list of links, or a file of includes.

Known lists are `SUMMARY.md` (mdBook, GitBook), `Book.txt` (a file name a line), and files in
reStructuredText, AsciiDoc or Typst that include others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from drafttime.text.links import Finder
from drafttime.text.rules import PROSE_EXTENSIONS, extension_of, is_prose_name

MAX_ITEMS = 5000
"""The longest list that is read."""

MAX_TARGETS = 4 * MAX_ITEMS
"""How many names are looked for; most lists also link to pages of the web."""

RawOf = Callable[[str], str | None]

_COMMENT = ("<!--", "-->")
_LINK = re.compile(r"\]\(\s*(?:<([^<>\n]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)?))")
_ADOC_INCLUDE = re.compile(r"^include::([^\[\n]+)\[", re.MULTILINE)
_TYPST_INCLUDE = re.compile(r"#?\binclude[ \t]*\(?[ \t]*\"([^\"\n]+)\"")


@dataclass(frozen=True, slots=True)
class ListedBook:
    """A file that says the reading order, and the files it names, each once.

    `reads` says whether the list itself holds prose (a book.rst with a foreword does; a SUMMARY.md
    does not); it then is the first of `files`.
    """

    path: str
    files: tuple[str, ...]
    reads: bool


def listed_books(paths: Iterable[str], raw_of: RawOf) -> tuple[ListedBook, ...]:
    """Return every list that names two other files or more that exist, in the order of their names.

    Cost: lists by name, and files of the kinds that can include others, are read and scanned once.
    """
    finder = Finder(path for path in paths if is_prose_name(path))
    books = []
    for path in finder.paths:
        if _may_list(path):
            raw = raw_of(path)
            named = _named(path, raw, finder) if raw else ()
            if len(named) >= 2:
                reads = not _is_pure_list(path)
                books.append(ListedBook(path, (path, *named) if reads else named, reads))
    inner = {file for book in books for file in book.files if file != book.path}
    return tuple(book for book in books if book.path not in inner)


def _may_list(path: str) -> bool:
    return _is_pure_list(path) or extension_of(path) in {
        "rst", "rest", "adoc", "asciidoc", "typ",
    }  # fmt: skip


def _is_pure_list(path: str) -> bool:
    return path.rsplit("/", 1)[-1].casefold() in {"summary.md", "book.txt"}


def _named(path: str, raw: str, finder: Finder) -> tuple[str, ...]:
    extensions = ("", *(f".{name}" for name in ("rst", "md", "adoc", "txt")))
    found: dict[str, None] = {}
    for target in islice(_targets(path, raw), MAX_TARGETS):
        file = finder.find(target, (path,), extensions)
        if file is not None and file != path and extension_of(file) in PROSE_EXTENSIONS:
            found[file] = None
        if len(found) >= MAX_ITEMS:
            break
    return tuple(found)


def _targets(path: str, raw: str) -> Iterator[str]:
    base = path.rsplit("/", 1)[-1].casefold()
    if base == "summary.md":
        return _links(raw)
    if base == "book.txt":
        return _lines(raw)
    extension = extension_of(path)
    if extension in {"rst", "rest"}:
        return _restructured(raw)
    pattern = _TYPST_INCLUDE if extension == "typ" else _ADOC_INCLUDE
    return (match[1].strip() for match in pattern.finditer(raw))


def _links(raw: str) -> Iterator[str]:
    for match in _LINK.finditer(_without_comments(raw)):
        target = unquote(match[1] or match[2] or "").split("#", 1)[0]
        if "://" not in target:
            yield target


def _without_comments(raw: str) -> str:
    parts = []
    at = 0
    while (start := raw.find(_COMMENT[0], at)) >= 0:
        end = raw.find(_COMMENT[1], start)
        parts.append(raw[at:start])
        at = len(raw) if end < 0 else end + len(_COMMENT[1])
    return "".join(parts) + raw[at:]


def _lines(raw: str) -> Iterator[str]:
    return (
        line.strip() for line in raw.split("\n") if line.strip() and line.strip()[0] not in "#{"
    )


def _restructured(raw: str) -> Iterator[str]:
    """Give what `include` and `toctree` directives name, in the order in which they stand."""
    tree: int | None = None  # the indent of the toctree that the line may belong to
    for line in raw.split("\n"):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if text.startswith(".. "):
            directive, _, target = text[3:].strip().partition("::")
            tree = indent if directive == "toctree" else None
            if directive == "include":
                yield target.strip()
        elif tree is not None and text:
            if indent <= tree:
                tree = None
            elif not text.startswith(":"):
                title, _, inside = text.rpartition("<")
                yield inside.rstrip(">").strip() if title and text.endswith(">") else text
