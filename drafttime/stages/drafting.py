"""From the book to its drafts: the mainline's snapshots, and which of them are drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from drafttime.drafts import (
    Candidate,
    DraftList,
    Mark,
    Point,
    choose,
    draft_number,
    guess_first,
    marks_from_messages,
    marks_from_tags,
    tag_lines,
)
from drafttime.errors import DraftError
from drafttime.model import Draft, Notice
from drafttime.revision.reference import Paragraphs, Reference
from drafttime.stages.reading import Book, Source
from drafttime.text.drafts_as_files import draft_key
from drafttime.text.tokens import count_words

Snapshot = dict[int, Paragraphs]


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a book with the texts of the first and the final one."""

    listed: DraftList
    first: Reference
    final: Reference


def given_first(source: Source) -> Mark | None:
    """Resolve the first draft that options or settings name: a revision, REVISION:PATH, or a path.

    Raises DraftError when it is none of these.
    """
    return _given(source, source.settings.first, "First draft") if source.settings.first else None


def _given(source: Source, spec: str, name: str) -> Mark:
    number = draft_number(spec)
    label = f"Draft {number}" if number else name
    revision, colon, path = spec.partition(":")
    if colon:
        commit = source.repository.resolve(revision or "HEAD")
        return Mark(label, commit, f"chosen: {spec}", number, path=path.strip("/"))
    try:
        return Mark(label, source.repository.resolve(spec), f"chosen: {spec}", number)
    except DraftError:
        inside = spec.strip("/")
        if any(e.path == inside or e.path.startswith(inside + "/") for e in source.entries):
            return Mark(label, source.final, f"chosen: {spec}", number, path=inside)
        raise


def named_drafts(source: Source) -> tuple[Mark, ...]:
    """Resolve the drafts that the settings name."""
    return tuple(_given(source, spec, name) for name, spec in source.settings.drafts.items())


def mainline_points(book: Book) -> tuple[Point, ...]:
    """Return every mainline commit from the first that holds words, with the words that stand."""
    points = []
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


def snapshot_at(book: Book, commit_id: str) -> Snapshot:
    """Return the manuscript at any commit of the history, by its line of first parents."""
    line = []
    at: str | None = commit_id
    while at is not None and at in book.history.commits:
        line.append(at)
        parents = book.history.commits[at].parents
        at = parents[0] if parents else None
    held: Snapshot = {}
    for commit in reversed(line):
        for slot, paragraphs in slots_changed(book, commit):
            held[slot] = paragraphs
    return {slot: paragraphs for slot, paragraphs in sorted(held.items()) if paragraphs}


def slots_changed(book: Book, commit_id: str) -> Iterator[tuple[int, Paragraphs]]:
    """Yield the slots that a commit changed with their new paragraphs (none: gone)."""
    for edit in book.edits[commit_id].edits if commit_id in book.edits else ():
        text = book.source.texts.of(*edit.new) if edit.new else None
        yield edit.slot, text.paragraphs if text else ()


def settle_drafts(book: Book, given: Mark | None, named: tuple[Mark, ...]) -> Drafts:
    """Decide the first draft, the drafts after it, and the final one."""
    points = mainline_points(book)
    touched = [point for point in points if point.commit in book.edits]
    tags = marks_from_tags(book.source.repository.refs, points)
    files = _marks_from_files(book)
    parts = [chapter.title for chapter in book.manuscript.chapters]
    messages, per_chapter = marks_from_messages(touched, parts)
    guess = guess_first(touched)
    final_id = book.source.final
    first_mark, inner = choose(given, named, tags, files, messages, guess, final_id)
    final_text = snapshot_at(book, final_id)
    by_commit = {point.commit: point for point in points}
    final_mark = Mark("Final", final_id, _final_by(book))
    final = _draft(book, final_mark, by_commit, final_text)
    if first_mark is None:
        first_mark = Mark("First draft", final_id, "nothing has been written yet", 1)
    first_text = _text_of(book, first_mark)
    first = _draft(book, first_mark, by_commit, first_text)
    drafts = _in_order(
        book, [first, *(_draft(book, m, by_commit, _text_of(book, m)) for m in inner), final]
    )
    everything = list(
        dict.fromkeys([*named, *tags, *files, *messages, *([guess] if guess else [])])
    )
    candidates = _candidates(book, everything, by_commit)
    listed = DraftList(
        first=first,
        final=final,
        drafts=drafts,
        candidates=candidates,
        per_chapter=_candidates(book, list(per_chapter), by_commit),
        notices=_notices(first, first_mark),
    )
    return Drafts(listed, Reference(first_text, lasting=True), Reference(final_text, lasting=True))


def _final_by(book: Book) -> str:
    settings = book.source.settings
    if settings.final:
        return f"chosen: {settings.final}"
    return book.source.repository.head_name or "HEAD"


