"""Minutes of eye for one of hand in real books, and how far the range can be trusted.

    python tests/benchmarks/hand_and_eye.py [BUNDLES] [--draws N]

BUNDLES is a folder of git bundles (default: `corpora` beside the project). Each is cloned into a
temporary folder and analysed; the dissertation a second time with its log, without what is not
about writing it.

The first table gives the ratio of every book, known or not, with its range; then what other rules
would give: stretches too short for their words counted as they are, or left out instead of joined
to the one before; only stretches up to an hour.

The second draws sessions with replacement from the books where much was seen, and counts how often
the range holds the ratio of the whole book, by the rule of the package, beside the usual bootstrap
of sessions. It is right if it does so four times in five.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from drafttime.clock.hand import (
    FEWEST_SESSIONS,
    LEAST_HAND_MINUTES,
    WIDEST,
    Stretch,
    find_stretches,
    ratio_of,
)
from drafttime.model import Analysis, Estimate, Revision
from drafttime.pipeline import analyse
from drafttime.request import Request

BUNDLES = Path(__file__).resolve().parents[3] / "shared/corpora"
LOGGED = "honours-project"
ABOUT_WRITING = ("dissertation", "writing", "write", "report")
SPEED = 32.5
SIZES = (4, 8, 15, 30, 60, 100)
LEAST = (0.0, 15.0, 30.0, LEAST_HAND_MINUTES)
RESAMPLES = 200

Sessions = Sequence[Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class Case:
    """A book, what was seen of it, and the same without any rule."""

    name: str
    sessions: Sessions
    as_they_are: Sessions
    too_short: Sequence[Stretch]


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("bundles", type=Path, nargs="?", default=BUNDLES)
    parser.add_argument("--draws", type=int, default=300)
    given = parser.parse_args()
    bundles = sorted(given.bundles.glob("*.bundle"))
    if not bundles:
        print(f"no bundles in {given.bundles}")
        return 1
    with tempfile.TemporaryDirectory() as room:
        cases = [case for bundle in bundles for case in cases_of(bundle, Path(room))]
    print_ratios(cases)
    print_coverage([case for case in cases if hand(case.sessions) >= 2 * LEAST_HAND_MINUTES], given)
    return 0


def cases_of(bundle: Path, room: Path) -> Iterable[Case]:
    """Yield the book of a bundle; the dissertation with its log too."""
    folder = room / bundle.stem
    subprocess.run(["git", "clone", "-q", str(bundle), str(folder)], check=True)
    yield case_of(bundle.stem, analyse(Request(repository=folder)))
    if bundle.stem == LOGGED:
        logs = {"logs": (str(folder / "timelog.md"),)}
        yield case_of(f"{LOGGED}, whole log", analyse(Request(folder, overrides=logs)))
        only = {**logs, "log_only": ABOUT_WRITING}
        yield case_of(f"{LOGGED}, log", analyse(Request(folder, overrides=only)))


def case_of(name: str, book: Analysis) -> Case:
    """Return what was seen of a book."""
    typed = {r.commit: r for r in book.revisions if r.labour and not r.bulk}
    seen = find_stretches(book.sessions, typed, SPEED)
    plain = []
    for session in book.sessions:
        if not session.recorded:
            own = [typed[commit] for commit in session.revisions if commit in typed]
            plain.append([between(*pair) for pair in pairwise(own)])
    return Case(name, seen.sessions, [own for own in plain if own] or seen.sessions, seen.too_short)


def between(before: Revision, after: Revision) -> Stretch:
    """Return the stretch between two commits."""
    seconds = (after.authored.seconds or 0) - (before.authored.seconds or 0)
    return Stretch(seconds / 60, after.words_inserted)


def hand(sessions: Sessions) -> float:
    """Return the minutes that the words of some stretches need."""
    return sum(one.words for own in sessions for one in own) / SPEED


def minutes(sessions: Sessions) -> float:
    """Return the minutes of some stretches."""
    return sum(one.minutes for own in sessions for one in own)


def ratio(sessions: Sessions) -> str:
    """Return the ratio of some stretches, to a decimal."""
    need = hand(sessions)
    return f"{minutes(sessions) / need - 1:.1f}" if need else "-"


def print_ratios(cases: Sequence[Case]) -> None:
    """Print the ratio of each book, and what other rules would make of it."""
    print(
        f"{'book':32}{'sessions':>9}{'stretches':>10}{'hours':>7}{'hand, min':>10}{'ratio':>7}"
        f"{'80 %':>12}  {'known':6}{'too short':>10}{'words':>8}{'with them':>10}{'not joined':>11}"
        f"{'<= 1 h':>8}"
    )
    for case in cases:
        own = case.sessions
        found = ratio_of(own, SPEED)
        long = [[s for s in o if s.words <= s.minutes * SPEED] for o in case.as_they_are]
        hour = [[s for s in o if s.minutes <= 60] for o in own]
        span = f"{found.low_minutes:.1f}-{found.high_minutes:.1f}" if found else "-"
        print(
            f"{case.name:32}{len(own):9}{sum(map(len, own)):10}{minutes(own) / 60:7.0f}"
            f"{hand(own):10.0f}{ratio(own):>7}{span:>12}  {'yes' if known(own) else 'no':6}"
            f"{len(case.too_short):10}{sum(s.words for s in case.too_short):8}"
            f"{ratio([*own, case.too_short]):>10}{ratio(long):>11}{ratio(hour):>8}"
        )
    print()


def known(sessions: Sessions, least: float = LEAST_HAND_MINUTES) -> bool:
    """Return whether the package would give the ratio."""
    found = ratio_of(sessions, SPEED)
    enough = hand(sessions) >= least and len(sessions) >= FEWEST_SESSIONS
    return enough and found is not None and found.high_minutes <= WIDEST * found.low_minutes


def print_coverage(cases: Sequence[Case], given: argparse.Namespace) -> None:
    """Print how often ranges from a part of the sessions hold the ratio of all."""
    print("how often the range of so many sessions holds the ratio of the whole book\n")
    rows: dict[str, list[tuple[float, bool, bool, bool]]] = {}
    for case in cases:
        chance = random.Random(5)
        whole = minutes(case.sessions) / hand(case.sessions) - 1
        rows[case.name] = own = []
        print(f"{case.name}: {whole:.1f}")
        for size in SIZES:
            if size > len(case.sessions) / 1.5:
                continue
            drawn = [chance.choices(case.sessions, k=size) for _ in range(given.draws)]
            ours = [holds(ratio_of(one, SPEED), whole) for one in drawn]
            theirs = [holds(bootstrap(one, chance), whole) for one in drawn]
            print(f"  {size:4} sessions: {share(ours)}, bootstrap {share(theirs)}")
            own += [
                (hand(one), size >= FEWEST_SESSIONS, known(one, 0.0), held)
                for one, held in zip(drawn, ours, strict=True)
            ]
    print(f"\nof at least {FEWEST_SESSIONS} sessions, by the minutes of typing that were seen")
    for least in LEAST:
        print(f"  {least:3.0f} minutes and more (of them those that are given: 'narrow')")
        for name, own in rows.items():
            enough = [row for row in own if row[0] >= least and row[1]]
            narrow = [row for row in enough if row[2]]
            print(
                f"    {name:32} {share([row[3] for row in enough])}, "
                f"narrow {share([row[3] for row in narrow])} of {len(narrow)}"
            )


def holds(found: Estimate | None, whole: float) -> bool:
    """Return whether a range holds the ratio; where nothing can be said, nothing is wrong."""
    return found is None or found.low_minutes <= whole <= found.high_minutes


def bootstrap(sessions: Sessions, chance: random.Random) -> Estimate | None:
    """Return the middle 80 % of what resampled sessions give."""
    sums = [(minutes([own]), hand([own])) for own in sessions]
    found = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(sums, k=len(sums))
        need = sum(h for _, h in drawn)
        found.append(sum(m for m, _ in drawn) / need - 1 if need else float("inf"))
    found.sort()
    return Estimate(found[RESAMPLES // 10], 0.0, found[-RESAMPLES // 10])


def share(held: Sequence[bool]) -> str:
    """Return how many of some are true, in per cent."""
    return f"{sum(held) / len(held):.0%}" if held else "-"


if __name__ == "__main__":
    raise SystemExit(main())
