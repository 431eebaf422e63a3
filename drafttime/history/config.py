"""A repository's configuration, read only for how its folder is laid out; never passed to git.

Includes are not followed and no value is acted on but the object format, the kind of ref storage
and where a submodule's work tree stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LIMIT_BYTES = 1 << 20

_SECTION = re.compile(r'\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]')
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$", re.DOTALL)
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"?|\\(.)|([#;].*)|([^"\\#;]+)', re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "b": "\b"}


def parse_config(data: bytes) -> Mapping[str, str]:
    """Return the last value of each `section.key` or `section.name.key`; never raises.

    Sections and keys are in lower case, a key without a value is "true". Source: git-config(1),
    "Syntax". Linear in the size of `data`.
    """
    values: dict[str, str] = {}
    section = ""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n")
    for line in re.sub(r"\\\n", "", text).split("\n"):
        rest = line.strip()
        if heading := _SECTION.match(rest):
            name, within = heading.groups()
            section = name.lower() + ("" if within is None else "." + _unescape(within))
            rest = rest[heading.end() :].strip()
        if section and (entry := _ENTRY.match(rest)):
            key, value = entry.groups()
            values[f"{section}.{key.lower()}"] = "true" if value is None else _value(value)
    return values


def _value(text: str) -> str:
    parts: list[str] = []
    bare = 0  # so many parts at the end may be blanks that are no part of the value
    for quoted, escaped, comment, plain in _PART.findall(text.strip()):
        if comment:
            break
        if plain:
            parts.append(plain)
            bare = len(parts)
        else:
            parts.append(_ESCAPED.get(escaped, escaped) if escaped else _unescape(quoted))
    if bare and bare == len(parts):
        parts[-1] = parts[-1].rstrip()
    return "".join(parts)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: _ESCAPED.get(m[1], m[1]), text, flags=re.DOTALL)