def _in_order(book: Book, drafts: list[Draft]) -> tuple[Draft, ...]:
    """Keep the drafts that the mainline can order, the first and the final at the ends."""
    rank = {commit: k for k, commit in enumerate(book.history.mainline)}
    first, *inner, final = drafts
    if first.commit == final.commit and first.tokens == final.tokens:
        return (final,)
    after = rank.get(first.commit, -1)
    kept = {d.commit: d for d in inner if rank.get(d.commit, -1) > after}
    kept.pop(final.commit, None)
    return (first, *sorted(kept.values(), key=lambda d: rank[d.commit]), final)


def _text_of(book: Book, mark: Mark) -> Snapshot:
    return snapshot_at(book, mark.commit) if mark.path is None else _text_at_path(book, mark)


def _text_at_path(book: Book, mark: Mark) -> Snapshot:
    """Return a draft that is kept as a file or folder, laid beside the slots of the book.

    Its files go to the slots of their namesakes, a single file to the only slot, others to slots of
    their own after all others. Raises DraftError when nothing is there.
    """
    path = mark.path or ""
    tree = book.source.repository.tree(mark.commit)
    inside = [e for e in tree if e.path == path or e.path.startswith(path + "/") or not path]
    texts = [(e, book.source.texts.of(e.blob, e.path)) for e in inside]
    found = [(e, text) for e, text in texts if text is not None and text.paragraphs]
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
    snapshot: Snapshot = {}
    for extra, (entry, text) in enumerate(found):
        slot = by_name.get(_slot_name(entry.path))
        if slot is None and only is not None and len(found) == 1:
            slot = only
        if slot is None or slot in snapshot:
            slot = len(book.slots.names) + extra
        snapshot[slot] = text.paragraphs
    return dict(sorted(snapshot.items()))


def _slot_name(path: str) -> str:
    key = draft_key(path)
    return key.slot_path if key else PurePosixPath(path).name


def _marks_from_files(book: Book) -> tuple[Mark, ...]:
    """Return the drafts that are kept as files or folders, older ones first, but for the newest.

    Each is the snapshot before the next draft's first file; where both came at once, the folder as
    it stands at the end.
    """
    chains: dict[tuple[object, str], set[int]] = {}
    for chain in book.slots.homes:
        key = draft_key(book.traced.last_path.get(chain, ""))
        if key is not None:
            chains.setdefault((key.order, key.name), set()).add(chain)
    ordered = sorted(chains.items(), key=lambda item: item[0][0])  # type: ignore[arg-type,return-value]
    marks = []
    for ((_, name), own), (_, following) in pairwise(ordered):
        last: str | None = None
        for commit in book.history.mainline:
            touched = {e.chain for e in book.traced.edits.get(commit, ())}
            if touched & following:
                break
            if touched & own:
                last = commit
        number = draft_number(name)
        if last is not None:
            marks.append(Mark(name, last, f"files of {name}", number))
        else:
            path = _common_folder([book.traced.last_path[c] for c in own], name)
            marks.append(Mark(name, book.source.final, f"files of {name}", number, path=path))
    return tuple(marks)


def _common_folder(paths: list[str], name: str) -> str:
    """Return the path that holds a draft's files: the file itself, or their folder."""
    if len(paths) == 1:
        return paths[0]
    for parent in [PurePosixPath(paths[0]), *PurePosixPath(paths[0]).parents]:
        inside = all(PurePosixPath(p).is_relative_to(parent) for p in paths)
        if inside and parent != PurePosixPath():
            return str(parent)
    return name


def _draft(
    book: Book, mark: Mark, points: Mapping[str, Point], text: Snapshot | None = None
) -> Draft:
    point = points.get(mark.commit)
    if text is not None:
        words = sum(count_words("".join(p)) for p in text.values())
        tokens = sum(sum(map(len, p)) for p in text.values())
    else:
        words, tokens = (point.words, point.tokens) if point else (0, 0)
    authored = book.history.commits[mark.commit].authored
    return Draft(mark.name, mark.commit, authored, words, tokens, mark.resolved_by, mark.guessed)


def _candidates(
    book: Book, marks: list[Mark], points: Mapping[str, Point]
) -> tuple[Candidate, ...]:
    tags = {ref.name: ref.commit for ref in book.source.repository.refs if ref.kind == "tag"}
    lines = tag_lines([(mark, mark.commit[:7]) for mark in marks], tags)
    return tuple(
        Candidate(_draft(book, mark, points, _text_of(book, mark) if mark.path else None),
                  mark.resolved_by, line)
        for mark, line in zip(marks, lines, strict=True)
    )  # fmt: skip


def _notices(first: Draft, mark: Mark) -> tuple[Notice, ...]:
    if not mark.guessed:
        return ()
    day = first.authored.day()
    when = f"{day.day} {day:%b %Y}" if day else first.commit[:7]
    return (
        Notice(
            "guessed-draft",
            f"No drafts are marked. Guessed: {when}. To change: run 'drafttime drafts' and tag "
            "one, or name it with --first.",
        ),
    )
