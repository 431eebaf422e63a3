"""Find texts that stand in a repository twice: compiled copies, copies, earlier drafts.

Texts are compared by their shingles: every run of eight tokens. Unrelated prose shares next to
none, so a share of a half is no accident.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from drafttime.model import Text
from drafttime.text.drafts_as_files import draft_key
from drafttime.text.order import natural_order, stem_of
from drafttime.text.rules import SOURCE_RANK, extension_of

SHINGLE_TOKENS = 8
SAMPLE = 60_000
"""At most about this many shingles are compared; of longer material a fixed share is taken."""

MOST = 0.5
"""The share of a text's shingles that makes it part of another, or another state of it."""

SAME = 0.9
"""The share above which two texts are copies of each other."""

NAMED_DRAFT = 0.2
"""The share that is enough where a name says that the file is a draft."""

MOST_OF_ONE = 0.8
"""The share of a shorter text that must stand in a longer one, if only one direction is alike."""

MIN_TOKENS = 60
"""Shorter texts are not compared: a dedication or a form may well stand twice."""

MIN_SHINGLES = 4
"""With fewer shingles in the sample nothing is claimed."""

MAX_OWNERS = 64
"""A shingle in more files than this is a running title or a form; it tells nothing."""

COMPILED = "a compiled copy of the chapters"


@dataclass(frozen=True, slots=True)
class _Shared:
    """How many shingles each text has, and how many each pair has in common.

    `owners` holds the texts of every shingle that stands in several, in ascending order.
    """

    owners: Mapping[str, Sequence[int]]
    sizes: Sequence[int]
    pairs: Mapping[tuple[int, int], int]

    def share(self, of: int, within: int) -> float:
        """Return the share of the shingles of one text that another has, too."""
        if self.sizes[of] < MIN_SHINGLES:
            return 0.0
        return self.pairs.get((min(of, within), max(of, within)), 0) / self.sizes[of]


def find_copies(texts: Mapping[str, Text]) -> dict[str, str]:
    """Return the paths whose text stands elsewhere among `texts`, each with the reason.

    A file that holds most of two others or more, and not much else, is a compiled copy. Of files
    with the same words the one in the format that writers type is kept; of two states of one text
    the one whose name says that it is newer, else the one that comes later by number.

    Cost: linear in the tokens, plus the pairs that share a shingle; at most about 60,000 shingles
    are held in memory.
    """
    paths = natural_order(texts)
    shared = _shared([texts[path] for path in paths])
    compiled = _compiled(shared)
    reasons = {paths[at]: COMPILED for at in compiled}
    left = set(range(len(paths))) - compiled
    for a, b in sorted(shared.pairs):
        if a in left and b in left:
            gone = _one_of_two(a, b, paths, shared)
            if gone is not None:
                left.remove(gone[0])
                reasons[paths[gone[0]]] = gone[1]
    return reasons


def _shared(texts: Sequence[Text]) -> _Shared:
    step = 1 + sum(text.tokens for text in texts) // SAMPLE
    first: dict[str, int] = {}
    owners: defaultdict[str, list[int]] = defaultdict(list)
    sizes = []
    for at, text in enumerate(texts):
        shingles = _shingles(text, step) if text.tokens >= MIN_TOKENS else set()
        sizes.append(len(shingles))
        for shingle in shingles:
            if first.setdefault(shingle, at) != at:
                owners[shingle].append(at)
    together = {shingle: (first[shingle], *others) for shingle, others in owners.items()}
    pairs: Counter[tuple[int, int]] = Counter()
    for several in together.values():
        if len(several) <= MAX_OWNERS:
            pairs.update(combinations(several, 2))
    return _Shared(together, sizes, pairs)


def _shingles(text: Text, step: int) -> set[str]:
    """Return the shingles of a text; which are taken depends on what they hold, not where."""
    return {
        paragraph[at : at + SHINGLE_TOKENS]
        for paragraph in text.paragraphs
        for at in range(len(paragraph) - SHINGLE_TOKENS + 1)
        if step == 1 or (ord(paragraph[at]) + 7 * ord(paragraph[at + 1])) % step == 0
    }


def _compiled(shared: _Shared) -> set[int]:
    """Return the texts of which most stands in others, these others being mostly in them."""
    parts: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in shared.pairs:
        for part, whole in ((a, b), (b, a)):
            smaller = shared.sizes[part] < SAME * shared.sizes[whole]
            if smaller and shared.share(part, whole) >= MOST:
                parts[whole].add(part)
    parts = defaultdict(set, {at: of for at, of in parts.items() if len(of) >= 2})
    covered: Counter[int] = Counter()
    for owners in shared.owners.values():
        covered.update(at for at in owners if at in parts and not parts[at].isdisjoint(owners))
    return {at for at in parts if covered[at] >= MOST * shared.sizes[at]}


def _one_of_two(a: int, b: int, paths: Sequence[str], shared: _Shared) -> tuple[int, str] | None:
    """Return which of two texts is left out and why, None where they are two texts."""
    alike, inside = sorted((shared.share(a, b), shared.share(b, a)))
    smaller, larger = (a, b) if shared.sizes[a] < shared.sizes[b] else (b, a)
    named = draft_key(paths[a]) or draft_key(paths[b])
    if alike < (NAMED_DRAFT if named else MOST):
        return (smaller, f"stands in {paths[larger]}") if inside >= MOST_OF_ONE else None
    older = _older(a, b, paths)
    if alike >= SAME and (older is None or _ranks(a, b, paths) != 0):
        gone = a if _by_source(a, paths) > _by_source(b, paths) else b
        return gone, f"the same words as {paths[b if gone == a else a]}"
    if older is not None:
        key = draft_key(paths[older])
        return older, f"an earlier draft: {key.name if key else stem_of(paths[older])}"
    return smaller, f"much the same words as {paths[larger]}"


def _older(a: int, b: int, paths: Sequence[str]) -> int | None:
    """Return the one whose name says that it is older, by draft marks or by numbers alone."""
    keys = draft_key(paths[a]), draft_key(paths[b])
    if any(keys):
        first, second = (key.order if key else (1, 1) for key in keys)
        return None if first == second else a if first < second else b
    numbers = [re.findall(r"\d+", stem_of(paths[at])) for at in (a, b)]
    if all(numbers) and numbers[0] != numbers[1]:
        return a  # the paths are in natural order
    return None


def _ranks(a: int, b: int, paths: Sequence[str]) -> int:
    return _rank(paths[a]) - _rank(paths[b])


def _rank(path: str) -> int:
    return SOURCE_RANK.get(extension_of(path), 3)


def _by_source(at: int, paths: Sequence[str]) -> tuple[int, int, int, str]:
    path = paths[at]
    return _rank(path), path.count("/"), len(path), path
