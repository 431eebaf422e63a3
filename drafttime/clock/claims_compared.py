"""Numbers that a writer left, beside drafttime's own: in commit messages, and in logs of words."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from statistics import median
from typing import Literal

from drafttime.clock.claims import Stated, find_claims
from drafttime.model import Agreement, Claim, Commit, Record, Revision

TENTH = 0.1

FEWEST_TO_CHOOSE = 3
"""Numbers that a writer must have left before another reading than the words put in is tried: of
one number, the better reading would be chosen by chance."""

PATIENCE_DAYS = 7
"""How many days may lie between an entry of a log and the commit that holds its words."""

NEWEST_SHOWN = 3

FAR_OFF = math.log(1000)
"""What a number counts that has another sign than ours, or stands beside zero."""

READINGS = ("the words put in", "the net change")

Minutes = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A number and ours, by each way to read it; `order` is larger the later it was left."""

    order: tuple[int, str]
    at: str
    says: str
    theirs: float
    ours: tuple[float, ...]
    writer: str = ""

    def claim(self, reading: int) -> Claim:
        return Claim(self.at, self.says, self.theirs, self.ours[reading])


def compare_claims(
    commits: Sequence[Commit],
    revisions: Mapping[str, Revision],
    minutes: Minutes,
    files: Sequence[str] = (),
) -> tuple[Agreement, ...]:
    """Compare the numbers in commit messages with drafttime's own, one agreement for each kind.

    Only revisions that are labour are asked: merges and copies repeat what other messages said.

    - "words" are held against the words of the manuscript after the commit. A `wc` of one file
      counts where it is the only one of `files`, the paths of the manuscript.
    - "words written" are held against the words that the commit put in, or against its net change
      (put in, restored and copied, less what was taken out): whichever agrees better over all that
      the same writer left, but never the second for fewer than three numbers. `where` says which.
      A number of today is held against the writer's day up to that commit.
    - "minutes" are held against `minutes`: those of the commit's id, or else of its day
      (2024-03-01), then all times of one day together.

    A message that states two numbers of one kind is passed over for that kind. Cost: linear in the
    messages, and O(n log n) in revisions.
    """
    stated = [
        (revision, one)
        for commit in commits
        if (revision := revisions.get(commit.id)) is not None and revision.labour
        for one in _clear(find_claims(commit.message), files)
    ]
    whole = [_pair(r, one, float(r.words)) for r, one in stated if one.kind == "words"]
    return tuple(
        agreement
        for agreement in (
            _agreement("words", "commit messages", whole, 0),
            *_written("commit messages", list(_written_pairs(stated, revisions))),
            _agreement("minutes", "commit messages", _timed_pairs(stated, minutes), 0),
        )
        if agreement is not None
    )


def compare_log_words(
    records: Sequence[Record], revisions: Mapping[str, Revision]
) -> Agreement | None:
    """Compare the words of a log with those of the commits; None where no day can be compared.

    An entry belongs to the next day with commits by its writer (by anyone, where the log names
    none), at most a week on, since words are written before they are committed; the entries that
    fall to one day are added up. Days on which text arrived at once are left out. Held against the
    words put in or the net change like numbers in messages, all days of the log together; `at` is
    the day of the commits. Cost: O(n log n).
    """
    pairs = list(_logged_pairs(records, revisions))
    where = ", ".join(sorted({one.log for one in records if one.words is not None}))
    reading = _reading(pairs)
    return _agreement("words written", f"{where}, beside {READINGS[reading]}", pairs, reading)


def _clear(stated: Sequence[Stated], files: Sequence[str]) -> Iterator[Stated]:
    """Yield what is the only number of its kind and span, and is of the whole book."""
    kept = [one for one in stated if not one.file or _is_the_book(one.file, files)]
    told = Counter((one.kind, one.span) for one in kept)
    yield from (one for one in kept if told[one.kind, one.span] == 1)


def _is_the_book(file: str, files: Sequence[str]) -> bool:
    return len(files) == 1 and files[0].rpartition("/")[2] == file.rpartition("/")[2]


def _pair(revision: Revision, one: Stated, *ours: float) -> _Pair:
    return _Pair(
        _order(revision), revision.commit, one.says, one.number, ours, writer=revision.writer
    )


def _order(revision: Revision) -> tuple[int, str]:
    seconds = revision.authored.seconds
    return (-(2**63) if seconds is None else seconds, revision.commit)


def _readings(revision: Revision) -> tuple[int, int]:
    put_in = revision.words_inserted
    returned = revision.words_restored + revision.words_copied
    return put_in, put_in + returned - revision.words_deleted


def _written_pairs(
    stated: Sequence[tuple[Revision, Stated]], revisions: Mapping[str, Revision]
) -> Iterator[_Pair]:
    days: dict[tuple[str, date | None], list[Revision]] = defaultdict(list)
    if any(one.span == "day" for _, one in stated):
        for revision in sorted(revisions.values(), key=_order):
            if revision.labour:
                days[revision.writer, revision.authored.day()].append(revision)
    sums = {
        day: (
            [_order(revision) for revision in of_day],
            list(accumulate(_readings(revision)[0] for revision in of_day)),
            list(accumulate(_readings(revision)[1] for revision in of_day)),
        )
        for day, of_day in days.items()
    }
    for revision, one in stated:
        if one.kind != "words written":
            continue
        if one.span == "commit":
            yield _pair(revision, one, *map(float, _readings(revision)))
        elif (day := revision.authored.day()) is not None:
            orders, put_in, net = sums[revision.writer, day]
            last = bisect.bisect_right(orders, _order(revision)) - 1
            yield _pair(revision, one, float(put_in[last]), float(net[last]))


