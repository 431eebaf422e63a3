"""How every page is filled in: what is put into it is escaped, and a duration stays on one line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"

_NO_BREAK = "\N{NO-BREAK SPACE}"
_DURATION = re.compile(r"(?<=\d) h (?=\d\d\b)")


@cache
def environment() -> Environment:
    """Return the environment of all pages; made once, so that templates are compiled once."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=unbroken,
    )


def unbroken(value: object) -> object:
    """Return a plain text with durations such as "10 h 36" that no line ends inside."""
    if type(value) is str and " h " in value:  # markup is a string of its own, and is left alone
        return _DURATION.sub(f"{_NO_BREAK}h{_NO_BREAK}", value)
    return value
