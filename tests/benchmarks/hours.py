"""How far estimated hours lie from recorded ones, on writers that nothing was fitted on.

    python tests/benchmarks/hours.py [--records CSV] [--bundles FOLDER] [--fixed]

Each book of known hours is estimated with constants fitted on the other writers (`--fixed`: with
those of the package, for records that it never saw). Beside drafttime stand the git-hours rule,
sessions of an hour with 430 seconds before each, and what the commits show alone.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, stdev

from clock_books import SHARED, Book, Sitting, all_books, editors, log_days, sittings
from clock_candidates import CHOSEN, HABITS, Contest, seen_as

from drafttime.clock import priors
from drafttime.clock.calibration import Compared, learn_pace
from drafttime.clock.estimate import Pace, estimate
from drafttime.clock.expectation import Expectation, PaceRule, expect
from drafttime.clock.rules import git_hours_minutes
from drafttime.model import Estimate

LOGGED_DAYS = 10
DRAWS = 40
LONGEST_PAUSE_MINUTES = 60.0
BEFORE_FIRST_SECONDS = 430.0
FEWEST_LEFT = 5


@dataclass(frozen=True, slots=True)
class Model:
    """What the other writers teach: a rule and how far writers differ."""

    rule: PaceRule
    spread: float


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--records", type=Path, default=SHARED / "truth/editor-observed-time.csv")
    parser.add_argument("--bundles", type=Path, default=SHARED / "corpora")
    parser.add_argument("--fixed", action="store_true", help="take the constants of the package")
    given = parser.parse_args()
    if not given.records.exists():
        print(f"no records at {given.records}")
        return 1
    books = editors(given.records) if given.fixed else all_books(given.records, given.bundles)
    models = {book.writer: Model(PaceRule(), priors.WRITERS_SPREAD.value) for book in books}
    if not given.fixed:
        contest = Contest(books)
        models = {writer: learn(contest, writer) for writer in contest.writers}
    print_totals(books, models)
    print_habits(books, models)
    print_calibrated(books, models)
    return 0


def learn(contest: Contest, left_out: str) -> Model:
    """Fit rule and spread without one writer; the time logs bound the spread from above."""
    others = [writer for writer in contest.writers if writer != left_out]
    (exponent, overhead, words), pace, scales = contest.fit(CHOSEN, others)
    own = [scales[b.name + b.writer][HABITS[0]] for b in contest.books if b.writer in others]
    means = [math.log(fmean(h for _, h in days)) for days in log_days().values() if len(days) > 5]
    rule = PaceRule(60 * math.exp(pace), exponent, overhead, sitting_words=words)
    return Model(rule, math.sqrt((stdev(means) ** 2 + stdev(own) ** 2) / 2))


def expected(book: Book, rule: PaceRule) -> list[tuple[Sitting, Expectation]]:
    """Pair the judged sessions of a book with what is expected of them."""
    found = sittings(book)
    wanted = expect([sitting.session for sitting in found], (), {}, rule=rule)
    return [(s, e) for s, e in zip(found, wanted, strict=True) if s.judged]


def total(book: Book, model: Model, pace: Pace | None = None) -> Estimate:
    """Return the range of a book's judged hours, in minutes."""
    pairs = expected(book, model.rule)
    return estimate([e for _, e in pairs], {book.writer: pace or Pace(0.0, model.spread)})


def git_hours(book: Book) -> float:
    """Return what the git-hours rule gives, in hours."""
    return git_hours_minutes([work.seconds for work in book.works if work.judged]) / 60


def hour_and_430(book: Book) -> float:
    """Return sessions with pauses up to an hour, and 430 seconds before each, in hours."""
    found = [s for s in sittings(book, LONGEST_PAUSE_MINUTES) if s.judged]
    shown = sum(s.session.observed_minutes for s in found) / 60
    return shown + len(found) * BEFORE_FIRST_SECONDS / 3600


def observed(book: Book) -> float:
    """Return what the commits show alone, in hours."""
    return sum(s.session.observed_minutes for s in sittings(book) if s.judged) / 60


OTHERS: dict[str, Callable[[Book], float]] = {
    "git-hours": git_hours,
    "1 h + 430 s": hour_and_430,
    "observed": observed,
}


def factor(hours: float, truth: float) -> float:
    """Return by which factor two sums of hours differ, at least 1."""
    return math.exp(abs(math.log(max(hours, 1e-3) / truth)))


