"""One sentence as it was first written, and as it reads now: picked by the writer, by naming it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from drafttime.errors import ManuscriptError
from drafttime.model import Biography, FoundBiographies, Mark, Piece
from drafttime.output.biography import matches
from drafttime.output.escaping import shown
from drafttime.output.json_text import Json
from drafttime.output.marked import joined
from drafttime.output.prose import one_line
from drafttime.revision.distance import matches as common_runs

LIKE = 0.3
"""An older sentence stands for a newer one where so large a share of their words is common."""

MOST_SENTENCES = 6
"""Words that were quoted are looked for in so many sentences in a row, then in the paragraph."""

LONGEST = 1_200
"""Characters of either side that a page shows."""

_SENTENCE = re.compile(r".+?(?:[.!?…‽。！？]+[\"'”’»)\]]*(?=\s|$|(?<=[。！？])))|.+$", re.DOTALL)
_UNIT = re.compile(r"\s*(?:\w+(?:[’'\-]\w+)*|[^\w\s])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides, marked word by word ("out" on the older, "in" on the newer), and their days.

    `before` is empty where the sentence reads as it was first written. `whole` says that these are
    paragraphs; `versions` counts those of the paragraph, `chapter` is the number, 0 if unknown.
    """

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    first: date | None
    last: date | None
    versions: int
    whole: bool


def picked_pair(found: FoundBiographies, *, whole: bool) -> Pair:
    """Return the pair for the passage that was named; `whole` shows the paragraph around it.

    Raises ManuscriptError where no paragraph, or more than one, answers to the name.
    """
    lives = matches(found)
    if len(found.biographies) > 1:
        raise ManuscriptError(
            f"{len(found.biographies):,} paragraphs of the final draft have these words, and a "
            "portfolio shows one",
            "quote more of the words, or name the place as FILE:LINE; `drafttime trace` lists them",
        )
    return _pair(lives[0], found.asked, whole=whole)


def _pair(life: Biography, asked: str, *, whole: bool) -> Pair:
    final = one_line(life.text)
    texts = [_text(version.pieces) for version in life.versions]
    now = final if whole else _asked_for(final, asked)
    older, place = (texts[0], 0) if whole else _first_like(now, texts)
    last = _last_change(life, now, texts, whole=whole)
    if one_line(older) == one_line(now):
        before: tuple[Piece, ...] = ()
        after: tuple[Piece, ...] = (("same", _cut(now)),)
    else:
        before, after = _marked(_cut(older), _cut(now))
    return Pair(
        before=before,
        after=after,
        first=life.versions[place].hand.authored.day() if life.versions else None,
        last=last,
        versions=len(life.versions),
        whole=whole,
    )


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph, by their stops and closing quotation marks. Linear."""
    return tuple(part for found in _SENTENCE.finditer(text) if (part := found[0].strip()))


def _text(pieces: Iterable[Piece]) -> str:
    """Return how a version read: what stands, without what went out."""
    return one_line("".join(text for mark, text in joined(p for p in pieces if p[0] != "out")))


def _asked_for(text: str, asked: str) -> str:
    """Return the sentences that the words lie in; the whole paragraph where a line was named."""
    found = sentences_of(text)
    words = _folded(asked)
    for length in range(1, min(len(found), MOST_SENTENCES) + 1):
        for start in range(len(found) - length + 1):
            stretch = " ".join(found[start : start + length])
            if words and words in _folded(stretch):
                return stretch
    return text


def _folded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _first_like(now: str, texts: Sequence[str]) -> tuple[str, int]:
    """Return the sentence of the oldest version that this one grew out of, and which version."""
    parts = min(len(sentences_of(now)), MOST_SENTENCES)
    for place, text in enumerate(texts):
        if one_line(now) in text:
            return now, place
        found = sentences_of(text)
        runs = [
            " ".join(found[start : start + length])
            for length in range(1, parts + 2)
            for start in range(len(found) - length + 1)
        ]
        best = max(runs, key=lambda run: _likeness(run, now), default="")
        if best and _likeness(best, now) >= LIKE:
            return best, place
    return now, max(0, len(texts) - 1)


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two sentences have in common (Dice 1945)."""
    left, right = (Counter(_WORD.findall(text.casefold())) for text in (one, other))
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _last_change(life: Biography, now: str, texts: Sequence[str], *, whole: bool) -> date | None:
    """Return the day since which it reads as it does."""
    place = len(texts) - 1
    while place > 0 and (texts[place - 1] == now if whole else now in texts[place - 1]):
        place -= 1
    return life.versions[place].hand.authored.day() if life.versions else None


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both sides with what only one of them has marked, by whole words."""
    left, right = _UNIT.findall(old), _UNIT.findall(new)
    codes: dict[str, str] = {}
    texts = [
        "".join(codes.setdefault(unit.strip(), chr(0x10000 + len(codes))) for unit in units)
        for units in (left, right)
    ]
    kept = common_runs(texts[0], texts[1])
    stay = [
        {start + k for a, b, size in kept for start in [(a, b)[side]] for k in range(size)}
        for side in (0, 1)
    ]
    return _side(left, stay[0], "out"), _side(right, stay[1], "in")


def _side(units: Sequence[str], stay: set[int], mark: Mark) -> tuple[Piece, ...]:
    """Return one side in stretches; the space between two belongs to the one that stays."""
    found: list[Piece] = []
    for place, unit in enumerate(units):
        kind: Mark = "same" if place in stay else mark
        word = unit.lstrip()
        space = unit[: len(unit) - len(word)]
        if found and found[-1][0] == kind:
            found[-1] = (kind, f"{found[-1][1]}{space}{word}")
        elif found and kind != "same":
            found[-1] = (found[-1][0], found[-1][1] + space)
            found.append((kind, word))
        else:
            found.append((kind, space + word))
    return tuple((kind, shown(text)) for kind, text in found)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"


def pair_object(pair: Pair) -> Json:
    """Return what the data tells of a pair: all that the page shows."""
    return {
        "before": [{"mark": mark, "text": text} for mark, text in pair.before],
        "after": [{"mark": mark, "text": text} for mark, text in pair.after],
        "first": pair.first.isoformat() if pair.first else None,
        "last": pair.last.isoformat() if pair.last else None,
        "versions": pair.versions,
        "whole": pair.whole,
    }


def recorded_pair(told: object) -> Pair | None:
    """Return the pair that data tells, None where it tells none or nothing that can be read."""
    if not isinstance(told, Mapping):
        return None
    versions = told.get("versions")
    return Pair(
        before=_pieces(told.get("before")),
        after=_pieces(told.get("after")),
        first=_day(told.get("first")),
        last=_day(told.get("last")),
        versions=versions if isinstance(versions, int) else 0,
        whole=told.get("whole") is True,
    )


def _pieces(told: object) -> tuple[Piece, ...]:
    pieces = told if isinstance(told, list) else []
    return tuple(
        (cast("Mark", piece["mark"]), shown(str(piece.get("text", ""))))
        for piece in pieces
        if isinstance(piece, Mapping) and piece.get("mark") in get_args(Mark)
    )


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        return None
