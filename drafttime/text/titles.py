"""What to call a book, its writer and its chapters, from what the repository says itself."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drafttime.text.numerals import read_number_word, read_roman
from drafttime.text.order_latex import latex_command

MAX_TITLE = 120
"""Longer titles are cut, in characters."""

RawOf = Callable[[str], str | None]

_LABEL = (
    r"(?:ch|chap|chapter|part|section|kapitel|kap|teil|chapitre|cap[ií]tulo|capitolo|глава|часть)"
)
_LABELS = {"section": "Section"} | dict.fromkeys(("part", "teil", "часть"), "Part")
_NUMBERED = re.compile(
    rf"^(?P<label>{_LABEL})?[\s._-]*(?P<n>\d+)(?:[\s._-]+\d+)*[\s._-]*", re.IGNORECASE
)
_LEADING = re.compile(
    rf"^(?:{_LABEL})\s+(?P<named>\w+)\s*[.:)—–-]\s*(?=\w|[^\w\s]\w)|^(?P<bare>\d{{1,3}})\s*[.:)]\s+(?=\S)",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "summary|table of contents|contents|toc|readme|untitled|inhalt|inhaltsverzeichnis|sommaire|"
    "index|introduction|book|manuscript|оглавление|содержание".split("|")
)
_ATX = re.compile(r"^ {0,3}#[ \t]+(\S[^\n]*)$", re.MULTILINE)
_SETEXT = re.compile(r"^[ \t]*([^\s=][^\n]{0,200})\n={3,}[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\[]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_META = re.compile(r"^(title|author|authors):[ \t]*(.*)$", re.MULTILINE)
_TEX_SPACING = re.compile(r"\\(?:[hv]space|fontsize|thanks|footnote|vspace\*)\*?\s*\{[^{}]*\}")
_TEX_BREAK = re.compile(r"\\\\(?:\[[^\]\[]*\])?|\\(?:newline|linebreak|par|quad|qquad)\b|~|\\ |\\,")
_TEX_COMMAND = re.compile(r"\\[A-Za-z]+\*?|[{}$]|\\(?=[&%#_])")


@dataclass(frozen=True, slots=True)
class Names:
    """A book's title and its author; an empty text where nothing says it."""

    title: str
    author: str


def readable(name: str) -> str:
    """Return a file's or folder's name as a title: `ch-07_the-weir` → "The weir".

    A name that is only a number keeps it: `ch-07` → "Chapter 7"; a year stays a year.
    """
    plain = unicodedata.normalize("NFC", name).strip()
    match = _NUMBERED.match(plain)
    rest = plain[match.end() :] if match else plain
    if match and not rest.strip(" ._-"):
        label = _LABELS.get((match["label"] or "").casefold())
        number = match["n"]
        if not match["label"] and len(number) >= 4:
            return number
        return f"{label or 'Chapter'} {int(number[:9])}"
    words = re.sub(r"[\s_-]+", " ", rest).strip(" .") or plain or "Untitled"
    if read_roman([words.casefold()])[0] is not None:
        return words.upper()
    return _cut(words[0].upper() + words[1:]) or "Untitled"


def heading_title(heading: str) -> str:
    """Return a chapter's heading without the number that stands before its title.

    "1. The Dumb End" and "Chapter One: The Dumb End" → "The Dumb End"; "Chapter 1" and "1984" stay.
    The full stop of "CHAPTER I." goes.
    """
    said = _cut(heading)
    said = said if said.endswith("..") else said.removesuffix(".")
    match = _LEADING.match(said)
    if match is None:
        return said
    number = (match["named"] or match["bare"]).casefold()
    known = number.isdecimal() or read_roman([number])[0] or read_number_word([number])[0]
    return said[match.end() :] if known else said


def folder_title(name: str) -> str:
    """Return a folder's name as a book's title: `the-tidewright` → "The tidewright"."""
    words = re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", name)).strip(" .")
    words = words.removesuffix(".git").strip()
    return _cut(words[:1].upper() + words[1:]) or "Untitled"


def book_names(
    paths: Iterable[str], files: tuple[str, ...], list_path: str | None, raw_of: RawOf
) -> Names:
    r"""Return what the repository calls the book and its author.

    In this order: the LaTeX main file's \title and \author; front matter of the first file;
    `book.toml`, `metadata.yaml` and their like; the list's heading; the README's heading. Headings
    such as "Summary" are no titles. Reads at most seven files.
    """
    title, author = "", ""
    for names in _sources(list_path, files, frozenset(paths), raw_of):
        title, author = title or names.title, author or names.author
    return Names(title, author)


