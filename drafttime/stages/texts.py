"""The prose of every version of every file, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from drafttime.history import Repository
from drafttime.model import Text
from drafttime.progress import Progress
from drafttime.stages.reading_beside import read_all
from drafttime.text.decoding import decode
from drafttime.text.library import Library
from drafttime.text.quoting import Quoted, find_phrase, line_paragraph, quote


class Texts:
    """Prose by (blob, path); the path decides the format.

    `read` streams what is wanted in one go; anything else is fetched when it is asked for. None
    stands for what is missing, too large or not text.
    """

    def __init__(self, repository: Repository, library: Library) -> None:
        self._repository = repository
        self._library = library
        self._known: dict[tuple[str, str], Text | None] = {}
        self._formats: dict[str, str] = {}

    def format_of(self, path: str) -> str:
        """Return the name of the format that a file of this name is read in."""
        name = self._formats.get(path)
        if name is None:
            name = self._formats[path] = self._library.format_of(path).name
        return name

    def read(self, versions: Iterable[tuple[str, str]], progress: Progress) -> None:
        """Read and parse all (blob, path) pairs that are not known yet, each content once."""
        wanted: dict[str, dict[str, str]] = {}
        for blob, path in versions:
            name = self.format_of(path)
            if (blob, name) not in self._known:
                wanted.setdefault(blob, {})[name] = path
        progress.stage("Reading drafts", len(wanted))
        self._known.update(read_all(self._repository, self._library, wanted, progress))

    def forget_pieces(self) -> None:
        """Give back what only further versions would need to be read quickly."""
        self._library.forget()

    def of(self, blob: str, path: str) -> Text | None:
        """Return the prose of one version."""
        key = (blob, self.format_of(path))
        if key not in self._known:
            data = next((data for _, data in self._repository.blobs([blob])), None)
            self._known[key] = None if data is None else self._library.text(blob, data, path)
        return self._known[key]

    def decode(self, tokens: str) -> tuple[str, ...]:
        """Return the words and marks behind token characters."""
        return self._library.vocabulary.decode(tokens)

    def of_bytes(self, data: bytes, path: str) -> Text | None:
        """Return the prose of bytes that are in no commit."""
        return self._library.text(f"work tree {blake2b(data).hexdigest()}", data, path)

    def read_as_plain(self, path: str) -> bool:
        """Say whether a file's own markup is not known, so that it is read as plain text."""
        return self._library.read_as_plain(path)

    def quote(self, blob: str, path: str) -> tuple[Quoted, ...]:
        """Return the paragraphs of one version as prose; nothing is remembered."""
        data = next((data for _, data in self._repository.blobs([blob])), None)
        return () if data is None else quote(self._library, data, path)

    def paragraph_at(self, blob: str, path: str, line: int) -> int | None:
        """Return the paragraph that a line of a version (from 1) belongs to."""
        source = self.source(blob)
        if source is None or not 0 < line <= source.count("\n") + 1:
            return None
        return line_paragraph(self._library, source, path, line)

    def find(self, paragraphs: Sequence[str], phrase: str) -> list[tuple[int, int, int]]:
        """Return where a phrase stands: (paragraph, first token, token behind it)."""
        return find_phrase(paragraphs, self._library.vocabulary, phrase)

    def source(self, blob: str) -> str | None:
        """Return the decoded source of a blob, markup and all."""
        data = next((data for _, data in self._repository.blobs([blob])), None)
        decoded = None if data is None else decode(data)
        return None if decoded is None else decoded.text
