"""Entries of logs that are kept as JSON: read strictly, and named in every error.

What an editor wrote is taken at its word only where it says it in the form that it always has: a
number that is true or false, a key that stands twice or a time without a zone is an error, and an
error gives nothing from its file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from drafttime.clock.logs import _log
from drafttime.clock.logs._log import Allowance, LogError, LogFile, too_many

MOST_PARTS = 6_000_000
"""The most values that a JSON log may hold. 64 MB of real heartbeats hold under 4 million; the
same length in empty lists would take more than a gigabyte of memory."""

_OTHER_OBJECTS = 100_000
"""How many objects a file of heartbeats may have that are none: days, projects, their sums."""

LATEST_SECONDS = 7_258_118_400
"""1 January 2200 in UTC: a time behind it is no time, but a number in another unit."""

FURTHEST_ZONE = timedelta(hours=14)
"""The furthest that a clock on Earth stands from UTC (Kiribati)."""

_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a JSON log: its values, and what it is called in an error.

    `line` is None in a file without lines. `name` begins the reason of an error, as in
    “heartbeat 12” or “it”.
    """

    file: str
    line: int | None
    name: str
    values: Mapping[str, object]

    def error(self, clause: str, hint: str = "") -> LogError:
        """Return an error about this entry; `clause` follows its name, as in “has no time”."""
        return LogError(self.file, self.line, f"{self.name} {clause}", hint)

    def text(self, key: str) -> str:
        """Return a text, which may be empty. Raises LogError where it is absent or none."""
        value = self._value(key)
        if not isinstance(value, str):
            raise self.error(f"has a “{key}” that is no text")
        return value

    def text_or_nothing(self, key: str) -> str:
        """Return a text, or an empty one where it is absent or null."""
        return "" if self.values.get(key) is None else self.text(key)

    def number(self, key: str) -> float:
        """Return a finite number. Raises LogError where it is absent, true, false or another."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"has a “{key}” that is no number")
        if not -_LARGEST < value < _LARGEST:
            raise self.error(f"has a “{key}” that is out of all bounds")
        return float(value)

    def amount(self, key: str) -> float:
        """Return a number that is not below zero, such as a duration in seconds."""
        value = self.number(key)
        if value < 0:
            raise self.error(f"has a negative “{key}”")
        return value

    def whole(self, key: str) -> int:
        """Return a whole number that is not below zero, such as a count of words."""
        value = self.amount(key)
        if not value.is_integer():
            raise self.error(f"has a “{key}” that is no whole number")
        return int(value)

    def unix_seconds(self, key: str) -> float:
        """Return a time that stands there as Unix seconds, between 1970 and 2200."""
        return self.within_bounds(self.number(key), key)

    def iso_seconds(self, key: str) -> float:
        """Return the Unix seconds of a time that stands there as ISO 8601 with its zone."""
        written = self.text(key)
        try:
            found = datetime.fromisoformat(written)
            offset = found.utcoffset()
        except ValueError:
            raise self.error(f"has a “{key}” that is no time: {shortened(written)}") from None
        if offset is None:
            raise self.error(f"has a “{key}” without a zone: {shortened(written)}")
        if abs(offset) > FURTHEST_ZONE:
            raise self.error(f"has a “{key}” in a zone that does not exist: {shortened(written)}")
        return self.within_bounds(found.timestamp(), key)

    def within_bounds(self, seconds: float, key: str) -> float:
        """Return Unix seconds that lie between 1970 and 2200; raises LogError for others."""
        if not 0 <= seconds < LATEST_SECONDS:
            raise self.error(f"has a “{key}” that does not lie between 1970 and 2200")
        return seconds

    def part(self, key: str, name: str) -> Entry:
        """Return the object under `key`, called `name` in errors."""
        return entry_of(self.file, self.line, name, self._value(key))

    def parts(self, key: str, name: str, first: int = 1) -> Iterator[Entry]:
        """Yield the objects of the list under `key`, called `name` and their number."""
        for number, one in enumerate(self.listed(key), first):
            yield entry_of(self.file, self.line, f"{name} {number}", one)

    def listed(self, key: str) -> list[object]:
        """Return the list under `key`, of whatever it holds."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self.error(f"has a “{key}” that is no list")
        return value

    def _value(self, key: str) -> object:
        value = self.values.get(key)
        if value is None:
            raise self.error(f"has no “{key}”")
        return value


def entry_of(file: str, line: int | None, name: str, value: object) -> Entry:
    """Return a parsed object as an entry. Raises LogError for a value of another kind."""
    if not isinstance(value, dict):
        raise LogError(file, line, f"{name} is no JSON object")
    return Entry(file, line, name, value)


def json_of(
    file: LogFile,
    text: str,
    line: int | None = None,
    keys: frozenset[str] | None = None,
    pack: Callable[[dict[str, object]], object] | None = None,
) -> object:
    """Return what a JSON text says.

    `line` is where the text stands where it is one line of many. Of objects only the `keys` are
    kept where they are given, and `pack` returns what stands in their place as soon as they are
    read: both bound memory. Raises LogError for text that is cut short, nested too deeply, or holds
    a key twice, a number that is none, more than `MOST_PARTS` values, or more objects than a log
    may have heartbeats.
    """
    if text.count(",") + text.count("[") + text.count("{") > MOST_PARTS:
        raise too_many(file.name, MOST_PARTS, "values")

    objects = Allowance(file.name, _log.MOST_BEATS + _OTHER_OBJECTS, "entries")

    def kept(pairs: list[tuple[str, object]]) -> object:
        objects.take()
        found = dict(pairs)
        if len(found) < len(pairs):
            raise _RefusedError(f"an object names “{_twice(pairs)}” twice")
        if keys is not None:
            found = {key: value for key, value in found.items() if key in keys}
        return found if pack is None else pack(found)

    try:
        return json.loads(text, object_pairs_hook=kept, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        where = error.lineno if line is None else line
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise LogError(file.name, where, "it ends in the middle") from None
        raise LogError(file.name, where, f"it is no JSON at character {error.colno:,}") from None
    except _RefusedError as error:
        raise LogError(file.name, line, str(error)) from None
    except RecursionError:
        raise LogError(file.name, line, "its lists and objects are nested too deeply") from None
    except ValueError:
        raise LogError(file.name, line, "a number in it is too long") from None


def shortened(text: str, most: int = 40) -> str:
    """Return a text of the log for a message or a record: on one line, cut, without half letters.

    JSON may hold half of a letter of two parts, which no file could take.
    """
    line = " ".join(text[: 4 * most].split())
    whole = line.encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= most else f"{whole[: most - 1]}…"


class _RefusedError(Exception):
    """What the parser was handed and must not take."""


def _twice(pairs: list[tuple[str, object]]) -> str:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return shortened(key)
        seen.add(key)
    return ""


def _refuse_constant(name: str) -> NoReturn:
    raise _RefusedError(f"it holds {name}, which is no number")
