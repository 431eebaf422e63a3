"""Which snapshots are drafts, and why.

Options and settings win; then tags, folders and files that hold drafts, and commit messages that
name one; else a guess, said to be one. Drafts that messages name for chapters are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafttime.model import Draft, Moment, Notice, Ref

# The guess: the last snapshot before the first pause this long, once the book has this length.
PAUSE_DAYS = 21
GROWN_SHARE = 0.40
NEARLY_WHOLE_SHARE = 0.90
# A mark on less than this share of the peak length is a mark on a beginning, not on a draft.
DRAFT_AT_LEAST = 0.10
# A message may name the draft of a chapter; the whole book's must hold this share of the peak.
NAMED_AT_LEAST = 0.40

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st one i rough zeroth", "second 2nd two ii", "third 3rd three iii",
            "fourth 4th four iv", "fifth 5th five v", "sixth 6th six vi", "seventh 7th seven vii",
            "eighth 8th eight viii", "ninth 9th nine ix", "tenth 10th ten x",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(first|1st|rough|zeroth|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|seventh|7th"
    r"|eighth|8th|ninth|9th|tenth|10th)[\s_-]{1,3}(?:[a-z]{1,12}\s+)?draft\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\bdraft[\s_#-]{0,3}(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(start|starts|started|begin|begins|began|starting|beginning)\b", re.IGNORECASE
)
# Words that a message may hold beside the draft's name and still speak of the whole book.
_PLAIN = frozenset(
    """a add added after all and at before begin beginning begins began book changes commit complete
    completed completes completing dissertation done draft edits end ending ends entire essay essays
    everything final finally finish finished finishes finishing fixes for full in is it last made
    manuscript mark memoir milestone my new novel novella now of official on our public save start
    started starting starts story tag the thesis this to version very whole with work""".split()
)


@dataclass(frozen=True, slots=True)
class Point:
    """A mainline snapshot that the manuscript changed in."""

    commit: str
    authored: Moment
    subject: str
    words: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A commit, or a path in one, that someone or something calls a draft.

    `number` is the draft's number where its name tells one. `path` is set for drafts kept as files.
    """

    name: str
    commit: str
    resolved_by: str
    number: int | None = None
    guessed: bool = False
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A snapshot that could be called a draft, why, and the command that would mark it."""

    draft: Draft
    reason: str
    tag_line: str | None


@dataclass(frozen=True, slots=True)
class DraftList:
    """The drafts in use and the other candidates; `per_chapter` are named in commit messages."""

    first: Draft
    final: Draft
    drafts: tuple[Draft, ...]
    candidates: tuple[Candidate, ...]
    per_chapter: tuple[Candidate, ...]
    notices: tuple[Notice, ...]


def marks_from_tags(refs: Sequence[Ref], points: Sequence[Point]) -> tuple[Mark, ...]:
    """Return the tags on the mainline, oldest first, one a snapshot.

    Where some tags have "draft" in their names, the others are releases and not drafts. A tag on a
    commit that did not touch the manuscript marks the snapshot that stood then; the caller passes
    `points` for every mainline commit.
    """
    rank = {point.commit: k for k, point in enumerate(points)}
    peak = max((point.words for point in points), default=0)
    tags = sorted((rank[r.commit], r.name, r) for r in refs if r.kind == "tag" and r.commit in rank)
    named = [ref for _, _, ref in tags if "draft" in ref.name.lower()]
    chosen = named or [ref for _, _, ref in tags]
    found: dict[str, Mark] = {}
    for ref in chosen:
        if points[rank[ref.commit]].words < DRAFT_AT_LEAST * peak or ref.commit in found:
            continue
        name = name_by_tag(ref.name)
        found[ref.commit] = Mark(name, ref.commit, f"tag {ref.name}", draft_number(ref.name))
    return tuple(found.values())


def name_by_tag(tag: str) -> str:
    """Return what a draft is called that a tag of this name marks: "Draft 3" for "draft-3"."""
    number = draft_number(tag)
    return f"Draft {number}" if number else tag


def marks_from_messages(
    points: Sequence[Point], parts: Sequence[str] = ()
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the drafts that commit messages name: of the whole book, and of single chapters.

    `parts` are titles of chapters: a message that names one speaks of that chapter. "Start draft 2"
    means that the snapshot before it was draft 1. The last commit that names a draft counts.
    """
    peak = max((point.words for point in points), default=0)
    whole: dict[int, Mark] = {}
    chapters: list[Mark] = []
    for k, point in enumerate(points):
        number = draft_number(point.subject)
        if number is None:
            continue
        by = f"message “{point.subject[:60]}”"
        if _names_a_part(point.subject, parts):
            chapters.append(Mark(point.subject[:60], point.commit, by, number))
            continue
        begins = bool(_BEGINS.search(point.subject))
        if begins and (number == 1 or k == 0):
            continue
        named, number = (points[k - 1], number - 1) if begins else (point, number)
        if named.words >= NAMED_AT_LEAST * peak:
            whole[number] = Mark(f"Draft {number}", named.commit, by, number)
    rank = {point.commit: k for k, point in enumerate(points)}
    ordered = sorted(whole.values(), key=lambda mark: rank[mark.commit])
    return tuple(ordered), tuple(chapters)


