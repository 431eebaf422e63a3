"""Check one value of one setting; say what was found and what is allowed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath, PureWindowsPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from drafttime.settings.table import TIME_RULES

MAX_TEXT = 1000
"""The longest text of a setting, in characters."""

MAX_ITEMS = 1000
"""The longest list or table."""

MAX_GAP_MINUTES = 7 * 24 * 60.0
MAX_WORDS_PER_MINUTE = 300.0
MAX_TIMEOUT_MINUTES = 120.0

Reader = Callable[[object], object]


class UnsuitableError(ValueError):
    """A value that a setting cannot take: what was `found`, what is `allowed`, in words.

    `key` names the row of a table that it stands in; None where the whole setting is meant.
    """

    def __init__(self, found: str, allowed: str, key: str | None = None) -> None:
        super().__init__(f"{found}; allowed: {allowed}")
        self.found = found
        self.allowed = allowed
        self.key = key


def shown(value: object) -> str:
    """Return a value as a writer would recognise it, at most 60 characters of it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _cut(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "an empty list" if not value else f"a list of {len(value)}"
    try:
        return _cut(str(value))
    except ValueError:  # Python refuses to write out an integer of thousands of digits
        return "a very large number"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def text(value: object, allowed: str = "text in quotes") -> str:
    """Return a text of 1 to 1000 characters without control characters."""
    if not isinstance(value, str):
        raise UnsuitableError(shown(value), allowed)
    if not value.strip():
        raise UnsuitableError("empty", allowed)
    if len(value) > MAX_TEXT:
        raise UnsuitableError(f"{len(value):,} characters long", f"{allowed}, at most {MAX_TEXT:,}")
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise UnsuitableError(shown(value), f"{allowed}, on one line")
    return value.strip()


def texts(value: object, allowed: str = "a list of texts in quotes") -> tuple[str, ...]:
    """Return a list of texts; one text is a list of one."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise UnsuitableError(shown(value), allowed)
    if len(value) > MAX_ITEMS:
        raise UnsuitableError(f"a list of {len(value):,}", f"{allowed}, at most {MAX_ITEMS:,}")
    return tuple(text(item, allowed) for item in value)


def inside(value: object, allowed: str) -> tuple[str, ...]:
    """Return patterns or paths that stay inside the repository, with forward slashes."""
    kept = []
    for item in texts(value, allowed):
        path = item.removeprefix("./")
        if (
            PurePosixPath(path).is_absolute()
            or PureWindowsPath(path).drive
            or ".." in path.split("/")
        ):
            raise UnsuitableError(shown(item), f"{allowed}, inside the repository")
        kept.append(path)
    return tuple(kept)


def patterns(value: object) -> tuple[str, ...]:
    """Return glob patterns relative to the repository's root."""
    return inside(value, "a list of patterns in quotes")


def files(value: object) -> tuple[str, ...]:
    """Return paths of files inside the repository."""
    return inside(value, "a list of files in quotes")


def number(value: object, low: float, high: float, unit: str) -> float:
    """Return a finite number from `low` to `high`."""
    allowed = f"a number of {unit} from {low:g} to {high:g}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnsuitableError(shown(value), allowed)
    if not low <= value <= high:  # false for nan, too
        raise UnsuitableError(shown(value), allowed)
    return float(value)


def gap(value: object) -> float:
    """Return a session gap in minutes."""
    return number(value, 1, MAX_GAP_MINUTES, "minutes")


def typing_speed(value: object) -> float:
    """Return a copying speed in words a minute."""
    return number(value, 1, MAX_WORDS_PER_MINUTE, "words a minute")


def log_timeout(value: object) -> float:
    """Return how many minutes a heartbeat lasts."""
    return number(value, 1, MAX_TIMEOUT_MINUTES, "minutes")


def zone(value: object) -> str:
    """Return the name of a time zone that the system or the installed tables know."""
    allowed = "the name of a time zone, such as Europe/Lisbon or UTC"
    name = text(value, allowed)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise UnsuitableError(shown(value), allowed) from None
    return name


def yes_or_no(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise UnsuitableError(shown(value), "true or false")
    return value


def day(value: object) -> date:
    """Return a calendar day, from a date or a text such as 2024-03-01."""
    allowed = "a day written as YEAR-MONTH-DAY"
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise UnsuitableError(shown(value), allowed)
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(value.strip(), "%Y-%m-%d").date()  # noqa: DTZ007  a day, no zone
    except ValueError:
        raise UnsuitableError(shown(value), allowed) from None


def time_rule(value: object) -> str:
    """Return the name of a rule for counting time."""
    allowed = " or ".join(f'"{rule}"' for rule in TIME_RULES)
    if text(value, allowed) not in TIME_RULES:
        raise UnsuitableError(shown(value), allowed)
    return str(value).strip()


def _table(value: object, allowed: str, read_key: Reader, read_value: Reader) -> dict[str, object]:
    """Return a table with its keys and values read; an error names the row."""
    if not isinstance(value, Mapping):
        raise UnsuitableError(shown(value), allowed)
    if len(value) > MAX_ITEMS:
        raise UnsuitableError(
            f"a table of {len(value):,}", f"{allowed}, at most {MAX_ITEMS:,} of them"
        )
    table: dict[str, object] = {}
    for key, inner in value.items():
        try:
            table[str(read_key(key))] = read_value(inner)
        except UnsuitableError as error:
            raise UnsuitableError(error.found, allowed, str(key)) from None
    return table


def names_and_revisions(value: object) -> dict[str, object]:
    """Return a table of draft names, each with a revision."""
    return _table(value, "a table of names, each with a revision in quotes", text, text)


def globs_and_formats(value: object) -> dict[str, object]:
    """Return a table of patterns, each with the name of a format in lower case."""
    return _table(
        value,
        "a table of patterns, each with a format in quotes",
        lambda key: patterns(key)[0],
        lambda inner: text(inner).casefold(),
    )


def names_and_aliases(value: object) -> dict[str, object]:
    """Return a table of writers, each with other names and addresses; none belongs to two."""
    allowed = "a table of names, each with a list of names and addresses"
    people = _table(value, allowed, text, texts)
    owner: dict[str, str] = {}
    for person, aliases in people.items():
        assert isinstance(aliases, tuple)
        for alias in {person.casefold(), *(alias.casefold() for alias in aliases)}:
            if owner.setdefault(alias, person) != person:
                raise UnsuitableError(
                    f"a table that gives {shown(alias)} to {shown(owner[alias])} and to "
                    f"{shown(person)}",
                    "every name and address once",
                )
    return people


READERS: Mapping[str, Reader] = {
    "title": text,
    "author": text,
    "book": text,
    "first": text,
    "final": text,
    "drafts": names_and_revisions,
    "include": patterns,
    "exclude": patterns,
    "order": patterns,
    "format": globs_and_formats,
    "gap": gap,
    "time_rule": time_rule,
    "typing_speed": typing_speed,
    "since": day,
    "until": day,
    "writer": texts,
    "writers": names_and_aliases,
    "logs": files,
    "log_only": texts,
    "log_timeout": log_timeout,
    "log_writer": text,
    "zone": zone,
    "show_text": yes_or_no,
    "show_cuts": yes_or_no,
    "quiet": yes_or_no,
    "no_cache": yes_or_no,
    "no_color": yes_or_no,
}
"""How each setting of the file is read, by field name."""

OPTION_READERS: Mapping[str, Reader] = {**READERS, "logs": texts}
"""The same for the command line, where a log may lie anywhere."""
