"""Print how many tokens the lineage engine labels rightly, by what was done to them.

    python tests/revision/lineage_oracle_figures.py --histories 2000

Histories in which a file is taken for a copy of another, and so is no manuscript, are told apart.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

from lineage_checks import (
    check_ancestors,
    check_births,
    check_conservation,
    check_ledger,
    check_snapshots,
    check_steps,
)
from lineage_judge import COPIED, CUT, MOVED, RESTORED, Score, judge, run
from lineage_oracle import tell

GROUPS = (("moved", MOVED), ("cut", CUT), ("restored", RESTORED), ("copied", COPIED))
CHECKS = (check_snapshots, check_conservation, check_steps, check_ancestors, check_ledger)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--commits", type=int, default=12)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    asked = parser.parse_args()
    score, broken, hidden, commits = Score(), Counter[str](), 0, 0
    begun = time.perf_counter()
    for seed in range(asked.first, asked.first + asked.histories):
        found = run(tell(seed, asked.commits))
        commits += len(found.traced.history.order)
        for check in CHECKS:
            try:
                check(found.traced)
            except AssertionError:
                broken[f"{check.__name__}, seed {seed}"] += 1
        if found.hides():
            hidden += 1
            continue
        try:
            check_births(found)
        except AssertionError:
            broken[f"check_births, seed {seed}"] += 1
        judge(found, score)
    seconds = time.perf_counter() - begun
    print(f"{asked.histories} histories of {commits} commits in {seconds:.0f} s, checks and all")
    print(f"{hidden} with a file that is taken for a copy: their tokens are not judged")
    print(f"invariants broken: {broken.total()} {[*broken] if broken else ''}\n")
    print(f"{'what was done':30}{'tokens':>10}{'rightly labelled':>18}")
    for name, kinds in GROUPS:
        for kind in kinds:
            row(score, kind, kind)
        row(score, f"all that was {name}", *kinds)
        print()
    for kind in ("typed", "reworded", "resolved", "standing after a merge"):
        row(score, kind, kind)


def row(score: Score, name: str, *kinds: str) -> None:
    total = sum(score.all[kind] for kind in kinds)
    if total:
        print(f"{name:30}{total:>10,}{100 * score.share(*kinds):>17.3f}%")


if __name__ == "__main__":
    main()
