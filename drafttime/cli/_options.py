"""The options that commands share, declared once.

`Reading` says which book is read and how, `Printing` how a command speaks. A command takes either
as one keyword parameter; `flattened` spreads their fields out for Typer, so that the declaration
below is name, type, default and help text in one.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_type_hints

import typer

from drafttime.cli._parsers import one_of
from drafttime.request import Request


def _minutes(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a number of minutes") from None


Folder = Annotated[
    Path,
    typer.Argument(
        help="The folder of the book. Default: where you stand.",
        metavar="FOLDER",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which book is read, between which drafts, and by which rules."""

    repository: Folder = Path()
    first: Annotated[
        str | None,
        typer.Option(
            help="The first draft: a tag, branch or commit, REVISION:PATH, or a file or folder.",
            metavar="DRAFT",
        ),
    ] = None
    final: Annotated[
        str | None,
        typer.Option(
            help="The final draft: a tag, branch or commit. Default: HEAD.", metavar="DRAFT"
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(help="Count labour from this day on, as 2024-03-01.", metavar="DATE"),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(help="Count labour up to this day, and on it.", metavar="DATE"),
    ] = None
    writer: Annotated[
        list[str] | None,
        typer.Option(help="Count this writer's labour only (repeatable).", metavar="NAME"),
    ] = None
    include: Annotated[
        list[str] | None,
        typer.Option(
            help="Read these files as the manuscript, and no others (repeatable).", metavar="GLOB"
        ),
    ] = None
    exclude: Annotated[
        list[str] | None,
        typer.Option(help="Leave these files out (repeatable).", metavar="GLOB"),
    ] = None
    gap: Annotated[
        float | None,
        typer.Option(
            help="The longest pause inside a session. Default: learned from the history.",
            metavar="MINUTES",
            parser=_minutes,
        ),
    ] = None
    time_rule: Annotated[
        str | None,
        typer.Option(
            help="How time is counted: observed, or with git-hours beside it for comparison.",
            metavar="RULE",
        ),
    ] = None
    logs: Annotated[
        list[str] | None,
        typer.Option(
            help="Take in this record of writing time (repeatable); watch for that of "
            "`drafttime watch`.",
            metavar="FILE",
        ),
    ] = None
    log_only: Annotated[
        list[str] | None,
        typer.Option(
            help="Take in only entries of logs that hold this word (repeatable).", metavar="WORD"
        ),
    ] = None
    book: Annotated[
        str | None,
        typer.Option(
            help="Which of the books in drafttime.toml, where there are several.", metavar="NAME"
        ),
    ] = None
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Neither read nor write the cache."),
    ] = False
    allow_linked: Annotated[
        bool,
        typer.Option(
            "--allow-linked",
            help="Follow a repository that keeps its history in another place.",
        ),
    ] = False

    def request(self) -> Request:
        """Return the request; only options that were given become overrides."""
        given = {
            "first": self.first,
            "final": self.final,
            "since": self.since,
            "until": self.until,
            "writer": tuple(self.writer or ()) or None,
            "include": tuple(self.include or ()) or None,
            "exclude": tuple(self.exclude or ()) or None,
            "gap": self.gap,
            "time_rule": self.time_rule,
            "logs": tuple(self.logs or ()) or None,
            "log_only": tuple(self.log_only or ()) or None,
        }
        return Request(
            repository=self.repository,
            overrides={name: value for name, value in given.items() if value is not None},
            book=self.book,
            allow_linked=self.allow_linked,
            use_cache=not self.no_cache,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFrom(Reading):
    """`Reading` for commands whose arguments name something else: the folder is an option."""

    repository: Annotated[
        Path,
        typer.Option(
            "--repo",
            help="The folder of the book. Default: where you stand.",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTexts(ReadingFrom):
    """`ReadingFrom` for commands that name their drafts themselves and weigh no labour."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"first", "final", "since", "until", "writer", "gap", "time_rule", "logs", "log_only"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a command speaks."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False
    no_color: Annotated[
        bool,
        typer.Option("--no-color", help="Print without colour; so does NO_COLOR=1."),
    ] = False


Json = Annotated[
    str | None,
    typer.Option(
        "--json",
        help="Write the data as JSON too: to a file, or to the output (-).",
        metavar="FILE|-",
    ),
]


def form_option(forms: type[StrEnum], explained: str) -> Any:
    """Return the option `--format` of a command that knows these forms."""
    return typer.Option(
        "--format",
        help=explained,
        metavar="|".join(forms),
        parser=one_of(forms),
        show_default=False,
    )


class Format(StrEnum):
    """In which form a command gives what it found."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


InFormat = Annotated[
    Format,
    form_option(Format, "The form: text for the eye, md for Markdown, json for other programs."),
]
OpenReport = Annotated[
    bool, typer.Option("--open", help="Open the report in a browser when it is written.")
]

_GROUPS = (Reading, Printing)


def flattened(command: Callable[..., int]) -> Callable[..., int]:
    """Return `command` with each `Reading` and `Printing` parameter spread out into its fields.

    Typer reads signature and annotations only, so both are replaced; the fields are put together
    again before the command is called.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if _is_group(kind)}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters += _fields_of(groups[parameter.name])
        else:
            parameters.append(parameter.replace(annotation=hints[parameter.name]))

    @functools.wraps(command)
    def spread(**given: Any) -> int:
        whole = {
            name: kind(**{option: given.pop(option) for option in _options_of(kind)})
            for name, kind in groups.items()
        }
        return command(**whole, **given)

    del spread.__wrapped__  # or its signature would be read instead
    spread.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    spread.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spread


def _is_group(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, _GROUPS)


def _options_of(group: type[Any]) -> list[str]:
    """Return the fields that are options of the command; those left out keep their defaults."""
    left_out: frozenset[str] = getattr(group, "LEFT_OUT", frozenset())
    return [field.name for field in fields(group) if field.name not in left_out]


def _fields_of(group: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        assert field.default is not MISSING, f"{field.name} must have a default"
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
        if field.name in _options_of(group)
    ]
