"""The order in which a reader would read files that no list puts in order.

Numbers count as numbers (`ch2` before `ch10`), also in words (`Chapter Two`) and in Roman figures
where every sibling has them. Within a folder a prologue comes first and an epilogue last, and a
file `code.md` before the folder `code/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from drafttime.text.numerals import han_to_digits, read_number_word, read_roman

FRONT = (
    "cover", "half title", "title", "title page", "titlepage", "frontmatter", "front matter",
    "copyright", "dedication", "widmung", "epigraph", "motto", "abstract", "contents",
    "foreword", "vorwort", "preface", "préface", "avant propos", "prefacio", "prefazione",
    "предисловие", "introduction", "intro", "einleitung", "einführung", "introducción",
    "introduzione", "введение", "prologue", "prolog", "prólogo", "prologo", "пролог",
)  # fmt: skip
"""What stands before the first chapter, in this order."""

BACK = (
    "epilogue", "epilog", "épilogue", "epílogo", "epilogo", "эпилог", "conclusion", "schluss",
    "coda", "postscript", "afterword", "nachwort", "postface", "posfacio", "послесловие",
    "author s note", "authors note", "appendix", "appendices", "anhang", "annexe", "annexes",
    "apéndice", "appendice", "приложение", "приложения", "backmatter", "back matter", "glossary",
    "glossar", "glossaire", "endnotes", "bibliography", "bibliographie", "references",
    "acknowledgements", "acknowledgments", "danksagung", "remerciements", "about the author",
    "colophon",
)  # fmt: skip
"""What stands after the last chapter, in this order."""

_WITH_MORE = frozenset(
    {"prologue", "prolog", "epilogue", "epilog", "foreword", "preface", "afterword", "appendix"}
)
"""Words that keep their place when more follows: `appendix-b-sources`, `Prologue - The Storm`."""

_INDEX = frozenset({"index", "_index", "readme"})
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FRONT_RANK = {name: rank for rank, name in enumerate(FRONT)}
_BACK_RANK = {name: rank for rank, name in enumerate(BACK)}

Key = tuple[object, ...]


def natural_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Return `paths` in reading order. The order of the input does not matter.

    Cost: a sort, after each name was read once together with its siblings.
    """
    known = sorted(set(paths))
    keys = _sibling_keys(known)
    return tuple(sorted(known, key=lambda path: _path_key(path, keys)))


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words and numbers of a name in lower case: `Ch-07_theWeir` → ch, 07, the, weir."""
    plain = unicodedata.normalize("NFC", name)
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", plain)
    return tuple(_WORD.findall(spaced.casefold()))


def is_front_or_back(name: str) -> bool:
    """Return whether a file's or folder's name is that of front or back matter: `Prologue`."""
    return _place(name, name_words(name)) is not None


@lru_cache(maxsize=1 << 14)
def stem_of(name: str) -> str:
    """Return a file's name without its folder and its extension."""
    base = name.rsplit("/", 1)[-1]
    stem, dot, extension = base.rpartition(".")
    return stem if dot and stem and not extension.isdigit() else base


def _path_key(path: str, keys: Mapping[tuple[str, str], Key]) -> Key:
    folders = path.split("/")[:-1]
    parts: list[Key] = []
    for depth, folder in enumerate(folders):
        parts.append((*keys["/".join(folders[:depth]), folder], 1, folder))
    stem = stem_of(path)
    parts.append((*keys["/".join(folders), stem], 0, stem))
    return (*parts, (path,))


def _sibling_keys(paths: Iterable[str]) -> dict[tuple[str, str], Key]:
    """Return a key for every (folder, name in it), files without their extension."""
    siblings: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        folders = path.split("/")[:-1]
        for depth, folder in enumerate(folders):
            siblings["/".join(folders[:depth])].add(folder)
        siblings["/".join(folders)].add(stem_of(path))
    keys: dict[tuple[str, str], Key] = {}
    for folder, names in siblings.items():
        for name, key in _keys_in_folder(frozenset(names)).items():
            keys[folder, name] = key
    return keys


@lru_cache(maxsize=1024)
def _keys_in_folder(names: frozenset[str]) -> Mapping[str, Key]:
    """Return the key of each name; a book's folders are asked about whenever a file goes."""
    keys: dict[str, Key] = {}
    middle: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        words = name_words(name)
        place = _place(name, words)
        if place is None:
            middle[name] = words
        else:
            keys[name] = (*place, _natural(name))
    numbered = _numbered(middle)
    for name in middle:
        keys[name] = (1, 0, numbered.get(name) or _natural(name))
    return keys


def _place(name: str, words: tuple[str, ...]) -> tuple[int, int] | None:
    """Return where front and back matter belongs; None for what stands between them."""
    phrase = " ".join(words)
    if name.casefold() in _INDEX:
        return 0, -1
    if phrase in _FRONT_RANK:
        return 0, _FRONT_RANK[phrase]
    if phrase in _BACK_RANK:
        return 2, _BACK_RANK[phrase]
    if words and words[0] in _WITH_MORE:
        if words[0] in _FRONT_RANK:
            return 0, _FRONT_RANK[words[0]]
        return 2, _BACK_RANK[words[0]]
    return None


def _natural(name: str) -> Key:
    """Return a key in which runs of digits count by their value; words before it decide first."""
    plain = han_to_digits(unicodedata.normalize("NFC", name).casefold())
    return tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < 200 else (1, 0, _spaced(part))
        for part in re.findall(r"\d+|\D+", plain)
    )


def _spaced(part: str) -> str:
    """Let hyphen, underscore, dot and space sort alike, so that `ch-2` and `ch 3` are siblings."""
    return re.sub(r"[\s._-]+", " ", part)


def _numbered(names: Mapping[str, tuple[str, ...]]) -> dict[str, Key]:
    """Return keys by number words or Roman figures, if every one of the names has them."""
    if len(names) < 2:
        return {}
    for read in (read_number_word, read_roman):
        found: dict[str, Key] = {}
        labels: set[tuple[str, ...]] = set()
        values: list[int] = []
        for name, words in names.items():
            label, number, rest = _number_in(words, read)
            if number is None:
                break
            labels.add(label)
            values.append(number)
            found[name] = ((1, 0, " ".join(label)), (0, number, ""), (1, 0, " ".join(rest)))
        if len(found) == len(names) and len(labels) == 1 and len(set(values)) == len(values):
            return found
    return {}


def _number_in(
    words: tuple[str, ...], read: Callable[[Sequence[str]], tuple[int | None, int]]
) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
    """Return the label before a number, the number, and what follows: at most one word before."""
    for at in (0, 1):
        number, used = read(words[at:])
        if number is not None:
            return words[:at], number, words[at + used :]
    return (), None, ()
