"""Files of the past that only repeated what stood beside them: a compiled manuscript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafttime.model import Text
from drafttime.revision.renames import TELLING_TOKENS, TextOf
from drafttime.revision.tracing import Edit, FileHistory, Source

# Paragraph -> (commit's rank, +1 where a member came to hold it, −1 where one dropped it).
Comings = dict[str, list[tuple[int, int]]]

# Half of a chapter's own words may be quoted elsewhere by chance of editing; a copy has more.
COPY_AT_LEAST = 0.5


def standing_copies(
    candidates: Sequence[int], members: Iterable[int], traced: FileHistory, text_of: TextOf
) -> frozenset[int]:
    """Return those of `candidates` (chains) that repeated members which stood at the same time.

    Looked at is the longest version of each candidate, by the paragraphs of eight tokens and more.
    A chapter whose text moved into another one is no copy: it was gone when the text arrived; nor
    is one whose text stood on another branch. Cost: linear in the paragraphs that commits add and
    take away.
    """
    if not candidates:
        return frozenset()
    wanted, inside = set(candidates), set(members)
    longest: dict[int, tuple[int, int, frozenset[str]]] = {}  # words, commit, paragraphs
    comings: Comings = {}
    for rank, edits in enumerate(traced.edits.values()):
        for edit in edits:
            if edit.chain in wanted and edit.new_blob and edit.new_path:
                text = text_of(edit.new_blob, edit.new_path)
                if text and text.words > longest.get(edit.chain, (0, 0))[0]:
                    longest[edit.chain] = (text.words, rank, frozenset(text.paragraphs))
            elif edit.chain in inside:
                _note(comings, rank, _paragraphs(edit.old_blob, edit.old_path, text_of),
                        _paragraphs(edit.new_blob, edit.new_path, text_of))  # fmt: skip
    spans = _spans(traced.bases)
    return frozenset(
        chain
        for chain, (_, rank, paragraphs) in longest.items()
        if _repeated(paragraphs, rank, comings, spans)
    )


def went_on(source: Source, copy: int, traced: FileHistory, text_of: TextOf) -> bool:
    """Say whether a file had a life of its own once another one began as a copy of it.

    As when it was filled with other text (a redirect or a few corrections are no new life; half of
    the copied length is), or when it was split: what the new file took over was taken out of it.
    """
    copied = text_of(source.blob, source.path)
    if copied is None:
        return True
    known = frozenset(copied.paragraphs)
    born = False
    for edits in traced.edits.values():
        begins = not born and any(edit.chain == copy for edit in edits)
        born = born or begins
        for edit in edits if born else ():
            if edit.chain == source.chain and edit.new_blob and edit.new_path:
                text = text_of(edit.new_blob, edit.new_path)
                fresh = sum(len(p) for p in text.paragraphs if p not in known) if text else 0
                if fresh > COPY_AT_LEAST * copied.tokens:
                    return True
                if begins and text and _was_split(text, copy, edits, text_of):
                    return True
    return False


def _was_split(left: Text, copy: int, edits: Iterable[Edit], text_of: TextOf) -> bool:
    """Say whether less than half of a new file stands in what was left of the old one."""
    own = next(edit for edit in edits if edit.chain == copy)
    taken = text_of(own.new_blob, own.new_path) if own.new_blob and own.new_path else None
    if taken is None:
        return False
    still = frozenset(left.paragraphs)
    return sum(len(p) for p in taken.paragraphs if p in still) < COPY_AT_LEAST * taken.tokens


def _paragraphs(blob: str | None, path: str | None, text_of: TextOf) -> frozenset[str]:
    text = text_of(blob, path) if blob and path else None
    return frozenset(text.paragraphs) if text else frozenset()


def _note(comings: Comings, rank: int, old: frozenset[str], new: frozenset[str]) -> None:
    for paragraph in new - old:
        comings.setdefault(paragraph, []).append((rank, 1))
    for paragraph in old - new:
        comings.setdefault(paragraph, []).append((rank, -1))


def _spans(bases: Mapping[str, str | None]) -> list[range]:
    """Return a span of numbers for each commit: its own, then those of all that grew out of it.

    Only first parents count. Linear.
    """
    ranks = {commit: rank for rank, commit in enumerate(bases)}
    parents = [-1 if base is None else ranks[base] for base in bases.values()]
    sizes = [1] * len(parents)
    for rank in reversed(range(len(parents))):
        if parents[rank] >= 0:
            sizes[parents[rank]] += sizes[rank]
    spans: list[range] = []
    free = [0] * (len(parents) + 1)  # the next number among the children of each; last, of none
    for rank, parent in enumerate(parents):
        spans.append(range(free[parent], free[parent] + sizes[rank]))
        free[parent] += sizes[rank]
        free[rank] = spans[rank].start + 1
    return spans


def _repeated(
    paragraphs: frozenset[str], rank: int, comings: Comings, spans: Sequence[range]
) -> bool:
    """Say whether half of a version stood in members at its commit.

    What they held there is what came and went along first parents: edits are told against those, so
    that what a merge brings in has come once already, on its own branch.
    """
    at = spans[rank].start
    telling = [p for p in paragraphs if len(p) >= TELLING_TOKENS]
    standing = [p for p in telling if sum(n for r, n in comings.get(p, ()) if at in spans[r]) > 0]
    return sum(map(len, standing)) >= COPY_AT_LEAST * max(1, sum(map(len, telling)))
