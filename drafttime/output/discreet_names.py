"""What drafts, chapters and writers are called where their own names are nobody's business."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.model import Analysis, Chapter, Draft
from drafttime.output.totals import work_by_writer

_PLAIN = re.compile(r"First draft|Final|Final draft|Draft \d{1,4}( \(\d+\))?")
_CHAPTER = re.compile(r"Chapter \d{1,6}")
_FOUND_BY = ("tag", "message", "chosen", "guess", "files", "named")
"""The first words of `Draft.resolved_by`; what follows may be a message or a path."""

_LABELS = frozenset({"tag", "named"})
"""Drafts that were named to be called so: by a tag, or in `drafttime.toml`."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names to be shown: of drafts by their own names and in order, of writers, of chapters.

    `given` are names that the settings give to drafts; `titles` says that chapters keep theirs.
    """

    in_order: tuple[str, ...]
    drafts: Mapping[str, str]
    writers: Mapping[str, str]
    chapters: Mapping[str, str]
    given: frozenset[str]
    titles: bool

    def writer(self, name: str) -> str:
        """Return "Writer 2"."""
        return self.writers.get(name, "Another writer")

    def chapter(self, name: str, place: int) -> str:
        """Return what the chapter of this name, at this place of a list, is called."""
        if self.titles or _CHAPTER.fullmatch(name):
            return name
        return self.chapters.get(name, f"Chapter {place}")

    def title(self, chapter: Chapter) -> str:
        """Return the title of a chapter where titles are shown: an empty one means its number."""
        return chapter.title if self.titles else ""


def names_of(analysis: Analysis, *, titles: bool) -> Names:
    """Return the names by which an analysis may be shown; writers by how much they did."""
    settings = analysis.settings.get("drafts")
    given = frozenset(settings) if isinstance(settings, Mapping) else frozenset()
    in_order = _names(analysis.drafts, given)
    revisions = {revision.writer: None for revision in analysis.revisions}
    others = [*(gap.writer for gap in analysis.time.gaps), *revisions]
    writers = dict.fromkeys([*(work.name for work in work_by_writer(analysis)), *others])
    return Names(
        in_order=in_order,
        drafts={draft.name: name for draft, name in zip(analysis.drafts, in_order, strict=True)},
        writers={name: f"Writer {number}" for number, name in enumerate(writers, 1)},
        chapters={
            share.chapter.title: f"Chapter {share.chapter.number}" for share in analysis.chapters
        },
        given=given,
        titles=titles,
    )


def plain_draft(draft: Draft, names: Names) -> Draft:
    """Return the draft under the name that it may be shown by, and how it was found in a word."""
    name = names.drafts.get(draft.name)
    if name is None:
        name = draft.name if _is_plain(draft, names.given) else "Draft"
    return replace(draft, name=name, resolved_by=_found_by(draft, names.given))


def _names(drafts: Sequence[Draft], given: Container[str]) -> tuple[str, ...]:
    """Return a name for each draft, no two alike: its own where that gives nothing away."""
    own = [draft.name if _is_plain(draft, given) else "" for draft in drafts]
    found: list[str] = []
    for place, name in enumerate(own):
        if name:
            found.append(name)
            continue
        ends = {0: "First draft", len(drafts) - 1: "Final"}
        plain = ends.get(place, f"Draft {place + 1}")
        taken, number, unique = {*own, *found}, 2, plain
        while unique in taken:
            unique, number = f"{plain} ({number})", number + 1
        found.append(unique)
    return tuple(found)


def _is_plain(draft: Draft, given: Container[str]) -> bool:
    if _PLAIN.fullmatch(draft.name):
        return True
    return _found_by(draft, given) in _LABELS and "@" not in draft.name


def _found_by(draft: Draft, given: Container[str]) -> str:
    if draft.name in given:
        return "named"
    word = re.split(r"[ :]", draft.resolved_by, maxsplit=1)[0]
    return word if word in _FOUND_BY else "branch"
