"""Time by weeks, drafts and chapters: the same sessions, gathered in three ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.clock.estimate import Pace, estimate
from drafttime.clock.expectation import Expectation
from drafttime.model import Session, Spell
from drafttime.stages.drafts_reached import draft_reached
from drafttime.stages.reading import Book
from drafttime.stages.touched import touched_chapters
from drafttime.stages.tracing import Traced

NO_CHAPTER = "no chapter"
"""Where sessions go that put in and took out nothing: a log without commits, text that moved."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Sessions with what is expected of each; `enough` says whether ranges are given at all."""

    sessions: tuple[Session, ...]
    expected: tuple[Expectation, ...]
    paces: Mapping[str, Pace]
    enough: bool

    def spell(self, name: str, parts: Sequence[tuple[int, float]]) -> Spell:
        """Gather shares (0 to 1) of sessions, each named by its place.

        Where little is known, a spell that logs cover as a whole has their time all the same.
        """
        sessions = [(self.sessions[place], share) for place, share in parts]
        expected = [self.expected[place].part(share) for place, share in parts]
        days = [session.day for session, _ in sessions if session.day is not None]
        ends = [session.end.day() or session.day for session, _ in sessions]
        known = all(session.recorded for session, _ in sessions)
        words = sum((s.words_inserted + s.words_deleted) * share for s, share in sessions)
        return Spell(
            name=name,
            start=min(days, default=None),
            end=max((day for day in ends if day is not None), default=None),
            sessions=len({session.index for session, _ in sessions}),
            words_touched=round(words),
            observed_minutes=sum(s.observed_minutes * share for s, share in sessions),
            recorded_minutes=sum(s.observed_minutes * share for s, share in sessions if s.recorded),
            estimate=estimate(expected, self.paces) if parts and (self.enough or known) else None,
        )


def by_day(timed: Timed) -> tuple[Spell, ...]:
    """Return the days with work, named by their date."""
    days: dict[date, list[tuple[int, float]]] = {}
    for place, session in enumerate(timed.sessions):
        if session.day is not None:
            days.setdefault(session.day, []).append((place, 1.0))
    return tuple(timed.spell(day.isoformat(), days[day]) for day in sorted(days))


def by_week(timed: Timed) -> tuple[Spell, ...]:
    """Return the weeks with work, named by their Monday."""
    weeks: dict[date, list[tuple[int, float]]] = {}
    for place, session in enumerate(timed.sessions):
        day = session.day
        if day is not None:
            monday = date.fromordinal(max(1, day.toordinal() - day.weekday()))
            weeks.setdefault(monday, []).append((place, 1.0))
    return tuple(timed.spell(monday.isoformat(), weeks[monday]) for monday in sorted(weeks))


def by_draft(timed: Timed, book: Book, traced: Traced) -> tuple[Spell, ...]:
    """Return the way to each draft: what its history holds and that of no earlier one.

    A session belongs to the draft that its last commit led to; one of a log without commits to the
    first draft that was finished on its day or later. Empty where there is one draft.
    """
    reached = draft_reached(book, traced)
    if reached is None:
        return ()
    names, place_of = reached
    dates = [d.text.draft.authored.day() for d in traced.drafts if not d.text.beside]
    own: list[list[tuple[int, float]]] = [[] for _ in names]
    for place, session in enumerate(timed.sessions):
        if session.revisions:
            k = place_of(session.revisions[-1])
        else:
            day = session.day or date.max
            k = next((k for k, when in enumerate(dates) if when and day <= when), len(names) - 1)
        own[k].append((place, 1.0))
    return tuple(timed.spell(name, parts) for name, parts in zip(names, own, strict=True))


def by_chapter(timed: Timed, book: Book, traced: Traced) -> tuple[Spell, ...]:
    """Return the time of each chapter in reading order, then that of what is gone.

    A session is shared among the chapters by the words and marks that its commits put in and took
    out. A session without any stands in a row of its own, the last. Empty for a book of one
    chapter.
    """
    touched = touched_chapters(book, traced)
    if touched is None:
        return ()
    own: dict[int, list[tuple[int, float]]] = {}
    for place, session in enumerate(timed.sessions):
        sums = Counter[int]()
        for commit in session.revisions:
            sums.update(touched.tokens.get(commit, {}))
        total = sums.total()
        if not total:
            own.setdefault(len(touched.names), []).append((place, 1.0))
            continue
        for row, tokens in sums.items():
            own.setdefault(row, []).append((place, tokens / total))
    names = [*touched.names, NO_CHAPTER]
    return tuple(timed.spell(names[row], own[row]) for row in sorted(own))