def _written(where: str, pairs: Sequence[_Pair]) -> Iterator[Agreement | None]:
    """Yield an agreement for each reading, with the writers who mean it."""
    by_writer: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_writer[pair.writer].append(pair)
    by_reading: dict[int, list[_Pair]] = defaultdict(list)
    for of_writer in by_writer.values():
        by_reading[_reading(of_writer)].extend(of_writer)
    for reading, name in enumerate(READINGS):
        yield _agreement("words written", f"{where}, beside {name}", by_reading[reading], reading)


def _timed_pairs(stated: Sequence[tuple[Revision, Stated]], minutes: Minutes) -> list[_Pair]:
    pairs = []
    days: dict[tuple[str, str], list[tuple[Revision, Stated]]] = defaultdict(list)
    for revision, one in stated:
        if one.kind != "minutes":
            continue
        day = revision.authored.day()
        if one.span == "commit" and revision.commit in minutes:
            pairs.append(_pair(revision, one, minutes[revision.commit]))
        elif day is not None and day.isoformat() in minutes:
            days[day.isoformat(), revision.writer].append((revision, one))
    return [*pairs, *_days_of_times(days, minutes)]


def _days_of_times(
    days: Mapping[tuple[str, str], Sequence[tuple[Revision, Stated]]], minutes: Minutes
) -> Iterator[_Pair]:
    """Yield the days, each writer's last number of the day or else all their numbers, added up."""
    told: dict[str, list[tuple[Revision, Stated]]] = defaultdict(list)
    for (day, _), of_writer in days.items():
        in_order = sorted(of_writer, key=lambda pair: _order(pair[0]))
        of_day = [pair for pair in in_order if pair[1].span == "day"]
        told[day].extend(of_day[-1:] or in_order)
    for day, numbers in told.items():
        order = max(_order(revision) for revision, _ in numbers)
        total = sum(one.number for _, one in numbers)
        says = numbers[0][1].says if len(numbers) == 1 else f"{len(numbers)} messages"
        yield _Pair(order, day, says, total, (minutes[day],))


def _logged_pairs(records: Sequence[Record], revisions: Mapping[str, Revision]) -> Iterator[_Pair]:
    committed: dict[str, dict[date, list[Revision]]] = defaultdict(lambda: defaultdict(list))
    for revision in revisions.values():
        day = revision.authored.day()
        if revision.labour and day is not None:
            for writer in {revision.writer, ""}:
                committed[writer][day].append(revision)
    days = {writer: sorted(of_writer) for writer, of_writer in committed.items()}
    entries: dict[tuple[str, date], list[Record]] = defaultdict(list)
    for record in records:
        if record.words is None:
            continue
        known = days.get(record.writer, [])
        next_one = bisect.bisect_left(known, record.day)
        if next_one < len(known) and (known[next_one] - record.day).days <= PATIENCE_DAYS:
            entries[record.writer, known[next_one]].append(record)
    for (writer, day), of_day in entries.items():
        theirs = float(sum(record.words or 0 for record in of_day))
        made = committed[writer][day]
        if not any(revision.bulk for revision in made):
            ours = tuple(float(sum(column)) for column in zip(*map(_readings, made), strict=True))
            says = of_day[0].says if len(of_day) == 1 else f"{len(of_day)} entries"
            yield _Pair((day.toordinal(), writer), day.isoformat(), says, theirs, ours, writer)


def _reading(pairs: Sequence[_Pair]) -> int:
    """Return which of `READINGS` these numbers agree with better, all together."""
    if len(pairs) < FEWEST_TO_CHOOSE:
        return 0

    def faults(reading: int) -> tuple[int, float]:
        claims = [pair.claim(reading) for pair in pairs]
        return -sum(map(_is_close, claims)), sum(map(_distance, claims))

    return min((0, 1), key=faults)


def _is_close(claim: Claim) -> bool:
    return abs(claim.theirs - claim.ours) <= TENTH * abs(claim.ours)


def _distance(claim: Claim) -> float:
    """Return how far two numbers lie apart, as the logarithm of their ratio."""
    if claim.theirs == claim.ours:
        return 0.0
    ratio = claim.theirs / claim.ours if claim.ours else 0.0
    return min(abs(math.log(ratio)), FAR_OFF) if ratio > 0 else FAR_OFF


def _agreement(
    kind: Literal["words", "words written", "minutes"],
    where: str,
    pairs: Sequence[_Pair],
    reading: int,
) -> Agreement | None:
    if not pairs:
        return None
    newest = sorted(pairs, key=lambda pair: (pair.order, pair.at), reverse=True)
    claims = [pair.claim(reading) for pair in newest]
    ratios = [claim.theirs / claim.ours for claim in claims if claim.ours]
    return Agreement(
        kind=kind,
        where=where,
        compared=len(claims),
        within_tenth=sum(map(_is_close, claims)),
        typical_ratio=median(ratios) if ratios else None,
        examples=_examples(claims),
    )


def _examples(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the three newest and the one that is furthest off, which comes last."""
    newest = list(claims)
    worst = max(newest, key=_distance)
    newest.remove(worst)
    return (*newest[:NEWEST_SHOWN], worst)
