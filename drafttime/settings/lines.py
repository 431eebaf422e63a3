"""Where a key stands in a TOML file: the parser of the standard library does not say."""

from __future__ import annotations

import re
import tomllib

Path = tuple[str, ...]
"""A dotted key with the tables around it: ("books", "tide", "gap")."""

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\[\]{}\"'#\n]+")


def key_lines(source: str) -> dict[Path, int]:
    r"""Return the line (from 1) on which every key and table of a valid TOML file first stands.

    Keys inside an inline table are not listed: their line is that of the table's own key. Strings
    and lists over several lines are stepped over. A file that is not valid TOML gives what was
    found before the fault; nothing is raised. Cost: one pass over the source.
    """
    text = source.replace("\r\n", "\n")
    found: dict[Path, int] = {}
    table: Path = ()
    at, line, counted = 0, 1, 0
    while True:
        at = _end(_BLANK, text, at)
        if at >= len(text):
            return found
        line += text.count("\n", counted, at)
        counted = at
        header = text[at] == "["
        if header:
            at += 2 if text.startswith("[[", at) else 1
        key, at = _key(text, at)
        if not key:
            return found
        if header:
            table = key
            at = _line_end(text, at)
        path = table if header else table + key
        for depth in range(1, len(path) + 1):
            found.setdefault(path[:depth], line)
        if not header:
            at = _value_end(text, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _key(text: str, at: int) -> tuple[Path, int]:
    """Read a dotted key; an empty path where there is none."""
    parts: list[str] = []
    while True:
        at = _end(_SPACE, text, at)
        if (bare := _BARE.match(text, at)) is not None:
            parts.append(bare.group())
            at = bare.end()
        elif (quoted := _STRING.match(text, at)) is not None:
            parts.append(_unquote(quoted.group()))
            at = quoted.end()
        else:
            return (), at
        at = _end(_SPACE, text, at)
        if at >= len(text) or text[at] != ".":
            return tuple(parts), at
        at += 1


def _unquote(quoted: str) -> str:
    try:
        return str(tomllib.loads(f"k = {quoted}")["k"])
    except ValueError:
        return quoted[1:-1]


def _value_end(text: str, at: int) -> int:
    """Step over `= value`, over several lines where a string or bracket is open."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            after = _end(_STRING, text, at)
            at = after if after > at else at + 1
        elif sign == "#":
            at = _line_end(text, at)
        elif sign == "\n":
            if depth <= 0:
                return at
            at += 1
        elif sign in "[]{}":
            depth += 1 if sign in "[{" else -1
            at += 1
        else:
            at = _end(_PLAIN, text, at)
    return at
