"""Invented prose as token strings: paragraphs of words drawn from a small language."""

from __future__ import annotations

import random

WORD = 0x10000
STOP = "\x01"


def paragraph(chance: random.Random, sentences: int = 4, words: int = 1500) -> str:
    """Sentences of 6 to 14 words, a word of rank r as frequent as 1/r (Zipf)."""
    made = []
    for _ in range(sentences):
        size = chance.randint(6, 14)
        ranks = [int(words ** chance.random()) - 1 for _ in range(size)]
        made.append("".join(chr(WORD + rank) for rank in ranks) + STOP)
    return "".join(made)


def book(seed: int, paragraphs: int = 40) -> tuple[str, ...]:
    """A text of that many paragraphs, every sixth of them a short line."""
    chance = random.Random(seed)
    return tuple(
        chr(WORD + chance.randint(0, 40)) + STOP if k % 6 == 5 else paragraph(chance)
        for k in range(paragraphs)
    )