def _sources(
    list_path: str | None, files: tuple[str, ...], known: frozenset[str], raw_of: RawOf
) -> Iterable[Names]:
    first = list_path or (files[0] if files else None)
    latex = first is not None and first.casefold().endswith((".tex", ".ltx", ".latex"))
    if first is not None and latex:
        raw = raw_of(first) or ""
        yield Names(_from_tex(raw, "title"), _from_tex(raw, "author"))
    elif files:
        yield _front_matter(raw_of(files[0]) or "")
    folders = dict.fromkeys(
        ["/".join(path.split("/")[:-1]) for path in (first, *files[:1]) if path] + [""]
    )
    for folder in folders:
        for name in ("book.toml", "../book.toml", "metadata.yaml", "metadata.yml"):
            path = _beside(folder, name)
            if path in known:
                raw = raw_of(path) or ""
                yield _from_toml(raw) if name.endswith("toml") else _metadata(raw)
    if first is not None and not latex and (list_path is not None or len(files) == 1):
        yield Names(first_heading(raw_of(first) or "", only=list_path is None), "")
    for folder in folders:
        for name in ("README.md", "Readme.md", "readme.md", "README.rst", "README"):
            if _beside(folder, name) in known:
                yield Names(first_heading(raw_of(_beside(folder, name)) or ""), "")


def _beside(folder: str, name: str) -> str:
    if name.startswith("../"):
        folder, name = "/".join(folder.split("/")[:-1]), name[3:]
    return f"{folder}/{name}" if folder else name


def first_heading(raw: str, *, only: bool = False) -> str:
    """Return the text of the first level-1 heading of a source, if it can be a title.

    Markdown and reStructuredText are read. With `only`, a heading that has others of its level is
    a chapter's and no title.
    """
    found = [(match.start(), match[1]) for match in _ATX.finditer(raw)]
    found += [(match.start(), match[1]) for match in _SETEXT.finditer(raw)]
    if not found or (only and len(found) > 1):
        return ""
    said = _LINK.sub(r"\1", _IMAGE.sub("", min(found)[1])).strip("#_ \t")
    said = said.replace("*", "").replace("`", "")
    return "" if said.casefold() in _GENERIC else _cut(said)


def _front_matter(raw: str) -> Names:
    text = raw.lstrip("\ufeff")
    if not text.startswith(("---\n", "---\r\n")):
        return Names("", "")
    end = text.find("\n---", 3)
    return _metadata(text[:end]) if end > 0 else Names("", "")


def _metadata(raw: str) -> Names:
    found: dict[str, str] = {}
    for match in _META.finditer(raw[:20_000]):
        key = match[1].removesuffix("s")
        value = match[2].strip().strip("[]").strip("\"' ")
        if value and value not in {"|", ">"}:
            found.setdefault(key, _cut(value))
    return Names(found.get("title", ""), found.get("author", ""))


def _from_toml(raw: str) -> Names:
    if len(raw) > 20_000 or max(map(len, raw.split("\n")), default=0) > 2000:
        return Names("", "")
    try:
        table = tomllib.loads(raw)
    except (ValueError, RecursionError):
        return Names("", "")
    book = table.get("book", table)
    if not isinstance(book, Mapping):
        return Names("", "")
    title, authors = book.get("title"), book.get("authors", book.get("author"))
    names = [authors] if isinstance(authors, str) else authors if isinstance(authors, list) else []
    people = ", ".join(name for name in names if isinstance(name, str))
    return Names(_cut(title) if isinstance(title, str) else "", _cut(people))


def _from_tex(raw: str, command: str) -> str:
    r"""Return \title or \author without its typography; a macro in it gives an empty text."""
    said = _TEX_SPACING.sub("", latex_command(raw, command)).replace("\\and", ", ")
    plain = _TEX_COMMAND.sub("", _TEX_BREAK.sub(" ", said))
    plain = plain.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return _cut(re.sub(r"\s+", " ", plain).replace(" ,", ",").strip())


def _cut(text: str) -> str:
    """Return one line of printable text, at most 120 characters."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"
