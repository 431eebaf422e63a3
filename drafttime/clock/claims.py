"""The numbers that writers leave in their commit messages: word counts, words written, hours.

They are a check on drafttime's own figures, so that a number that is none is worse than one that
was missed: what can be read in two ways is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafttime.clock.claims_clauses import Stated, clauses_of, lines_of
from drafttime.clock.claims_counted import MOST_WORDS_IN_ALL, stated_words
from drafttime.clock.claims_timed import stated_minutes

__all__ = ["Stated", "find_claims"]

MOST_CHARACTERS = 20_000
"""How much of a message is read."""

LEAST_TOTAL = 1_000
"""The least total that is believed of a `wc` whose files were not listed with it."""

REPEATS = ("revert ", "revert:", 'revert"', "reapply ", "merge ", "fixup!", "squash!", "amend!")
"""How a message begins that repeats what others said."""

_DIGIT = re.compile(r"[0-9]")
_TOTAL_NAMES = {"total", "insgesamt", "totale", "totaal", "итого", "всего"}
_LISTED = re.compile(r"\s*(?P<counts>[0-9][0-9,.']*(?:\s+[0-9][0-9,.']*){0,4})\s+(?P<name>\S+)\s*")
_COUNTED = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?P<mark>[,.'])[0-9]{3}(?:(?P=mark)[0-9]{3})?")
_FILE = re.compile(r"[^\s@]*[^\s@.][^\s@]*\.[^\W_]{1,10}")
_OTHER_COUNT = re.compile(r"wc -[lcmL]\b|\b(?:lines?|chars?|characters|bytes|zeilen|zeichen)\b")
_WORD_COUNT = re.compile(r"wc -[lcm]*w|\bwords?\b")


def find_claims(message: str) -> tuple[Stated, ...]:
    """Return the numbers that the writer of a commit message states, those of a `wc` first.

    Three kinds are told apart: "words" of the whole book (a `wc` with its total, “word count:
    84,213”, “now at 84k”), "words written" (“wrote 1200 words”, “+1,500 words”, and “1500 words”
    where nothing says now, at, total, count or reached), and "minutes" at work (“2 h 30”, “worked
    3 hrs”). A number that the same message repeats is given once. Messages that repeat others
    (reverts, merges, fixups) say nothing of their own. Only the first 20,000 characters are read (a
    line that these cut is left out), and linearly.
    """
    if message.lstrip().casefold().startswith(REPEATS):
        return ()
    read = message[:MOST_CHARACTERS]
    if len(message) > MOST_CHARACTERS:
        read = read.rpartition("\n")[0]  # the last line was cut, and maybe its last number
    found: dict[tuple[str, float, str], Stated] = {}
    for one in (*_listings(read), *_sentences(read)):
        found.setdefault((one.kind, one.number, one.span), one)
    return tuple(found.values())


def _sentences(message: str) -> Iterator[Stated]:
    for place, line in enumerate(lines_of(message)):
        if _DIGIT.search(line) and _listed(line) is None:
            clauses = clauses_of(line)
            yield from stated_words(line, clauses)
            yield from stated_minutes(line, clauses, subject=place == 0)


def _listings(message: str) -> Iterator[Stated]:
    """Yield the totals of what `wc` printed, and the counts of single files."""
    folded = message.casefold()
    if _OTHER_COUNT.search(folded) and not _WORD_COUNT.search(folded):
        return
    block: list[tuple[int, str, str]] = []
    for line in (*message.splitlines(), ""):
        listed = _listed(line)
        if listed is not None:
            block.append((*listed, line.strip()))
            continue
        yield from _block(block)
        block = []


def _listed(line: str) -> tuple[int, str] | None:
    """Return the words and the name of a line that `wc` printed, None for any other line.

    One column is taken for words; of three to five, the second is (lines, words, characters or
    bytes). Two columns can be read in two ways, and are left out.
    """
    match = _LISTED.fullmatch(line) if len(line) <= 300 else None
    if match is None or not (match["name"] in _TOTAL_NAMES or _FILE.fullmatch(match["name"])):
        return None
    counts = [_count(column) for column in match["counts"].split()]
    known = [count for count in counts if count is not None]
    if len(known) != len(counts) or len(known) == 2:
        return None
    words = known[min(1, len(known) - 1)]
    in_order = len(known) == 1 or known[0] <= words <= known[2]
    return (words, match["name"]) if in_order and words <= MOST_WORDS_IN_ALL else None


def _count(column: str) -> int | None:
    return int(re.sub(r"\D", "", column)) if _COUNTED.fullmatch(column) else None


def _block(block: Sequence[tuple[int, str, str]]) -> Iterator[Stated]:
    """Yield what one run of lines of `wc` says: its total, or its one file."""
    if not block:
        return
    words, name, says = block[-1]
    files = block[:-1]
    if name in _TOTAL_NAMES:
        told = words == sum(count for count, _, _ in files) if files else words >= LEAST_TOTAL
        if told:
            yield Stated("words", float(words), says)
    elif not files and words:
        yield Stated("words", float(words), says, file=name)
