"""Tables of time: what their columns are called, in CSV and in Markdown alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from drafttime.clock.logs._log import LogError

Role = Literal[
    "day",
    "start",
    "end",
    "end_day",
    "hours",
    "minutes",
    "duration",
    "words",
    "text",
    "project",
    "writer",
]

_NAMES: Mapping[Role, str] = {
    "day": "date|day|start date|begin date|from date",
    "start": "start|begin|from|started|start time|begin time|from time|started at|time in",
    "end": "end|stop|to|ended|finish|end time|stop time|to time|ended at|finish time|time out",
    "end_day": "end date|stop date|to date|finish date",
    "hours": "hours|hrs|duration (decimal)|duration (hours)|time (decimal)|time (hours)"
    "|hours spent",
    "minutes": "minutes|mins|duration (minutes)|time (minutes)|minutes spent",
    "duration": "duration|duration (h)|time (h)|length|time spent|duration (hh:mm)",
    "words": "words|word count|words written",
    "text": "note|notes|text|task|description|comment|comments|activity|summary|details|work|what"
    "|title|tags|what i did|work done",
    "project": "project",
    "writer": "writer|author|user|name|person|member|team member",
}
_ROLES: Mapping[str, Role] = {
    name: role for role, names in _NAMES.items() for name in names.split("|")
}
_SHARED: frozenset[Role] = frozenset({"text"})

_NOTHING = re.compile(r"[-–—.?/]{0,20}|n/?a|none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table: the role of each by its place, and the heads as they stand there.

    `named` is the head of the first column of each role.
    """

    roles: tuple[Role | None, ...]
    heads: tuple[str, ...]
    named: Mapping[Role, str]

    def has(self, *roles: Role) -> bool:
        """Return whether any of the columns has one of these roles."""
        return any(role in self.roles for role in roles)

    @property
    def is_log(self) -> bool:
        """Whether a row can give time or words."""
        return self.has("hours", "minutes", "duration", "words") or (
            self.has("start") and self.has("end")
        )


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by their roles; of columns that share a role, one below the other."""

    file: str
    line: int
    cells: Mapping[Role, str]
    heads: Mapping[Role, str]

    def get(self, role: Role) -> str:
        """Return a cell, empty where there is none or only a dash stands in it."""
        found = self.cells.get(role, "").strip()
        return "" if role != "text" and _NOTHING.fullmatch(found) else found

    @property
    def is_empty(self) -> bool:
        """Whether the row gives neither time nor words."""
        amounts: tuple[Role, ...] = ("start", "end", "hours", "minutes", "duration", "words")
        return not any(self.get(role) for role in amounts)

    @property
    def is_running(self) -> bool:
        """Whether the row says when something began, and neither when it ended nor how long."""
        amounts: tuple[Role, ...] = ("end", "hours", "minutes", "duration", "words")
        return bool(self.get("start")) and not any(self.get(role) for role in amounts)

    def error(self, clause: str, hint: str = "") -> LogError:
        """Return an error about this row."""
        return LogError(self.file, self.line, clause, hint)


def table_of(heads: Sequence[str]) -> Table:
    """Return the columns that a header names."""
    roles = tuple(_ROLES.get(_plain(head)) for head in heads)
    bare = tuple(head.strip() for head in heads)
    pairs = zip(reversed(roles), reversed(bare), strict=True)
    return Table(roles, bare, {role: head for role, head in pairs if role is not None})


def refuse_twice(file: str, line: int, table: Table) -> None:
    """Raise LogError where two columns have the same meaning."""
    for place, role in enumerate(table.roles):
        if role is not None and role not in _SHARED and role in table.roles[:place]:
            first = table.heads[table.roles.index(role)]
            raise LogError(
                file, line, f"the columns “{first}” and “{table.heads[place]}” say the same"
            )


def row_of(file: str, line: int, table: Table, cells: Sequence[str]) -> Row:
    """Return the cells of a row. Raises LogError for one with more cells than columns."""
    if any(cell.strip() for cell in cells[len(table.roles) :]):
        raise LogError(
            file,
            line,
            f"it has {len(cells)} cells, and the header has {len(table.roles)}",
            "put cells that hold the separator itself in quotation marks",
        )
    found: dict[Role, str] = {}
    for role, cell in zip(table.roles, cells, strict=False):
        if role is None:
            continue
        if role in found and cell.strip():
            found[role] = f"{found[role]} / {cell.strip()}" if found[role] else cell.strip()
        else:
            found.setdefault(role, cell.strip())
    return Row(file, line, found, table.named)


def _plain(head: str) -> str:
    """Return the head of a column as it is looked up: small letters, single spaces."""
    return " ".join(re.sub(r"[*`_\s-]{1,20}", " ", head.casefold()).split())
