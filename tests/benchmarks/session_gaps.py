"""Print the session gap that each real book's writers get, and how the hours hang on it.

    python tests/benchmarks/session_gaps.py [FOLDER]

FOLDER holds the git bundles (default: `corpora` beside the project, or DRAFTTIME_CORPORA). Each is
cloned into a temporary folder; author times of non-merge commits are read with `git log`.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from session_gaps_truth import git, logged_days, observed, print_logged, print_worked

from drafttime.clock.gap import FEWEST_PAUSES, learn_gap, pauses_minutes, why_not
from drafttime.clock.mixture import fit_mixture
from drafttime.clock.rules import GIT_HOURS_ADDITION_MINUTES, git_hours_minutes
from drafttime.model import Moment

PROJECT = Path(__file__).resolve().parents[2]
GAPS_MINUTES = (30, 60, 120, 180)
SAMPLES = 100
LEAST_COMMITS = 100


def main() -> int:
    """Print every table for the bundles that are there."""
    fallback = os.environ.get("DRAFTTIME_CORPORA", PROJECT.parent / "shared" / "corpora")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else fallback)
    bundles = sorted(folder.glob("*.bundle"))
    if not bundles:
        print(f"no bundles in {folder}")
        return 1
    writers: list[tuple[str, list[int]]] = []
    with tempfile.TemporaryDirectory() as room:
        for bundle in bundles:
            clone = Path(room, bundle.stem)
            git(room, "clone", "--quiet", "--no-checkout", str(bundle), str(clone))
            writers.extend(main_writers(bundle.stem, clone))
            if bundle.stem == "honours-project":
                logged = logged_days(clone)
    print_fits(writers)
    print_free_spread(writers)
    print_samples(writers)
    print_sensitivity(writers)
    if any(bundle.stem == "honours-project" for bundle in bundles):
        print_logged(*logged)
    truth = folder.parent / "truth" / "editor-observed-time.csv"
    if truth.is_file():
        print_worked(truth)
    return 0


def main_writers(book: str, clone: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield the book's first writer, and every other with at least 100 commits."""
    times: dict[str, list[int]] = defaultdict(list)
    log = git(clone, "log", "--no-merges", "--branches", "--remotes", "--tags", "--format=%at %aN")
    for line in log.splitlines():
        seconds, writer = line.split(" ", 1)
        times[writer].append(int(seconds))
    ranked = sorted(times.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    for rank, (writer, own) in enumerate(ranked):
        if rank == 0 or len(own) >= LEAST_COMMITS:
            yield f"{book} / {writer[:16]}", sorted(own)


def moments(times: Sequence[int]) -> list[Moment]:
    """Return the times as the package wants them."""
    return [Moment(seconds) for seconds in times]


def print_fits(writers: Sequence[tuple[str, list[int]]]) -> None:
    """Print the fitted mixture of each writer and what became of it."""
    print("Learned gaps (pauses of a minute to a week; medians in minutes)\n")
    print(
        f"{'book / writer':38}{'commits':>8}{'pauses':>7}{'short':>8}{'long':>7}{'spread':>7}"
        f"{'weight':>7}{'D':>5}{'dBIC':>6}{'cross':>7}{'80 % range':>12}  gap"
    )
    for name, times in writers:
        pauses = pauses_minutes(moments(times))
        mixture = fit_mixture(pauses)
        gap = learn_gap(name, moments(times))
        if mixture is None:
            print(f"{name:38}{len(times):8}{len(pauses):7}  {gap.why}")
            continue
        crossing = mixture.crossing_minutes
        low, high = bootstrap(pauses)
        print(
            f"{name:38}{len(times):8}{mixture.gaps:7}{mixture.short_minutes:8.1f}"
            f"{mixture.long_minutes:7.0f}{mixture.spread:7.2f}{mixture.short_share:7.2f}"
            f"{mixture.separation:5.1f}{mixture.evidence:6.0f}"
            f"{crossing or float('nan'):7.0f}{f'{low:.0f}-{high:.0f}':>12}"
            f"  {gap.minutes:.0f} {gap.source}"
        )
        if gap.source == "default":
            print(f"{'':38}  {gap.why}")
    print()


def bootstrap(pauses: Sequence[float], draws: int = 100) -> tuple[float, float]:
    """Return the middle 80 % of the crossing over resamples of the pauses (seeded)."""
    chance = random.Random(len(pauses))
    found = []
    for _ in range(draws):
        mixture = fit_mixture(chance.choices(pauses, k=len(pauses)))
        if mixture and mixture.crossing_minutes:
            found.append(mixture.crossing_minutes)
    found.sort()
    if not found:
        return float("nan"), float("nan")
    return found[len(found) // 10], found[-1 - len(found) // 10]


def print_free_spread(writers: Sequence[tuple[str, list[int]]]) -> None:
    """Print the crossing that components with spreads of their own would give."""
    print("The same pauses, each component with its own spread (not used)\n")
    for name, times in writers:
        short, long, spreads, weight = free_fit(pauses_minutes(moments(times)))
        crossing = free_crossing(short, long, spreads, weight)
        print(
            f"{name:38} spreads {spreads[0]:.2f} and {spreads[1]:.2f}, "
            f"crossing {'none' if crossing is None else f'{crossing:.0f} minutes'}"
        )
    print()


def free_fit(pauses: Sequence[float]) -> tuple[float, float, tuple[float, float], float]:
    """Fit two log-normals with a spread each, from the common fit's split; 500 iterations."""
    import numpy as np

    logs = np.sort(np.log(pauses))
    cut = len(logs) // 2
    mean = np.array([logs[:cut].mean(), logs[cut:].mean()])
    spread, weight = np.array([logs[:cut].std(), logs[cut:].std()]), np.array([0.5, 0.5])
    for _ in range(500):
        odds = (
            np.log(weight / spread)[:, None] - ((logs - mean[:, None]) / spread[:, None]) ** 2 / 2
        )
        share = np.exp(odds - np.logaddexp(*odds))
        weight = share.mean(axis=1)
        mean = (share * logs).sum(axis=1) / share.sum(axis=1)
        variance = (share * (logs - mean[:, None]) ** 2).sum(axis=1) / share.sum(axis=1)
        spread = np.maximum(np.sqrt(variance), 0.25)
    first = int(mean[1] < mean[0])
    return mean[first], mean[1 - first], (spread[first], spread[1 - first]), weight[first]


def free_crossing(
    short: float, long: float, spreads: tuple[float, float], weight: float
) -> float | None:
    """Return the minutes between both medians where the weighted densities are equal."""
    import numpy as np

    grid = np.linspace(short, long, 20_001)
    lean = (
        np.log(weight / spreads[0])
        - ((grid - short) / spreads[0]) ** 2 / 2
        - np.log((1 - weight) / spreads[1])
        + ((grid - long) / spreads[1]) ** 2 / 2
    )
    turns = np.flatnonzero((lean[:-1] > 0) & (lean[1:] <= 0))
    return float(np.exp(grid[turns[0]])) if len(turns) else None


def print_samples(writers: Sequence[tuple[str, list[int]]]) -> None:
    """Print how often random samples of the pauses come near the crossing of them all."""
    sizes = (30, 50, 80, FEWEST_PAUSES, 150, 200)
    print(
        f"Random samples of n pauses ({SAMPLES} each): accepted, and of these the share within a\n"
        "factor of 1.5 of the whole history's crossing\n"
    )
    print(f"{'book / writer':38}" + "".join(f"{f'n={size}':>14}" for size in sizes))
    for name, times in writers:
        pauses = pauses_minutes(moments(times))
        whole = fit_mixture(pauses)
        if len(pauses) < FEWEST_PAUSES or whole is None or why_not(whole):
            continue
        cells = [sampled(pauses, size, whole.crossing_minutes or 0) for size in sizes]
        print(f"{name:38}" + "".join(f"{cell:>14}" for cell in cells))
    print()


def sampled(pauses: Sequence[float], size: int, crossing: float) -> str:
    """Return "accepted, share near" for seeded samples with replacement."""
    chance = random.Random(size)
    near = accepted = 0
    for _ in range(SAMPLES):
        mixture = fit_mixture(chance.choices(pauses, k=size))
        if mixture is None or why_not(mixture):
            continue
        accepted += 1
        near += 2 / 3 <= (mixture.crossing_minutes or 0) / crossing <= 3 / 2
    return f"{accepted}, {near / accepted:.0%}" if accepted else "0, -"


def print_sensitivity(writers: Sequence[tuple[str, list[int]]]) -> None:
    """Print sessions and observed hours at several gaps, beside the git-hours rule."""
    gaps = [f"{gap} min" for gap in GAPS_MINUTES]
    print(
        "Sessions and observed hours by gap; git-hours in hours, and its constant's share of it\n"
    )
    print(
        f"{'book / writer':38}"
        + "".join(f"{gap:>14}" for gap in [*gaps, "its own"])
        + "   git-hours"
    )
    for name, times in writers:
        own = learn_gap(name, moments(times)).minutes
        cells = []
        for gap in (*GAPS_MINUTES, own):
            sessions, minutes = observed(times, gap)
            cells.append(f"{sessions}, {minutes / 60:.0f} h")
        rule = git_hours_minutes(times)
        constant = GIT_HOURS_ADDITION_MINUTES * (
            1 + sum(late - early >= 7200 for early, late in pairwise(times))
        )
        print(
            f"{name:38}"
            + "".join(f"{cell:>14}" for cell in cells)
            + f"{rule / 60:8.0f} h {constant / rule:4.0%}"
        )
    print()


if __name__ == "__main__":
    raise SystemExit(main())
