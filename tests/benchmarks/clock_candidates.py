"""The rules that competed for estimating time, and how they are judged: leave one writer out.

Each rule gives every session a weight; hours are the weights times a pace. The pace, and whatever
else a rule leaves open, is fitted on the other writers and judged by the total of the writer who
was left out. So that no rule lives off one habit of committing, every book is also judged as if its
writer had kept a half or a quarter of the commits, or one a day: the same work, seen less often.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from clock_books import Book, Sitting, daily, sittings, thinned

from drafttime.clock import priors
from drafttime.clock.expectation import DAY_MINUTES, PaceRule

KEPT = (0.5, 0.25)
SEEDS = range(6)
HABITS = ("as it is", "half", "a quarter", "daily")
CUT_WEIGHT, MOST_DAYS = priors.CUT_WEIGHT.value, priors.MOST_DAYS.value
OVERHEAD = priors.OVERHEAD_WORDS.value

Weigh = Callable[[Sitting, float, Sequence[float]], float]
"""A session, the days from the commit before it to its end, the parameters: its weight."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule: its name, the grid of what it leaves open, and how it weighs a session."""

    name: str
    grid: Sequence[Sequence[float]]
    weigh: Weigh


def _words(sitting: Sitting) -> float:
    session = sitting.session
    return session.words_inserted + CUT_WEIGHT * session.words_deleted


def _any_days(sitting: Sitting, days: float, parameters: Sequence[float]) -> float:
    (exponent,) = parameters
    return (_words(sitting) + OVERHEAD) ** exponent * min(days, MOST_DAYS) ** (1 - exponent)


def _by_rule(sitting: Sitting, days: float, parameters: Sequence[float]) -> float:
    exponent, overhead, words = parameters
    rule = PaceRule(1.0, exponent, overhead, CUT_WEIGHT, MOST_DAYS, words)
    return rule.minutes(_words(sitting), days)


EXPONENTS = [k / 20 for k in range(6, 19)]

CANDIDATES = (
    Candidate("constant per session", [], lambda s, d, p: 1.0),
    Candidate("constant per commit", [], lambda s, d, p: float(len(s.session.revisions))),
    Candidate("days since the last commit", [[1.0, 2.0, 7.0, 14.0]], lambda s, d, p: min(d, p[0])),
    Candidate(
        "observed, and a constant per session",
        [[0.25, 0.5, 1.0, 2.0, 4.0]],
        lambda s, d, p: s.session.observed_minutes / 60 + p[0],
    ),
    Candidate("words, linear", [], lambda s, d, p: _words(s) + 1),
    Candidate("words to a power", [EXPONENTS], lambda s, d, p: (_words(s) + OVERHEAD) ** p[0]),
    Candidate(
        "words, and a constant per session",
        [[10.0, 20.0, 50.0, 100.0, 200.0]],
        lambda s, d, p: _words(s) + p[0],
    ),
    Candidate(
        "words and commits, to powers",
        [EXPONENTS, [0.1, 0.3, 0.5]],
        lambda s, d, p: (_words(s) + OVERHEAD) ** p[0] * len(s.session.revisions) ** p[1],
    ),
    Candidate(
        "words and days, to any powers",
        [EXPONENTS, [0.0, 0.1, 0.2, 0.3, 0.4]],
        lambda s, d, p: (_words(s) + OVERHEAD) ** p[0] * min(d, MOST_DAYS) ** p[1],
    ),
    Candidate("words and days, powers that add up to one", [EXPONENTS], _any_days),
    Candidate(
        "the same, days that the words make likely",
        [EXPONENTS[:9], [10.0, 20.0, 50.0], [100.0, 200.0, 400.0]],
        _by_rule,
    ),
)
CHOSEN = CANDIDATES[-1]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule came to: errors in natural-log units, by book and habit."""

    candidate: Candidate
    errors: Mapping[str, Mapping[str, float]]
    parameters: Mapping[str, tuple[float, ...]]

    def factor(self, habit: str) -> float:
        """Return the mean factor of error over the books."""
        return fmean(math.exp(abs(own[habit])) for own in self.errors.values())

    @property
    def spread(self) -> float:
        """The deviation of the errors over the books, as they are."""
        return stdev(own[HABITS[0]] for own in self.errors.values())


def seen_as(book: Book) -> dict[str, list[Book]]:
    """Return a book as it is and as other habits of committing would show it."""
    half, quarter = ([thinned(book, keep, seed) for seed in SEEDS] for keep in KEPT)
    return dict(zip(HABITS, ([book], half, quarter, [daily(book)]), strict=True))


@dataclass(frozen=True, slots=True)
class _Seen:
    """One way in which a book was seen: judged sessions with the days before each."""

    sittings: tuple[tuple[Sitting, float], ...]
    hours: float


def with_days(found: Sequence[Sitting]) -> list[tuple[Sitting, float]]:
    """Pair each session with the days from the commit before it to its end."""
    paired = []
    before: int | None = None
    for sitting in found:
        end = sitting.session.end.seconds or 0
        span = sitting.session.observed_minutes / DAY_MINUTES
        paired.append((sitting, 1 + span if before is None else (end - before) / 86400))
        before = end
    return paired


def _see(book: Book) -> _Seen:
    paired = [(s, days) for s, days in with_days(sittings(book)) if s.judged]
    return _Seen(tuple(paired), sum(s.hours for s, _ in paired))


class Contest:
    """Books, seen under every habit, on which rules are fitted and judged."""

    def __init__(self, books: Sequence[Book]) -> None:
        self.books = books
        self.writers = sorted({book.writer for book in books})
        self._seen = {
            book.name + book.writer: {
                habit: [_see(one) for one in ways] for habit, ways in seen_as(book).items()
            }
            for book in books
        }

    def scales(
        self, candidate: Candidate, parameters: Sequence[float]
    ) -> dict[str, dict[str, float]]:
        """Return the log of hours over weights for each book and habit."""
        return {
            name: {
                habit: fmean(
                    math.log(
                        seen.hours
                        / sum(candidate.weigh(s, days, parameters) for s, days in seen.sittings)
                    )
                    for seen in ways
                )
                for habit, ways in own.items()
            }
            for name, own in self._seen.items()
        }

    def fit(
        self, candidate: Candidate, writers: Sequence[str]
    ) -> tuple[tuple[float, ...], float, dict[str, dict[str, float]]]:
        """Return the parameters and the log pace that suit some writers, each weighing the same."""
        best: tuple[float, tuple[float, ...], float, dict[str, dict[str, float]]] | None = None
        for parameters in itertools.product(*candidate.grid):
            scales = self.scales(candidate, parameters)
            by_writer = [
                [scales[b.name + b.writer] for b in self.books if b.writer == w] for w in writers
            ]
            pace = fmean(fmean(fmean(own.values()) for own in books) for books in by_writer)
            loss = fmean(
                fmean(fmean(abs(x - pace) for x in own.values()) for own in books)
                for books in by_writer
            )
            if best is None or loss < best[0] - 1e-12:
                best = (loss, parameters, pace, scales)
        assert best is not None
        return best[1:]

    def judge(self, candidate: Candidate) -> Judged:
        """Leave one writer out after the other."""
        errors, chosen = {}, {}
        for writer in self.writers:
            others = [w for w in self.writers if w != writer]
            parameters, pace, scales = self.fit(candidate, others)
            chosen[writer] = parameters
            for book in self.books:
                if book.writer == writer:
                    own = scales[book.name + book.writer]
                    errors[f"{book.name} {book.writer}"] = {h: own[h] - pace for h in HABITS}
        return Judged(candidate, errors, chosen)
