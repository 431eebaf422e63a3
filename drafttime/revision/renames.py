"""Recognise the file that another one became, or was copied from.

git's own detection goes by lines and by thresholds of its own; here the paragraphs decide, first
equal files, then files that share half of their prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from drafttime.model import Change, Text
from drafttime.revision.shingles import shingles

# Of the tokens of the smaller file, the share that must stand in the larger one.
SAME_FILE_AT_LEAST = 0.5
# Paragraphs shorter than this are shared by any two files.
TELLING_TOKENS = 8
# Files whose paragraphs were all touched are compared by shingles, up to this many pairs.
CLOSE_PAIRS = 400
# Of the files of the same name with another ending, so many are looked at.
SAME_NAMES = 5
# Two files of a few words can be equal by chance.
COPIED_TOKENS = 20
# A copy is only claimed for a file with at least this many telling paragraphs.
COPIED_PARAGRAPHS = 3

TextOf = Callable[[str, str], Text | None]  # (blob, path) -> its prose


@dataclass(frozen=True, slots=True)
class Rename:
    """A path that disappeared and the one that took its place in the same commit."""

    old: str
    new: str


def find_renames(
    deleted: Sequence[Change], added: Sequence[Change], text_of: TextOf
) -> tuple[Rename, ...]:
    """Pair deleted files with added ones: equal content first, then the most shared prose.

    Ties are broken by equal file name, then by path. Cost: linear in the tokens of the files that
    are not equal, and CLOSE_PAIRS comparisons at most.
    """
    if not deleted or not added:
        return ()
    found: list[Rename] = []
    free_old = {change.path: change.old_blob for change in deleted}
    free_new = {change.path: change.new_blob for change in added}
    for path, blob in sorted(free_new.items()):
        homes = sorted(
            (PurePosixPath(old).name != PurePosixPath(path).name, old)
            for old, old_blob in free_old.items()
            if old_blob == blob
        )
        if homes:
            found.append(Rename(homes[0][1], path))
            del free_old[homes[0][1]], free_new[path]
    if free_old and free_new:
        found.extend(_by_prose(free_old, free_new, text_of))
    return tuple(found)


def _by_prose(
    old: Mapping[str, str | None], new: Mapping[str, str | None], text_of: TextOf
) -> list[Rename]:
    old_texts = _texts(old, text_of)
    new_texts = _texts(new, text_of)
    close = len(old_texts) * len(new_texts) <= CLOSE_PAIRS
    index = _homes(old_texts)
    scored = []
    for path, text in new_texts.items():
        shared = _shared_tokens(text, index)
        for home, old_text in old_texts.items():
            smaller = max(1, min(text.tokens, old_text.tokens))
            share = shared.get(home, 0) / smaller
            if share < SAME_FILE_AT_LEAST and close:
                share = max(share, _shingle_share(old_text, text))
            if share >= SAME_FILE_AT_LEAST:
                other_name = PurePosixPath(home).name != PurePosixPath(path).name
                scored.append((-round(share, 3), other_name, home, path))
    found: list[Rename] = []
    gone: set[str] = set()
    come: set[str] = set()
    for _, _, home, path in sorted(scored):
        if home not in gone and path not in come:
            found.append(Rename(home, path))
            gone.add(home)
            come.add(path)
    return found


def find_sources(
    fresh: Mapping[int, tuple[str, Text]], standing: Mapping[str, Text]
) -> dict[int, str]:
    """Return the standing file that each new one (path, text) was copied or converted from.

    At least half of the new tokens must stand there in telling paragraphs; or, for a file of the
    same name with another ending (`ch1.txt` became `ch1.md`), half of the shingles. New files
    without such a source are left out. Cost: one pass over the standing paragraphs for all.
    """
    telling = {
        chain: {p for p in text.paragraphs if len(p) >= TELLING_TOKENS}
        for chain, (_, text) in fresh.items()
    }
    homes = _homes(standing, set().union(*telling.values()))
    by_stem: dict[str, list[str]] = {}
    for path in sorted(standing):
        by_stem.setdefault(_stem(path), []).append(path)
    found: dict[int, str] = {}
    for chain, (path, text) in fresh.items():
        if len(telling[chain]) < COPIED_PARAGRAPHS:
            continue
        shared = _shared_tokens(text, homes)
        best = min(((-tokens, home) for home, tokens in shared.items()), default=None)
        if best is not None and -best[0] >= SAME_FILE_AT_LEAST * text.tokens:
            found[chain] = best[1]
            continue
        name = PurePosixPath(path)
        others = [h for h in by_stem.get(name.stem, ()) if PurePosixPath(h).suffix != name.suffix]
        for home in others[:SAME_NAMES]:
            if _shingle_share(standing[home], text) >= SAME_FILE_AT_LEAST:
                found[chain] = home
                break
    return found


@lru_cache(maxsize=1 << 14)
def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _texts(files: Mapping[str, str | None], text_of: TextOf) -> dict[str, Text]:
    texts = {}
    for path, blob in sorted(files.items()):
        text = text_of(blob, path) if blob else None
        if text is not None and text.paragraphs:
            texts[path] = text
    return texts


def _homes(texts: Mapping[str, Text], wanted: set[str] | None = None) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = {}
    for path, text in texts.items():
        found = set(text.paragraphs) if wanted is None else wanted.intersection(text.paragraphs)
        for paragraph in found:
            if len(paragraph) >= TELLING_TOKENS:
                homes.setdefault(paragraph, []).append(path)
    return homes


def _shared_tokens(text: Text, homes: Mapping[str, Sequence[str]]) -> dict[str, int]:
    shared: dict[str, int] = {}
    for paragraph in set(text.paragraphs):
        for home in homes.get(paragraph, ()):
            shared[home] = shared.get(home, 0) + len(paragraph)
    return shared


def _shingle_share(old: Text, new: Text) -> float:
    a = set().union(*map(shingles, old.paragraphs))
    b = set().union(*map(shingles, new.paragraphs))
    return len(a & b) / max(1, min(len(a), len(b)))
