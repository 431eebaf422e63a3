"""Numbers of words in a line of a commit message: those of the whole book, and those written.

A number is believed only where the word before it, or all of its clause, is known; a clause that
speaks of a limit, a wish or a loss is passed over. Cost: linear in the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drafttime.clock.claims_clauses import Clause, Stated, Token
from drafttime.clock.claims_context import Setting, before_of, says_of, settings_of
from drafttime.clock.claims_words import (
    ABOUT,
    BOOK,
    COUNT_CLAUSE,
    COUNT_NAMES,
    COUNTED,
    COUNTS,
    FOLLOWS,
    IS,
    LABELS,
    MILESTONES,
    NEW,
    NOT_WRITTEN,
    NOW,
    OF,
    PARTS,
    REACHED,
    REACHED_CLAUSE,
    SO_FAR,
    TODAY,
    TOTALS,
    WORDS,
    WROTE,
)

FEWEST_WORDS = 20
"""Below this, a number tells which words were changed: “replace 3 words”."""

MOST_WORDS_WRITTEN = 100_000
FEWEST_WORDS_IN_ALL = 100
MOST_WORDS_IN_ALL = 5_000_000

LEAST_GOAL = 20_000
"""The least b of “a of b words” that can be meant for a whole book, not for a day."""

LEAST_MILESTONE = 5_000
"""The least number that is taken for words where it stands without a unit: now at 84k."""

MOST_WORDS_ALONE = 10_000
"""A greater number without a word that tells what it is was not written at one go: few writers
ever reach it on a day. It is the length of the book."""

SIGNS = {"", "+", "~", "≈", ">", "≥"}
"""The signs of a number that is about, or at least, what was counted."""

Kind = Literal["words", "words written"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of words in a clause: where its tokens begin and end, and what it is of."""

    number: float
    start: int
    end: int
    sign: str
    new: bool
    total: bool


def stated_words(line: str, clauses: Sequence[Clause]) -> Iterator[Stated]:
    """Yield the numbers of words that a line states."""
    whole_before = False
    for place, setting in enumerate(settings_of(clauses)):
        clause = setting.clause
        added = place + 1 < len(clauses) and _is_addition(clauses[place + 1])
        found = None
        if not setting.texts & NOT_WRITTEN and "→" not in {clause.before, clause.after}:
            found = _addition(setting) if whole_before else None
            found = found or _count_alone(setting) or _milestone(setting)
            found = found or _counted(setting, added=added)
        whole_before = found is not None and found[0] == "words"
        if found is not None and _believable(*found):
            span = setting.span if found[0] == "words written" else "commit"
            yield Stated(*found, says_of(line, setting), span)


def _believable(kind: Kind, number: float) -> bool:
    if number != int(number):
        return False
    if kind == "words":
        return FEWEST_WORDS_IN_ALL <= number <= MOST_WORDS_IN_ALL
    return FEWEST_WORDS <= number <= MOST_WORDS_WRITTEN


def _addition(setting: Setting) -> tuple[Kind, float] | None:
    """Return what (+1,500) says straight after the whole count."""
    token = setting.clause.tokens[0]
    return ("words written", token.value or 0.0) if _is_addition(setting.clause) else None


def _is_addition(clause: Clause) -> bool:
    token = clause.tokens[0]
    alone = len(clause.tokens) == 1 and clause.before == ","
    return alone and token.value is not None and token.sign == "+" and not token.unit


def _count_alone(setting: Setting) -> tuple[Kind, float] | None:
    """Return the number of a clause that is a word count and nothing else: word count: 84,213."""
    if setting.clause.after == ":":  # another number may follow: “written 900 words: 600 kept”
        return None
    label = setting.label.tokens if setting.label else ()
    tokens = [token for token in (*label, *setting.clause.tokens) if token.text not in ABOUT]
    numbers = [token for token in tokens if token.value is not None]
    names = frozenset(token.text for token in tokens if token.value is None)
    written = names & (WROTE | NEW | {"written"})
    counted = names & (WORDS if written else COUNTED)
    named = names & COUNT_NAMES or (counted and (written or names & COUNTS))
    if len(numbers) != 1 or not named or not names <= COUNT_CLAUSE:
        return None
    number, sign = numbers[0].value or 0.0, numbers[0].sign
    if sign not in SIGNS or numbers[0].unit not in WORDS | {""} or numbers[0].clock:
        return None
    if sign == "+" or written or setting.span == "day":
        return ("words written", number) if not names & SO_FAR or setting.span == "day" else None
    return "words", number


