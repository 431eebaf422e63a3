"""The settings, one field each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from drafttime.settings.table import KARAT_WORDS_PER_MINUTE, SETTINGS, TIME_RULES, SettingInfo


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, after file, book and command line; `SETTINGS` says what it means.

    `book` is the name of the chosen `[books.NAME]` table, or None. Three fields are not set by a
    writer: `source` names the file for messages (empty: there is none), `given` holds the names
    that the command line set (so that a path can be looked for where the writer stands), and
    `other_books` the `include` patterns of the books that were not chosen.
    """

    title: str = ""
    author: str = ""
    book: str | None = None
    first: str | None = None
    final: str | None = None
    drafts: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    format: Mapping[str, str] = field(default_factory=dict)
    gap: float | None = None
    time_rule: str = TIME_RULES[0]
    typing_speed: float = KARAT_WORDS_PER_MINUTE
    since: date | None = None
    until: date | None = None
    writer: tuple[str, ...] = ()
    writers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    logs: tuple[str, ...] = ()
    log_only: tuple[str, ...] = ()
    log_timeout: float | None = None
    log_writer: str = ""
    zone: str = ""
    show_text: bool = False
    show_cuts: bool = False
    quiet: bool = False
    no_cache: bool = False
    no_color: bool = False
    source: str = ""
    given: frozenset[str] = frozenset()
    other_books: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_object(self) -> dict[str, object]:
        """Return the settings as plain values (text, numbers, lists, dicts, None) for JSON.

        Keys are those of `drafttime.toml`, in the order of `SETTINGS`; dates are ISO 8601.
        """
        return {info.name: _plain(getattr(self, info.attribute)) for info in SETTINGS}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


NOT_SET_BY_WRITERS = frozenset({"source", "given", "other_books"})
"""The fields of `Settings` that are no settings."""

BY_ATTRIBUTE: Mapping[str, SettingInfo] = {info.attribute: info for info in SETTINGS}
"""The settings by field name."""

if {f.name for f in fields(Settings)} - NOT_SET_BY_WRITERS != set(BY_ATTRIBUTE):
    raise AssertionError("every field of Settings needs its row in SETTINGS")
