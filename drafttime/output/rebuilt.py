"""An analysis whose figures from outside logs are those that a folder tells.

Where a log is not at hand, what rests on it cannot be recomputed. It is read back from the data, so
that page, tables and charts can still be made again and be compared with those in the folder: they
must agree with the data, and the data, as far as it goes, with the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from drafttime.model import Analysis, Cut, Moment, Notice, Session, Time
from drafttime.output.json_text import Json

_NAMES = {
    "estimate": "estimated_minutes",
    "low_minutes": "low",
    "mid_minutes": "mid",
    "high_minutes": "high",
    "intervals": "stretches",
    "interval_minutes": "stretches_minutes",
    "too_short": "stretches_too_short",
}
"""How the data calls fields of the model, where it calls them otherwise."""


class OddDataError(ValueError):
    """Data that no analysis could have written."""


def as_told(analysis: Analysis, data: Json) -> Analysis:
    """Return the analysis with what only its maker could see, as the data tells it.

    Notices, uncommitted files, reasons, and how many objects were read differ from clone to clone.
    Raises OddDataError.
    """
    history, manuscript = _table(data, "history"), _table(data, "manuscript")
    reasons = {
        left.get("path"): _text(left.get("reason"))
        for left in _rows(manuscript, "left_out")
        if isinstance(left.get("path"), str)
    }
    return replace(
        analysis,
        notices=tuple(
            Notice(_text(one.get("code")), _text(one.get("message")))
            for one in _rows(data, "notices")
        ),
        facts=replace(
            analysis.facts,
            objects_verified=built(int, history.get("objects_verified")),
            uncommitted=built(tuple[str, ...], history.get("uncommitted")),
        ),
        manuscript=replace(
            analysis.manuscript,
            left_out=tuple(
                replace(left, reason=reasons.get(left.path, left.reason))
                for left in analysis.manuscript.left_out
            ),
        ),
    )


def with_told_time(analysis: Analysis, data: Json) -> Analysis:
    """Return the analysis with the sessions and the time of the data in the place of its own.

    Raises OddDataError where the data has not as many revisions, chapters or paragraphs.
    """
    lineage = analysis.lineage
    told_lineage = _table(data, "lineage")
    return replace(
        analysis,
        sessions=tuple(_session(row) for row in _rows(data, "sessions")),
        time=_time(_table(data, "time")),
        revisions=_each(analysis.revisions, _rows(data, "revisions"), "session"),
        chapters=_each(analysis.chapters, _rows(data, "chapters"), "sessions"),
        lineage=replace(
            lineage,
            paragraphs=_each(lineage.paragraphs, _rows(told_lineage, "paragraphs"), "sessions"),
        ),
        cuts=None if analysis.cuts is None else _cuts(analysis.cuts, _rows(data, "cuts")),
    )


def _time(told: Json) -> Time:
    both = told.get("hand_and_eye")
    if isinstance(both, dict):
        both = {**both, "hand_minutes": told.get("hand_minutes"), "eye": told.get("eye_minutes")}
    found: Time = built(Time, {**told, "hand_and_eye": both})
    return found


def _session(row: Json) -> Session:
    found: Session = built(Session, row)
    day = built(date | None, row.get("day"))
    return found if found.start.seconds is not None else replace(found, on=day)


def _cuts(ours: Sequence[Cut], told: Sequence[Json]) -> tuple[Cut, ...]:
    """Return cut passages with the sessions of their hands as told."""
    hands = {
        name: _each([getattr(cut, name) for cut in ours], [_table(row, name) for row in told],
                    "session")
        for name in ("written", "last_written", "cut")
    }  # fmt: skip
    return tuple(
        replace(cut, **{name: found[place] for name, found in hands.items()})
        for place, cut in enumerate(ours)
    )


def _each(ours: Sequence[Any], told: Sequence[Json], field: str) -> tuple[Any, ...]:
    """Return our values with one field of each as told."""
    if len(ours) != len(told):
        raise OddDataError(f"{len(told)} rows where the history gives {len(ours)}")
    return tuple(
        replace(one, **{field: built(_hints(type(one))[field], row.get(field))})
        for one, row in zip(ours, told, strict=True)
    )


def built(kind: Any, value: object) -> Any:
    """Return a value of plain data as one of this type: a dataclass, tuple, date, Moment, number.

    A field that the data lacks keeps its default. Raises OddDataError. The depth of the recursion
    is that of the type, not of the data.
    """
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        inner = [one for one in get_args(kind) if one is not NoneType]
        found = (
            None if value is None and len(inner) < len(get_args(kind)) else built(inner[0], value)
        )
    elif origin is tuple and isinstance(value, list):
        found = tuple(built(get_args(kind)[0], one) for one in value)
    elif origin is Literal and value in get_args(kind):
        found = value
    elif kind is Moment:
        found = _moment(value)
    elif kind is date:
        found = _day(value)
    elif is_dataclass(kind) and isinstance(kind, type) and isinstance(value, Mapping):
        found = _built_object(kind, value)
    elif kind is str and value is None:
        found = ""
    elif type(value) is kind or (kind is float and type(value) is int):
        found = value
    else:
        raise OddDataError(f"{str(value)[:40]!r} is no {kind}")
    return found


def _built_object(kind: type[Any], value: Mapping[str, object]) -> Any:
    given: dict[str, Any] = {}
    for field in fields(kind):
        key = field.name if field.name in value else _NAMES.get(field.name, field.name)
        if key in value:
            given[field.name] = built(_hints(kind)[field.name], value[key])
        elif field.default is MISSING and field.default_factory is MISSING:
            given[field.name] = built(_hints(kind)[field.name], None)
    return kind(**given)


def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _moment(value: object) -> Moment:
    if value is None:
        return Moment(None)
    try:
        when = datetime.fromisoformat(str(value))
        offset = when.utcoffset()
        assert offset is not None
        return Moment(int(when.timestamp()), int(offset.total_seconds()) // 60)
    except (ValueError, OverflowError, AssertionError):
        raise OddDataError("a time that is none") from None


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise OddDataError("a day that is none") from None


def _table(data: Json, key: str) -> Json:
    found = data.get(key)
    if not isinstance(found, dict):
        raise OddDataError(f"{key} is no table")
    return found


def _rows(data: Json, key: str) -> list[Json]:
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise OddDataError(f"{key} is no list of tables")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise OddDataError("a text that is none")
    return value
