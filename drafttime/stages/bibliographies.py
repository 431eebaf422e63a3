"""Entries of bibliography files that came, went or changed: files beside the manuscript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath

from drafttime.model import Change
from drafttime.stages.reading import Book
from drafttime.text.decoding import decode

SUFFIXES = frozenset({".bib", ".bibtex", ".ris", ".enw"})
DATA_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
NAMES = frozenset(
    "references bibliography works-cited sources citations library literature literatur".split()
)
MOST_BYTES = 8 << 20

_BIBTEX = re.compile(r"^[ \t]*@(\w+)[ \t]*[{(]", re.MULTILINE)
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})
"""What programs and writers note in a file of BibTeX beside its entries."""

_RIS = re.compile(r"^ER  -", re.MULTILINE)
_ENDNOTE = re.compile(r"^%0 ", re.MULTILINE)
_YAML = re.compile(r"^( *)- ", re.MULTILINE)


def is_bibliography(path: str) -> bool:
    """Say whether a file is a bibliography, by its name."""
    pure = PurePosixPath(path)
    suffix = pure.suffix.lower()
    return suffix in SUFFIXES or (suffix in DATA_SUFFIXES and pure.stem.lower() in NAMES)


def changed_entries(book: Book) -> Mapping[str, int]:
    """Return how many entries each commit put in, took out or changed; merges are no labour.

    An entry that came where another went is one act; setting entries in other lines or another
    order is none. Reads the versions of bibliography files and nothing else.
    """
    own = {file.path for file in book.manuscript.files}
    changes: dict[str, list[Change]] = {}
    for commit in book.history.order:
        sides = book.history.changes.get(commit, ())
        if len(sides) == 1:
            found = [c for c in sides[0] if is_bibliography(c.path) and c.path not in own]
            if found:
                changes[commit] = found
    wanted = {
        blob: change.path
        for several in changes.values()
        for change in several
        for blob in (change.old_blob, change.new_blob)
        if blob
    }
    known = dict(_entries_of(book, wanted))
    counts = {}
    for commit, several in changes.items():
        came: set[bytes] = set()
        went: set[bytes] = set()
        for change in several:
            old = known.get(change.old_blob or "", frozenset())
            new = known.get(change.new_blob or "", frozenset())
            came |= new - old
            went |= old - new
        acts = max(len(came - went), len(went - came))
        if acts:
            counts[commit] = acts
    return counts


def _entries_of(book: Book, wanted: Mapping[str, str]) -> Iterator[tuple[str, frozenset[bytes]]]:
    for blob, data in book.source.repository.blobs(wanted):
        if data is not None and len(data) <= MOST_BYTES:
            decoded = decode(data)
            if decoded is not None:
                yield blob, entries(decoded.text, wanted[blob])


def entries(text: str, path: str) -> frozenset[bytes]:
    """Return a digest of every entry, its white space folded. Linear in the text."""
    return frozenset(
        blake2b(" ".join(entry.split()).encode("utf-8", "replace"), digest_size=12).digest()
        for entry in _split(text, PurePosixPath(path).suffix.lower())
        if entry.strip()
    )


def _split(text: str, suffix: str) -> list[str]:
    if suffix == ".json":
        return _items(text)
    if suffix == ".ris":
        ends = [found.start() for found in _RIS.finditer(text)]
        return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    pattern = _YAML if suffix in DATA_SUFFIXES else _ENDNOTE if suffix == ".enw" else _BIBTEX
    found = list(pattern.finditer(text))
    if suffix in DATA_SUFFIXES:
        # Lists within an entry are set in further than the list of entries.
        found = [item for item in found if item[1] == found[0][1]]
    stops = [*(item.start() for item in found[1:]), len(text)]
    return [
        text[item.start() : stop]
        for item, stop in zip(found, stops, strict=False)
        if pattern is not _BIBTEX or item[1].lower() not in _NO_ENTRIES
    ]


def _items(text: str) -> list[str]:
    """Return the items of a list in JSON, nothing for what is none."""
    try:
        found = json.loads(text)
        if isinstance(found, dict):
            found = found.get("items", found.get("references", []))
        items = found if isinstance(found, list) else []
        return [json.dumps(item, sort_keys=True) for item in items]
    except (ValueError, RecursionError):
        return []
