"""What one commit did to the words of the manuscript."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.model import Text
from drafttime.revision.alignment import Alignment, align
from drafttime.revision.grouping import TRAVEL_TOKENS
from drafttime.revision.pairing import offsets
from drafttime.revision.slot_edits import CommitEdits, SlotEdit, Version
from drafttime.text.tokens import count_words


@dataclass(frozen=True, slots=True)
class Delta:
    """One commit against its first parent: counts, and what identifies the change.

    words after = words before − deleted + inserted + copied; moves change nothing.
    `fingerprint` is equal for two commits that insert and delete the same text.
    """

    words_inserted: int
    words_deleted: int
    words_moved: int
    words_copied: int
    tokens_inserted: int
    tokens_deleted: int
    tokens_copied: int
    fingerprint: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def distance_tokens(self) -> int:
        """Tokens inserted, deleted and copied; moves apart."""
        return self.tokens_inserted + self.tokens_deleted + self.tokens_copied


def measure_change(commit: CommitEdits, text_of: Callable[[str, str], Text | None]) -> Delta:
    """Align the files that a commit changed and count what came and went. Cost: the difference."""
    old: dict[int, tuple[str, ...]] = {}
    new: dict[int, tuple[str, ...]] = {}
    for edit in commit.edits:
        before = text_of(*edit.old) if edit.old else None
        after = text_of(*edit.new) if edit.new else None
        if before is not None:
            old[edit.slot] = before.paragraphs
        if after is not None:
            new[edit.slot] = after.paragraphs
    changed = {slot for slot in old.keys() | new.keys() if old.get(slot) != new.get(slot)}
    old = {slot: p for slot, p in old.items() if slot in changed}
    new = {slot: p for slot, p in new.items() if slot in changed}
    if not changed:
        return Delta(0, 0, 0, 0, 0, 0, 0, ((), ()))
    alignment = align(old, new, lambda: _sizes(commit.standing, text_of))
    gone = _outside({slot: "".join(p) for slot, p in old.items()}, alignment, old_side=True)
    came = _outside({slot: "".join(p) for slot, p in new.items()}, alignment, old_side=False)
    copied = _copied(commit.edits, new, alignment, text_of)
    moved = sum(
        count_words("".join(old[run.old_slot])[run.old_start : run.old_start + run.length])
        for run in alignment.moved()
    )
    words_copied = sum(count_words(p) for p in copied)
    tokens_copied = sum(map(len, copied))
    return Delta(
        words_inserted=sum(map(count_words, came)) - words_copied,
        words_deleted=sum(map(count_words, gone)),
        words_moved=moved,
        words_copied=words_copied,
        tokens_inserted=sum(map(len, came)) - tokens_copied,
        tokens_deleted=sum(map(len, gone)),
        tokens_copied=tokens_copied,
        fingerprint=(tuple(came), tuple(gone)),
    )


def _sizes(
    standing: Mapping[int, Version], text_of: Callable[[str, str], Text | None]
) -> dict[int, int]:
    """Tokens of the slots that a commit left alone."""
    texts = {slot: text_of(*version) for slot, version in standing.items()}
    return {slot: text.tokens for slot, text in texts.items() if text is not None}


def _outside(sides: Mapping[int, str], alignment: Alignment, *, old_side: bool) -> list[str]:
    """Return the stretches of one side that no run covers, in order."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for run in alignment.runs:
        slot, start = (run.old_slot, run.old_start) if old_side else (run.new_slot, run.new_start)
        covered.setdefault(slot, []).append((start, start + run.length))
    stretches = []
    for slot in sorted(sides):
        tokens, at = sides[slot], 0
        for start, stop in sorted(covered.get(slot, [])):
            if at < start:
                stretches.append(tokens[at:start])
            at = stop
        if at < len(tokens):
            stretches.append(tokens[at:])
    return stretches


def _copied(
    edits: Sequence[SlotEdit],
    new: Mapping[int, tuple[str, ...]],
    alignment: Alignment,
    text_of: Callable[[str, str], Text | None],
) -> list[str]:
    """Return the new paragraphs that stand, untouched, in the file that theirs was copied from.

    Paragraphs that were taken from that file in the same commit have moved and are no copies.
    """
    copied: list[str] = []
    for edit in edits:
        if edit.old is None and edit.new is not None and edit.source is not None:
            source = text_of(edit.source.blob, edit.source.path)
            known = {p for p in source.paragraphs if len(p) >= TRAVEL_TOKENS} if source else set()
            matched = [
                (run.new_start, run.new_start + run.length)
                for run in alignment.runs
                if run.new_slot == edit.slot
            ]
            paragraphs = new.get(edit.slot, ())
            at = offsets(paragraphs)
            copied.extend(
                paragraph
                for paragraph, start, stop in zip(paragraphs, at, at[1:], strict=False)
                if paragraph in known and not any(a < stop and start < b for a, b in matched)
            )
    return copied
