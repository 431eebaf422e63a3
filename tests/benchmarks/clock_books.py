"""Books whose hours are known: editors' records of programmers, and one dissertation with its log.

A line of code is weighed like a word of prose. That is a choice: no record tells how the two
compare, since those of the programmers come from their editors and that of the dissertation from
its writer's own hand.
"""

from __future__ import annotations

import csv
import random
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from drafttime.clock.logs import LogFile, LogOptions, read_log
from drafttime.clock.sessions import find_sessions
from drafttime.model import Moment, Revision, Session, SessionGap
from drafttime.pipeline import analyse
from drafttime.request import Request

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
LOG_DAYS = Path(__file__).parent / "data" / "writing_days.csv"
FEWEST_RECORDS = 5
SESSION_MINUTES = 120.0
NIGHT_SECONDS = 3 * 3600  # a day of work ends at three in the morning, UTC: zones are not recorded


@dataclass(frozen=True, slots=True)
class Work:
    """One commit with the hours that a record gives to it; `judged` where the record covers it."""

    seconds: int
    inserted: int
    deleted: int
    hours: float
    judged: bool

    @property
    def day(self) -> int:
        """The day of work, counted from some day on."""
        return (self.seconds - NIGHT_SECONDS) // 86400


@dataclass(frozen=True, slots=True)
class Book:
    """The commits of one writer in one repository, in order of time.

    `by_day` says that its record is of days, not of commits.
    """

    name: str
    writer: str
    works: tuple[Work, ...]
    by_day: bool = False

    @property
    def hours(self) -> float:
        """What the record says in all."""
        return sum(work.hours for work in self.works if work.judged)


def editors(path: Path) -> list[Book]:
    """Return the books of a file of editors' records (its columns: README beside it)."""
    own: dict[tuple[str, str], list[dict[str, str]]] = {}
    with path.open(newline="") as lines:
        for row in csv.DictReader(lines):
            if row["is_merge"] == "0":
                own.setdefault((row["repository"], row["writer"]), []).append(row)
    books = []
    for (repository, writer), rows in own.items():
        works = _without_copies(rows)
        recorded = [work.seconds for work in works if work.hours > 0]
        if len(recorded) < FEWEST_RECORDS:
            continue
        works = [work for work in works if recorded[0] <= work.seconds <= recorded[-1]]
        covered = {work.day for work in works if work.judged}
        books.append(
            Book(repository, writer, tuple(replace(w, judged=w.day in covered) for w in works))
        )
    return books


def _without_copies(rows: Iterable[dict[str, str]]) -> list[Work]:
    """Commits of one second are copies of each other: the fullest counts."""
    found = []
    ordered = sorted(rows, key=lambda row: int(row["author_time"]))
    for seconds, group in groupby(ordered, key=lambda row: int(row["author_time"])):
        same = list(group)
        observed = [float(row["observed_seconds"]) for row in same if row["observed_seconds"]]
        found.append(
            Work(
                seconds,
                max(int(row["lines_added"]) for row in same),
                max(int(row["lines_deleted"]) for row in same),
                max(observed, default=0.0) / 3600,
                bool(observed),
            )
        )
    return found


def dissertation(bundle: Path, log: str, only: Sequence[str]) -> Book:
    """Return a book from its history and from the log that lies in it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", str(bundle), folder], check=True)
        data = (Path(folder) / log).read_bytes()
        revisions = analyse(Request(Path(folder), use_cache=False)).revisions
    hours: dict[str, float] = {}
    for record in read_log(LogFile(log, data), LogOptions(only=tuple(only))).records:
        day = record.day.isoformat()
        hours[day] = hours.get(day, 0.0) + (record.minutes or 0.0) / 60
    works = []
    for revision in sorted(revisions, key=lambda r: r.authored.seconds or 0):
        day = revision.authored.day()
        if revision.labour and day is not None:
            here = hours.pop(f"{day}", None)  # the whole day's hours go to its first commit
            judged = here is not None or bool(works and works[-1][0] == day and works[-1][1].judged)
            works.append(
                (day, Work(revision.authored.seconds or 0, revision.words_inserted,
                           revision.words_deleted, here or 0.0, judged))
            )  # fmt: skip
    return Book(bundle.stem, bundle.stem, tuple(work for _, work in works), by_day=True)


def thinned(book: Book, keep: float, seed: int) -> Book:
    """Return the book as if its writer had committed less often: the same work in fewer commits."""
    chance = random.Random(seed)
    return _merged(book, lambda _: chance.random() < keep)


def daily(book: Book) -> Book:
    """Return the book as if its writer had committed once a day."""
    last = {work.day: work for work in book.works}
    return _merged(book, lambda work: last[work.day] is work)


def _merged(book: Book, keeps: Callable[[Work], bool]) -> Book:
    found: list[Work] = []
    waiting: list[Work] = []
    for work in book.works:
        waiting.append(work)
        if keeps(work) or work is book.works[-1]:
            found.append(
                Work(
                    work.seconds,
                    sum(w.inserted for w in waiting),
                    sum(w.deleted for w in waiting),
                    sum(w.hours for w in waiting if w.judged),
                    any(w.judged for w in waiting),
                )
            )
            waiting = []
    return replace(book, works=tuple(found))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as the package sees it, and what the record says of it."""

    session: Session
    hours: float
    judged: bool
    day: int


def sittings(book: Book, minutes: float = SESSION_MINUTES) -> list[Sitting]:
    """Return the sessions of a book with their hours."""
    by_id = {f"{k}": work for k, work in enumerate(book.works)}
    gaps = {book.writer: SessionGap(book.writer, minutes, "set", "")}
    found = []
    for session in find_sessions([_revision(book, k, w) for k, w in by_id.items()], gaps):
        works = [by_id[commit] for commit in session.revisions]
        judged = [work for work in works if work.judged]
        found.append(Sitting(session, sum(w.hours for w in judged), bool(judged), works[0].day))
    return found


def _revision(book: Book, name: str, work: Work) -> Revision:
    return Revision(
        commit=name, writer=book.writer, authored=Moment(work.seconds), subject="",
        mainline=True, labour=True, why_not_labour="", automatic=False, bulk=False, words=0,
        words_inserted=work.inserted, words_deleted=work.deleted, words_moved=0, words_restored=0,
        words_copied=0, distance_tokens=0, slots=(),
    )  # fmt: skip


def all_books(records: Path, bundles: Path) -> list[Book]:
    """Return every book of known hours that is there."""
    return [
        *editors(records),
        dissertation(bundles / "honours-project.bundle", "timelog.md", ["dissertation"]),
    ]


def log_days(path: Path = LOG_DAYS) -> dict[str, list[tuple[datetime, float]]]:
    """Return the hours that writers logged on writing, by source and day."""
    found: dict[str, list[tuple[datetime, float]]] = {}
    with path.open(newline="") as lines:
        for row in csv.DictReader(lines):
            day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
            found.setdefault(row["source"], []).append((day, float(row["hours_writing"])))
    return found
