"""The most telling changes of each kind, as they read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from drafttime.model import KINDS, Example, Kind, Piece, Revision
from drafttime.revision.pairing import offsets
from drafttime.revision.sightings import Passage, Sighting
from drafttime.stages.quotes import Hands, Quotes
from drafttime.stages.reading import Book
from drafttime.stages.standing import Standing
from drafttime.stages.tracing import Traced

OF_EACH_KIND = 3
CONTEXT_TOKENS = 12
LONGEST_TOKENS = 120
FEWEST_TOKENS = 6
_LONG, _LETTERS = 60, 0.6
_STRAY = " .,;:!?…)]}”’»–—-"
# Text that was copied or stands elsewhere shows nothing of the writer's hand.
SHOWN: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "copied")


def find_examples(book: Book, traced: Traced, revisions: Sequence[Revision]) -> tuple[Example, ...]:
    """Return up to three changes of each kind that was done by hand, those of one kind together.

    They come from different commits and show different words where there is a choice. A change is
    quoted with a dozen words and marks around it; unless `show-cuts` is set, only as far as they
    still stand in the final text. Costs one reading of each version quoted.
    """
    settings = book.source.settings
    standing = None if settings.show_cuts else Standing(traced.final.text.text)
    reader = _Reader(book, revisions, standing)
    labour = {r.commit for r in revisions if r.labour and not r.bulk}
    order = book.history.order
    found: list[Example] = []
    for kind in SHOWN:
        own = [s for s in traced.sightings.best(kind) if order[s.rank] in labour]
        if kind != "cut" or settings.show_cuts:
            found += [reader.example(*one) for one in _different(reader, own)]
    return tuple(found)


def _different(
    reader: _Reader, sightings: Sequence[Sighting]
) -> Iterator[tuple[Sighting, Passage]]:
    """Yield the first few that share neither commit nor words, then others with other words.

    With each comes the passage that may be quoted.
    """
    commits: set[int] = set()
    words: set[tuple[str, str]] = set()
    rest: list[tuple[Sighting, Passage, tuple[str, str]]] = []
    left = OF_EACH_KIND
    for sighting in sightings:
        passage = reader.passage(sighting) if sighting.size <= LONGEST_TOKENS else None
        changed = reader.changed(sighting) if passage is not None else ("", "")
        if passage is None or not any(changed) or changed in words or not _is_prose(changed):
            continue
        if sighting.rank in commits:
            rest.append((sighting, passage, changed))
            continue
        commits.add(sighting.rank)
        words.add(changed)
        yield sighting, passage
        left -= 1
        if not left:
            return
    for sighting, passage, changed in rest:
        if left and changed not in words:
            words.add(changed)
            left -= 1
            yield sighting, passage


class _Reader:
    """Quotes changes from their blobs."""

    def __init__(
        self, book: Book, revisions: Sequence[Revision], standing: Standing | None
    ) -> None:
        self._book = book
        self._texts = book.source.texts
        self._quotes = Quotes(book.source.texts)
        self._hands = Hands(book, revisions)
        self._standing = standing
        self._offsets: dict[tuple[str, str], Sequence[int]] = {}

    def changed(self, sighting: Sighting) -> tuple[str, str]:
        """Return the words that went and those that came, in small letters."""
        return (
            self._words(sighting.old).strip().casefold(),
            self._words(sighting.new).strip().casefold(),
        )

    def example(self, sighting: Sighting, quoted: Passage) -> Example:
        return Example(
            kind=sighting.kind,
            hand=self._hands.of(sighting.rank),
            path=quoted[0][1],
            chapter=self._chapter(sighting),
            pieces=tuple(piece for piece in self._pieces(sighting, quoted) if piece[1]),
            times=sighting.times,
        )

    def _pieces(self, sighting: Sighting, quoted: Passage) -> Iterator[Piece]:
        """Mark what went and what came, amid what is quoted around it."""
        passage = _shown_in(sighting)
        version, start, stop = passage
        (begin, end), (_, first, last) = self._paragraphs(passage), quoted
        before = self._words((version, first, start))
        # A quotation that begins inside a paragraph begins with a word.
        yield "same", f"… {before.lstrip(_STRAY)}" if first > begin else before
        if sighting.old is not None:
            yield "out", self._words(sighting.old)
        if sighting.new is not None:
            moved = sighting.kind == "moved"
            yield "moved" if moved else "in", self._words(sighting.new)
        behind = self._words((version, stop, last))
        yield "same", f"{behind.rstrip()} …" if last < end else behind

    def passage(self, sighting: Sighting) -> Passage | None:
        """Return the change with what may be quoted around it, inside its paragraphs.

        None where too little of it still stands.
        """
        passage = _shown_in(sighting)
        version, start, stop = passage
        begin, end = self._paragraphs(passage)
        first, last = max(begin, start - CONTEXT_TOKENS), min(end, stop + CONTEXT_TOKENS)
        if self._standing is None:
            return version, first, last
        text = self._texts.of(*version)
        tokens = "".join(text.paragraphs) if text else ""
        middle = tokens[start:stop] if sighting.new is not None else ""
        around = self._standing.around(tokens[first:start], middle, tokens[stop:last])
        whole = last - first - (0 if middle else stop - start)
        # A new name is enough to see a renaming by.
        fewest = 1 if sighting.kind == "renaming" else max(1, min(FEWEST_TOKENS, whole))
        if around is None or sum(around) + len(middle) < fewest:
            return None
        return version, start - around[0], stop + around[1]

    def _paragraphs(self, passage: Passage) -> tuple[int, int]:
        """Return where the first paragraph of a passage begins, and its last one ends."""
        version, start, stop = passage
        at = self._at(version)
        before, behind = bisect_right(at, start), bisect_left(at, stop)
        begin = at[before - 1] if before else 0
        return begin, at[behind] if behind < len(at) else stop

    def _at(self, version: tuple[str, str]) -> Sequence[int]:
        if version not in self._offsets:
            text = self._texts.of(*version)
            self._offsets[version] = offsets(text.paragraphs if text else ())
        return self._offsets[version]

    def _words(self, passage: Passage | None) -> str:
        if passage is None:
            return ""
        version, start, stop = passage
        return self._quotes.words(version, self._at(version), start, stop, spaced=True)

    def _chapter(self, sighting: Sighting) -> str:
        if sighting.title:
            return sighting.title
        index = self._book.slots.file_index.get(sighting.slot)
        return self._book.manuscript.files[index].title if index is not None else ""


def _is_prose(changed: Sequence[str]) -> bool:
    """Say whether words that changed are no address, and no table of numbers."""
    text = "".join("".join(changed).split())
    letters = sum(map(str.isalpha, text))
    return "://" not in text and (len(text) < _LONG or letters >= _LETTERS * len(text))


def _shown_in(sighting: Sighting) -> Passage:
    """Return the passage in the version that is quoted: the newer one where there is a choice."""
    passage = sighting.new or sighting.old
    assert passage is not None
    return passage
