"""Which format reads a file: what the settings say, else what its extension says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from drafttime import discovery
from drafttime.errors import SettingsError
from drafttime.text.format import Format
from drafttime.text.globs import first_match
from drafttime.text.rules import extension_of

PLAIN = "plain"
"""The name of the format that reads whatever no other does."""


def format_name(path: str, overrides: Mapping[str, str]) -> str:
    """Return the name of the format that reads a file.

    `overrides` maps patterns to names of formats in any case, as the setting `format` does; the
    first pattern that matches holds.
    """
    return _set_format(path, overrides) or _by_extension().get("." + extension_of(path), PLAIN)


def reading_path(path: str, overrides: Mapping[str, str]) -> str:
    """Return a name by which a library reads a file as the settings say.

    That is the path itself where nothing is set, else the path with an extension of the format.
    """
    name = _set_format(path, overrides)
    return path if name is None else path + _formats()[name.casefold()].extensions[0]


def check_formats(overrides: Mapping[str, str], source: str) -> None:
    """Raise SettingsError where a format is named that does not exist."""
    for pattern, name in overrides.items():
        if name.casefold() not in _formats():
            known = ", ".join(sorted(_formats()))
            raise SettingsError(
                f"{source or 'the settings'}: `format` names “{name}” for {pattern}",
                f"the formats are: {known}",
            )


def _set_format(path: str, overrides: Mapping[str, str]) -> str | None:
    at = first_match(tuple(overrides), path)
    if at is None:
        return None
    found = _formats().get(list(overrides.values())[at].casefold())
    return found.name if found is not None else None


@cache
def _formats() -> dict[str, Format]:
    found = discovery.discover("drafttime.text.formats", "FORMAT", Format)
    return {known.name.casefold(): known for known in found}


@cache
def _by_extension() -> dict[str, str]:
    return {ext: known.name for known in _formats().values() for ext in known.extensions}
