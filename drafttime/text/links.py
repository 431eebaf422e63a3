"""Find the file of a repository that another file means by a relative name."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Sequence

MAX_NAME = 1000
"""Longer names are not looked for."""


class Finder:
    """The files of a tree by name: exact, then with composed accents, then without regard to case.

    Repositories come from file systems that disagree about accents and case; a name that would
    mean two files means neither.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(set(paths)))
        self._exact = set(self.paths)
        self._loose: dict[str, str | None] = {}
        for path in self.paths:
            key = _loose(path)
            self._loose[key] = None if key in self._loose else path

    def find(
        self, target: str, beside: Sequence[str], extensions: Sequence[str] = ("",)
    ) -> str | None:
        """Return the file that `target` means, seen from the folder of each file of `beside`.

        Names that are absolute, leave the repository or are web addresses mean nothing.
        """
        if not target or len(target) > MAX_NAME or target.startswith("/") or "\0" in target:
            return None
        for file in beside:
            for extension in extensions:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
                if path.startswith("../"):
                    continue
                found = self._known(path + extension)
                if found is not None:
                    return found
        return None

    def _known(self, path: str) -> str | None:
        return path if path in self._exact else self._loose.get(_loose(path))


def _loose(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
