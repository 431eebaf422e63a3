"""From the book to the lineage of its words, and to the tokens of each of its drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from drafttime.progress import Progress
from drafttime.revision.alignment import align
from drafttime.revision.held import State
from drafttime.revision.judging import Judge
from drafttime.revision.kind_words import Reader
from drafttime.revision.lineage import TokenLineage, trace_lineage
from drafttime.revision.lives import Ids, Lives, live
from drafttime.revision.matching import Tokens
from drafttime.revision.sightings import Sightings
from drafttime.stages.aligning import Remembered
from drafttime.stages.beside import hands
from drafttime.stages.drafting import Drafts, DraftText
from drafttime.stages.reading import Book
from drafttime.stages.snapshots import Snapshot
from drafttime.store import Store
from drafttime.text.function_words import language_of, words_of
from drafttime.text.tokens import FIRST_WORD


@dataclass(frozen=True, slots=True)
class DraftTokens:
    """A draft by the ids of its tokens.

    `by_lineage` is False where the draft is no ancestor of the final one (another branch, files
    kept beside): then its ids are those of the final text that alignment found, and its own where
    alignment found nothing.
    """

    text: DraftText
    tokens: Tokens
    by_lineage: bool


@dataclass(frozen=True, slots=True)
class Traced:
    """The lineage of a book, the lives of its tokens, and its drafts, the final one last.

    `first` is the first draft's, also where the first draft is the only one. `sightings` are the
    changes that make good examples of their kind.
    """

    lineage: TokenLineage
    lives: Lives
    drafts: tuple[DraftTokens, ...]
    first: DraftTokens
    sightings: Sightings

    @property
    def final(self) -> DraftTokens:
        """The final draft."""
        return self.drafts[-1]


def trace(book: Book, drafts: Drafts, store: Store, progress: Progress) -> Traced:
    """Trace every word of the book and read its drafts off the result."""
    progress.stage("Following every word", len(book.history.order))
    wanted = {text.draft.commit for text in (*drafts.texts, drafts.first)}
    judge = _judge(book, drafts.final.text)
    with hands(book, Remembered(book, store), judge) as (align_with, court):
        lineage = trace_lineage(
            book.history, book.edits, book.source.texts.of, wanted, progress, align_with, court
        )
        sightings = court.sightings
    lives = live(lineage)
    final = tokens_of(lives, lineage.snapshots[drafts.final.draft.commit])
    ancestors = ancestors_of(book, lineage, drafts.final.draft.commit)

    def read(text: DraftText) -> DraftTokens:
        if not text.beside and text.draft.commit in ancestors:
            tokens = tokens_of(lives, lineage.snapshots[text.draft.commit])
            return DraftTokens(text, tokens, by_lineage=True)
        own = None if text.beside else lineage.snapshots.get(text.draft.commit)
        return DraftTokens(
            text, _aligned(lives, text.text, own, drafts.final.text, final), by_lineage=False
        )

    found = tuple(read(text) for text in drafts.texts)
    same = next((d for d in found if d.text is drafts.first), None)
    return Traced(lineage, lives, found, same or read(drafts.first), sightings)


def _judge(book: Book, final: Snapshot) -> Judge:
    """Return a judge who knows the function words of the final text's language."""
    texts, chapters = book.source.texts, book.manuscript.chapters
    counts = Counter[str]()
    for paragraphs in final.values():
        for paragraph in paragraphs:
            counts.update(paragraph)
    one_file = len(book.manuscript.files) == 1 and len(chapters) > 1
    return Judge(
        Reader(texts.decode, _function_words(texts.decode, counts)),
        texts.of,
        lambda rank: book.edits[book.history.order[rank]],
        frozenset(c.title for c in chapters) if one_file else frozenset(),
    )


