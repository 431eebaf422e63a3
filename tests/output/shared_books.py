"""The invented books of `analyses.py`, each played once: they are frozen, so tests share them."""

from __future__ import annotations

from functools import cache, partial

from analyses import BUILDERS

from drafttime.model import Analysis

NAMES = tuple(sorted(BUILDERS))
TAME = tuple(name for name in NAMES if name != "hostile")


@cache
def book_of(name: str) -> Analysis:
    return BUILDERS[name]()


novel = partial(book_of, "novel")
tiny = partial(book_of, "tiny")
one_draft = partial(book_of, "one_draft")
giant_first_commit = partial(book_of, "giant_first_commit")
single_file = partial(book_of, "single_file")
many_chapters = partial(book_of, "many_chapters")
japanese = partial(book_of, "japanese")
hostile = partial(book_of, "hostile")
unknown_times = partial(book_of, "unknown_times")
