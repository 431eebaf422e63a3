"""Values as JSON: what every program reads, and neither a terminal nor a page obeys."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from drafttime import __version__
from drafttime.model import Notice
from drafttime.output.escaping import whole

SCHEMA = 1

Json = dict[str, Any]

# Valid inside a JSON string, but a terminal or an editor would obey it, or a script element that
# holds the data would end with it: written as \uXXXX.
_OBEYED = re.compile("[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def plain(value: Any) -> Any:
    """Return a value in what JSON has: texts valid, times ISO, numbers that are none None.

    Nearly all values are of the first few types, which are told apart by nothing but their type.
    """
    kind = type(value)
    if kind is str:
        return _valid(value)
    if value is None or kind is int or kind is bool:
        return value
    if kind is float:
        return value if math.isfinite(value) else None
    if kind is dict:
        return {_valid(str(key)): plain(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [plain(item) for item in value]
    return _plain_of_any(value)


def _valid(text: str) -> str:
    return text if text.isascii() else whole(text)


def _plain_of_any(value: object) -> Any:
    match value:
        case Mapping():
            return {whole(str(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted(map(plain, value))
        case Iterable() if not isinstance(value, str):
            return [plain(item) for item in value]
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float():
            return value
        case _:
            return whole(value.isoformat() if isinstance(value, date) else str(value))


def listing(found: Json) -> str:
    """Return what a command lists as JSON text, with the schema before it."""
    return json_text({"schema": SCHEMA, "drafttime": __version__, **plain(found)})


def json_text(found: Json) -> str:
    """Return plain values as JSON text in which nothing is obeyed by a terminal or a page.

    Indented by one blank a level, lists of nothing but numbers on one line. Written here, since
    `json` itself indents in Python too, and at a third of the speed.
    """
    text = _written(found, "\n")
    return _OBEYED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text) + "\n"


def _written(value: Any, line: str) -> str:
    """Return a value as JSON; `line` is a line end with the blanks that follow it."""
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is int:
        return repr(value)
    if kind is dict and value:
        inner = f"{line} "
        items = [f"{_quoted(key)}: {_written(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}"
    if (kind is list or kind is tuple) and value:
        if _NUMBERS.issuperset(map(type, value)):
            return f"[{', '.join(map(_scalar, value))}]"
        inner = f"{line} "
        return f"[{inner}{f',{inner}'.join([_written(item, inner) for item in value])}{line}]"
    return _scalar(value)


_NUMBERS = frozenset({int, float})
_quoted = json.encoder.encode_basestring


_WORDS: Mapping[object, str] = MappingProxyType({None: "null", True: "true", False: "false"})


def _scalar(value: Any) -> str:
    kind = type(value)
    if kind is int or (kind is float and math.isfinite(value)):
        return repr(value)
    if value is None or kind is bool:
        return _WORDS[value]
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def notice_objects(notices: Iterable[Notice]) -> list[Json]:
    """Return what the data says of notices."""
    return [{"code": notice.code, "message": notice.message} for notice in notices]