def _function_words(
    decode: Callable[[str], tuple[str, ...]], counts: Mapping[str, int]
) -> frozenset[str]:
    """Return the function words of the language in which most of the text is written."""
    words = [char for char in counts if ord(char) >= FIRST_WORD]
    texts = decode("".join(words))
    folded = Counter[str]()
    for char, text in zip(words, texts, strict=True):
        folded[text.casefold()] += counts[char]
    return words_of(language_of(folded))


def ancestors_of(book: Book, lineage: TokenLineage, commit: str) -> frozenset[str]:
    """Return the commits that one grew out of, itself included."""
    ranks = {name: rank for rank, name in enumerate(book.history.order)}
    ahead, seen = [ranks[commit]], {ranks[commit]}
    while ahead:
        for parent in lineage.ancestry.parents[ahead.pop()]:
            if parent not in seen:
                seen.add(parent)
                ahead.append(parent)
    return frozenset(book.history.order[rank] for rank in seen)


def tokens_of(lives: Lives, state: State) -> Tokens:
    """Return a snapshot of the history as tokens in reading order."""
    ids, slots, words = [], [], []
    for slot in sorted(state):
        held = state[slot]
        ids.append(lives.of(held.rope))
        slots.append(np.full(len(held.rope), slot))
        words.append(word_flags(held.text))
    return _tokens(ids, slots, words)


def _tokens(
    ids: list[Ids], slots: list[Ids], words: list[np.ndarray[tuple[int], np.dtype[np.bool_]]]
) -> Tokens:
    if not ids:
        return Tokens(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.bool_))
    return Tokens(np.concatenate(ids), np.concatenate(slots), np.concatenate(words))


def word_flags(text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for each token whether it is a word."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) >= FIRST_WORD


def directly(old: DraftText, new: DraftText) -> tuple[DraftTokens, DraftTokens]:
    """Return two drafts by the ids of the new one's tokens, by direct alignment alone."""
    left, right = _plain(old.text), _plain(new.text)
    right = Tokens(np.arange(len(right)), right.slots, right.words)
    ids = left.ids.copy()
    bases, there = _bases(old.text), _bases(new.text)
    for run in align(old.text, new.text).runs:
        start = bases[run.old_slot] + run.old_start
        place = there[run.new_slot] + run.new_start
        ids[start : start + run.length] = np.arange(place, place + run.length)
    return (
        DraftTokens(old, Tokens(ids, left.slots, left.words), by_lineage=False),
        DraftTokens(new, right, by_lineage=False),
    )


def _bases(text: Snapshot) -> dict[int, int]:
    """Return where each slot begins among the tokens of a text."""
    bases, at = {}, 0
    for slot in sorted(text):
        bases[slot] = at
        at += sum(map(len, text[slot]))
    return bases


def _plain(text: Snapshot) -> Tokens:
    """Return the tokens of a text, of no known lineage."""
    words = {slot: word_flags("".join(text[slot])) for slot in sorted(text)}
    return _tokens(
        [np.full(len(flags), -1) for flags in words.values()],
        [np.full(len(flags), slot) for slot, flags in words.items()],
        [*words.values()],
    )


def _aligned(
    lives: Lives,
    text: Snapshot,
    own: State | None,
    final_text: Snapshot,
    final: Tokens,
) -> Tokens:
    """Return a draft from outside the final one's history, by direct alignment with it.

    A token that alignment does not find in the final text must not be found there by its id.
    """
    plain, bases, there = _plain(text), _bases(text), _bases(final_text)
    ids = plain.ids.copy()
    if own is not None and {slot: held.paragraphs for slot, held in own.items()} == dict(text):
        ids = tokens_of(lives, own).ids.copy()
        ids[np.isin(ids, final.ids)] = -1
    for run in align(text, final_text).runs:
        start = bases[run.old_slot] + run.old_start
        place = there[run.new_slot] + run.new_start
        ids[start : start + run.length] = final.ids[place : place + run.length]
    return Tokens(ids, plain.slots, plain.words)