def draft_number(text: str) -> int | None:
    """Return the number of the draft that a tag or a message names, or None."""
    found = _ORDINAL.search(text) or _NUMBERED.search(text)
    if found is None:
        return None
    word = found.group(1).lower()
    return _NUMBERS.get(word) or (int(word) if word.isdigit() and int(word) > 0 else None)


def _names_a_part(subject: str, parts: Sequence[str]) -> bool:
    """Say whether a message speaks of the draft of a chapter and not of the book.

    What stands before a colon or a full stop names the draft, what follows tells of the work. Any
    word there that is neither a number nor plain ("finish", "the", "novel") names a part: "finish
    first draft of the ferry".
    """
    head = re.split(r"[:;.—–]", subject, maxsplit=1)[0].lower()
    lowered = f" {head} "
    if any(len(part) > 3 and f" {part.lower()} " in lowered for part in parts):
        return True
    words = re.findall(r"[^\W_]+", head)
    return any(w not in _PLAIN and w not in _NUMBERS and not w.isdigit() for w in words)


def guess_first(points: Sequence[Point]) -> Mark | None:
    """Guess the first draft from the shape of the history; None for an empty one.

    The last snapshot before the first pause of 21 days or more after 40 % of the peak length; else
    the first at 90 % of the peak.
    """
    peak = max((point.words for point in points), default=0)
    if peak == 0:
        return None
    latest: int | None = None
    for point, after in pairwise(points):
        if point.authored.seconds is not None:
            latest = max(latest or 0, point.authored.seconds)
        if latest is None or after.authored.seconds is None:
            continue
        pause = after.authored.seconds - latest
        if point.words >= GROWN_SHARE * peak and pause >= PAUSE_DAYS * 86_400:
            days = pause // 86_400
            return Mark(
                "First draft", point.commit, f"guess: the last day before a pause of {days} days",
                1, guessed=True,
            )  # fmt: skip
    for point in points:
        if point.words >= NEARLY_WHOLE_SHARE * peak:
            return Mark(
                "First draft", point.commit, "guess: the first day at 90 % of the greatest length",
                1, guessed=True,
            )  # fmt: skip
    return None


def choose(
    given: Mark | None,
    named: Sequence[Mark],
    tags: Sequence[Mark],
    files: Sequence[Mark],
    messages: Sequence[Mark],
    guess: Mark | None,
    final: str,
) -> tuple[Mark | None, tuple[Mark, ...]]:
    """Choose the first draft and the drafts between it and the final one.

    `named` are the drafts of the settings; the first source that has any decides for the rest.
    """
    for source in (named, tags, files, messages):
        if source:
            inner = [mark for mark in source if mark.commit != final or mark.path]
            if given is not None:
                return given, tuple(m for m in inner if m.commit != given.commit or m.path)
            if inner:
                return inner[0], tuple(inner[1:])
    if given is not None:
        return given, ()
    return guess, ()


def tag_lines(
    marks: Sequence[tuple[Mark, str]], taken: Mapping[str, str]
) -> tuple[str | None, ...]:
    """Return a ready `git tag` line for each mark and its short id; None where a tag is there."""
    lines: list[str | None] = []
    names = set(taken)
    for mark, short in marks:
        if mark.resolved_by.startswith("tag ") or mark.path:
            lines.append(None)
            continue
        number = mark.number or 1
        name = f"draft-{number}"
        lines.append(None if name in names else f"git tag {name} {short}")
        names.add(name)
    return tuple(lines)
