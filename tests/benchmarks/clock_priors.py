"""Fit the constants of estimated time, and print them beside those that the package uses.

    python tests/benchmarks/clock_priors.py [--records CSV] [--bundles FOLDER]

Data: editors' records of programmers and the bundle `honours-project` (beside the project, in
`shared`), and `data/writing_days.csv` here: hours that writers of dissertations logged on writing,
by day, from public time logs that it names.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, linear_regression, median, stdev

from clock_books import SHARED, all_books, log_days, sittings
from clock_candidates import CANDIDATES, CHOSEN, HABITS, Contest, with_days

from drafttime.clock import priors
from drafttime.clock.expectation import PaceRule

FEWEST_DAYS = 6
FIRST_DAYS = 10


def main() -> int:
    """Print the contest, the fits and the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--records", type=Path, default=SHARED / "truth/editor-observed-time.csv")
    parser.add_argument("--bundles", type=Path, default=SHARED / "corpora")
    given = parser.parse_args()
    if not given.records.exists():
        print(f"no records at {given.records}")
        return 1
    contest = Contest(all_books(given.records, given.bundles))
    print_contest(contest)
    print_shape(contest)
    print_logs()
    print_table()
    return 0


def print_contest(contest: Contest) -> None:
    """Print how every rule does on writers that it was not fitted on."""
    print(f"mean factor of error of a book's total, leave one writer out "
          f"({len(contest.books)} books, {len(contest.writers)} writers)\n")  # fmt: skip
    print(f"{'':44}" + "".join(f"{habit:>11}" for habit in HABITS) + "   parameters by writer")
    for candidate in CANDIDATES:
        judged = contest.judge(candidate)
        row = "".join(f"{judged.factor(habit):11.2f}" for habit in HABITS)
        print(f"{candidate.name:44}{row}   {[*judged.parameters.values()]}")
    print()


def print_shape(contest: Contest) -> None:
    """Print pace, exponent, spread and noise of the rule that is used."""
    print("the rule in use, fitted on all books, by exponent "
          "(the loss is flat: the exponent is set, not fitted to the second digit)")  # fmt: skip
    for exponent in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
        parameters = (exponent, priors.OVERHEAD_WORDS.value, priors.SITTING_WORDS.value)
        scales = contest.scales(CHOSEN, parameters)
        own = {w: [scales[b.name + b.writer] for b in contest.books if b.writer == w]
               for w in contest.writers}  # fmt: skip
        pace = fmean(fmean(fmean(s.values()) for s in books) for books in own.values())
        errors = [s[HABITS[0]] - pace for books in own.values() for s in books]
        shown = " ".join(f"{error:+.2f}" for error in errors)
        print(f"  exponent {exponent:.2f}: pace {60 * math.exp(pace):.2f} min, "
              f"spread {stdev(errors):.2f}, errors {shown}")  # fmt: skip
    rates = [
        math.log(book.hours / sum(w.inserted + w.deleted for w in book.works if w.judged))
        for book in contest.books
    ]
    print(f"  words an hour differ between the books by {stdev(rates):.2f}")
    noises = [_noise(contest, k) for k in range(len(contest.books))]
    print(f"  variance of a session's time: {median(noises):.0f} min times its mean "
          f"(books: {', '.join(f'{n:.0f}' for n in sorted(noises))})\n")  # fmt: skip


def _noise(contest: Contest, place: int) -> float:
    """Return the variance of sessions over their mean, in minutes, with the book's own pace."""
    book = contest.books[place]
    rule = PaceRule()
    judged = [(s, d) for s, d in with_days(sittings(book)) if s.judged]
    days: dict[int, list[float]] = {}  # by day: the dissertation's log knows no more than that
    for sitting, ahead in judged:
        words = rule.words(sitting.session.words_inserted, sitting.session.words_deleted)
        own = days.setdefault(sitting.day, [0.0, 0.0])
        own[0] += 60 * sitting.hours
        own[1] += rule.minutes(words, ahead)
    scale = sum(h for h, _ in days.values()) / sum(m for _, m in days.values())
    pairs = [(hours, scale * minutes) for hours, minutes in days.values()]
    return sum((h - m) ** 2 / m for h, m in pairs) / (len(pairs) - 1)


def print_logs() -> None:
    """Print how writers differ, and how one writer's days differ, by their own logs."""
    logs = {name: sorted(days) for name, days in log_days().items() if len(days) >= FEWEST_DAYS}
    means = [math.log(fmean(hours for _, hours in days)) for days in logs.values()]
    noises = [_variance_over_mean([60 * hours for _, hours in days]) for days in logs.values()]
    print(
        f"time logs: {len(logs)} writers, {sum(map(len, logs.values()))} days of writing, "
        f"{math.exp(fmean(means)):.2f} h a day (geometric mean)\n"
        f"  spread of writers {stdev(means):.2f}, "
        f"variance of a day {median(noises):.0f} min times its mean"
    )
    slope, deviation = _slope(
        [math.log(len(days)) for days in logs.values()],
        [math.log(sum(hours for _, hours in days)) for days in logs.values()],
    )
    print(f"  hours grow with the days of writing to the power {slope:.2f} (± {deviation:.2f})")
    later = [
        math.log(fmean(h for _, h in days[FIRST_DAYS:]) / fmean(h for _, h in days[:FIRST_DAYS]))
        for days in logs.values()
        if len(days) >= FIRST_DAYS + 6
    ]
    chance = _by_chance([[h for _, h in days] for days in logs.values()])
    print(f"  {len(later)} writers' later days against their first ten: mean {fmean(later):+.2f}, "
          f"spread {stdev(later):.2f} (by chance alone {chance:.2f})\n")  # fmt: skip


def _slope(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return the slope of the line through some points, and its standard error."""
    found = linear_regression(x, y)
    rest = [b - found.slope * a - found.intercept for a, b in zip(x, y, strict=True)]
    noise = sum(r * r for r in rest) / (len(x) - 2)
    return found.slope, math.sqrt(noise / sum((a - fmean(x)) ** 2 for a in x))


def _variance_over_mean(values: Sequence[float]) -> float:
    return stdev(values) ** 2 / fmean(values)


def _by_chance(logs: Sequence[Sequence[float]]) -> float:
    """Return the spread of (later over first ten) if days were in no order."""
    squares = []
    for hours in logs:
        if len(hours) >= FIRST_DAYS + 6:
            relative = (stdev(hours) / fmean(hours)) ** 2
            squares.append(relative / FIRST_DAYS + relative / (len(hours) - FIRST_DAYS))
    return math.sqrt(fmean(squares))


def print_table() -> None:
    """Print the constants in use."""
    print("in use (drafttime/clock/priors.py)")
    for name, prior in priors.PRIORS.items():
        print(f"  {name:18}{prior.value:8g} {prior.unit:12} {prior.says}")


if __name__ == "__main__":
    raise SystemExit(main())
