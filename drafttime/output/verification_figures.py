"""Figures, rules and notices beside those that the history gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from drafttime.model import Analysis
from drafttime.model.evidence import FigureDiffers, FileDiffers, NotVerified
from drafttime.output.escaping import shown
from drafttime.output.evidence import (
    DIGITS,
    Figures,
    Scalar,
    canonical,
    evidence_object,
    is_outside,
)
from drafttime.output.json_text import Json
from drafttime.output.told import DATA
from drafttime.output.wording import listed

MOST_NAMED = 5
_VALUE = 60
_FOREIGN = (
    "the folder says that another version of drafttime made it, and this one has no such figure"
)
_CLOSE = 10.0 ** (1 - DIGITS)

OF_HISTORY = frozenset(
    """automatic-commits bulk-commit copied-files duplicate-commits format-changed guessed-draft
    late-first-draft past-copies read-as-plain time-inversions""".split()
)
"""Notices that every clone gives; the others are about a clone, a cache or a log."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """An analysis of the repository as the folder tells it stood, and how it was come by.

    `logs` says what became of the logs, whose names are `log_names`: "none" were named, those of
    the repository were read, whoever asks has supplied them, or they are missing. `excuse` says
    why a figure may differ and nobody be at fault, as a clause; empty where nothing excuses it.
    """

    analysis: Analysis
    logs: Literal["none", "repository", "supplied", "missing"] = "none"
    log_names: tuple[str, ...] = ()
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of the figures; `excuse` holds where some differ for that reason."""

    agree: int
    differ: tuple[FigureDiffers, ...]
    unknown: tuple[NotVerified, ...]
    rest_on_logs: bool
    excuse: str


def judge(
    theirs: Figures, ours: Figures, outside: list[str], found: Recomputed, *, whole: bool
) -> Judged:
    """Sort the figures; `whole`: the same version told them, so that each must be on both sides."""
    agree, differ, of_logs, excused, foreign = 0, [], [], [], []
    for name in dict.fromkeys([*theirs, *ours]):
        if not whole and (name not in theirs or name not in ours):
            foreign += [name] if name in theirs else []
            continue
        same = name in theirs and name in ours and alike(theirs[name], ours[name])
        of_log = bool(outside) and is_outside(name, outside)
        if of_log and (found.logs == "missing" or not same):
            of_logs += [name] if name in theirs else []
        elif same:
            agree += 1
        elif found.excuse:
            excused.append(name)
        else:
            differ.append(FigureDiffers(name, _shown_of(theirs, name), _shown_of(ours, name)))
    unknown = []
    if of_logs:
        unknown.append(NotVerified("figures", tuple(of_logs), _why_logs(found)))
    if excused:
        unknown.append(NotVerified("figures", tuple(excused), found.excuse))
    if foreign:
        unknown.append(NotVerified("figures", tuple(foreign), _FOREIGN))
    return Judged(
        agree, tuple(differ), tuple(unknown), bool(of_logs), found.excuse if excused else ""
    )


def _why_logs(found: Recomputed) -> str:
    if found.logs == "missing":
        names = [shown(PurePath(name).name, 40) for name in found.log_names[:MOST_NAMED]]
        named = f" ({listed(names)})" if names else ""
        return f"they rest on logs outside the repository{named}; --logs FILE compares them too"
    return "they rest on logs, and the versions of them that are committed give other figures"


def alike(told: Scalar, ours: Scalar) -> bool:
    """Say whether two figures are the same, but for the last digits of a fraction."""
    one, other = canonical(told), canonical(ours)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= _CLOSE * max(abs(one), abs(other))
    return one == other


def _shown(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False), _VALUE)


def said_otherwise(data: Json, remade: Json) -> Iterator[FigureDiffers]:
    """Yield the rules and notices that are not those of this history."""
    told, ours = ({f"rules.{key}": rule for key, rule in _rules(one)} for one in (data, remade))
    for name in dict.fromkeys([*told, *ours]):
        if told.get(name) != ours.get(name):
            yield FigureDiffers(name, _shown_of(told, name), _shown_of(ours, name))
    expected = [notice for _, notice in _notices(remade)]
    for place, notice in _notices(data):
        if notice in expected:
            expected.remove(notice)
        else:
            yield FigureDiffers(f"notices[{place}]", _shown(notice), None)
    for notice in expected:
        yield FigureDiffers("notices", None, _shown(notice))


def _rules(data: Json) -> Iterable[tuple[str, object]]:
    found = data.get("rules")
    return found.items() if isinstance(found, dict) else ()


def _notices(data: Json) -> Iterator[tuple[int, object]]:
    """Yield the notices about the history with their places: their words, else their codes."""
    found = data.get("notices")
    for place, notice in enumerate(found if isinstance(found, list) else []):
        code = notice.get("code") if isinstance(notice, dict) else None
        if isinstance(code, str) and code in OF_HISTORY:
            yield place, notice.get("message", code)


def notices_told(data: Json) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of every notice in the data; its code where it has no words.

    What is no notice is passed over.
    """
    found = data.get("notices")
    for notice in found if isinstance(found, list) else []:
        code = notice.get("code") if isinstance(notice, dict) else None
        words = notice.get("message", code) if isinstance(notice, dict) else None
        if isinstance(code, str) and isinstance(words, str):
            yield code, words


def _shown_of(values: Mapping[str, object], name: str) -> str | None:
    return _shown(values[name]) if name in values else None


def sealed_otherwise(data: Json) -> Iterator[FileDiffers]:
    """Yield what the data says of itself and is not so."""
    told = data["evidence"]
    ours = evidence_object({key: value for key, value in data.items() if key != "evidence"})
    number = shown(str(told.get("figures")), 20)
    for key, what in (
        ("digest", "states a digest that is not that of its figures: something was altered"),
        ("commit", "states another commit than that of its final draft"),
        ("figures", f"states that it holds {number} figures"),
        ("outside", "lists other figures as resting on logs than do"),
    ):
        if told.get(key) != ours[key]:
            yield FileDiffers(DATA, what)
