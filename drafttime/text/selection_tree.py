"""The files of one tree, and what is chosen of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drafttime.model import Text, TreeEntry


class Tree:
    """The regular files of one commit, with their texts on demand.

    `text_of` gives a file's prose and `raw_of` its decoded source; both give None for what is not
    text. They are asked again for the same file, so they should remember.
    """

    def __init__(
        self,
        entries: Iterable[TreeEntry],
        text_of: Callable[[TreeEntry], Text | None],
        raw_of: Callable[[TreeEntry], str | None],
    ) -> None:
        self._entries = {entry.path: entry for entry in entries}
        self._text_of = text_of
        self._raw_of = raw_of
        self.paths = tuple(sorted(self._entries))

    def text(self, path: str) -> Text | None:
        """Return the prose of a file, None where it is not text."""
        return self._text_of(self._entries[path])

    def raw(self, path: str) -> str | None:
        """Return the decoded source of a file, None where it is not text."""
        return self._raw_of(self._entries[path])

    def words(self, path: str) -> int:
        """Return the words of a file, 0 where it is not text."""
        text = self.text(path)
        return text.words if text is not None else 0


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen paths in reading order and the others, each with its reason.

    `main` is the file that gave the order, a LaTeX main file or a SUMMARY.md; None without one.
    `closed` folders (with a slash at their end) were not looked into.
    """

    chosen: Mapping[str, str]
    left_out: Mapping[str, str]
    closed: Mapping[str, str]
    main: str | None = None
