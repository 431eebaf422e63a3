"""Print whether a revision costs more at the end of a long history than at its beginning.

    python tests/benchmarks/growth.py [--commits N] [--words N] [--files N] [--seed N] [--keep DIR]

A book is invented (`growth_book`): without options 20,000 commits that reach two million words in
400 files, with the same mix of edits throughout. It is read without a cache, and the processor time
of each step of each stage is written down. Printed are, for the first and the last thousand steps
of every stage that takes one for each commit (a tenth of them in a shorter history), the mean and
the median, and for lineage tenths of the history and what the cost goes with (`lineage_speed`).

The exit code is 1 if the last thousand revisions cost above a fifth more than the first, in lineage
(mean without new chapters, or median).
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from growth_book import Shape, build
from lineage_speed_growth import Rows, Values, print_growth
from lineage_speed_inside import Watch, watch

FLAT = 1.2
PART = 1_000
SMALL_TOKENS = 400
"""A revision of more is a new chapter, or as long as one."""


class Stages(Watch):
    """Notes the steps of every stage, by the time of the processor."""

    def __init__(self) -> None:
        super().__init__()
        self.by_stage: dict[str, list[float]] = {}

    def stage(self, name: str, total: int | None = None) -> None:
        super().stage(name, total)
        self.by_stage[name] = self.steps

    def advance(self, steps: int = 1) -> None:
        self.steps.append(time.process_time())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Does a revision cost more as a book grows?")
    usual = Shape()
    parser.add_argument("--commits", type=int, default=usual.commits)
    parser.add_argument("--words", type=int, default=usual.words)
    parser.add_argument("--files", type=int, default=usual.files)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="make the book here, or read it if it is there")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="growth-") as scratch:
        book = told.keep or Path(scratch) / "book"
        if not book.exists():
            build(Shape(told.commits, told.words, told.files), told.seed, book)
        return measure(book)


def measure(book: Path) -> int:
    """Read the book, print what its revisions cost, and return the exit code."""
    seen = Stages()
    began = time.process_time()
    found = watch(book, seen)
    rows: Rows = np.array(found["commits"], dtype=np.float64)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(rows) + 1:,} commits, {found['words']:,} words, {len(found['final_paths'])} files: "
        f"{time.process_time() - began:.0f} s of the processor, {peak:,.0f} MB"
    )
    print("  wall seconds: " + ", ".join(f"{k} {v:.1f}" for k, v in found["parts"].items()))
    print_stages(seen, len(rows))
    print("Lineage, revisions of up to " + f"{SMALL_TOKENS} tokens")
    small = rows[rows[:, 2] <= SMALL_TOKENS]
    ratios = print_ends("lineage", small[:, 0])
    print_growth(rows)
    flat = max(ratios) <= FLAT
    print(f"Flat within a fifth: {'yes' if flat else 'no'}")
    return int(not flat)


def print_stages(seen: Stages, commits: int) -> None:
    """Print the ends of each stage that takes a step for each commit, or nearly."""
    print(f"  {'':34}{'steps':>8}{'first ms':>10}{'last ms':>10}{'ratio':>7}  (mean, then median)")
    for name, steps in seen.by_stage.items():
        if len(steps) >= commits // 2:
            print_ends(name, np.diff(np.array(steps)) * 1000)


def print_ends(name: str, spent: Values) -> tuple[float, float]:
    """Print the first and the last thousand steps; return by how much the last cost more."""
    part = min(PART, max(1, len(spent) // 10))
    first, last = spent[:part], spent[-part:]
    ratios = []
    for how in (np.mean, np.median):
        one, other = float(how(first)), float(how(last))
        ratios.append(other / one if one else float("inf"))
        print(f"  {name[:34]:34}{len(spent):8,}{one:10.3f}{other:10.3f}{ratios[-1]:7.2f}")
    return ratios[0], ratios[1]


if __name__ == "__main__":
    sys.exit(main())
