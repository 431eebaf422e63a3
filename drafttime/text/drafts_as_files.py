"""Drafts that a writer keeps beside each other: `draft1/`, `draft2.md`, `Draft 3/`, `novel v2.md`.

Such files are the same text at different times, so their words are never summed: the newest is the
manuscript, the older are drafts of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafttime.text.numerals import ENGLISH_ORDINALS, TENS, WORDS
from drafttime.text.order import stem_of

LAST = 1_000_000
"""The order of a draft that is called final."""

BEFORE_ALL = -1
"""The order of a file that is called old, a backup or a copy."""

_NUMBER = r"(?:\d{1,4}(?:\.\d{1,3}){0,2}|" + "|".join(sorted({*WORDS, *TENS}, reverse=True)) + ")"
_ORDINAL = "|".join(ENGLISH_ORDINALS)
_NOUN = (
    r"drafts?|version|revision|entwurf|fassung|ébauche|brouillon|borrador|bozza|rascunho|черновик"
)
_GAP = r"[\s._-]*"
_EDGE = r"(?<![^\W\d_])"
_END = r"(?P<letter>[a-z])?(?![^\W_])"
_PATTERNS = (
    re.compile(
        rf"{_EDGE}(?:(?:{_NOUN}){_GAP}(?P<n>{_NUMBER})|(?:rev|v)\.?(?P<v>\d{{1,4}}(?:\.\d{{1,3}}){{0,2}}))"
        rf"{_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W_])(?P<n>\d{{1,3}}(?=st|nd|rd|th)|{_ORDINAL})(?:st|nd|rd|th)?{_GAP}"
        rf"(?:draft|version|revision){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_EDGE}(?P<first>rough|zero){_GAP}draft(?![^\W_])"
        rf"|{_EDGE}(?P<last>final|last|finished){_GAP}(?:draft|version)(?![^\W_])",
        re.IGNORECASE,
    ),
)
_TAIL = re.compile(
    r"(?<=[\w)])[\s._-]+(?:(?P<last>final)|(?P<old>old|backup|bak|orig|original|copy|previous))$",
    re.IGNORECASE,
)
_SEPARATORS = " \t._-–—()[],"


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a name says about drafts.

    `slot_path` is the path without the mark of the draft: equal slots are the same text. A greater
    `order` is a newer draft. `name` is what to call the draft: "Draft 2". `folder` is the folder
    that holds the draft's folder (with a slash at its end, empty for the root), None where the mark
    stands in the file's own name.
    """

    slot_path: str
    order: tuple[int, ...]
    name: str
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    rest: str
    order: tuple[int, ...]
    name: str


@lru_cache(maxsize=65536)
def draft_key(path: str) -> DraftKey | None:
    """Return what a path says about drafts, or None where it says nothing.

    `draft2/ch01.md` is ("ch01.md", (2,), "Draft 2"), `novel v3.md` is ("novel.md", (3,),
    "Version 3"), `draft1.md` is ("draft.md", (1,), "Draft 1"). The first folder that names a draft
    decides, before the file's name. Cost: linear in the path's length.
    """
    *folders, base = path.split("/")
    for depth, folder in enumerate(folders):
        mark = _mark(folder, whole=True)
        if mark is not None:
            rest = [mark.rest] if mark.rest else []
            slot = "/".join([*folders[:depth], *rest, *folders[depth + 1 :], base])
            home = "".join(f"{name}/" for name in [*folders[:depth], *rest])
            return DraftKey(slot, mark.order, mark.name, home)
    return _file_key(path, _mark(stem_of(base), whole=False))


def _file_key(path: str, mark: _Mark | None) -> DraftKey | None:
    if mark is None:
        return None
    *folders, base = path.split("/")
    extension = base[len(stem_of(base)) :]
    slot = "/".join([*folders, (mark.rest or "draft") + extension])
    return DraftKey(slot, mark.order, mark.name)


def _key(path: str) -> DraftKey | None:
    """Return what a path says about drafts, also by a word at its end: `novel-old`, `ch1 final`.

    Such words may as well belong to a title (`growing-old.md`), so they count only beside a file
    that has the same name without them.
    """
    return draft_key(path) or _file_key(path, _mark_at_end(stem_of(path)))


def earlier_drafts(paths: Iterable[str], words_of: Callable[[str], int]) -> dict[str, str]:
    """Return the paths that hold earlier drafts of other ones, with the names of the drafts.

    Folders are compared as wholes: the newest draft folder is the manuscript even where an older
    one has more chapters. Text without a mark is the newest beside a first draft (`ch1.md` beside
    `draft1/ch1.md`) and the oldest beside later ones only (`novel.md` beside `novel v2.md`).
    `words_of` is asked only where marked and unmarked text lie side by side.
    """
    known = sorted(set(paths))
    earlier = _earlier_folders(known, words_of)
    left = [path for path in known if path not in earlier]
    return earlier | _earlier_files(left)


