"""From the book to its drafts: the mainline's snapshots, and which of them are drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from drafttime.revision.slot_edits import Version
from drafttime.stages.reading import Book, Source
from drafttime.stages.snapshots import (
    Snapshot,
    mainline_points,
    text_of,
    versions_of_mark,
)
from drafttime.text.drafts_as_files import draft_key
from drafttime.text.tokens import count_words

# A first tag after this share of the commits marks a release more likely than a first draft.
LATE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft with its files and its text; `beside`: it is kept as files beside the newer ones."""

    draft: Draft
    versions: Mapping[int, Version]
    text: Snapshot
    beside: bool


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a book, and the texts of those in use, in the order of `listed.drafts`.

    `first` is the text of the first draft, also where it is the only one in use.
    """

    listed: DraftList
    texts: tuple[DraftText, ...]
    first: DraftText

    @property
    def final(self) -> DraftText:
        """The text of the final draft."""
        return self.texts[-1]


def given_first(source: Source) -> Mark | None:
    """Resolve the first draft that options or settings name: a revision, REVISION:PATH, or a path.

    Raises DraftError when it is none of these.
    """
    return (
        resolve_draft(source, source.settings.first, "First draft")
        if source.settings.first
        else None
    )


def resolve_draft(source: Source, spec: str, name: str) -> Mark:
    """Resolve a revision, REVISION:PATH, or a path. Raises DraftError when it is none of these."""
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
    return tuple(resolve_draft(source, spec, name) for name, spec in source.settings.drafts.items())


def settle_drafts(
    book: Book, given: Mark | None, named: tuple[Mark, ...], *, in_order: bool = True
) -> Drafts:
    """Decide the first draft, the drafts after it, and the final one.

    Raises DraftError where the first grew out of the final one, unless any order will do.
    """
    points = mainline_points(book)
    touched = [point for point in points if point.commit in book.edits]
    tags = marks_from_tags(book.source.repository.refs, points)
    files = _marks_from_files(book)
    parts = [chapter.title for chapter in book.manuscript.chapters]
    messages, per_chapter = marks_from_messages(points, parts)
    guess = guess_first(touched)
    final_id = book.source.final
    first_mark, inner = choose(given, named, tags, files, messages, guess, final_id)
    by_commit = {point.commit: point for point in points}
    if first_mark is None:
        first_mark = Mark("First draft", final_id, "nothing has been written yet", 1)
    if in_order:
        _check_order(book, first_mark)
    marks = [first_mark, *inner, Mark("Final", final_id, _final_by(book))]
    texts = [read_draft(book, mark, by_commit) for mark in marks]
    if first_mark.commit == final_id and first_mark.guessed:
        # One draft: nothing was guessed that is shown.
        texts[0] = replace(texts[0], draft=replace(texts[0].draft, guessed=False))
    first, final = texts[0].draft, texts[-1].draft
    used = _in_order(book, texts)
    drafts = tuple(text.draft for text in used)
    everything = list(
        dict.fromkeys([*named, *tags, *files, *messages, *([guess] if guess else [])])
    )
    candidates = _candidates(book, everything, by_commit)
    listed = DraftList(
        first=first,
        final=final,
        drafts=drafts,
        candidates=candidates,
        per_chapter=tuple(
            replace(found, tag_line=None)
            for found in _candidates(book, list(per_chapter), by_commit)
        ),
        notices=_notices(first, first_mark, touched),
    )
    return Drafts(listed, used, texts[0])


def read_draft(book: Book, mark: Mark, points: Mapping[str, Point]) -> DraftText:
    """Return a draft with its files and text."""
    versions = versions_of_mark(book, mark)
    text = text_of(book, versions)
    return DraftText(_draft(book, mark, points, text), versions, text, beside=mark.path is not None)


def _check_order(book: Book, first: Mark) -> None:
    """Raise DraftError where the first draft grew out of the final one."""
    if is_after(book, first.commit):
        final = book.source.final
        raise DraftError(
            f"the first draft ({first.commit[:7]}) comes after the final one ({final[:7]})",
            "turn --first and --final round, or leave one of them out",
        )


def is_after(book: Book, commit: str) -> bool:
    """Say whether a commit grew out of the final draft."""
    ahead, seen = [commit], {commit}
    while ahead:
        for parent in book.history.commits[ahead.pop()].parents:
            if parent == book.source.final:
                return True
            if parent not in seen and parent in book.history.commits:
                seen.add(parent)
                ahead.append(parent)
    return False


def _final_by(book: Book) -> str:
    settings = book.source.settings
    if settings.final:
        return f"chosen: {settings.final}"
    return book.source.repository.head_name or "HEAD"


def _in_order(book: Book, texts: list[DraftText]) -> tuple[DraftText, ...]:
    """Keep the drafts that the mainline can order, the first and the final at the ends."""
    rank = {commit: k for k, commit in enumerate(book.history.mainline)}
    first, *inner, final = texts
    if first.draft.commit == final.draft.commit and first.draft.tokens == final.draft.tokens:
        return (final,)
    after = rank.get(first.draft.commit, -1)
    kept = {t.draft.commit: t for t in inner if rank.get(t.draft.commit, -1) > after}
    kept.pop(final.draft.commit, None)
    return (first, *sorted(kept.values(), key=lambda t: rank[t.draft.commit]), final)


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
        Candidate(_draft(book, mark, points, _text_beside(book, mark)), mark.resolved_by, line)
        for mark, line in zip(marks, lines, strict=True)
    )


def _text_beside(book: Book, mark: Mark) -> Snapshot | None:
    """Return the text of a draft that is kept as files, whose length no snapshot tells."""
    return text_of(book, versions_of_mark(book, mark)) if mark.path else None


def _notices(first: Draft, mark: Mark, points: Sequence[Point]) -> tuple[Notice, ...]:
    day = first.authored.day()
    when = f"{day.day} {day:%b %Y}" if day else first.commit[:7]
    if mark.guessed and not first.guessed:
        return ()
    if mark.guessed:
        return (
            Notice(
                "guessed-draft",
                f"No drafts are marked. Guessed: {when}. To change: run 'drafttime drafts' and tag "
                "one, or name it with --first.",
            ),
        )
    before = next((k for k, point in enumerate(points) if point.commit == mark.commit), 0)
    if mark.resolved_by.startswith("tag ") and before > LATE_SHARE * len(points):
        return (
            Notice(
                "late-first-draft",
                f"The first draft is the {mark.resolved_by}, {when}: {100 * before // len(points)} "
                "in 100 commits came before it. 'drafttime drafts' lists earlier snapshots; "
                "--first names another.",
            ),
        )
    return ()
