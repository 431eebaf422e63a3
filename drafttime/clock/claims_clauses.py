"""A commit message in pieces: lines, clauses and tokens, with the numbers read.

Cost: linear in the message. A piece without white space is looked at as a whole, so that
`life/24h.md`, `v1.5` and `2024-03-02` are words like any other, and no number is found in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drafttime.clock.claims_words import ABBREVIATIONS, AND, HOURS, MINUTES, WORDS

WRAPPED_CHARACTERS = 50
"""A line this long that ends without a full stop may go on in the next one."""

LONGEST_NUMBER = 32
"""Characters of the longest piece that is read as a number."""

FIGURE_SPACE = "\u2007"
"""What stands inside 84 213 once it is known for one number."""

UNITS = WORDS | HOURS | MINUTES | {"m"}
"""What may be written onto a number: without this, 2nd and 84kB would be numbers."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One number that a writer left in a commit message.

    `number` counts words, or minutes. `says` is the place as it was written, 80 characters at most.
    `span` is "day" where the writer says that it is the day's. `file` is the file that a word count
    names, empty where it is of the whole book.
    """

    kind: Literal["words", "words written", "minutes"]
    number: float
    says: str
    span: Literal["commit", "day"] = "commit"
    file: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line, folded, and its number if it is one.

    `unit` is what was written onto the number (2h, 500w); `sign` its sign; `kilo` whether it was
    in thousands (84k); `grouped` whether its thousands were marked (84,213); `clock` whether it
    was written like a time of day (1:30, 2h30), `value` then being in hours.
    """

    text: str
    start: int
    end: int
    value: float | None = None
    sign: str = ""
    unit: str = ""
    kilo: bool = False
    grouped: bool = False
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of tokens between two signs: `before` and `after` are these, "" at a line's ends.

    Commas, brackets, dashes and “and” are all ",", the end of a sentence is ".", a colon ":", and
    an arrow "→".
    """

    tokens: tuple[Token, ...]
    before: str
    after: str

    @property
    def texts(self) -> frozenset[str]:
        """The words of the clause."""
        return frozenset(token.text for token in self.tokens)


_OPENING = "([{\"'“„‘«*_`"
_CLOSING = ")]}\"'”’“»*_`.,;:!?…"
_QUOTED = re.compile(r'"[^"]{0,200}"|“[^“”]{0,200}”|„[^„“”]{0,200}[“”]|«[^«»]{0,200}»')
_SPACED = re.compile("(?<![0-9.,'])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,2}(?![0-9])")
_SPACE = re.compile(r"\s")
_CHUNK = re.compile(rf"[\S{FIGURE_SPACE}]+")
_NUMBER = re.compile(
    r"(?P<sign>[-+−–<>≤≥~≈±]?)"
    r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[.,'’\u2007])[0-9]{3})(?:(?P=mark)[0-9]{3}){0,2}|[0-9]{1,9})"
    r"(?P<part>[.,][0-9]{1,2})?(?P<fraction>[¼½¾])?(?P<kilo>[kK])?\+?(?P<unit>[^\W\d_]{1,9})?"
)
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])(?P<unit>[^\W\d_]{1,9})?")
_HOURS_MINUTES = re.compile(
    r"(?P<hours>[0-9]{1,2})(?P<unit>h|hrs?|std|ч)(?P<minutes>[0-5]?[0-9])(?:m|mins?|мин)?"
)
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75, None: 0.0}
_BULLETS = ("-", "*", "+", "•", "·", "–", "—", "#", ">", "|")


def lines_of(message: str) -> Iterator[str]:
    """Yield the lines of a message, those that were wrapped put together again.

    Lines that quote another message, and passages in double quotes, are made unreadable.
    """
    gathered = ""
    for raw in unicodedata.normalize("NFC", message).splitlines():
        line = _SPACED.sub(lambda match: _SPACE.sub(FIGURE_SPACE, match[0]), raw.rstrip())
        bare = line.lstrip()
        if (
            gathered
            and bare
            and not bare.startswith(_BULLETS)
            and len(gathered) >= WRAPPED_CHARACTERS
            and not gathered.endswith((".", "!", "?", ":", ";"))
        ):
            gathered = f"{gathered} {bare}"
            continue
        yield from _readable(gathered)
        gathered = line
    yield from _readable(gathered)


def _readable(line: str) -> Iterator[str]:
    if line.strip() and not line.lstrip().startswith(">"):
        yield _QUOTED.sub(lambda match: "q" * len(match[0]), line)


def clauses_of(line: str) -> tuple[Clause, ...]:
    """Return the clauses of a line, empty ones left out."""
    clauses: list[Clause] = []
    tokens: list[Token] = []
    before = ""
    for piece in _without_sums(list(_pieces(line))):
        if isinstance(piece, Token):
            tokens.append(piece)
            continue
        if tokens:
            clauses.append(Clause(tuple(tokens), before, piece))
            tokens = []
            before = piece
        elif clauses:
            before = _stronger(before, piece)
            clauses[-1] = replace(clauses[-1], after=before)
    if tokens:
        clauses.append(Clause(tuple(tokens), before, ""))
    elif clauses:
        clauses[-1] = replace(clauses[-1], after="")
    return tuple(clauses)


def _stronger(one: str, other: str) -> str:
    return max(one, other, key=("", ",", ":", ".", "→").index)


def _without_sums(pieces: Sequence[Token | str]) -> Iterator[Token | str]:
    """Yield the pieces without the “and” of 2 hours and 15 minutes."""
    for place, piece in enumerate(pieces):
        around = [*pieces[place - 1 : place], *pieces[place + 1 : place + 3]] if place else []
        if piece == "," and len(around) == 3:
            hours, minutes, unit = around
            if (
                isinstance(hours, Token)
                and (hours.text in HOURS or hours.unit in HOURS)
                and isinstance(minutes, Token)
                and minutes.value is not None
                and isinstance(unit, Token)
                and unit.text in MINUTES
            ):
                continue
        yield piece


def _pieces(line: str) -> Iterator[Token | str]:
    """Yield tokens, and the signs that part clauses."""
    for match in _CHUNK.finditer(line):
        chunk = match[0]
        core = chunk.lstrip(_OPENING)
        start = match.start() + len(chunk) - len(core)
        if any(sign in "([{" for sign in chunk[: len(chunk) - len(core)]):
            yield ","
        tail = core[len(core.rstrip(_CLOSING)) :]
        core = core.rstrip(_CLOSING)
        if not any(sign.isalnum() for sign in core):
            yield from _signs(core, start)
        elif core.casefold() in AND:
            yield ","
        else:
            yield from _tokens(core, start)
        yield from _ends(core, tail, at_end=match.end() == len(line))


def _signs(core: str, start: int) -> Iterator[Token | str]:
    if core in {"→", "->", "=>", "-->", "⇒"}:
        yield "→"
    elif core == "=":
        yield ":"
    elif core == "/" or any(sign in "~≈+<>=≤≥" for sign in core):
        yield Token(core, start, start + len(core))
    elif core:
        yield ","


def _ends(core: str, tail: str, *, at_end: bool) -> Iterator[str]:
    """Yield the sign that a chunk ends with, if it parts clauses."""
    if any(sign in "!?…" for sign in tail) or (
        "." in tail and (at_end or core.casefold() not in ABBREVIATIONS)
    ):
        yield "."
    elif ":" in tail:
        yield ":"
    elif any(sign in ",;)]}" for sign in tail):
        yield ","


def _tokens(core: str, start: int) -> Iterator[Token]:
    """Yield a chunk as one token, or 12,345/50,000 as three."""
    left, slash, right = core.partition("/")
    numbers = (_token(left, start), _token(right, start + len(left) + 1)) if slash else ()
    if numbers and all(number.value is not None for number in numbers):
        yield numbers[0]
        yield Token("/", numbers[0].end, numbers[1].start)
        yield numbers[1]
    else:
        yield _token(core, start)


def _token(core: str, start: int) -> Token:
    word = Token(core.casefold().replace("’", "'"), start, start + len(core))
    if len(core) > LONGEST_NUMBER or not any(sign.isdecimal() for sign in core):
        return word
    timed = _CLOCK.fullmatch(core) or _HOURS_MINUTES.fullmatch(core)
    match = timed or _NUMBER.fullmatch(core)
    unit = "" if match is None else match["unit"] or ""
    if match is None or unit == "H" or (unit and unit.casefold() not in UNITS):
        return word
    if timed:
        hours = int(timed["hours"]) + int(timed["minutes"]) / 60
        return replace(word, value=hours, unit=unit.casefold(), clock=True)
    value = _value(match)
    if value is None:
        return word
    return replace(
        word,
        value=value,
        sign=match["sign"],
        unit=unit.casefold(),
        kilo=match["kilo"] is not None,
        grouped=match["mark"] is not None,
    )


def _value(match: re.Match[str]) -> float | None:
    """Return the number of a match, None where it can be read in two ways or begins with 0."""
    whole, part, kilo = match["whole"], match["part"], match["kilo"]
    if (whole.startswith("0") and len(whole) > 1) or (kilo and match["mark"]):
        return None
    number = int(re.sub(r"\D", "", whole)) + _FRACTIONS[match["fraction"]]
    if part:
        number += int(part[1:]) / 10 ** len(part[1:])
    return round(number * 1000, 6) if kilo else float(number)
