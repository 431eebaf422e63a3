"""Words are conserved at every revision of every real book, and none is older than its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from test_real_books import CORPORA, LARGE, SMALL, clone

from drafttime.progress import Silent
from drafttime.request import Request
from drafttime.revision.changes import Delta
from drafttime.revision.lineage import TokenLineage, trace_lineage
from drafttime.revision.lives import Lives, ids_of, live
from drafttime.revision.slot_edits import CommitEdits
from drafttime.stages.reading import Book, open_source, read_book
from drafttime.text.tokens import count_words

pytestmark = pytest.mark.corpora

SNAPSHOTS = 50
NOTHING = Delta()


@dataclass(frozen=True)
class Whole:
    """A real book with the lineage of all its words, and the words of every commit's files."""

    book: Book
    lineage: TokenLineage
    lives: Lives
    words: Mapping[str, int]


def words_after(book: Book, edits: Mapping[str, CommitEdits]) -> dict[str, int]:
    """Count the words that stand after each commit from its files alone."""
    words: dict[str, int] = {}
    for commit in book.history.order:
        parents = book.history.commits[commit].parents
        total = words.get(parents[0], 0) if parents else 0
        for edit in edits[commit].edits if commit in edits else ():
            for version, sign in ((edit.old, -1), (edit.new, 1)):
                text = book.source.texts.of(*version) if version else None
                total += sign * (text.words if text else 0)
        words[commit] = total
    return words


def traced(name: str, folder: Path) -> Iterator[Whole]:
    with open_source(Request(clone(name, folder), use_cache=False)) as source:
        book = read_book(source, (source.final,), Silent())
        mainline = book.history.mainline
        wanted = {*mainline[:: max(1, len(mainline) // SNAPSHOTS)], mainline[-1]}
        lineage = trace_lineage(book.history, book.edits, source.texts.of, wanted, Silent())
        yield Whole(book, lineage, live(lineage), words_after(book, book.edits))


@pytest.fixture(scope="module", params=SMALL)
def small(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Whole]:
    yield from traced(request.param, tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="module", params=LARGE)
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Whole]:
    if "long" not in request.config.getoption("markexpr"):
        pytest.skip("run with -m long")
    yield from traced(request.param, tmp_path_factory.mktemp("books"))


def check(whole: Whole) -> None:
    """All that must hold, at every revision."""
    check_conservation(whole)
    check_snapshots(whole)
    check_steps(whole)
    check_ancestors(whole)


def check_conservation(whole: Whole) -> None:
    """Hold every commit of the graph, merges of the mainline included, against its first parent."""
    history, seen = whole.book.history, 0
    mainline = frozenset(history.mainline)
    for commit in history.order:
        delta = whole.lineage.deltas.get(commit, NOTHING)
        parents = history.commits[commit].parents
        if len(parents) > 1 and commit not in mainline:
            continue  # no revision: nothing is counted for it
        before = whole.words.get(parents[0], 0) if parents else 0
        came = delta.words_inserted + delta.words_restored + delta.words_copied
        assert whole.words[commit] == before - delta.words_deleted + came, commit
        counts = (delta.words_inserted, delta.words_deleted, delta.words_moved,
                  delta.words_restored, delta.words_copied)  # fmt: skip
        assert min(counts) >= 0, commit
        seen += delta.changed
    assert seen > 40


def check_snapshots(whole: Whole) -> None:
    """The words of a snapshot, summed over births, are its word count."""
    born = "".join(whole.lineage.births.texts)
    for commit, state in whole.lineage.snapshots.items():
        by_birth = 0
        for held in state.values():
            ids = ids_of(held.rope.runs())
            assert "".join(born[k] for k in ids.tolist()) == held.text
            assert len(held.nodes) == len(held.paragraphs)
            by_birth += int(np.bincount(whole.lives.ranks[ids[whole.lives.words[ids]]]).sum())
        assert by_birth == whole.words[commit]
        assert by_birth == sum(count_words(held.text) for held in state.values())


def check_steps(whole: Whole) -> None:
    """The mainline, replayed token by token, has the words of its files at every entry."""
    lives, standing = whole.lives, 0
    for commit, step in zip(whole.book.history.mainline, lives.steps, strict=True):
        own = lives.words[step.ids]
        standing += int((step.after[own] - step.before[own]).sum())
        assert standing == whole.words[commit], commit
    counted = lives.counted & lives.words
    kept = int((counted & (lives.died == lives.end)).sum())
    cut = int((counted & (lives.died < lives.end)).sum())
    assert kept + cut == int(counted.sum())
    assert kept <= standing
    # Whatever is counted as cut lies where somebody took it out, and can be listed.
    buried = np.zeros(len(counted), np.bool_)
    for deletion in whole.lineage.deletions:
        buried[lives.of(deletion.rope)] = True
    assert not (counted & (lives.died < lives.end) & ~buried).any()


def check_ancestors(whole: Whole) -> None:
    """No word was born outside the history of a snapshot that holds it."""
    order = whole.book.history.order
    rank = {commit: k for k, commit in enumerate(order)}
    again: dict[str, list[int]] = {}
    for copy, first in whole.lineage.twins.items():
        again.setdefault(first, []).append(rank[copy])
    for commit, state in whole.lineage.snapshots.items():
        runs = [run for held in state.values() for run in held.rope.runs()]
        for birth in np.unique(whole.lives.ranks[ids_of(runs)]).tolist():
            homes = [birth, *again.get(order[birth], ())]
            assert any(whole.lineage.ancestry.holds(rank[commit], home) for home in homes)


def test_a_small_book_conserves_its_words(small: Whole) -> None:
    check(small)


@pytest.mark.long
def test_a_large_book_conserves_its_words(large: Whole) -> None:
    check(large)


def test_all_seven_books_are_held_to_it() -> None:
    assert len({*SMALL, *LARGE}) == 7
    assert CORPORA