def _earlier_folders(paths: Sequence[str], words_of: Callable[[str], int]) -> dict[str, str]:
    homes: defaultdict[str, dict[str, DraftKey]] = defaultdict(dict)
    for path in paths:
        key = _key(path)
        if key is not None and key.folder is not None:
            homes[key.folder][path] = key
    earlier: dict[str, str] = {}
    for home, keyed in sorted(homes.items()):
        newest, lowest = _span(key.order for key in keyed.values())
        beside = [path for path in paths if path.startswith(home) and _key(path) is None]
        slots = {key.slot_path for key in keyed.values()}
        same = [path for path in beside if path in slots]
        at_newest = sum(words_of(path) for path, key in keyed.items() if key.order == newest)
        living = bool(same) or 2 * sum(map(words_of, beside)) >= at_newest
        if beside and living and lowest <= (1,) and newest < (LAST,):
            earlier |= {path: key.name for path, key in keyed.items()}
            continue
        earlier |= {path: key.name for path, key in keyed.items() if key.order < newest}
        earlier |= {path: _name_before(lowest) for path in same}
    return earlier


def _earlier_files(paths: Sequence[str]) -> dict[str, str]:
    slots: defaultdict[str, dict[str, DraftKey]] = defaultdict(dict)
    for path in paths:
        key = _key(path)
        if key is not None and key.folder is None:
            slots[_plain(key.slot_path)][path] = key
    unmarked = {_plain(path): path for path in paths if _key(path) is None}
    earlier: dict[str, str] = {}
    for slot, keyed in sorted(slots.items()):
        newest, lowest = _span(key.order for key in keyed.values())
        if slot in unmarked and lowest <= (1,) and newest < (LAST,):
            earlier |= {path: key.name for path, key in keyed.items()}
            continue
        earlier |= {path: key.name for path, key in keyed.items() if key.order < newest}
        if slot in unmarked:
            earlier[unmarked[slot]] = _name_before(lowest)
    return earlier


def _span(orders: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the newest and the lowest order; what is only called old does not count as lowest."""
    known = sorted(orders)
    return known[-1], next((order for order in known if order > (BEFORE_ALL,)), known[0])


def _name_before(lowest: tuple[int, ...]) -> str:
    return "Draft 1" if lowest >= (2,) else "the first"


def _plain(path: str) -> str:
    """Return a path without its extension: a draft may move from .txt to .md."""
    return path[: len(path) - len(path.rsplit("/", 1)[-1])] + stem_of(path).casefold()


@lru_cache(maxsize=65536)
def _mark(name: str, *, whole: bool) -> _Mark | None:
    """Find the mark of a draft in a name; in a folder's name nothing after it is the slot's."""
    plain = unicodedata.normalize("NFC", name)[:255]
    for pattern in _PATTERNS:
        match = pattern.search(plain)
        if match is not None:
            before, after = plain[: match.start()], plain[match.end() :]
            rest = before.strip(_SEPARATORS) if whole else _joined(before, after)
            found = match.groupdict()
            order = _order(found)
            return _Mark(rest, order, _draft_name(match.group(), order, found.get("letter")))
    return None


def _mark_at_end(stem: str) -> _Mark | None:
    plain = unicodedata.normalize("NFC", stem)[-255:]
    match = _TAIL.search(plain)
    if match is None:
        return None
    order = (LAST,) if match["last"] else (BEFORE_ALL,)
    return _Mark(plain[: match.start()].strip(_SEPARATORS), order, plain)


def _joined(before: str, after: str) -> str:
    parts = [part for part in (before.strip(_SEPARATORS), after.strip(_SEPARATORS)) if part]
    return " ".join(parts)


def _order(found: dict[str, str | None]) -> tuple[int, ...]:
    number = (found.get("n") or found.get("v") or "").casefold()
    if found.get("last"):
        return (LAST,)
    if not number:
        return (0,)
    letter = found.get("letter")
    after = (ord(letter.casefold()) - ord("a") + 1,) if letter else ()
    if number[0].isdecimal():
        return (*(int(part) for part in number.split(".")), *after)
    return (WORDS.get(number, TENS.get(number, 0)), *after)


def _draft_name(mark: str, order: tuple[int, ...], letter: str | None) -> str:
    if order == (LAST,):
        return "Final draft"
    number = ".".join(map(str, order[:-1] if letter else order)) + (letter or "").casefold()
    kind = mark.casefold().lstrip()
    if "version" in kind or re.match(r"v\W*\d", kind):
        return f"Version {number}"
    return f"Revision {number}" if kind.startswith("rev") else f"Draft {number}"
