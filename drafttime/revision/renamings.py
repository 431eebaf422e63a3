"""Names that were changed throughout: many replacements of one kind are one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafttime.revision.kind_words import Reader
from drafttime.text.tokens import FIRST_WORD

LEAST_TIMES = 5
"""Fewer replacements of one name by another are single changes."""

MOST_WORDS = 3
# Forms of one name ("Саня", "Саней") begin alike.
STEM_LETTERS = 3
# A name is changed throughout when, for ten that were replaced, at most one is left.
LEFT_OVER = 0.1


def find_renamings(
    reader: Reader, pairs: Sequence[tuple[str, str]], texts: Iterable[str]
) -> list[list[int]]:
    """Return groups of hunks that change one name into one other, each by places in `pairs`.

    `pairs` are the old and new tokens of hunks that face each other; `texts` the new texts of the
    files that were changed, in which hardly any of the old name may be left. Linear.
    """
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for place, (old, new) in enumerate(pairs):
        before, after = _name(reader, old), _name(reader, new)
        if before and after and before != after:
            groups.setdefault((_stems(before), _stems(after)), []).append(place)
    many = [places for places in groups.values() if len(places) >= LEAST_TIMES]
    if not many:
        return []
    standing = [*texts]
    return [places for places in many if _left(pairs, places, standing) <= LEFT_OVER * len(places)]


def _stems(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word[:STEM_LETTERS] for word in name)


def _left(pairs: Sequence[tuple[str, str]], places: Sequence[int], texts: Sequence[str]) -> int:
    """Count how often the old name still stands, in each form in which it was replaced."""
    forms = {pairs[place][0] for place in places}
    return sum(text.count(form) for text in texts for form in forms)


def _name(reader: Reader, tokens: str) -> tuple[str, ...]:
    """Return the words of a name without the endings of possession, nothing where it is none."""
    if not 1 <= len(tokens) <= MOST_WORDS or any(ord(char) < FIRST_WORD for char in tokens):
        return ()
    if not all(seen.capital and not seen.function for seen in reader.see(tokens)):
        return ()
    return tuple(map(_bare, reader.decode(tokens)))


def _bare(word: str) -> str:
    for ending in ("’s", "'s"):
        word = word.removesuffix(ending)
    return word
