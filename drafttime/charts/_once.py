"""What a chart finds out, found out once: its title, its words and both drawings ask for the same.

The functions of a chart are pure and their values never change, so that one answer serves all. The
value that was last asked about is known by being the same object, not by being equal: nothing is
hashed or compared, and nothing that was found for one analysis is ever given for another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

Subject = TypeVar("Subject")
Found = TypeVar("Found")
More = ParamSpec("More")


def once(
    find: Callable[Concatenate[Subject, More], Found],
) -> Callable[Concatenate[Subject, More], Found]:
    """Let a pure function remember what it found for the last subject, by its other arguments."""
    last: list[tuple[Subject, dict[Hashable, Found]]] = []

    def remembered(subject: Subject, /, *args: More.args, **options: More.kwargs) -> Found:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, {})]
        found = last[0][1]
        key = args, tuple(options.items())
        if key not in found:
            found[key] = find(subject, *args, **options)
        return found[key]

    update_wrapper(remembered, find)
    return remembered
