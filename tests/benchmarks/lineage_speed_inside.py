"""Trace one book in a process of its own, and write down how long each part and commit took.

    python tests/benchmarks/lineage_speed_inside.py REPOSITORY OUT.json

`lineage_speed.py` runs this, and measures wall time and peak memory of the process from outside.
The engine is watched through its own progress: it says when a stage begins, and when each commit
of the walk is done.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from drafttime.model import Text
from drafttime.request import Request
from drafttime.revision.changes import Delta
from drafttime.revision.lineage import TokenLineage, trace_lineage
from drafttime.revision.lives import Lives, live
from drafttime.revision.slot_edits import CommitEdits
from drafttime.stages.drafting import Drafts, given_first, named_drafts, settle_drafts
from drafttime.stages.reading import Book, open_source, read_book
from drafttime.stages.resting import collector_at_rest
from drafttime.stages.snapshots import text_of
from drafttime.stages.tracing import tokens_of
from drafttime.text.tokens import count_words

PARTS = ("reading", "files", "drafts", "lineage", "lives")


class Watch:
    """A progress that notes when stages begin, and when each step of the last one was done."""

    def __init__(self) -> None:
        self.began: dict[str, float] = {}
        self.steps: list[float] = []

    def stage(self, name: str, total: int | None = None) -> None:
        self.began.setdefault(name, time.perf_counter())
        self.steps = []

    def advance(self, steps: int = 1) -> None:
        self.steps.append(time.perf_counter())


def watch(repository: Path, seen: Watch | None = None) -> dict[str, object]:
    """Trace a book; return seconds by part, a row per commit, and what became of its first draft.

    A row is (milliseconds, words of the book after it, tokens changed, tokens of the slots that it
    touched, parents, whether its text changed).
    """
    seen = seen or Watch()
    opened = time.perf_counter()
    with collector_at_rest(), open_source(Request(repository, use_cache=False)) as source:
        given, named = given_first(source), named_drafts(source)
        marks = [*([given] if given else []), *named]
        tips = tuple(dict.fromkeys([source.final, *(mark.commit for mark in marks)]))
        book = read_book(source, tips, seen)
        read = time.perf_counter()
        drafts = settle_drafts(book, given, named)
        settled = time.perf_counter()
        seen.stage("Following every word")
        lineage = trace_lineage(
            book.history,
            book.edits,
            source.texts.of,
            {drafts.first.draft.commit, source.final},
            seen,
        )
        traced = time.perf_counter()
        lives = live(lineage)
        done = time.perf_counter()
        files = seen.began["Following files"]
        ends = [opened, files, read, settled, traced, done]
        milliseconds = np.diff([settled, *seen.steps]) * 1000
        return {
            "parts": dict(zip(PARTS, np.diff(ends).tolist(), strict=True)),
            "commits": _rows(book, lineage, milliseconds.tolist()),
            "snapshots": len(lives.steps),
            "tokens": lineage.births.count,
            **_first_draft(book, drafts, lineage, lives),
        }


def _rows(book: Book, lineage: TokenLineage, milliseconds: Sequence[float]) -> list[list[float]]:
    """Return a row for each commit of the walk but the first, whose time includes the set-up."""
    order, words, rows = book.history.order, dict[str, int](), []
    for commit_id, spent in zip(order, milliseconds, strict=True):
        parents = book.history.commits[commit_id].parents
        grown, touched = _sizes(book.edits.get(commit_id), book)
        words[commit_id] = (words[parents[0]] if parents else 0) + grown
        delta = lineage.deltas.get(commit_id, Delta())
        tokens = delta.distance_tokens + delta.words_moved
        changed = commit_id in lineage.deltas and delta.changed
        rows.append([spent, words[commit_id], tokens, touched, len(parents), changed])
    return rows[1:]


def _sizes(edits: CommitEdits | None, book: Book) -> tuple[int, int]:
    """Return by how many words a commit made the book longer, and the tokens of what it touched."""
    nothing = Text((), 0)
    words = tokens = 0
    for edit in edits.edits if edits else ():
        old = (book.source.texts.of(*edit.old) if edit.old else None) or nothing
        new = (book.source.texts.of(*edit.new) if edit.new else None) or nothing
        words += new.words - old.words
        tokens += max(new.tokens, old.tokens)
    return words, tokens


def _first_draft(
    book: Book, drafts: Drafts, lineage: TokenLineage, lives: Lives
) -> Mapping[str, object]:
    """Return how much of the first draft stands in the final one, and where both are kept."""
    final = tokens_of(lives, lineage.snapshots[book.source.final])
    read = text_of(book, drafts.final.versions)
    words = sum(count_words(p) for paragraphs in read.values() for p in paragraphs)
    if int(final.words.sum()) != words:
        raise SystemExit(f"the final snapshot has {final.words.sum()} words, the text {words}")
    versions = [v for e in book.edits.values() for s in e.edits for v in (s.old, s.new) if v]
    found: dict[str, object] = {
        "words": words,
        "paths": sorted({path for _, path in versions}),
        "final_paths": sorted({path for _, path in drafts.final.versions.values()}),
    }
    draft = drafts.first.draft
    if draft.commit in lineage.snapshots and not drafts.first.beside:
        first = tokens_of(lives, lineage.snapshots[draft.commit])
        stands = np.isin(first.ids, final.ids)[first.words]
        from_it = np.isin(final.ids, first.ids)[final.words]
        found |= {
            "first": draft.commit,
            "first_name": draft.name,
            "first_words": len(stands),
            "first_blobs": [blob for blob, _ in drafts.first.versions.values()],
            "survival": float(stands.mean()) if len(stands) else None,
            "share": float(from_it.mean()) if len(from_it) else None,
        }
    return found


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(watch(Path(sys.argv[1]))), encoding="ascii")
