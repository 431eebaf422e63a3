"""The texts of a history: every blob decoded, parsed and encoded once.

The versions of a file differ little, so what is remembered is not only the text of each blob but
what was read of each section and each piece of it (see `drafttime.text.readers`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache

from drafttime import discovery
from drafttime.model import Heading, SourceMark, SourceSort, Text
from drafttime.text.decoding import decode
from drafttime.text.format import Format
from drafttime.text.globs import first_match
from drafttime.text.readers import Readers
from drafttime.text.retrospectives import is_retrospective
from drafttime.text.sources import settled, with_sections
from drafttime.text.tokens import Vocabulary

READ_AS_PLAIN_EXTENSIONS = (
    ".rst", ".rest", ".org", ".adoc", ".asciidoc", ".asc", ".typ", ".textile", ".wiki",
    ".mediawiki", ".creole", ".t2t", ".fountain", ".pod", ".me", ".ms", ".mom", ".1st",
)  # fmt: skip
"""Formats of prose that have no reading of their own yet and are read as plain text."""

_NO_PROSE = Text((), 0)


def extension_of(path: str) -> str:
    """Return the extension of a path in small letters, with its dot; "" where there is none."""
    return posixpath.splitext(posixpath.basename(path))[1].lower()


class Library:
    """Reads blobs as `Text`, all in one vocabulary, so that equal words are equal everywhere.

    `overrides` maps globs to names of formats, as the settings give them; the first glob that
    matches a path decides before its extension does.
    """

    def __init__(
        self, vocabulary: Vocabulary | None = None, overrides: Mapping[str, str] | None = None
    ) -> None:
        self.vocabulary = Vocabulary() if vocabulary is None else vocabulary
        formats = discovery.discover("drafttime.text.formats", "FORMAT", Format)
        self._by_name = {found.name.lower(): found for found in formats}
        self._overrides = tuple((overrides or {}).items())
        self._by_extension = {ext: found for found in formats for ext in found.extensions}
        self._plain = next(found for found in formats if found.name == "plain")
        self._texts: dict[tuple[str, str], Text | None] = {}
        self._readers = {found.name: Readers(found, self.vocabulary.encode) for found in formats}

    @property
    def format_names(self) -> tuple[str, ...]:
        """The names of all formats, in small letters."""
        return tuple(sorted(self._by_name))

    def format_of(self, path: str) -> Format:
        """Return the format that a file's name asks for: plain text where none does."""
        if self._overrides:
            k = first_match((glob for glob, _ in self._overrides), path)
            if k is not None:
                return self._by_name.get(self._overrides[k][1].lower(), self._plain)
        return self._by_extension.get(extension_of(path), self._plain)

    def read_as_plain(self, path: str) -> bool:
        """Say whether a file is read as plain text for want of a reading of its own format."""
        extension = extension_of(path)
        return (
            extension != ""
            and extension not in self._by_extension
            and self.format_of(path) is self._plain
        )

    def is_prose_path(self, path: str) -> bool:
        """Say whether a file's extension is one in which prose is written."""
        extension = extension_of(path)
        return extension in self._by_extension or extension in READ_AS_PLAIN_EXTENSIONS

    def text(self, blob: str, data: bytes, path: str) -> Text | None:
        """Return the prose of a blob, None where its bytes are not text.

        A file that `drafttime week` wrote holds none. `blob` is the id of its content, `path` names
        its format. Remembered by both: the second call costs a look-up. Raises RefusedError where a
        history holds more distinct words than can be told apart (see `Vocabulary.encode`).
        """
        found = self.format_of(path)
        key = (blob, found.name)
        if key not in self._texts:
            self._texts[key] = _NO_PROSE if is_retrospective(data) else self._decoded(data, found)
        return self._texts[key]

    def shared(self, name: str, paragraph: str) -> str:
        """Return the paragraph that is kept for equal ones of a format, so that there is one."""
        return self._readers[name].shared(paragraph)

    def forget(self) -> None:
        """Give back what was remembered of pieces and sections; texts that were read stay."""
        for readers in self._readers.values():
            readers.forget()

    def _decoded(self, data: bytes, found: Format) -> Text | None:
        decoded = decode(data)
        return None if decoded is None else self._read(decoded.text, found)

    def _read(self, text: str, found: Format) -> Text:
        paragraphs: list[str] = []
        headings: list[Heading] = []
        words = 0
        readers = self._readers[found.name]
        read = readers[None]
        sorts: dict[int, SourceSort] = {}
        marks: list[tuple[SourceMark, ...]] = []
        targets: dict[str, str] = {}
        waits = False
        for section in found.sections(text):
            section_paragraphs, section_words, section_headings, told = read[section]
            base = len(paragraphs)
            if section_headings:
                headings += [_heading(base + at, *rest) for at, *rest in section_headings]
            paragraphs += section_paragraphs
            words += section_words
            if told is not None:
                for at, sort in told.sorts:
                    sorts[base + at] = sort
                marks += told.marks
                for name, target in told.defines:
                    targets.setdefault(name, target)
                waits = waits or told.waits
                read = readers[told.inside]
        marks = settled(marks, targets) if waits else marks
        sorts = with_sections(sorts, headings, len(paragraphs))
        whole = tuple(paragraphs), words, tuple(headings)
        return Text(*whole, sorts, tuple(marks)) if sorts or marks else Text(*whole)


_heading = lru_cache(maxsize=1 << 15)(Heading)
