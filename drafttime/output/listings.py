"""What `drafttime files` and `drafttime drafts` print."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.drafts import Candidate, DraftList
from drafttime.model import Draft, LeftOut, Manuscript, ManuscriptFile
from drafttime.output.escaping import shown
from drafttime.output.resolution import how_resolved
from drafttime.output.sentences import TITLE_LIMIT, draft_day
from drafttime.output.terminal import columns_of, padded, unbroken, wrapped
from drafttime.output.wording import count, counted, listed

PATH_LIMIT = 200
REASON_LIMIT = 120
NAME_LIMIT = 40
WIDEST_PATH = 44
TAG_INDENT = 4

TO_CHANGE_FILES = (
    "To change this, name files with --include and --exclude, or under include and exclude in "
    "drafttime.toml."
)
TO_CHANGE_DRAFTS = (
    "To mark a draft, run its ‘git tag’ line. To choose the first draft for one report, name it: "
)


def files_table(manuscript: Manuscript, *, width: int) -> str:
    """Return the files of a manuscript in reading order, and the others with their reasons."""
    name = shown(manuscript.name.strip(), TITLE_LIMIT) or "Untitled"
    chapters = f"{counted(len(manuscript.chapters), 'chapter')} from {manuscript.chapters_from}"
    head = f"{name} · {counted(manuscript.words, 'word')} · {chapters}"
    parts = [head, _files("Counted, in reading order", manuscript.files, width)]
    if manuscript.left_out:
        parts.append(_files("Left out", manuscript.left_out, width))
    else:
        parts.append("No text file was left out.")
    return "\n\n".join([*parts, "\n".join(wrapped(TO_CHANGE_FILES, width))])


def files_and_folders(left_out: Sequence[LeftOut]) -> str:
    """Return how many files, and how many folders that were not looked into, were left out."""
    folders = sum(left.path.endswith("/") for left in left_out)
    files = len(left_out) - folders
    kinds = (counted(files, "file") if files else "", counted(folders, "folder") if folders else "")
    return listed(kind for kind in kinds if kind) or "no files"


def drafts_table(found: DraftList, *, width: int) -> str:
    """Return the drafts in use, what else could be one, and ready `git tag` lines."""
    tags = {c.draft.commit: c.tag_line for c in found.candidates if c.tag_line}
    used = found.drafts or (found.final,)
    others = [c for c in found.candidates if c.draft.commit not in {d.commit for d in used}]
    in_use = [(draft, tags.get(draft.commit)) for draft in used]
    head = "Drafts in use; the first is a guess" if found.first.guessed else "Drafts in use"
    parts = [_drafts(head, in_use, width)]
    if others:
        parts.append(_drafts("Could be drafts too", _with_tags(others), width))
    if found.per_chapter:
        parts.append(_drafts("Drafts of single chapters", _with_tags(found.per_chapter), width))
    example = unbroken(f"drafttime report --first {found.first.commit[:7]}")
    return "\n\n".join([*parts, "\n".join(wrapped(TO_CHANGE_DRAFTS + example, width))])


def _with_tags(candidates: Sequence[Candidate]) -> list[tuple[Draft, str | None]]:
    return [(candidate.draft, candidate.tag_line) for candidate in candidates]


def _files(head: str, files: Sequence[ManuscriptFile | LeftOut], width: int) -> str:
    known = [file.words for file in files if file.words is not None]
    numbers = ["–" if file.words is None else count(file.words) for file in files]
    total = count(sum(known))
    left = max(map(len, [*numbers, total]))
    paths = [shown(file.path, PATH_LIMIT) for file in files]
    middle = min(WIDEST_PATH, max(map(columns_of, paths), default=0))
    lines = [head]
    for number, path, file in zip(numbers, paths, files, strict=True):
        start = f"  {number:>{left}}  {padded(path, middle)}"
        lines += _with_reason(start, shown(file.reason, REASON_LIMIT), left + middle + 6, width)
    left_out = [file for file in files if isinstance(file, LeftOut)]
    what = files_and_folders(left_out) if left_out else counted(len(files), "file")
    return "\n".join([*lines, f"  {total:>{left}}  words in {what}"])


def _with_reason(start: str, reason: str, column: int, width: int) -> list[str]:
    """Return a line with its reason beside it, wrapped below itself, or below where narrow."""
    room = width - column
    if columns_of(start) + 2 > column or room < min(columns_of(reason), NAME_LIMIT // 2):
        below = " " * (TAG_INDENT + 2)
        return [start.rstrip(), *(below + part for part in wrapped(reason, width - len(below)))]
    parts = list(wrapped(reason, room))
    return [f"{start}  {parts[0]}".rstrip(), *(" " * column + part for part in parts[1:])]


def _drafts(head: str, drafts: Sequence[tuple[Draft, str | None]], width: int) -> str:
    names = [shown(draft.name, NAME_LIMIT) for draft, _ in drafts]
    days = [draft_day(draft) for draft, _ in drafts]
    words = [count(draft.words) for draft, _ in drafts]
    wide = [max(map(columns_of, column)) for column in (names, days, words)]
    lines = [head]
    for name, when, number, (draft, tag) in zip(names, days, words, drafts, strict=True):
        start = (
            f"  {padded(name, wide[0])}  {padded(when, wide[1], right=True)}  "
            f"{padded(number, wide[2], right=True)} words"
        )
        lines += _with_reason(start, how_resolved(draft), columns_of(start) + 2, width)
        if tag:
            lines.append(" " * TAG_INDENT + shown(tag))
    return "\n".join(lines)
