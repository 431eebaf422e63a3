"""How the history was read, and what a reader of the report must know about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from drafttime.history import object_id
from drafttime.model import Facts, Moment, Notice
from drafttime.stages.labour import Labour
from drafttime.stages.reading import Book, Source, belongs
from drafttime.stages.snapshots import versions_at
from drafttime.text.retrospectives import is_retrospective

WORK_FILE_BYTES = 32 << 20


def gather_facts(book: Book, labour: Labour) -> Facts:
    """Count what was read and name what is not in any commit."""
    history, repository = book.history, book.source.repository
    times = [r.authored for r in labour.revisions if r.labour and r.authored.seconds is not None]
    return Facts(
        commits=len(history.order),
        mainline_commits=len(history.mainline),
        merges=sum(len(commit.parents) > 1 for commit in history.commits.values()),
        duplicates=sum(r.why_not_labour.startswith("the same change") for r in labour.revisions),
        automatic=sum(r.automatic for r in labour.revisions),
        objects_verified=repository.objects_verified,
        uncommitted=uncommitted_files(book.source, [f.path for f in book.manuscript.files]),
        partial=repository.partial,
        first_time=min(times, key=lambda t: t.seconds or 0, default=Moment(None)),
        last_time=max(times, key=lambda t: t.seconds or 0, default=Moment(None)),
    )


def uncommitted_files(source: Source, files: Sequence[str]) -> tuple[str, ...]:
    """Name the manuscript files whose prose in the work tree is not that of HEAD.

    New files beside the chapters count, unless their name says that they are no manuscript. Nothing
    is said where the final draft is not HEAD, or there is no work tree.
    """
    repository = source.repository
    if repository.work_tree is None or source.final != repository.head:
        return ()
    blobs = {entry.path: entry.blob for entry in source.entries}
    found = []
    for path in files:
        data = repository.work_tree_file(path, WORK_FILE_BYTES)
        if data is not None and object_id(repository.object_format, "blob", data) == blobs[path]:
            continue  # byte for byte as it was committed: nothing to be read
        now = None if data is None else source.texts.of_bytes(data, path)
        then = source.texts.of(blobs[path], path)
        if (now.paragraphs if now else ()) != (then.paragraphs if then else ()):
            found.append(path)
    folders = sorted({str(PurePosixPath(path).parent) for path in files})
    suffixes = {PurePosixPath(path).suffix for path in files}
    for path in repository.work_tree_names(["" if f == "." else f for f in folders]):
        new = path not in blobs and PurePosixPath(path).suffix in suffixes
        if new and belongs(source.settings, path):
            data = repository.work_tree_file(path, WORK_FILE_BYTES)
            if data is None or not is_retrospective(data):
                found.append(path)
    return tuple(found)


def gather_notices(book: Book, labour: Labour, first: str) -> tuple[Notice, ...]:
    """Name what was found and what was done about it, most telling first."""
    found = [*book.source.repository.notices, *labour.notices]
    inversions = _inversions(labour)
    if inversions:
        found.append(
            Notice(
                "time-inversions",
                f"{_times(inversions)} on the mainline a commit is dated before the one that it "
                "follows; times are kept as found.",
            )
        )
    twins = sum(r.why_not_labour.startswith("the same change") for r in labour.revisions)
    if twins:
        found.append(
            Notice(
                "duplicate-commits",
                f"{twins:,} {'commit repeats' if twins == 1 else 'commits repeat'} a change that "
                "another one holds (rebased or cherry-picked); each change counts once.",
            )
        )
    automatic = sum(r.automatic for r in labour.revisions)
    if automatic:
        found.append(
            Notice(
                "automatic-commits",
                f"{automatic:,} {'commit was' if automatic == 1 else 'commits were'} made "
                "automatically; they show that work went on, not that it was done.",
            )
        )
    if any(r.words_copied for r in labour.revisions):
        copied = sum(r.words_copied for r in labour.revisions if r.labour)
        found.append(
            Notice("copied-files", f"{copied:,} words came as copies of text that was already "
                   "there; they do not count as written.")
        )  # fmt: skip
    if book.slots.left_out:
        names = book.slots.left_out
        found.append(
            Notice(
                "past-copies",
                "1 file of the past only repeated chapters beside it and is not counted: "
                f"{names[0]}."
                if len(names) == 1
                else f"{len(names):,} files of the past only repeated chapters beside them and are"
                f" not counted: {names[0]} and others.",
            )
        )
    found.extend(_format_notice(book, first))
    plain = sorted(
        {
            PurePosixPath(file.path).suffix
            for file in book.manuscript.files
            if book.source.texts.read_as_plain(file.path)
        }
    )
    if plain:
        found.append(
            Notice("read-as-plain", f"{', '.join(plain)} files are read as plain text: markup "
                   "counts as words.")
        )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _format_notice(book: Book, first: str) -> list[Notice]:
    """Say so where chapters of the first draft were read in another format than now."""
    texts = book.source.texts
    now = {slot: version[1] for slot, version in versions_at(book, book.source.final).items()}
    changed = sorted(
        {
            (texts.format_of(path), texts.format_of(now[slot]))
            for slot, (_, path) in versions_at(book, first).items()
            if slot in now and texts.format_of(path) != texts.format_of(now[slot])
        }
    )
    return [
        Notice(
            "format-changed",
            f"Chapters that are {after} now were {before} in the first draft. Markup that is not "
            "read then counted as words, so drift and cuts are overstated.",
        )
        for before, after in changed
    ]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _inversions(labour: Labour) -> int:
    times = [
        r.authored.seconds
        for r in labour.revisions
        if r.mainline and r.authored.seconds is not None
    ]
    return sum(after < before for before, after in pairwise(times))
