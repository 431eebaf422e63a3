"""Put the settings together: the file, the chosen book's table, then the command line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from drafttime.errors import SettingsError, nearest
from drafttime.settings.fields import BY_ATTRIBUTE, Settings
from drafttime.settings.lines import key_lines
from drafttime.settings.table import SETTINGS
from drafttime.settings.values import OPTION_READERS, READERS, UnsuitableError, shown

MAX_SOURCE = 64 * 1024
"""The longest settings file, in characters."""

MAX_LINE = 2000
"""The longest line: the parser's time grows with the square of a dotted key's parts."""

COMMAND_LINE_ONLY = ("out", "json", "open", "allow_linked")
"""What a repository must never decide: where files are written, what is opened, what is trusted."""

_TABLES = ("books",)
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")

Values = dict[str, object]


def resolve_settings(
    toml: str | None, *, name: str, book: str | None, overrides: Mapping[str, object]
) -> Settings:
    """Return the settings of one run.

    `toml` is the text of the settings file, None where there is none, and `name` what messages call
    it. `book` is the book asked for on the command line; without it the file's `book` counts, else
    its only [books.NAME] table. `overrides` holds the options that were given, by field name; None
    stands for "not given". What stands later wins: file, book, command line.

    Raises SettingsError, and nothing else, for whatever cannot be used: the message names the file,
    the line and the key (or the option), the hint what is allowed. Errors about options have the
    exit code of a usage error. Cost: that of parsing at most 64 KiB.
    """
    source = _parse(toml, name) if toml is not None else _Source(name, {}, {})
    top, books = source.top(), source.books()
    chosen = _choose(source, book, top.get("book"), books)
    options = _read_options(overrides)
    values: Values = {**top, **(books[chosen] if chosen is not None else {}), **options}
    values["book"] = chosen
    _check_days(values, options, source, chosen)
    return Settings(
        **values,  # type: ignore[arg-type]  # every value went through its reader
        source=name if toml is not None else "",
        given=frozenset(options),
        other_books={
            other: _texts(table.get("include")) for other, table in books.items() if other != chosen
        },
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """A parsed settings file, its name, and the lines of its keys."""

    name: str
    table: Mapping[str, object]
    lines: Mapping[tuple[str, ...], int]

    def place(self, *path: str) -> str:
        """Name the file and the line of a key, or of the nearest table around it."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.lines:
                return f"{self.name}, line {self.lines[path[:depth]]}"
        return self.name

    def top(self) -> Values:
        """Read the settings outside the books' tables."""
        return self._read(self.table, (), with_books=True)

    def books(self) -> dict[str, Values]:
        """Read every [books.NAME] table."""
        tables = self.table.get("books", {})
        if not isinstance(tables, Mapping) or not all(
            isinstance(table, Mapping) for table in tables.values()
        ):
            raise SettingsError(
                f"{self.place('books')}: `books` is not a table of books",
                "write a table for each book, for example: "
                '[books.tide], and below it include = ["tide/*.md"]',
            )
        return {
            book: self._read(table, ("books", book), with_books=False)
            for book, table in tables.items()
        }

    def _read(
        self, table: Mapping[str, object], at: tuple[str, ...], *, with_books: bool
    ) -> Values:
        values: Values = {}
        for key, value in table.items():
            if with_books and key in _TABLES:
                continue
            attribute = key.replace("-", "_")
            place = self.place(*at, key)
            if attribute in COMMAND_LINE_ONLY:
                raise _command_line_only(place, key)
            if attribute not in READERS or (at and attribute == "book"):
                raise _unknown(place, key, inside_book=bool(at))
            if attribute in values:
                raise SettingsError(
                    f"{place}: {_named(key)} is set twice",
                    f"keep one of the two; the usual spelling is {BY_ATTRIBUTE[attribute].name}",
                )
            try:
                values[attribute] = READERS[attribute](value)
            except UnsuitableError as unsuitable:
                rows = () if unsuitable.key is None else (unsuitable.key,)
                where = f"{self.place(*at, key, *rows)}: {_named('.'.join([key, *rows]))}"
                raise _unsuitable(where, attribute, unsuitable) from None
        return values


