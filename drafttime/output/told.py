"""The data of a report read back from a folder that anybody may have written.

Nothing in it is believed, and nothing that it names is opened: sizes and depth are bounded, every
value that is used is checked, and it can choose no file outside the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from drafttime.errors import EvidenceError
from drafttime.history.safe_files import Folder
from drafttime.output.evidence import final_commit
from drafttime.output.json_text import SCHEMA, Json
from drafttime.output.told_portfolio import is_portfolio, logs_told, settings_told, withheld
from drafttime.request import Recorded
from drafttime.settings.recorded import LOG_NOT_READ
from drafttime.settings.values import UnsuitableError, files

DATA = "data.json"
MOST_BYTES = 32 << 20
"""The data of the longest book that was tried has 5 MB."""
MOST_VALUES = 2_000_000
MOST_LEVELS = 20
MOST_DIGITS = 18

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TAG = "tag "
_CHOSEN = "chosen: "
HINT = "verify a folder that drafttime made, or its data.json"


@dataclass(frozen=True, slots=True)
class Told:
    """What a folder says: its data, and the folder itself; None where only the data was named."""

    data: Json
    folder: Path | None


def read_told(place: Path) -> Told:
    """Read what a folder, or a data.json by itself, says. Raises EvidenceError."""
    try:
        whole = place.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise EvidenceError(f"{place} does not exist, or cannot be opened", HINT) from None
    folder, name = (whole, DATA) if whole.is_dir() else (whole.parent, whole.name)
    if whole.is_file() and whole.suffix != ".json":
        raise EvidenceError(f"{place} is no {DATA}", "name the folder that it lies in")
    opened = Folder.open(folder)
    if opened is None:
        raise EvidenceError(f"{folder} cannot be opened", "check who may read it")
    with opened:
        kind = opened.kind(name)
        content = opened.read(name, MOST_BYTES)
    if kind == "absent":
        raise EvidenceError(f"there is no {DATA} in {place}", HINT)
    if content is None:
        raise EvidenceError(
            f"{place / DATA if whole.is_dir() else place} is no plain file of at most "
            f"{MOST_BYTES >> 20} MB",
            "links are not followed, and no report has more data; make the report again",
        )
    return Told(parse_told(content), whole if whole.is_dir() else None)


def parse_told(content: bytes) -> Json:
    """Return the data that these bytes hold: one object of schema 1, with evidence.

    Raises EvidenceError for whatever is not that.
    """
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        _refuse("holds more values than any report")
    try:
        data = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_real,
        )
    except RecursionError:
        _refuse("has brackets inside brackets, too many to read")
    except ValueError as error:
        _refuse(str(error) if isinstance(error, _OddError) else "is not JSON, or was cut short")
    _check_depth(data)
    if not isinstance(data, dict) or type(data.get("schema")) is not int:
        _refuse("is no data of a report")
    if data["schema"] != SCHEMA:
        raise EvidenceError(
            f"{DATA} is of schema {data['schema']}, and this drafttime reads schema {SCHEMA}",
            "verify it with the version of drafttime that made it",
        )
    if not isinstance(data.get("evidence"), dict):
        raise EvidenceError(
            f"{DATA} holds no evidence",
            "it was made by an earlier drafttime, or by a command whose data carries none: make "
            "the report again",
        )
    return data


class _OddError(ValueError):
    """JSON that its readers understand differently."""


def _refuse(why: str) -> NoReturn:
    raise EvidenceError(f"{DATA} {why}", HINT)


def _pairs(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _OddError("says the same key twice, so that its readers may see different figures")
    return found


def _constant(name: str) -> NoReturn:
    raise _OddError(f"holds {name}, which is no number")


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _OddError("holds a number with more digits than any count has")
    return int(digits)


def _real(digits: str) -> float:
    found = float(digits) if len(digits) <= 2 * MOST_DIGITS else float("inf")
    if not abs(found) < 1e18:
        raise _OddError("holds a number with more digits than any figure has")
    return found


def _check_depth(data: object) -> None:
    level: list[object] = [data]
    for _ in range(MOST_LEVELS):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    _refuse("has brackets inside brackets, too many for a report")


def logs_of(data: Json) -> tuple[str, ...]:
    """Return the logs that the settings name, as they were named; in a portfolio, their kinds."""
    if is_portfolio(data):
        return logs_told(data)
    logs = _table(data, "settings").get("logs") or []
    if not isinstance(logs, list) or not all(isinstance(log, str) for log in logs):
        _refuse("names logs in `settings.logs` that are no texts")
    return tuple(logs)


def lies_inside(log: str) -> bool:
    """Say whether a log could lie in the repository itself, from its name alone."""
    try:
        return log not in {"", LOG_NOT_READ} and bool(files([log]))
    except UnsuitableError:
        return False


def recorded_of(data: Json, logs: tuple[str, ...]) -> Recorded:
    """Return how the book stood, by what the data says; only these of its logs are to be read.

    Drafts are known by the ids of their commits: their tags may have moved. Raises EvidenceError
    where something that this needs is missing or of the wrong kind.
    """
    settings = _table(data, "settings")
    final = _id(final_commit(data), "the final commit")
    drafts = data.get("drafts")
    if not isinstance(drafts, list) or not drafts:
        _refuse("lists no `drafts`")
    for draft in drafts:
        _id(draft.get("commit") if isinstance(draft, dict) else None, "a draft")
    if is_portfolio(data):
        settings, names, tags = settings_told(data, final)
    else:
        names, tags = _names(drafts, final)
    chosen = settings.get("final")
    if isinstance(chosen, str):
        names[chosen] = final
    by = drafts[-1].get("resolved_by")
    manuscript = _table(data, "manuscript")
    return Recorded(
        settings={**settings, "logs": list(logs)},
        final=final,
        branch=by if isinstance(by, str) and by != "HEAD" and not chosen else "",
        names=names,
        tags=tags,
        folder=str(manuscript.get("name") or ""),
        withheld=withheld(data),
    )


def _names(drafts: list[Json], final: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the commits of revisions as they were written, and those of tags."""
    names: dict[str, str] = {}
    tags: dict[str, str] = {}
    for draft in drafts:
        commit, by = draft["commit"], draft.get("resolved_by")
        if not isinstance(by, str):
            continue
        if by.startswith(_TAG):
            tags[by.removeprefix(_TAG)] = commit
        elif by.startswith(_CHOSEN):
            revision, colon, _ = by.removeprefix(_CHOSEN).partition(":")
            # A draft at the final commit beside another one is kept as files: a path, no revision.
            if colon or commit != final or len(drafts) == 1:
                names[revision or "HEAD"] = commit
    return names, tags


def commits_of(data: Json, recorded: Recorded) -> Mapping[str, str]:
    """Return the commits that recomputing needs, by what to call them."""
    found = {"the final draft": recorded.final}
    for draft in data["drafts"]:
        found.setdefault(f"the draft “{draft.get('name')}”", draft["commit"])
    return found


def _table(data: Json, key: str) -> Json:
    found = data.get(key)
    if not isinstance(found, dict):
        _refuse(f"has no table `{key}`")
    return found


def _id(value: object, what: str) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        _refuse(f"names no commit for {what}")
    return value
