"""A history played word by word in miniature: who wrote and cut how much, where and when.

Every revision writes into one chapter and cuts from it, and every word remembers the revision in
which it was written; `analyses.py` reads its figures off the play.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from drafttime.model import Moment, Revision, Session


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of work: when, how many sittings, words written and cut in all, and its draft."""

    start: date
    end: date
    sessions: int
    written: int
    cut: int = 0
    draft: str = ""
    new_chapters: int = 0
    bulk: bool = False
    merged: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a book is called, how it is laid out, and how it was written.

    `tempers` say how hard a chapter is revised: each chapter draws one of them. No chapter shrinks
    below `floor` of its greatest length.
    """

    name: str
    phases: tuple[Phase, ...]
    titles: tuple[str, ...]
    author: str = "M. Arden"
    writer: str = "M. Arden"
    first: str = ""
    one_file: bool = False
    seed: int = 7
    per_session: tuple[int, int] = (1, 4)
    subject: str = "Work on {}"
    paths: str = "chapters/{:02d}.md"
    resolved_by: str = "tag {}"
    guessed: bool = False
    tempers: tuple[float, ...] = (0.1, 0.1, 0.5, 1.5, 4.0)
    floor: float = 0.55


class Play:
    """The words standing in each chapter, as [revision of birth, words] piles, and all figures."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.chance = random.Random(plan.seed)
        self.piles: list[list[list[int]]] = [[] for _ in plan.titles]
        self.revisions: list[Revision] = []
        self.sessions: list[Session] = []
        self.drafts: list[tuple[str, int]] = []
        self.standing: list[dict[int, int]] = []
        self.chapter_of: list[int] = []
        self.at_drafts: list[list[list[tuple[int, int]]]] = []
        self.peak = [0] * len(plan.titles)
        self.temper = [self.chance.choice(plan.tempers) for _ in plan.titles]

    def run(self) -> None:
        later = sum(phase.new_chapters for phase in self.plan.phases[1:])
        open_chapters = len(self.plan.titles) - later
        for number, phase in enumerate(self.plan.phases):
            fresh = range(open_chapters, open_chapters + phase.new_chapters) if number else range(0)
            open_chapters += len(fresh)
            self._phase(phase, fresh or range(open_chapters), drafting=not number)

    def _phase(self, phase: Phase, chapters: range, *, drafting: bool) -> None:
        counts = [self.chance.randint(*self.plan.per_session) for _ in range(phase.sessions)]
        if phase.bulk:
            counts = [1] * phase.sessions
        weights = [self.chance.uniform(0.3, 1.7) for _ in range(sum(counts))]
        everywhere = range(chapters.stop)
        done = 0
        for start, count in zip(self._starts(phase), counts, strict=True):
            commits, moment = [], start
            for _ in range(count):
                share = weights[done] / sum(weights)
                place = everywhere[done * len(everywhere) // len(weights)]
                goal = place if drafting else self._goal(place, chapters)
                written = max(1, round(phase.written * share))
                gone = self._take(goal, round(phase.cut * share))
                self.piles[goal].append([len(self.revisions), written])
                self._record(moment, goal, written, gone, labour=True, bulk=phase.bulk)
                commits.append(self.revisions[-1].commit)
                moment += timedelta(minutes=self.chance.randint(9, 55))
                done += 1
            self._session(commits)
        if phase.merged:
            self._merge(moment, phase)
        if phase.draft:
            self.drafts.append((phase.draft, len(self.revisions) - 1))
            self.at_drafts.append([[(birth, w) for birth, w in pile] for pile in self.piles])

    def _goal(self, place: int, chapters: range) -> int:
        """Revise where the pass has come to, or where the temper of a chapter calls."""
        if self.chance.random() < 0.4:
            return place
        if len(chapters) < chapters.stop and self.chance.random() < 0.5:
            return self.chance.choice(chapters)  # a new one
        return self.chance.choices(range(chapters.stop), self.temper[: chapters.stop])[0]

    def _starts(self, phase: Phase) -> list[datetime]:
        days = (phase.end - phase.start).days + 1
        chosen = sorted(
            self.chance.sample(range(days), phase.sessions)
            if phase.sessions <= days
            else (self.chance.randrange(days) for _ in range(phase.sessions))
        )
        chosen[-1], starts, last = days - 1, [], -1
        for day in chosen:
            when = phase.start + timedelta(days=day)
            hours = (6, 7, 20, 20, 21, 21, 21, 22) if when.weekday() < 5 else (9, 10, 14, 15)
            hour = self.chance.choice(hours) if day != last else 23
            zone = timezone(timedelta(hours=2 if 3 < when.month < 11 else 1))
            starts.append(datetime.combine(when, time(hour, self.chance.randrange(50)), zone))
            last = day
        return starts

    def _take(self, chapter: int, words: int) -> int:
        """Cut up to `words` from a chapter, according to its temper; return what was cut."""
        piles = self.piles[chapter]
        standing = sum(pile[1] for pile in piles)
        self.peak[chapter] = max(self.peak[chapter], standing)
        spare = standing - int(self.peak[chapter] * self.plan.floor)
        left = goal = max(0, min(round(words * self.temper[chapter]), spare))
        while left:
            pile = piles[int(self.chance.random() ** 2 * len(piles))]  # the oldest go first
            took = min(left, max(1, pile[1] // 2), pile[1])
            pile[1] -= took
            left -= took
            if not pile[1]:
                piles.remove(pile)
        return goal

    def _merge(self, moment: datetime, phase: Phase) -> None:
        self.piles[0].append([len(self.revisions), phase.merged])
        self._record(moment, 0, phase.merged, 0, labour=False, bulk=False)

    def _record(
        self, moment: datetime, chapter: int, written: int, gone: int, *, labour: bool, bulk: bool
    ) -> None:
        number = len(self.revisions)
        births: dict[int, int] = {}
        for piles in self.piles:
            for birth, words in piles:
                births[birth] = births.get(birth, 0) + words
        self.standing.append(births)
        self.chapter_of.append(chapter)
        zone = moment.utcoffset() or timedelta()
        title = self.plan.titles[chapter]
        self.revisions.append(
            Revision(
                commit=hashlib.sha1(f"{self.plan.name!a} {number}".encode()).hexdigest(),
                writer=self.plan.writer,
                authored=Moment(int(moment.timestamp()), int(zone.total_seconds() // 60)),
                subject=self.plan.subject.format(title) if labour else "Merge branch 'laptop'",
                mainline=True,
                labour=labour,
                why_not_labour="" if labour else "a merge is no labour",
                automatic=False,
                bulk=bulk,
                words=sum(births.values()),
                words_inserted=written,
                words_deleted=gone,
                words_moved=0,
                words_restored=0,
                words_copied=0,
                distance_tokens=tokens(written) + tokens(gone),
                slots=(0 if self.plan.one_file else chapter,),
                session=len(self.sessions) if labour else None,
            )
        )

    def _session(self, commits: Sequence[str]) -> None:
        parts = self.revisions[-len(commits) :]
        seconds = (parts[-1].authored.seconds or 0) - (parts[0].authored.seconds or 0)
        self.sessions.append(
            Session(
                index=len(self.sessions),
                writer=self.plan.writer,
                start=parts[0].authored,
                end=parts[-1].authored,
                revisions=tuple(commits),
                words_inserted=sum(part.words_inserted for part in parts),
                words_deleted=sum(part.words_deleted for part in parts),
                observed_minutes=seconds / 60,
            )
        )


def tokens(words: int) -> int:
    """Return about as many tokens as so many words of prose have, punctuation included."""
    return words + words // 7
