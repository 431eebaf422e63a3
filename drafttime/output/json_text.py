"""Values as JSON: what every program reads, and neither a terminal nor a page obeys."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from drafttime import __version__
from drafttime.model import Notice
from drafttime.output.escaping import whole

SCHEMA = 1

Json = dict[str, Any]

# Valid inside a JSON string, but a terminal or an editor would obey it, or a script element that
# holds the data would end with it: written as \uXXXX.
_OBEYED = re.compile("[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def plain(value: object) -> Any:
    """Return a value in what JSON has: texts valid, times ISO, numbers that are none None."""
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


# A list of nothing but numbers, one a line. No string can look like it: newlines are escaped there.
_NUMBERS = re.compile(r"\[\n[\s\d.,eE+-]*\]")


def json_text(found: Json) -> str:
    """Return plain values as JSON text in which nothing is obeyed by a terminal or a page."""
    text = json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1)
    text = _NUMBERS.sub(lambda hit: "".join(hit[0].split()).replace(",", ", "), text)
    return _OBEYED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text) + "\n"


def notice_objects(notices: Iterable[Notice]) -> list[Json]:
    """Return what the data says of notices."""
    return [{"code": notice.code, "message": notice.message} for notice in notices]
