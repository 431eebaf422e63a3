"""Texts that one process has read, made ready for another whose vocabulary has other words in it.

Paragraphs are sent once however many versions hold them, and their tokens are renamed all at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np

from drafttime.model import Heading, SourceMark, SourceSort, Text
from drafttime.text.tokens import Vocabulary

Key = tuple[str, str]
"""The id of a content and the name of its format."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A text, its paragraphs by number."""

    paragraphs: bytes
    words: int
    headings: tuple[Heading, ...]
    sources: dict[int, SourceSort]
    marks: tuple[tuple[SourceMark, ...], ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Texts by key, all their paragraphs one behind the other, and the tokens that were new."""

    paragraphs: str
    lengths: bytes
    texts: Mapping[Key, _Sent | None]
    known: tuple[int, int]
    new: tuple[tuple[str, ...], tuple[str, ...]]


def packed(
    texts: Mapping[Key, Text | None], vocabulary: Vocabulary, known: tuple[int, int]
) -> Parcel:
    """Return a parcel of texts; `known` says how many tokens both vocabularies share."""
    numbers: dict[str, int] = {}
    for paragraph in chain.from_iterable(t.paragraphs for t in texts.values() if t):
        numbers.setdefault(paragraph, len(numbers))
    return Parcel(
        "".join(numbers),
        array("I", map(len, numbers)).tobytes(),
        {key: _sent(text, numbers) if text else None for key, text in texts.items()},
        known,
        vocabulary.beyond(known),
    )


def _sent(text: Text, numbers: Mapping[str, int]) -> _Sent:
    paragraphs = array("I", map(numbers.__getitem__, text.paragraphs)).tobytes()
    return _Sent(paragraphs, text.words, text.headings, dict(text.sources), text.marks)


def unpacked(
    parcel: Parcel, vocabulary: Vocabulary, share: Callable[[str, str], str]
) -> Iterator[tuple[Key, Text | None]]:
    """Yield the texts of a parcel in the words of this process's vocabulary.

    `share` returns the paragraph that is kept for an equal one of the same format.
    """
    renamed = _renamed(parcel, vocabulary)
    lengths = array("I")
    lengths.frombytes(parcel.lengths)
    ends = accumulate(lengths, initial=0)
    paragraphs = [renamed[a:b] for a, b in pairwise(ends)]
    formats = dict.fromkeys(name for _, name in parcel.texts)
    shared = {name: [share(name, paragraph) for paragraph in paragraphs] for name in formats}
    for key, sent in parcel.texts.items():
        yield key, None if sent is None else _text(sent, shared[key[1]])


def _text(sent: _Sent, paragraphs: list[str]) -> Text:
    numbers = array("I")
    numbers.frombytes(sent.paragraphs)
    whole = tuple(map(paragraphs.__getitem__, numbers)), sent.words, sent.headings
    told = sent.sources or sent.marks
    return Text(*whole, sent.sources, sent.marks) if told else Text(*whole)


def _renamed(parcel: Parcel, vocabulary: Vocabulary) -> str:
    """Return the paragraphs of a parcel in the tokens of a vocabulary."""
    pairs = vocabulary.adopt(parcel.known, parcel.new)
    if all(theirs == ours for theirs, ours in pairs):
        return parcel.paragraphs
    codes = np.frombuffer(parcel.paragraphs.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = np.arange(int(codes.max(initial=0)) + 1, dtype=np.uint32)
    theirs, ours = np.array(pairs, np.uint32).T
    used = theirs < len(table)
    table[theirs[used]] = ours[used]
    return table[codes].tobytes().decode("utf-32-le", "surrogatepass")
