"""Two versions of one file, judged as the pipeline judges a revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.model import KindCount, KindCounts, Text
from drafttime.revision.alignment import align, uncovered
from drafttime.revision.judging import Judge
from drafttime.revision.kind_words import Reader
from drafttime.revision.slot_edits import CommitEdits, SlotEdit
from drafttime.revision.verdicts import Revised
from drafttime.text.function_words import words_of
from drafttime.text.tokens import Vocabulary

TextsOf = Callable[[tuple[str, ...], tuple[str, ...]], Mapping[tuple[str, str], Text]]
OLD, NEW = ("old", "x"), ("new", "x")


@dataclass(frozen=True, slots=True)
class Found:
    """The kinds of a change, words one for another, tokens that differ, and both texts."""

    counts: Mapping[str, KindCount]
    rewritten: int
    distance: int
    old: str
    new: str
    sources: Mapping[str, int]


def reader_of(language: str) -> tuple[Reader, Callable[[str], str]]:
    vocabulary = Vocabulary()
    return Reader(vocabulary.decode, words_of(language)), vocabulary.encode


def judged(
    old: Sequence[str],
    new: Sequence[str],
    *,
    texts: Callable[[tuple[str, ...], tuple[str, ...]], Mapping[tuple[str, str], Text]]
    | None = None,
    language: str = "en",
) -> Found:
    """Judge the change from one text to another, each a list of paragraphs."""
    reader, encode = reader_of(language)
    before, after = tuple(map(encode, old)), tuple(map(encode, new))
    own = texts(before, after) if texts else {OLD: Text(before, 0), NEW: Text(after, 0)}
    alignment = align({0: before}, {0: after})
    old_text, new_text = "".join(before), "".join(after)
    gone = uncovered({0: len(old_text)}, ((0, r.old_start, r.length) for r in alignment.runs))
    came = uncovered({0: len(new_text)}, ((0, r.new_start, r.length) for r in alignment.runs))
    edits = CommitEdits((SlotEdit(0, OLD, NEW),), {})
    judge = Judge(reader, lambda blob, path: own.get((blob, path)), lambda rank: edits)
    verdict = judge.judge(Revised(0, (((0, OLD),), ((0, NEW),)), alignment, {"written": came}))
    counts: KindCounts = verdict.kinds.get((0, ""), {})
    return Found(
        counts=dict(counts),
        rewritten=verdict.words_rewritten,
        distance=sum(b - a for _, a, b in [*gone, *came]),
        old=old_text,
        new=new_text,
        sources=dict(verdict.sources),
    )
