"""The prose behind tokens: passages as they read, and who did what to them."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from drafttime.model import Hand, Revision
from drafttime.revision.slot_edits import Version
from drafttime.stages.labour import writer_names
from drafttime.stages.reading import Book
from drafttime.stages.texts import Texts
from drafttime.text.quoting import Quoted

# Versions that are kept as prose; a biography or a list of cuts goes from one to the next.
REMEMBERED = 64


class Quotes:
    """Prose by version, read again from its blob when it is asked for; a few are remembered."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: OrderedDict[Version, tuple[Quoted, ...]] = OrderedDict()

    def of(self, version: Version) -> tuple[Quoted, ...]:
        """Return the paragraphs of a version."""
        if version not in self._known:
            self._known[version] = self._texts.quote(*version)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(version)
        return self._known[version]

    def words(
        self, version: Version, at: Sequence[int], start: int, stop: int, *, spaced: bool = False
    ) -> str:
        """Return the text of the tokens `start` up to `stop` of a version, paragraphs apart.

        `at` gives the token offset of each paragraph and the total; `spaced` keeps the space before
        the next token, so that neighbours can be set side by side. The cost is that of the passage.
        """
        paragraphs = self.of(version)
        found = []
        for k in range(max(bisect_right(at, start) - 1, 0), min(len(at) - 1, len(paragraphs))):
            if at[k] >= stop:
                break
            quoted = paragraphs[k]
            a, b = max(start, at[k]) - at[k], min(stop, at[k + 1]) - at[k]
            if a < b:
                found.append(with_space(quoted, a, b) if spaced else quoted.words(a, b))
        return "\n\n".join(found)


class Hands:
    """Who made a commit, when, and in which session."""

    def __init__(self, book: Book, revisions: Sequence[Revision]) -> None:
        self._book = book
        self._revisions: Mapping[str, Revision] = {r.commit: r for r in revisions}
        self._writer_of = writer_names(book)

    def of(self, rank: int) -> Hand:
        """Return the hand behind the commit at a place in topological order."""
        commit = self._book.history.commits[self._book.history.order[rank]]
        revision = self._revisions.get(commit.id)
        return Hand(
            commit=commit.id,
            authored=commit.authored,
            writer=self._writer_of(commit),
            subject=commit.subject,
            session=revision.session if revision else None,
        )


def with_space(quoted: Quoted, start: int, stop: int) -> str:
    """Return the text from token `start` to where token `stop` begins."""
    if start >= stop or start >= len(quoted.spans):
        return ""
    begin = quoted.spans[start][0] if start else 0
    end = quoted.spans[stop][0] if stop < len(quoted.spans) else len(quoted.text)
    return quoted.text[begin:end]
