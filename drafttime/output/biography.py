"""The biography of a passage in words: when each version came about, by whom, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.errors import ManuscriptError
from drafttime.model import Biography, FoundBiographies, Mark, Piece, Version
from drafttime.output.cutting_room import (
    NAME_LIMIT,
    PATH_LIMIT,
    SUBJECT_LIMIT,
    TITLE_LIMIT,
    commit_of,
)
from drafttime.output.escaping import shown
from drafttime.output.marked import elided, joined
from drafttime.output.prose import one_line
from drafttime.output.terminal import unbroken
from drafttime.output.wording import counted, day, days, listed, number_in_prose, ordinal

MOST = 3
"""So many matches are told; the others are counted."""

ASKED_LIMIT = 80

_FILE_AND_LINE = re.compile(r"[^\n]*[^\s:]:\d+")
_IN_FILE_AND_LINE = {
    "changed": "changed",
    "split": "split off from a longer paragraph",
    "joined": "joined with another paragraph",
    "restored": "brought back after it had been cut",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One version as it is told: `line` says when, `happened` what; `pieces` show it, marked.

    `pieces` are empty where no word changed.
    """

    line: str
    happened: str
    pieces: tuple[Piece, ...]


def matches(found: FoundBiographies) -> tuple[Biography, ...]:
    """Return the biographies that are told, in reading order.

    Raises ManuscriptError where there are none.
    """
    if not found.biographies:
        raise _nothing(found.asked)
    return found.biographies[:MOST]


def heading(found: FoundBiographies) -> str:
    """Return the first line: the book, what was asked, and how many paragraphs answer to it."""
    name = shown(found.name.strip(), TITLE_LIMIT) or "Untitled"
    number = len(found.biographies)
    if number == 1:
        return f"{name} · {_asked(found.asked)}"
    some = f"; the first {number_in_prose(MOST)} are shown" if number > MOST else ""
    return f"{name} · {_asked(found.asked)}: {counted(number, 'paragraph')}{some}"


def narrower(found: FoundBiographies) -> str:
    """Return how to find fewer paragraphs, or nothing where that is not needed."""
    if len(found.biographies) < 2:
        return ""
    return (
        "To see one of them alone, quote more of its words, or name its file and line, as in "
        f"{shown(found.biographies[0].path, PATH_LIMIT)}:LINE."
    )


def places(found: FoundBiographies) -> tuple[str, ...]:
    """Return the chapter and the file of each match, numbered where there are several."""
    number = len(found.biographies)
    return tuple(
        (f"{place} of {number} · " if number > 1 else "") + _place(life)
        for place, life in enumerate(matches(found), 1)
    )


def span_of(life: Biography) -> str:
    """Return "four versions, 3 Mar 2022 – 2 Jan 2024"."""
    number = len(life.versions)
    said = f"{number_in_prose(number)} {'version' if number == 1 else 'versions'}"
    known = [when for version in life.versions if (when := version.hand.authored.day())]
    return f"{said}, {unbroken(days(known[0], known[-1]))}" if known else said


def told(life: Biography, *, names: bool) -> tuple[Told, ...]:
    """Return every version, oldest first; `names` adds who wrote it. Linear."""
    befores: list[Version | None] = [None, *life.versions[:-1]]
    return tuple(
        Told(_line(version, names=names), _happened(version, before), _shown(version))
        for before, version in zip(befores, life.versions, strict=True)
    )


def is_as_written(life: Biography) -> bool:
    """Return whether the only version has just been read as the passage stands now."""
    if len(life.versions) != 1:
        return False
    return one_line("".join(text for _, text in _shown(life.versions[0]))) == one_line(life.text)


def marks_of(lives: Sequence[Biography]) -> set[Mark]:
    """Return the marks that are seen in the versions as they are told."""
    return {
        mark
        for life in lives
        for version in life.versions
        for mark, _ in _shown(version)
        if mark != "same"
    }


def has_several_writers(lives: Sequence[Biography]) -> bool:
    """Return whether more than one hand was at work."""
    return len({version.hand.writer for life in lives for version in life.versions}) > 1


def _nothing(asked: str) -> ManuscriptError:
    if _FILE_AND_LINE.fullmatch(asked):
        return ManuscriptError(
            f"no paragraph of the final draft stands at {shown(asked, ASKED_LIMIT)}",
            "name a file as `drafttime files` lists it, and a line with text in it as it is "
            "committed; or quote a few of the words",
        )
    return ManuscriptError(
        f"no paragraph of the final draft has the words {_asked(asked)}",
        "quote fewer words, as they stand in the last commit, or name the place as FILE:LINE; "
        "what was cut is listed by `drafttime cuts`",
    )


def _place(life: Biography) -> str:
    chapter, path = shown(life.chapter.strip(), TITLE_LIMIT), shown(life.path, PATH_LIMIT)
    return f"{chapter} · {path}" if chapter else path


def _asked(asked: str) -> str:
    words = shown(one_line(asked), ASKED_LIMIT)
    return words if _FILE_AND_LINE.fullmatch(asked) else f"“{words}”"


def _line(version: Version, *, names: bool) -> str:
    hand = version.hand
    session = "" if hand.session is None else unbroken(f"{ordinal(hand.session + 1)} session")
    subject = shown(one_line(hand.subject), SUBJECT_LIMIT)
    parts = (
        unbroken(day(hand.authored.day())),
        session,
        commit_of(hand),
        shown(hand.writer, NAME_LIMIT) if names else "",
        f"“{subject}”" if subject else "",
    )
    return " · ".join(part for part in parts if part)


def _happened(version: Version, before: Version | None) -> str:
    """Return "changed and moved from ch-02.md to ch-05.md; 66 words"."""
    said = listed(_event(event, version, before) for event in version.events)
    renamed = before is not None and before.path != version.path
    if renamed and not {"moved", "copied", "restored"} & set(version.events):
        said += f"{', ' if said else ''}now in {shown(version.path, PATH_LIMIT)}"
    return f"{said or 'as it was'}; {unbroken(counted(version.words, 'word'))}"


def _event(event: str, version: Version, before: Version | None) -> str:
    here = shown(version.path, PATH_LIMIT)
    there = "" if before is None else shown(before.path, PATH_LIMIT)
    if event == "born":
        return f"written in {here}"
    if event == "moved":
        return f"moved within {here}" if there in {"", here} else f"moved from {there} to {here}"
    if event == "copied":
        return f"copied within {here}" if there in {"", here} else f"copied from {there} to {here}"
    return _IN_FILE_AND_LINE.get(event, shown(event, NAME_LIMIT))


def _shown(version: Version) -> tuple[Piece, ...]:
    """Return what of a version is seen: all of what is all new, else what lies around changes."""
    pieces = joined(version.pieces)
    seen = {mark for mark, text in pieces if text.strip()}
    if seen <= {"same"}:
        return ()
    if seen == {"in"}:
        return tuple(("same", text) for _, text in pieces)
    return tuple(elided(pieces))
