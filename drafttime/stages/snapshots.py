"""The manuscript as it stood at a commit, or as a draft is kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from drafttime.drafts import Mark, Point
from drafttime.errors import DraftError
from drafttime.revision.crossing import Paragraphs
from drafttime.revision.slot_edits import Version
from drafttime.stages.reading import Book
from drafttime.text.drafts_as_files import draft_key

Snapshot = dict[int, Paragraphs]


def mainline_points(book: Book) -> tuple[Point, ...]:
    """Return every mainline commit from the first that holds words, with the words that stand."""
    points: list[Point] = []
    words = tokens = 0
    for commit_id in book.history.mainline:
        for edit in book.edits[commit_id].edits if commit_id in book.edits else ():
            before = book.source.texts.of(*edit.old) if edit.old else None
            after = book.source.texts.of(*edit.new) if edit.new else None
            words += (after.words if after else 0) - (before.words if before else 0)
            tokens += (after.tokens if after else 0) - (before.tokens if before else 0)
        if words or points:
            commit = book.history.commits[commit_id]
            points.append(Point(commit_id, commit.authored, commit.subject, words, tokens))
    return tuple(points)


def versions_at(book: Book, commit_id: str) -> dict[int, Version]:
    """Return what each slot holds at any commit of the history, by its line of first parents."""
    line = []
    at: str | None = commit_id
    while at is not None and at in book.history.commits:
        line.append(at)
        parents = book.history.commits[at].parents
        at = parents[0] if parents else None
    held: dict[int, Version | None] = {}
    for commit in reversed(line):
        for edit in book.edits[commit].edits if commit in book.edits else ():
            held[edit.slot] = edit.new
    return {slot: version for slot, version in sorted(held.items()) if version is not None}


def versions_of_mark(book: Book, mark: Mark) -> dict[int, Version]:
    """Return what a draft is made of: a snapshot's files, or those in which it is kept."""
    return versions_at(book, mark.commit) if mark.path is None else _versions_at_path(book, mark)


def text_of(book: Book, versions: Mapping[int, Version]) -> Snapshot:
    """Return the prose of some versions; slots without any are left out."""
    texts = {slot: book.source.texts.of(*version) for slot, version in versions.items()}
    return {slot: text.paragraphs for slot, text in texts.items() if text and text.paragraphs}


def _versions_at_path(book: Book, mark: Mark) -> dict[int, Version]:
    """Return a draft that is kept as a file or folder, laid beside the slots of the book.

    Its files go to the slots of their namesakes, a single file to the only slot, others to slots of
    their own after all others. Raises DraftError when nothing is there.
    """
    path = mark.path or ""
    tree = book.source.repository.tree(mark.commit)
    inside = [e for e in tree if e.path == path or e.path.startswith(path + "/") or not path]
    texts = [(e, book.source.texts.of(e.blob, e.path)) for e in inside]
    found = [entry for entry, text in texts if text is not None and text.paragraphs]
    if not found:
        raise DraftError(
            f"there is no prose at {path} in {mark.commit[:7]}",
            "name a file or folder that exists there, as 'git ls-tree -r --name-only' lists them",
        )
    by_name = {
        _slot_name(file.path): slot
        for slot, k in book.slots.file_index.items()
        for file in [book.manuscript.files[k]]
    }
    only = next(iter(book.slots.file_index)) if len(book.slots.file_index) == 1 else None
    versions: dict[int, Version] = {}
    for extra, entry in enumerate(found):
        slot = by_name.get(_slot_name(entry.path))
        if slot is None and only is not None and len(found) == 1:
            slot = only
        if slot is None or slot in versions:
            slot = len(book.slots.names) + extra
        versions[slot] = (entry.blob, entry.path)
    return dict(sorted(versions.items()))


def _slot_name(path: str) -> str:
    key = draft_key(path)
    return key.slot_path if key else PurePosixPath(path).name
