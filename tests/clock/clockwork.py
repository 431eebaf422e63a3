"""Revisions, commits and invented writers for the tests of the clock."""

from __future__ import annotations

import random
from collections.abc import Sequence

from drafttime.model import Commit, Moment, Person, Revision, SessionGap

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
START = 1_700_000_000


def revision(
    commit: str,
    seconds: int | None,
    writer: str = "Ada",
    *,
    labour: bool = True,
    words: int = 1_000,
    inserted: int = 10,
    deleted: int = 3,
    offset: int = 0,
) -> Revision:
    return Revision(
        commit=commit,
        writer=writer,
        authored=Moment(seconds, offset),
        subject="more",
        mainline=True,
        labour=labour,
        why_not_labour="" if labour else "a merge",
        automatic=False,
        bulk=False,
        words=words,
        words_inserted=inserted,
        words_deleted=deleted,
        words_moved=0,
        words_restored=0,
        words_copied=0,
        distance_tokens=inserted + deleted,
        slots=(0,),
    )


def at(minutes: Sequence[float], writer: str = "Ada") -> list[Revision]:
    """One revision at each of these minutes after the start."""
    return [
        revision(f"{writer}{place}", START + round(minute * MINUTE), writer)
        for place, minute in enumerate(minutes)
    ]


def gap(minutes: float, writer: str = "Ada") -> dict[str, SessionGap]:
    return {writer: SessionGap(writer, minutes, "set", "as set")}


def commit(
    name: str,
    seconds: int | None,
    message: str,
    writer: str = "Ada",
    parents: tuple[str, ...] = ("p",),
) -> Commit:
    person = Person(writer, f"{writer}@example.org")
    moment = Moment(seconds)
    return Commit(name, "tree", parents, person, moment, moment, message)


def writers_pauses(
    seed: int,
    count: int,
    *,
    short_minutes: float = 12,
    long_minutes: float = 1_200,
    spread: float = 1.0,
    short_share: float = 0.6,
) -> list[float]:
    """Pauses of an invented writer, in minutes, from two log-normals of one spread."""
    chance = random.Random(seed)
    return [
        (short_minutes if chance.random() < short_share else long_minutes)
        * chance.lognormvariate(0, spread)
        for _ in range(count)
    ]


def moments(pauses_minutes: Sequence[float]) -> list[Moment]:
    """The times of revisions that lie these pauses apart."""
    times = [START]
    for pause in pauses_minutes:
        times.append(times[-1] + round(pause * MINUTE))
    return [Moment(seconds) for seconds in times]
