"""Print time and memory of lineage, and whether a revision costs more as the book grows.

    python tests/benchmarks/lineage_speed.py [CORPORA] [--runs N] [--only NAME] [--peers]

For every bundle in the folder (default: rust-book in ../shared/corpora beside the checkout; `--only
all` takes every one) a clone is made in a temporary folder, and two things are run in turn, N times
each (default 3): git log -p --word-diff=porcelain, and a process that opens the repository and
traces the lineage of every snapshot on the mainline, without a cache. Printed are

* wall time of that process (least and median), its peak memory, and where the time went (medians):
  reading and parsing, following files, settling drafts, lineage, and the lives of all tokens;
* the cost of a revision (its least over the runs, merges apart) in ten equal groups, by place in
  the history and by length of the book; and what it goes with, the change, the files touched or
  the book: rank correlations, and a fit of ms to a product of powers, told as what doubling costs;
* the cost of an edit of one paragraph in an invented book of 100,000 words, and in shorter ones;
* with --peers, git-of-theseus on the same files, and what it says of the first draft's lines.

The exit code is 1 if the best run of rust-book is above 15 s or 800 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from lineage_speed_edits import EDITS, SHAPES, build
from lineage_speed_growth import Rows, print_growth
from lineage_speed_inside import PARTS
from lineage_speed_peers import install, print_peer
from report_speed import timed

HOME = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).with_name("lineage_speed_inside.py")
TARGET_BOOK, TARGET_SECONDS, TARGET_MEGABYTES = "rust-book", 15, 800


@dataclass(frozen=True)
class Traced:
    """All runs of one book: (seconds, megabytes) of each process, and what each wrote down."""

    processes: tuple[tuple[float, float], ...]
    git_seconds: tuple[float, ...]
    written: tuple[Mapping[str, Any], ...]

    @property
    def best_seconds(self) -> float:
        return min(seconds for seconds, _ in self.processes)

    @property
    def megabytes(self) -> float:
        return max(megabytes for _, megabytes in self.processes)

    @property
    def book(self) -> Mapping[str, Any]:
        return self.written[0]

    @property
    def commits(self) -> Rows:
        """A row per commit as `lineage_speed_inside` tells it, with its least time of all runs."""
        runs = np.array([written["commits"] for written in self.written], np.float64)
        rows = runs[0].copy()
        rows[:, 0] = runs[:, :, 0].min(axis=0)
        return rows


def trace(clone: Path, work: Path, runs: int, *, beside_git: bool = True) -> Traced:
    """Trace a book and let git print its word diff, in turn."""
    out = work / f"{clone.name}.json"
    processes, git_seconds, written = [], [], []
    for _ in range(runs):
        if beside_git:
            word_diff = ["git", "log", "-p", "--word-diff=porcelain"]
            git_seconds.append(timed(word_diff, clone)[0])
        processes.append(timed([sys.executable, str(INSIDE), str(clone), str(out)], HOME))
        written.append(json.loads(out.read_text()))
    return Traced(tuple(processes), tuple(git_seconds), tuple(written))


def print_totals(name: str, traced: Traced) -> None:
    """Print the first table's row of one book."""
    walls = [seconds for seconds, _ in traced.processes]
    parts = [
        statistics.median(written["parts"][part] for written in traced.written) for part in PARTS
    ]
    print(
        f"{name:22}{traced.best_seconds:7.1f}{statistics.median(walls):8.1f}"
        f"{traced.megabytes:6.0f}{statistics.median(traced.git_seconds):7.1f}  "
        + "".join(f"{seconds:9.2f}" for seconds in parts)
        + f"{traced.book['snapshots']:11,}{traced.book['tokens']:10,}",
        flush=True,
    )


def print_edits(text: Path, work: Path, runs: int) -> None:
    """Print what an edit of one paragraph costs in books of several sizes."""
    if not text.exists():
        print(f"no {text}: edits of one paragraph left out")
        return
    print(f"\nAn edit of one paragraph, of {EDITS}, in the engine (the least of {runs} each)")
    print(f"{'words':>12}{'files':>7}{'ms median':>11}{'9 in 10':>9}{'most':>7}{'tokens':>8}")
    for shape in SHAPES:
        path = work / f"edits-{shape.words}-{shape.files}"
        build(text.read_text(encoding="utf-8"), shape, path)
        rows = trace(path, work, runs, beside_git=False).commits
        if len(rows) != EDITS or not rows[:, 5].all():
            raise SystemExit("the invented book was not read as it was made")
        spent = rows[:, 0]
        print(
            f"{rows[0, 1]:12,.0f}{shape.files:7}{np.median(spent):11.2f}"
            f"{np.quantile(spent, 0.9):9.2f}{spent.max():7.2f}{np.median(rows[:, 2]):8.0f}",
            flush=True,
        )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="?", type=Path, default=HOME.parent / "shared" / "corpora")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=TARGET_BOOK)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peer-limit", type=float, default=300, help="seconds for each run of it")
    options = parser.parse_args()
    bundles = [
        bundle
        for bundle in sorted(options.corpora.glob("*.bundle"))
        if options.only in {bundle.stem, "all"}
    ]
    if not bundles:
        raise SystemExit(f"no bundles named {options.only} in {options.corpora}")
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"runs of each: {options.runs}; cores: {cores}; load before them: {load:.1f}\n")
    print(
        f"{'seconds':22}{'least':>7}{'median':>8}{'MB':>6}{'git':>7}  "
        + "".join(f"{part:>9}" for part in PARTS)
        + f"{'snapshots':>11}{'tokens':>10}"
    )
    found: dict[str, Traced] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for bundle in bundles:
            clone = work / bundle.stem
            subprocess.run(["git", "clone", "-q", str(bundle), str(clone)], check=True)
            found[bundle.stem] = trace(clone, work, options.runs)
            print_totals(bundle.stem, found[bundle.stem])
        for name, traced in found.items():
            print(f"\n{name}")
            print_growth(traced.commits)
        print_edits(options.corpora / "frankenstein" / "1818.txt", work, options.runs)
        if options.peers:
            _print_peers(found, work, options.peer_limit)
    _judge(found)


def _print_peers(found: Mapping[str, Traced], work: Path, limit_seconds: float) -> None:
    command = install(work / "venv")
    for name, traced in found.items():
        print(f"\n{name}")
        if isinstance(command, str):
            print(f"  {command}")
        else:
            print_peer(command, work / name, traced.book, limit_seconds)


def _judge(found: Mapping[str, Traced]) -> None:
    """Print whether the target is met, and exit with 1 where it is not."""
    traced = found.get(TARGET_BOOK)
    if traced is None:
        return
    met = traced.best_seconds <= TARGET_SECONDS and traced.megabytes <= TARGET_MEGABYTES
    print(
        f"\n{TARGET_BOOK}: {traced.best_seconds:.1f} s and {traced.megabytes:.0f} MB; the target "
        f"is {TARGET_SECONDS} s and {TARGET_MEGABYTES} MB: {'met' if met else 'not met'}"
    )
    raise SystemExit(0 if met else 1)


if __name__ == "__main__":
    main()