def _milestone(setting: Setting) -> tuple[Kind, float] | None:
    """Return the number of a clause like “now at 84k”, which does without a unit."""
    clause = setting.clause
    places = [k for k, token in enumerate(clause.tokens) if token.value is not None]
    texts = frozenset(token.text for token in clause.tokens if token.value is None)
    if len(places) != 1 or setting.label or not texts <= REACHED_CLAUSE or texts & WORDS:
        return None
    token = clause.tokens[places[0]]
    before = before_of(clause.tokens, places[0], ABOUT)
    number = token.value or 0.0
    if before < 0 or token.sign or token.unit or not (token.kilo or token.grouped):
        return None
    told = clause.tokens[before].text
    now = told not in {"at", "bei", "à", "op"} or texts & NOW
    return ("words", number) if told in MILESTONES and now and number >= LEAST_MILESTONE else None


def _counted(setting: Setting, *, added: bool) -> tuple[Kind, float] | None:
    """Return what the one number of words in a clause says, None where there are several.

    `added` is whether what was added stands right behind it: 84,213 words (+1,500).
    """
    counts = [count for count in _counts(setting.clause.tokens) if count.number]
    return _kind_of(setting, counts[0], added=added) if len(counts) == 1 else None


def _counts(tokens: Sequence[Token]) -> Iterator[Count]:
    """Yield the numbers that words follow."""
    for place, first in enumerate(tokens):
        if first.value is None or first.clock:
            continue
        between: set[str] = set()
        end = place + 1
        while end < len(tokens) and tokens[end].text in NEW | TOTALS:
            between.add(tokens[end].text)
            end += 1
        counted = (
            first.unit in WORDS
            if first.unit
            else end < len(tokens) and (tokens[end].text in WORDS - {"w"})
        )
        if counted:
            end = place + 1 if first.unit else end + 1
            new, total = bool(between & NEW), bool(between & TOTALS)
            yield Count(first.value, place, end, first.sign, new, total)


def _kind_of(setting: Setting, count: Count, *, added: bool) -> tuple[Kind, float] | None:
    """Return what a number of words says, None where that is not clear."""
    tokens = setting.clause.tokens
    if count.sign not in SIGNS:
        return None
    at = before_of(tokens, count.start, ABOUT)
    if at >= 1 and tokens[at].text in OF | {"/"}:
        if tokens[at - 1].value is not None:
            return _progress(setting, count, at)
        at -= 1
    before = tokens[at].text if at >= 0 else ""
    so_far = count.total or bool(setting.clause.texts & SO_FAR)
    if before in WROTE or count.sign == "+" or count.new:
        told = before in WROTE or before == "" or (before in BOOK and count.sign == "+")
        return ("words written", count.number) if told and not so_far else None
    is_said = before in IS and setting.clause.texts & BOOK
    if so_far or added or before in REACHED or is_said or setting.clause.texts & NOW:
        return _of_the_whole(setting, count, before)
    return _alone(setting, count, "" if before in TODAY else before)


def _progress(setting: Setting, count: Count, at: int) -> tuple[Kind, float] | None:
    """Return the first number of “12,345 of 50,000 words”."""
    first = setting.clause.tokens[0]
    alone = at == 1 and first.sign == "" and not first.unit
    goal = count.number
    number = first.value or 0.0
    if not alone or goal < LEAST_GOAL or number > 3 * goal or setting.texts & (PARTS | TODAY):
        return None
    return "words", number


def _of_the_whole(setting: Setting, count: Count, before: str) -> tuple[Kind, float] | None:
    if setting.texts & PARTS:
        return None
    known = before == "" or before in REACHED | BOOK | IS | {"it's", "count"}
    if not known or (setting.label and not setting.label.texts <= COUNT_CLAUSE | LABELS):
        return None
    if setting.span == "day":
        return ("words written", count.number) if before in TOTALS | {""} else None
    return "words", count.number


def _alone(setting: Setting, count: Count, before: str) -> tuple[Kind, float] | None:
    """Return a number of words that no word tells of: they were written in this commit."""
    after = setting.clause.tokens[count.end : count.end + 1]
    if before or setting.changed or setting.part or not setting.outer:
        return None
    if after and after[0].text not in FOLLOWS:
        return None
    if setting.label and not all(_is_label(token) for token in setting.label.tokens):
        return None
    if count.number > MOST_WORDS_ALONE:
        return None if after or setting.span == "day" else ("words", count.number)
    return "words written", count.number


def _is_label(token: Token) -> bool:
    """Return whether a label may hold this: a word for a day or a session, a number, a date."""
    return token.text in LABELS or not any(sign.isalpha() for sign in token.text)