def print_totals(books: Sequence[Book], models: dict[str, Model]) -> None:
    """Print every book's total by every rule."""
    print(f"{'book, writer':28}{'record':>8}{'drafttime (80 %)':>24}{'':>4}"
          + "".join(f"{name:>13}" for name in OTHERS))  # fmt: skip
    errors: dict[str, list[float]] = {name: [] for name in ("drafttime", *OTHERS)}
    inside, widths = [], []
    for book in books:
        found = total(book, models[book.writer])
        low, mid, high = (
            m / 60 for m in (found.low_minutes, found.mid_minutes, found.high_minutes)
        )
        truth = book.hours
        inside.append(low <= truth <= high)
        widths.append(high / low)
        errors["drafttime"].append(factor(mid, truth))
        row = f"{book.name + ', ' + book.writer:28}{truth:8.1f}{mid:8.1f} ({low:5.1f} –{high:6.1f})"
        row += f"{'in' if inside[-1] else 'out':>6}"
        for name, rule in OTHERS.items():
            hours = rule(book)
            errors[name].append(factor(hours, truth))
            row += f"{hours:8.1f} ×{errors[name][-1]:4.1f}"
        print(row)
    print("\nmean factor of error: "
          + ", ".join(f"{name} {fmean(own):.2f}" for name, own in errors.items()))  # fmt: skip
    print(f"the 80 % range of drafttime holds {sum(inside)} of {len(inside)} books; "
          f"its high is {fmean(widths):.1f} times its low\n")  # fmt: skip


def print_habits(books: Sequence[Book], models: dict[str, Model]) -> None:
    """Print error and coverage as if the writers had committed less often."""
    for habit in HABITS:
        errors, inside = [], []
        for book in books:
            for one in seen_as(book)[habit]:
                found = total(one, models[book.writer])
                errors.append(factor(found.mid_minutes / 60, one.hours))
                inside.append(found.low_minutes <= 60 * one.hours <= found.high_minutes)
        print(f"commits {habit:11}: mean factor {fmean(errors):.2f}, "
              f"{100 * fmean(inside):.0f} % of {len(inside)} totals in the range")  # fmt: skip
    print()


def print_calibrated(books: Sequence[Book], models: dict[str, Model]) -> None:
    """Print what ten logged days are worth for the days that are left."""
    chance = random.Random(1)
    print("ten logged days: mean factor of error of the other days, before and after")
    for name, draws in (("the first ten", 1), ("ten at random", DRAWS)):
        every: list[Trial] = []
        for book in books:
            trials = _trials(book, models[book.writer], chance, draws)
            if trials:
                print(f"  {name}, {book.name + ', ' + book.writer:34}{_shown(trials)}")
            every += trials
        if every:
            print(f"  {name}, all {len(every)} trials: {_shown(every)}\n")


@dataclass(frozen=True, slots=True)
class Trial:
    """One choice of ten days: error of the other days before and after, and the range."""

    before: float
    after: float
    inside: bool
    width: float


def _shown(trials: Sequence[Trial]) -> str:
    return (
        f"{fmean(t.before for t in trials):.2f} before, "
        f"{fmean(t.after for t in trials):.2f} after; "
        f"{100 * fmean(t.inside for t in trials):.0f} % in the range, "
        f"high {fmean(t.width for t in trials):.1f} × low"
    )


def _trials(book: Book, model: Model, chance: random.Random, draws: int) -> list[Trial]:
    days: dict[int, list[tuple[float, Expectation]]] = {}
    for sitting, one in expected(book, model.rule):
        days.setdefault(sitting.day, []).append((60 * sitting.hours, one))
    if len(days) < LOGGED_DAYS + FEWEST_LEFT:
        return []
    committed = sorted({work.day for work in book.works})
    after_a_day = {day for before, day in pairwise(committed) if day - before == 1}
    found = []
    for _ in range(draws):
        order = sorted(days) if draws == 1 else chance.sample(sorted(days), len(days))
        logged = [
            Compared(
                sum(hours for hours, _ in days[d]),
                sum(e.minutes for _, e in days[d]),
                sum(e.observed_minutes for _, e in days[d]),
            )
            for d in order[:LOGGED_DAYS]
            # So much of a log is not one that is kept: days after a pause teach nothing.
            if d in after_a_day or not book.by_day
        ]
        pace = learn_pace(logged, model.spread) if logged else Pace(0.0, model.spread)
        left = [pair for d in order[LOGGED_DAYS:] for pair in days[d]]
        truth = sum(h for h, _ in left)
        after = estimate([e for _, e in left], {book.writer: pace})
        before = estimate([e for _, e in left], {book.writer: Pace(0.0, model.spread)})
        found.append(
            Trial(
                factor(before.mid_minutes, truth),
                factor(after.mid_minutes, truth),
                after.low_minutes <= truth <= after.high_minutes,
                after.high_minutes / after.low_minutes,
            )
        )
    return found


if __name__ == "__main__":
    raise SystemExit(main())
