"""Parsers of options: what was typed, as a value, or a plain sentence that says what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import typer

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """Return a parser of an option that takes one of a few words."""

    def choice(text: str) -> Choice:
        try:
            return kind(text)
        except ValueError:
            *most, last = kind
            known = f"{', '.join(most)} and {last}"
            raise typer.BadParameter(f"{text!r} is none of {known}") from None

    return choice


def at_least_one(text: str) -> int:
    """Return the number that an option names, from 1."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise typer.BadParameter(f"{text!r} is not a whole number from 1")
    return number
