"""What of an analysis may be shown to anybody: the one place that takes private things away.

Charts, sentences and data of a portfolio are made from the result alone, so that nothing private
can reach them by accident.
"""

from __future__ import annotations

import posixpath
from calendar import timegm
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from drafttime.model import (
    Analysis,
    Draft,
    Facts,
    Kinds,
    KindSpell,
    LeftOut,
    Lineage,
    Manuscript,
    Moment,
    Notice,
    Revision,
    Session,
    Spell,
    Time,
)
from drafttime.output.discreet_names import Names, names_of, plain_draft
from drafttime.output.evidence import NOTES

TITLES = "titles"
"""What may be asked for besides: the titles of chapters."""

SETTINGS = frozenset(
    {"title", "author", "gap", "time-rule", "typing-speed", "since", "until", "log-timeout",
     "show-text"}
)  # fmt: skip
"""Settings that name no file, no person and no place."""

WITHHELD = "withheld"

_Named = TypeVar("_Named", Spell, KindSpell)


def discreet(analysis: Analysis, show: Container[str] = ()) -> Analysis:
    """Return the analysis without what is private; discreet twice is discreet once.

    Gone are all texts, commit messages, the names of files, logs and writers, titles of chapters
    (unless `show` holds "titles"), hours of the day (a time is noon of its day), what notices say,
    and settings that name any of these. Drafts keep the names of tags; one that a message or a
    folder named is called by its number. The author and the title stay, unless they are an e-mail
    address that the settings do not ask for. Linear.
    """
    names = names_of(analysis, titles=TITLES in show)
    return Analysis(
        manuscript=_manuscript(analysis, names),
        drafts=tuple(_draft(draft, names) for draft in analysis.drafts),
        drift=replace(
            analysis.drift,
            first=_draft(analysis.drift.first, names),
            final=_draft(analysis.drift.final, names),
        ),
        chapters=tuple(
            replace(share, chapter=replace(share.chapter, title=names.title(share.chapter)))
            for share in analysis.chapters
        ),
        revisions=tuple(_revision(revision, names) for revision in analysis.revisions),
        sessions=tuple(_session(session, names) for session in analysis.sessions),
        time=_time(analysis.time, names),
        ledger=analysis.ledger,
        facts=_facts(analysis.facts),
        notices=tuple(Notice(notice.code, "") for notice in analysis.notices),
        lineage=_lineage(analysis.lineage, names),
        kinds=_kinds(analysis.kinds, names),
        settings=_settings(analysis.settings),
    )


def noon(moment: Moment) -> Moment:
    """Return noon of the writer's own day, without the zone."""
    day = moment.day()
    return _noon(day.timetuple()[:3]) if day else Moment(None)


@cache
def _noon(day: tuple[int, int, int]) -> Moment:
    return Moment(timegm((*day, 12, 0, 0)))


def _manuscript(analysis: Analysis, names: Names) -> Manuscript:
    whole, settings = analysis.manuscript, analysis.settings
    return Manuscript(
        name=_unless_address(whole.name, settings.get("title")),
        author=_unless_address(whole.author, settings.get("author")),
        words=whole.words,
        files=tuple(
            replace(file, path=path, title="", reason="")
            for file, path in zip(whole.files, _places(f.path for f in whole.files), strict=True)
        ),
        chapters=tuple(replace(chapter, title=names.title(chapter)) for chapter in whole.chapters),
        chapters_from="",
        left_out=tuple(
            LeftOut(f"file {number}", "", left.words)
            for number, left in enumerate(whole.left_out, 1)
        ),
    )


def _places(paths: Iterable[str]) -> Iterable[str]:
    """Yield "folder 1/file 3" for each path: charts part chapters where the folder changes."""
    folders: dict[str, int] = {}
    for number, path in enumerate(paths, 1):
        folder = folders.setdefault(posixpath.dirname(path), len(folders) + 1)
        yield f"folder {folder}/file {number}"


def _unless_address(name: str, asked: object) -> str:
    return "" if "@" in name and name != asked else name


def _draft(draft: Draft, names: Names) -> Draft:
    return plain_draft(replace(draft, authored=noon(draft.authored)), names)


def _revision(revision: Revision, names: Names) -> Revision:
    return replace(
        revision,
        writer=names.writer(revision.writer),
        authored=noon(revision.authored),
        subject="",
        why_not_labour="",
    )


def _session(session: Session, names: Names) -> Session:
    return replace(
        session,
        writer=names.writer(session.writer),
        start=noon(session.start),
        end=noon(session.end),
        on=session.on or session.day,
        source="commits" if session.source == "commits" else "log",
    )


def _time(time: Time, names: Names) -> Time:
    hand = time.hand_and_eye
    return replace(
        time,
        gaps=tuple(replace(gap, writer=names.writer(gap.writer), why="") for gap in time.gaps),
        why_no_estimate="",
        regimes=tuple(
            replace(regime, writer=names.writer(regime.writer), why="") for regime in time.regimes
        ),
        calibrations=tuple(
            replace(found, writer=names.writer(found.writer)) for found in time.calibrations
        ),
        drafts=_renamed(time.drafts, names.drafts),
        chapters=_numbered(time.chapters, names),
        agreements=(),
        logs=tuple(NOTES if log == NOTES else "log" for log in time.logs),
        hand_and_eye=hand and replace(hand, why_not_known=""),
    )


def _renamed(spells: Iterable[_Named], names: Mapping[str, str]) -> tuple[_Named, ...]:
    return tuple(
        replace(spell, name=names.get(spell.name, f"Draft {number}"))
        for number, spell in enumerate(spells, 1)
    )


def _numbered(spells: Iterable[_Named], names: Names) -> tuple[_Named, ...]:
    return tuple(
        replace(spell, name=names.chapter(spell.name, number))
        for number, spell in enumerate(spells, 1)
    )


def _facts(facts: Facts) -> Facts:
    return replace(
        facts,
        uncommitted=(),
        first_time=noon(facts.first_time),
        last_time=noon(facts.last_time),
    )


def _lineage(lineage: Lineage, names: Names) -> Lineage:
    return replace(
        lineage,
        bands=tuple(
            replace(band, name=names.in_order[band.draft]) if band.draft is not None else band
            for band in lineage.bands
        ),
    )


def _kinds(kinds: Kinds, names: Names) -> Kinds:
    return replace(
        kinds,
        drafts=_renamed(kinds.drafts, names.drafts),
        chapters=_numbered(kinds.chapters, names),
    )


def _settings(settings: Mapping[str, object]) -> Mapping[str, object]:
    """Return the settings that give nothing away, and the names of the others that were set."""
    before = settings.get(WITHHELD, ())
    withheld = [
        *(before if isinstance(before, tuple) else ()),
        *(
            name
            for name, value in settings.items()
            if name not in {*SETTINGS, *_WITHOUT_EFFECT, WITHHELD} and value not in _UNSET
        ),
    ]
    kept = {name: value for name, value in settings.items() if name in SETTINGS}
    return MappingProxyType({**kept, WITHHELD: tuple(withheld)})


_WITHOUT_EFFECT = frozenset({"show-cuts", "quiet", "no-cache", "no-color"})
_UNSET: tuple[object, ...] = (None, "", [], (), {}, False)
