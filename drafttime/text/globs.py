"""Match paths against patterns that a writer types: `chapters/**/*.md`, `ch-?.txt`, `notes`.

`*` stands for any part of a name, `?` for one character, `[abc]` and `[!abc]` for one of or none of
these; `**` between slashes stands for any number of folders, none included. A pattern starts at the
repository's root. A pattern whose last name holds no such sign, or that ends with a slash, also
matches everything inside the folder of that name.

No regular expression is built: the cost of a match is at most the length of the pattern times the
length of the path, whatever the two hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ANY_FOLDERS = "**"
_SIGNS = frozenset("*?[")

_Atom = tuple[str, str]
"""A sign and what it needs: ("=", "a"), ("?", ""), ("*", ""), ("in", "abc"), ("not in", "abc")."""


def matches(pattern: str, path: str) -> bool:
    """Return whether `pattern` matches `path` (both with forward slashes, relative to the root).

    Composed and decomposed accents are the same; upper and lower case are not.
    """
    names, whole_folder = _compiled(pattern)
    return bool(names) and _names_match(names, _split(path), whole_folder=whole_folder)


def matches_any(patterns: Iterable[str], path: str) -> bool:
    """Return whether one of `patterns` matches `path`."""
    return any(matches(pattern, path) for pattern in patterns)


def first_match(patterns: Iterable[str], path: str) -> int | None:
    """Return the index of the first pattern that matches `path`, or None."""
    return next((at for at, pattern in enumerate(patterns) if matches(pattern, path)), None)


def _split(path: str) -> list[str]:
    return [name for name in unicodedata.normalize("NFC", path).split("/") if name not in {"", "."}]


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> tuple[tuple[tuple[_Atom, ...] | None, ...], bool]:
    """Return one item a name (None for `**`), and whether a folder stands for what is in it."""
    split = _split(pattern)
    # Several `**` in a row are one, and would cost the square of their number.
    pairs = zip(split, ["", *split], strict=False)
    names = [name for name, before in pairs if not name == before == ANY_FOLDERS]
    compiled = tuple(None if name == ANY_FOLDERS else _atoms(name) for name in names)
    plain = bool(names) and not _SIGNS.intersection(names[-1])
    return compiled, plain or pattern.endswith("/")


def _atoms(name: str) -> tuple[_Atom, ...]:
    atoms: list[_Atom] = []
    at = 0
    while at < len(name):
        sign = name[at]
        close = name.find("]", at + 2) if sign == "[" else -1
        if sign == "[" and name.startswith("[!", at):
            close = name.find("]", at + 3)
        if close > 0:
            inner = name[at + 1 : close]
            negated = inner.startswith("!")
            atoms.append(("not in" if negated else "in", _expand(inner[1:] if negated else inner)))
            at = close
        elif sign == "*":
            if not atoms or atoms[-1][0] != "*":
                atoms.append(("*", ""))
        elif sign == "?":
            atoms.append(("?", ""))
        else:
            atoms.append(("=", sign))
        at += 1
    return tuple(atoms)


def _expand(inner: str) -> str:
    """Write out the ranges of a class: `a-d` becomes `abcd`; one over 256 signs stays as typed."""
    out: list[str] = []
    at = 0
    while at < len(inner):
        if at + 2 < len(inner) and inner[at + 1] == "-":
            low, high = ord(inner[at]), ord(inner[at + 2])
            if low <= high < low + 256:
                out.extend(map(chr, range(low, high + 1)))
                at += 3
                continue
        out.append(inner[at])
        at += 1
    return "".join(out)


def _names_match(
    pattern: tuple[tuple[_Atom, ...] | None, ...], names: list[str], *, whole_folder: bool
) -> bool:
    """Follow all positions in the pattern at once, one name after the other."""
    end = len(pattern)
    open_at = _past_any_folders({0}, pattern)
    for name in names:
        reached: set[int] = set()
        for at in open_at:
            if at == end:
                continue
            atoms = pattern[at]
            if atoms is None:
                reached.add(at)
            elif _name_matches(atoms, name):
                reached.add(at + 1)
        open_at = _past_any_folders(reached, pattern)
        if whole_folder and end in open_at:
            return True
    return end in open_at


def _past_any_folders(
    positions: set[int], pattern: tuple[tuple[_Atom, ...] | None, ...]
) -> set[int]:
    """Add the positions that are reached when a `**` stands for no folder."""
    reached = set(positions)
    for at in sorted(positions):
        after = at
        while after < len(pattern) and pattern[after] is None:
            after += 1
            reached.add(after)
    return reached


def _name_matches(atoms: tuple[_Atom, ...], name: str) -> bool:
    """Match one name: on a mismatch only the latest `*` takes one character more."""
    at = here = 0
    star = resume = -1
    while here < len(name):
        if at < len(atoms) and atoms[at][0] == "*":
            star, resume = at, here
            at += 1
        elif at < len(atoms) and _fits(atoms[at], name[here]):
            at += 1
            here += 1
        elif star >= 0:
            resume += 1
            at, here = star + 1, resume
        else:
            return False
    return all(sign == "*" for sign, _ in atoms[at:])


def _fits(atom: _Atom, char: str) -> bool:
    sign, what = atom
    if sign == "=":
        return char == what
    if sign == "?":
        return True
    return (char in what) == (sign == "in")