def _parse(toml: str, name: str) -> _Source:
    if len(toml) > MAX_SOURCE:
        raise SettingsError(
            f"{name} is {len(toml):,} characters long",
            f"a settings file may have at most {MAX_SOURCE:,}; usually a few lines are enough",
        )
    for number, line in enumerate(toml.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise SettingsError(
                f"{name}, line {number}: the line has {len(line):,} characters",
                f"a line may have at most {MAX_LINE:,}; a long list can go on over several lines",
            )
    try:
        table = tomllib.loads(toml.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except RecursionError:
        raise SettingsError(
            f"{name} has brackets inside brackets, too many to read",
            "no setting needs more than a list inside a table",
        ) from None
    except ValueError as error:  # a syntax error, or a number too long for Python
        raise _syntax(name, toml, str(error)) from None
    return _Source(name, table, key_lines(toml))


def _syntax(name: str, toml: str, said: str) -> SettingsError:
    match = _AT_LINE.search(said)
    last = toml.rstrip().count("\n") + 1
    place = f"{name}, line {match.group(1) if match else last}"
    too_long = "int_max_str_digits" in said
    why = "a number is too long" if too_long else said.split(" (at ", maxsplit=1)[0].rstrip(".")
    return SettingsError(
        f"{place}: this is not a setting that can be read ({why})",
        'a setting is a line such as gap = 90 or title = "The Tidewright": texts stand in straight '
        "quotes, lists in [ ] with commas between",
    )


def _choose(
    source: _Source, asked: str | None, preset: object, books: Mapping[str, Values]
) -> str | None:
    wanted = asked if asked is not None else preset if isinstance(preset, str) else None
    if wanted is not None and wanted not in books:
        place = "--book" if asked is not None else source.place("book")
        names = ", ".join(shown(book) for book in books)
        raise SettingsError(
            f"{place}: there is no book {shown(wanted)}",
            f"the books in {source.name} are: {names}"
            if books
            else f"add a table [books.NAME] to {source.name}, with that name and what to include",
        )
    if wanted is None and len(books) > 1:
        names = ", ".join(shown(book) for book in books)
        raise SettingsError(
            f"{source.place('books')}: there are several books: {names}",
            'say which one with --book NAME, or set book = "NAME" above the first table',
        )
    return wanted if wanted is not None else next(iter(books), None)


def _read_options(overrides: Mapping[str, object]) -> Values:
    values: Values = {}
    for key, value in overrides.items():
        attribute = key.replace("-", "_")
        if value is None or attribute == "book":
            continue
        option = "--" + attribute.replace("_", "-")
        if attribute not in OPTION_READERS:
            raise _as_usage(_unknown("command line", key, inside_book=False))
        try:
            values[attribute] = OPTION_READERS[attribute](value)
        except UnsuitableError as unsuitable:
            raise _as_usage(_unsuitable(option, attribute, unsuitable)) from None
    return values


def _check_days(values: Values, options: Values, source: _Source, book: str | None) -> None:
    since, until = values.get("since"), values.get("until")
    if not (isinstance(since, date) and isinstance(until, date)) or since <= until:
        return
    message = f"`until` ({until}) lies before `since` ({since})"
    hint = "exchange the two days, or leave one out"
    if "until" in options or "since" in options:
        option = "--until" if "until" in options else "--since"
        raise _as_usage(SettingsError(f"{option}: {message}", hint))
    place = source.place("until")
    if book is not None and ("books", book, "until") in source.lines:
        place = source.place("books", book, "until")
    raise SettingsError(f"{place}: {message}", hint)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _named(key: str) -> str:
    return f"`{key if len(key) <= 60 else key[:59] + '…'}`"


def _unsuitable(where: str, attribute: str, unsuitable: UnsuitableError) -> SettingsError:
    example = BY_ATTRIBUTE[attribute].example.replace("\n", ", below it ", 1).replace("\n", ", ")
    return SettingsError(
        f"{where} is {unsuitable.found}",
        f"allowed: {unsuitable.allowed}; for example: {example}",
    )


def _unknown(place: str, key: str, *, inside_book: bool) -> SettingsError:
    allowed = [info.name for info in SETTINGS if not (inside_book and info.name == "book")]
    if not inside_book:
        allowed.append("books")
    near = nearest(key.replace("_", "-"), allowed)
    guess = f"did you mean `{near[0]}`? " if near else ""
    return SettingsError(
        f"{place}: there is no setting {_named(key)}",
        f"{guess}{'The' if near else 'the'} settings are: {', '.join(allowed)}",
    )


def _command_line_only(place: str, key: str) -> SettingsError:
    option = "--" + key.replace("_", "-")
    return SettingsError(
        f"{place}: {_named(key)} cannot be set in a file",
        "a repository may come from somebody else, so it must not decide where files are written, "
        f"what is opened or what is trusted: remove the line and use {option} when you run "
        "drafttime",
    )


def _as_usage(error: SettingsError) -> SettingsError:
    error.exit_code = 2
    return error
